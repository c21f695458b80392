"""Time zones by the names that servers, systems and people write."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

_OF_NO_PLACE = frozenset(("localtime", "Factory"))
"""What some systems keep among the zones: this PC's own, and one that says that nobody has chosen any."""


def zone_called(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or of Windows' name for it, in any case; its key is the IANA name. None when `name`
    is "" or no zone, since nobody checks what a server says."""
    words = " ".join(name.split())
    if words in _OF_NO_PLACE:
        return None
    return _zone(words) or _zone(_by_caseless_name().get(_caseless(words), "")) if words else None


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


@cache
def _by_caseless_name() -> dict[str, str]:
    """The IANA names, by these and by Windows' names. Made at the first name that isn't an IANA name: it reads the
    folders of all zones."""
    from tzlocal.windows_tz import win_tz

    zones = available_timezones() - _OF_NO_PLACE
    windows = {_caseless(name): zone for name, zone in win_tz.items() if zone in zones}
    return windows | {_caseless(zone): zone for zone in zones}


def _caseless(name: str) -> str:
    """Windows has a name for a zone's summer, too."""
    return name.replace(" ", "_").casefold().replace("_daylight_time", "_standard_time")
