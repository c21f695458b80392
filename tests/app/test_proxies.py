"""The proxy that the environment names, and the servers that it needs no proxy for."""

from __future__ import annotations

import asyncio
import os

import pytest

from app.api.client import Client
from app.api.proxies.proxies import proxy_for, vain_exceptions
from app.api.proxies.proxy_exceptions import is_exempt
from app.errors import ConnectionFault

SERVER = "https://api.example.com/app/CO-C202"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://proxy.example.com:3128"}, "proxy.example.com:3128 (HTTPS_PROXY)"),
        ({"https_proxy": "proxy:3128"}, "proxy:3128 (https_proxy)"),
        ({"HTTPS_PROXY": "http://ana:secret@proxy:3128/"}, "proxy:3128 (HTTPS_PROXY)"),
        ({"ALL_PROXY": "https://proxy"}, "proxy (ALL_PROXY)"),
        ({"HTTPS_PROXY": "http://one:1", "ALL_PROXY": "socks://two:2"}, "one:1 (HTTPS_PROXY)"),
        ({"https_proxy": "http://one:1", "HTTPS_PROXY": "http://two:2"}, "one:1 (https_proxy)"),
        ({"https_proxy": "", "HTTPS_PROXY": "http://two:2"}, None),
        ({"HTTP_PROXY": "socks://two:2"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "example.com"}, None),
        ({"HTTPS_PROXY": "socks://proxy:1", "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "localhost,[::1]"}, "proxy:3128 (HTTPS_PROXY)"),
        ({"HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": "localhost,fd00:1::/64,[::1"}, "proxy:3128 (HTTPS_PROXY)"),
        ({"NO_PROXY": "localhost,[::1],fd00:1::/64"}, None),
    ],
)
def test_the_variable_that_counts_is_taken(
    variables: dict[str, str], name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    proxy = proxy_for(SERVER)
    assert (proxy.name if proxy else None) == name


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("socks://127.0.0.1:1080/", "a proxy of the kind socks://, which Foyer can't go through."),
        ("socks5h://127.0.0.1:1080", "a proxy of the kind socks5h://"),
        ("ftp://proxy", "a proxy of the kind ftp://"),
        ("http://", "an address that can't be one."),
        ("http://proxy:99999", "an address that can't be one."),
        ("http://proxy:port", "an address that can't be one."),
        ("http://[::1", "an address that can't be one."),
        ("http://pro xy:80", "an address that can't be one."),
        ("http://a..b:80", "an address that can't be one."),
        ("\x01", "an address that can't be one."),
    ],
)
async def test_one_that_cannot_be_used_is_named_and_nothing_is_sent(
    variable: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    desk = Client(server="https://api.example.com", prefix="", company_id="", token="")
    for call in (desk.get("/vm/meetings"), desk.post("/vm/meetings", {}, "op-1")):
        with pytest.raises(ConnectionFault) as fault:
            await call
        assert str(fault.value).startswith(f"The variable {variable} names a proxy")
        assert words in str(fault.value)
    await desk.close()


async def test_a_variable_that_is_set_right_is_read_at_the_next_call(monkeypatch: pytest.MonkeyPatch) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    monkeypatch.setenv("ALL_PROXY", "socks://proxy:1080")
    desk = Client(server="http://api.example.com", prefix="", company_id="", token="")
    with pytest.raises(ConnectionFault):
        await desk.get("/vm/meetings")
    monkeypatch.setenv("ALL_PROXY", address)
    assert await desk.get("/vm/meetings") == b"[]"
    await desk.close()
    server.close()


async def test_a_proxy_that_is_away_is_named_and_so_is_one_that_turns_the_desk_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    monkeypatch.setenv("HTTPS_PROXY", f"http://ana:secret@{address}")
    desk = Client(server="https://api.example.com", prefix="", company_id="", token="")
    with pytest.raises(ConnectionFault) as fault:
        await desk.get("/vm/meetings")
    assert str(fault.value).startswith(f"The proxy {address} (HTTPS_PROXY) does not let this desk through: 407")
    server.close()
    await server.wait_closed()
    with pytest.raises(ConnectionFault) as fault:
        await desk.get("/vm/meetings")
    assert str(fault.value).startswith(f"The proxy {address} (HTTPS_PROXY) can't be reached.")
    await desk.close()


@pytest.mark.parametrize(
    ("exceptions", "exempt", "not_exempt"),
    [
        ("example.com", ["example.com", "api.example.com", "API.Example.com."], ["badexample.com", "example.org"]),
        (".example.com", ["example.com", "api.example.com"], ["example.org"]),
        ("*.example.com", ["api.example.com"], ["example.org"]),
        ("*", ["anything", "10.0.0.1", "fd00::1"], []),
        ("https://example.com/x", ["example.com"], ["example.org"]),
        ("example.org example.com;10.0.0.1", ["example.org", "example.com", "10.0.0.1"], ["10.0.0.2"]),
        ("example.com:8443", [], ["example.com"]),
        ("example.com:443", ["example.com"], []),
        ("10.0.0.0/8,192.168.1.0/255.255.255.0", ["10.1.2.3", "192.168.1.9"], ["11.1.2.3", "host10", "fd00::1"]),
        ("10.1.2.3/8", ["10.9.9.9"], ["11.1.2.3"]),
        ("10.*,192.168.1.*", ["10.9.9.9", "192.168.1.7"], ["110.1.2.3", "192.168.2.7"]),
        ("intra*.example.com", ["intra.example.com", "intranet.example.com"], ["example.com", "www.example.com"]),
        ("fd00:1::/64", ["fd00:1::9"], ["fd00:2::9", "10.0.0.1"]),
        ("[fd00:1::]/64", ["fd00:1::9"], ["fd00:2::9"]),
        ("[fd00::1]", ["fd00::1", "FD00:0::1"], ["fd00::2"]),
        ("fd00::1", ["fd00::1"], ["fd00::2"]),
        ("[fd00::1]:443", ["fd00::1"], ["fd00::2"]),
        ("[fd00::1]:80", [], ["fd00::1"]),
        ("müller.example", ["xn--mller-kva.example", "müller.example"], ["muller.example"]),
        ("", ["localhost", "desk.localhost", "127.0.0.1", "127.9.9.9", "::1"], ["example.com"]),
        ("[::1,10.0.0.0/99,/,:80,..", [], ["example.com", "10.0.0.1", "fd00::1"]),
    ],
)
def test_whom_no_proxy_covers(exceptions: str, exempt: list[str], not_exempt: list[str]) -> None:
    assert [host for host in exempt if not is_exempt(host, 443, exceptions)] == []
    assert [host for host in not_exempt if is_exempt(host, 443, exceptions)] == []


def test_what_no_proxy_names_in_vain_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "localhost, *.example.org,[::1],10.0.0.0/99,::1,a:b:c")
    (passed_over,) = vain_exceptions("https://api.example.com")
    assert passed_over == "NO_PROXY names what can't be a server, and is passed over there: 10.0.0.0/99, a:b:c."
    monkeypatch.setenv("NO_PROXY", "10.0.0.0/8 [fd00::]/64")
    assert vain_exceptions("https://10.1.2.3") == []
    (ranges,) = vain_exceptions("https://desk.example.com")
    assert ranges == "NO_PROXY names ranges of addresses: they don't cover this server, which is given by its name."
