"""Which proxy leads to a server: the one that the environment names, else the system's own.

httpx reads the same variables, but ends in an error that is none of its own when one of them can't be used, also when
that is for another server.
"""

from __future__ import annotations

import os
import ssl
import urllib.request

import httpx
from msgspec import Struct

from app.api.proxies.proxy_exceptions import has_ranges_past, is_exempt, unreadable
from app.errors import ConnectionFault

SYSTEM = "the proxy settings of this system"


class Proxy(Struct, frozen=True):
    """`source` is the variable that names it, or SYSTEM."""

    url: httpx.URL
    source: str

    @property
    def name(self) -> str:
        """For people: without the user and the password that its address may hold."""
        port = f":{self.url.port}" if self.url.port else ""
        return f"{self.url.host}{port} ({self.source})"

    def as_httpx(self, trusted: ssl.SSLContext) -> httpx.Proxy:
        """`trusted` is for a proxy that is itself spoken to over TLS."""
        return httpx.Proxy(self.url, ssl_context=trusted if self.url.scheme == "https" else None)


def proxy_for(address: str) -> Proxy | None:
    """The one to go through to `address`, None for the straight way; this computer itself needs none. Variables that
    are for other servers don't matter. Raises ConnectionFault, which names the variable, when it can't be used."""
    url = httpx.URL(address)
    port = url.port or (443 if url.scheme == "https" else 80)
    if not any(name.lower().endswith("_proxy") for name in os.environ):
        return _of_system(url)
    value, source = _variable(url.scheme)
    if not value:
        value, source = _variable("all")
    if not value or is_exempt(url.host, port, _variable("no")[0]):
        return None
    return _proxy(value, source)


def vain_exceptions(address: str) -> list[str]:
    """A sentence for each way in which NO_PROXY doesn't do what it was written for, at the server of that address."""
    exceptions = _variable("no")[0]
    sentences = []
    if nothing := unreadable(exceptions):
        sentences.append(f"NO_PROXY names what can't be a server, and is passed over there: {', '.join(nothing)}.")
    if has_ranges_past(httpx.URL(address).host, exceptions):
        sentences.append(
            "NO_PROXY names ranges of addresses: they don't cover this server, which is given by its name."
        )
    return sentences


def _of_system(url: httpx.URL) -> Proxy | None:
    """Windows and macOS have such settings, with exceptions of their own form."""
    proxies = urllib.request.getproxies()
    value = proxies.get(url.scheme) or proxies.get("all")
    if not value or urllib.request.proxy_bypass(url.host):
        return None
    return _proxy(value, SYSTEM)


def _variable(kind: str) -> tuple[str, str]:
    """Its value and its name. The one in small letters comes first, and empty turns the other off, as everywhere."""
    for name in (f"{kind}_proxy", f"{kind}_proxy".upper()):
        if name in os.environ:
            return os.environ[name].strip(), name
    return "", ""


def _proxy(value: str, source: str) -> Proxy:
    address = value if "://" in value else f"http://{value}"
    scheme = address.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise ConnectionFault(
            f"{_subject(source)} a proxy of the kind {scheme}://, which Foyer can't go through. IT can name one of the"
            " kind http:// there, or take it away."
        )
    try:
        url = httpx.URL(address)
        url.host.rstrip(".").encode("idna")
    except (httpx.InvalidURL, UnicodeError) as error:
        raise _unreadable(source) from error
    if not url.host.strip(".") or "%" in url.host or not 0 < (url.port or 80) < 2**16:
        raise _unreadable(source)
    return Proxy(url, source)


def _unreadable(source: str) -> ConnectionFault:
    return ConnectionFault(
        f"{_subject(source)} a proxy by an address that can't be one. IT can set it right, such as"
        " http://proxy.example.com:3128, or take it away."
    )


def _subject(source: str) -> str:
    return f"{source[0].upper()}{source[1:]} name" if source == SYSTEM else f"The variable {source} names"
