"""Meetings as a server answers them, short enough to be read in a test."""

from __future__ import annotations

from typing import Any

DAY = "2026-03-12"
SOFIA = {"object": "user", "id": "US-G606", "firstname": "Sofia", "lastname": "Marchetti"}
JONAS = {"object": "user", "id": "US-KP935", "firstname": "Jonas", "lastname": "Weber"}
BRUSSELS = {"object": "corporate", "id": "CO-C202", "name": "Northgate House", "timezone": "Europe/Brussels"}


def visitor(name: str, **more: Any) -> dict[str, Any]:
    """A visitor by first and last name; the id comes from the name, so that it stays the same from list to list."""
    first, _, last = name.partition(" ")
    return {"object": "visitor", "id": f"V-{name.upper()}", "firstname": first, "lastname": last} | more


def meeting(number: int, *visitors: str | dict[str, Any], at: str = "10:00", **more: Any) -> dict[str, Any]:
    """Meeting M-<number> in Brussels on the tests' day, an hour long, from `at`; +01:00 as in winter there."""
    hour, minute = at.split(":")
    return {
        "object": "meeting",
        "id": f"M-{number}",
        "company": BRUSSELS,
        "title": f"Meeting {number}",
        "startAt": f"{DAY}T{at}:00+01:00",
        "endAt": f"{DAY}T{int(hour) + 1:02}:{minute}:00+01:00",
        "host": SOFIA,
        "visitors": [visitor(one) if isinstance(one, str) else one for one in visitors],
    } | more
