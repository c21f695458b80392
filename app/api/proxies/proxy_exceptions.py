"""The servers that NO_PROXY names: no proxy stands between them and this desk.

Ranges of addresses are for servers that are given by their address: a name isn't looked up for it, as behind a proxy
many a name can't be.
"""

from __future__ import annotations

import ipaddress
import re
from fnmatch import fnmatchcase

_HOST = re.compile(r"(?:\[(?P<inside>[^\[\]]+)\]|(?P<plain>[^\[\]:/<>\"'\\]+))(?::(?P<port>[0-9]+))?")
_SPAN = re.compile(r"[0-9.]+-[0-9.]+")
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def is_exempt(host: str, port: int, exceptions: str) -> bool:
    """`exceptions` are names, each with the names below it, addresses, ranges such as fd00:1::/64 or 10.*, names and
    addresses also with a port, or `*`; parted by commas or spaces. This computer is always exempt."""
    host = _plain(host)
    address = _address(host)
    if host == "localhost" or host.endswith(".localhost") or (address is not None and address.is_loopback):
        return True
    return any(_covers(entry, host, address, port) for entry in _entries(exceptions))


def has_ranges_past(host: str, exceptions: str) -> bool:
    """Whether some of them are ranges of addresses, while `host` is a name."""
    return _address(_plain(host)) is None and any(_network(entry) for entry in _entries(exceptions))


def unreadable(exceptions: str) -> list[str]:
    """The entries that name nothing, and are passed over."""
    return [
        entry
        for entry in _entries(exceptions)
        if entry != "*"
        and _network(entry) is None
        and _address(entry) is None
        and (_HOST.fullmatch(entry) is None or _SPAN.fullmatch(entry))
    ]


def _entries(exceptions: str) -> list[str]:
    entries = re.split(r"[,;\s]+", exceptions.lower())
    return [re.sub(r"^[a-z]+://([^/]*).*", r"\1", entry) for entry in entries if entry]


def _covers(entry: str, host: str, address: _IP | None, port: int) -> bool:
    if entry == "*":
        return True
    network = _network(entry)
    if network is not None:
        return address is not None and address in network
    alone = _address(entry)
    if alone is not None:
        return alone == address
    parts = _HOST.fullmatch(entry)
    if parts is None or (parts["port"] and int(parts["port"]) != port):
        return False
    name = _plain((parts["inside"] or parts["plain"]).lstrip("*").lstrip("."))
    if "*" in name:  # as Windows writes ranges and names: 10.*, intra*.example.com
        return fnmatchcase(host, name)
    if _address(name) is not None:
        return _address(name) == address
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _plain(host: str) -> str:
    """In the letters that are looked up."""
    host = host.lower().rstrip(".")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _address(text: str) -> _IP | None:
    try:
        return ipaddress.ip_address(text.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    if "/" not in text:
        return None
    try:
        return ipaddress.ip_network(text.replace("[", "").replace("]", ""), strict=False)
    except ValueError:
        return None
