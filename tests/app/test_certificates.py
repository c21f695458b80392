"""Certificates that aren't trusted: a person reads what is wrong with whose, and nothing goes to such a server."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest

from app.api.client import Client
from app.api.probe import probed
from app.errors import ConnectionFault
from app.system.certificates import certificate_words

CERTIFICATES = Path(__file__).parent.parent / "certificates"
SOUND = CERTIFICATES.parent / "post_office.pem"
EXPIRED, NOT_YET = CERTIFICATES / "expired.pem", CERTIFICATES / "not_yet.pem"

Listening = Callable[[Path], Awaitable[int]]


class Answers(list[bytes]):
    """What reached the server."""


@pytest.fixture
def reached() -> Answers:
    return Answers()


@pytest.fixture
async def listening(reached: Answers) -> AsyncIterator[Listening]:
    """A server of its own at localhost, with that certificate, which answers every call with an empty list."""
    servers: list[asyncio.Server] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        reached.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")
        await writer.drain()
        writer.close()

    async def listen(certificate: Path) -> int:
        identity = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        identity.load_cert_chain(certificate)
        servers.append(await asyncio.start_server(answer, "127.0.0.1", 0, ssl=identity))
        return int(servers[-1].sockets[0].getsockname()[1])

    yield listen
    for server in servers:
        server.close()


@pytest.fixture(autouse=True)
def _straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy in between, and of certificates what the system trusts."""
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def client(port: int, host: str = "localhost") -> Client:
    return Client(server=f"https://{host}:{port}", prefix="", company_id="", token="secret")


@pytest.mark.parametrize(
    ("certificate", "trusted", "host", "words"),
    [
        (SOUND, False, "localhost", "The certificate of localhost comes from an issuer that this PC does not trust."),
        (EXPIRED, True, "localhost", "The certificate of localhost has expired, or the clock of this PC is wrong."),
        (NOT_YET, True, "localhost", "The certificate of localhost is not valid yet, or the clock"),
        (SOUND, True, "127.0.0.1", "The certificate of 127.0.0.1 is made out to another name."),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_said_and_what_it_can_do(
    certificate: Path,
    trusted: bool,
    host: str,
    words: str,
    listening: Listening,
    reached: Answers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = await listening(certificate)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    desk = client(port, host)
    with pytest.raises(ConnectionFault) as fault:
        await desk.get("/vm/meetings")
    assert str(fault.value).startswith(words)
    assert " IT can " in str(fault.value)
    with pytest.raises(ConnectionFault):
        await desk.post("/vm/meetings", {"title": "x"}, "op-1")
    assert reached == []
    await desk.close()


async def test_a_companys_own_ca_is_trusted_once_it_is_added(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(SOUND))
    desk = client(await listening(SOUND))
    assert await desk.get("/vm/meetings") == b"[]"
    await desk.close()


async def test_the_doctor_says_the_same(listening: Listening) -> None:
    port = await listening(SOUND)
    probe = await asyncio.to_thread(
        lambda: probed(server=f"https://localhost:{port}", prefix="", company_id="", token="", day=date(2026, 3, 12))
    )
    assert "an issuer that this PC does not trust" in str(probe.error)


def _named_nothing(folder: Path) -> Path:
    return folder / "nothing"


def _without_certificates(folder: Path) -> Path:
    (folder / "empty").write_text("nothing in here\n")
    return folder / "empty"


@pytest.mark.parametrize(
    ("variable", "make", "what"),
    [
        ("SSL_CERT_FILE", _named_nothing, "which can't be read: No such file or directory."),
        ("SSL_CERT_FILE", _without_certificates, "which holds no certificates."),
        ("SSL_CERT_FILE", lambda folder: folder, "which can't be read"),
        ("SSL_CERT_DIR", _named_nothing, "which is no folder."),
    ],
)
async def test_a_variable_that_names_no_certificates_is_named(
    variable: str, make: Callable[[Path], Path], what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = make(tmp_path)
    monkeypatch.setenv(variable, str(named))
    desk = client(9)
    with pytest.raises(ConnectionFault) as fault:
        await desk.get("/vm/meetings")
    assert str(fault.value).startswith(f"The variable {variable} names {named}, {what}")
    await desk.close()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0x800B0109, "does not trust"),
        (-67843, "does not trust"),
        (0x800B0101, "has expired"),
        (-67818, "has expired"),
        (0x800B010F, "another name"),
        (-67602, "another name"),
        (0x800B010C, "was revoked"),
        (7, "can't be trusted: certificate signature failure."),
    ],
)
def test_windows_and_macos_say_it_by_other_codes(code: int, words: str) -> None:
    error = ssl.SSLCertVerificationError("no")
    error.verify_code, error.verify_message = code, "certificate signature failure."
    assert words in certificate_words(error, "api.example.com")
