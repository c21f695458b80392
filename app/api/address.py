"""Where the calls go: the server address and the path prefix that a person typed, joined and checked."""

from __future__ import annotations

from urllib.parse import quote

import httpx

from app.errors import NotAddress

PLACE = "{companyId}"
"""Stands in a prefix where the company's id belongs."""


def segment(text: str) -> str:
    """`text` as one segment of a path, whatever signs it holds."""
    return quote(text, safe="")


def base_address(server: str, prefix: str, company_id: str) -> str:
    """The address that every call's path is appended to, without a slash at its end.

    `server` may hold a path itself. Raises NotAddress with a sentence that says what is needed.
    """
    return _server(server.strip()) + _prefix(prefix.strip(), company_id.strip())


def _server(server: str) -> str:
    if not server.lower().startswith(("https://", "http://")):
        raise NotAddress("Server address needs to start with https:// or http://")
    try:
        url = httpx.URL(server)
        url.host.rstrip(".").encode("idna")  # what the system does when it looks the name up
    except (httpx.InvalidURL, UnicodeError) as error:
        raise NotAddress("Server address holds signs or a name that no address can hold") from error
    if not url.host.strip(".") or "%" in url.host:
        raise NotAddress("Server address needs a name after ://, such as https://api.example.com")
    if url.port is not None and not 0 < url.port < 2**16:
        raise NotAddress("Server address needs a port from 1 to 65535")
    if url.userinfo or url.query or url.fragment or server.endswith(("?", "#")):
        raise NotAddress("Server address can hold a name, a port and a path; leave out user names, ? and #")
    return str(url).rstrip("/")


def _prefix(prefix: str, company_id: str) -> str:
    if prefix and not prefix.startswith("/"):
        raise NotAddress("Path prefix needs to start with a slash, such as /app/{companyId}")
    if set(prefix.replace(PLACE, "")) & set("{}?#"):
        raise NotAddress("Path prefix can hold {companyId}, but no other braces, no ? and no #")
    if PLACE in prefix and not company_id:
        raise NotAddress("Company ID is needed, because the path prefix holds {companyId}")
    return prefix.replace(PLACE, segment(company_id)).rstrip("/")
