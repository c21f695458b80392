"""Where calls go: every way in which a person writes a server address, a prefix and a company id."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.api.client import Client
from app.errors import NotAddress
from tests.fake_server import FakeServer


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ({}, "https://api.proxyclick.com/app/CO-C202/vm/meetings"),
        ({"prefix": "/v1/app/{companyId}"}, "https://api.proxyclick.com/v1/app/CO-C202/vm/meetings"),
        ({"prefix": "/v1/companies/{companyId}/"}, "https://api.proxyclick.com/v1/companies/CO-C202/vm/meetings"),
        ({"prefix": ""}, "https://api.proxyclick.com/vm/meetings"),
        ({"prefix": "/fixed", "company_id": ""}, "https://api.proxyclick.com/fixed/vm/meetings"),
        ({"server": " https://example.com/ "}, "https://example.com/app/CO-C202/vm/meetings"),
        ({"server": "http://example.com:8080/api/v9/"}, "http://example.com:8080/api/v9/app/CO-C202/vm/meetings"),
        ({"server": "HTTPS://Example.COM"}, "https://example.com/app/CO-C202/vm/meetings"),
        ({"server": "http://[::1]:8000"}, "http://[::1]:8000/app/CO-C202/vm/meetings"),
        ({"server": "https://münchen.example"}, "https://xn--mnchen-3ya.example/app/CO-C202/vm/meetings"),
        ({"company_id": "CO/2 0?2#é%"}, "https://api.proxyclick.com/app/CO%2F2%200%3F2%23%C3%A9%25/vm/meetings"),
    ],
)
async def test_a_call_goes_to_server_prefix_and_path(
    written: dict[str, str], called: str, server: FakeServer, connect: Callable[..., Client]
) -> None:
    await connect(**written).get("/vm/meetings")
    assert server.requests[-1].url == called


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ({"server": "api.example.com"}, "Server address needs to start with https:// or http://"),
        ({"server": "ftp://example.com"}, "Server address needs to start with https:// or http://"),
        ({"server": ""}, "Server address needs to start with https:// or http://"),
        ({"server": "https://"}, "Server address needs a name after ://"),
        ({"server": "https:///app"}, "Server address needs a name after ://"),
        ({"server": "http:// example.com"}, "Server address needs a name after ://"),
        ({"server": "https://a..b"}, "Server address holds signs or a name that no address can hold"),
        ({"server": f"https://{'a' * 64}.example"}, "Server address holds signs or a name"),
        ({"server": "https://exa\nmple.com"}, "Server address holds signs or a name"),
        ({"server": "https://example.com:99999"}, "Server address needs a port from 1 to 65535"),
        ({"server": "https://example.com:http"}, "Server address holds signs or a name"),
        ({"server": "https://me:secret@example.com"}, "leave out user names"),
        ({"server": "https://example.com/?a=b"}, "leave out user names, ? and #"),
        ({"server": "https://example.com/#top"}, "leave out user names, ? and #"),
        ({"prefix": "app/{companyId}"}, "Path prefix needs to start with a slash, such as /app/{companyId}"),
        ({"prefix": "/app/{company}"}, "Path prefix can hold {companyId}, but no other braces"),
        ({"prefix": "/app?x={companyId}"}, "Path prefix can hold {companyId}, but no other braces, no ?"),
        ({"company_id": " "}, "Company ID is needed"),
    ],
)
def test_what_can_be_no_address_is_answered_with_what_to_do(
    written: dict[str, str], advice: str, connect: Callable[..., Client]
) -> None:
    with pytest.raises(NotAddress) as refused:
        connect(**written)
    assert advice in str(refused.value)
    assert "secret" not in str(refused.value)
