"""What a day's rows depend on besides the facts, and on which days something is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from app.models.drafts import Body
from app.models.moments import ONE_DAY, zone_named

MADE_AS = 7
"""Raised whenever a change of this code makes other rows: those of an earlier Foyer are then made anew."""

LONGEST = 60
"""A meeting that waits has rows on its first day, and on so many days after it at the most."""


class Basis(Struct, frozen=True):
    """The site's zone, and how long after the expected time a visitor is late."""

    zone: ZoneInfo
    late: timedelta

    @property
    def name(self) -> str:
        """How rows remember with what they were made; `late` is in seconds there."""
        return f"{MADE_AS} {self.zone.key} {self.late.total_seconds():.0f}"


def basis_of(connection: sqlite3.Connection, account: int) -> Basis:
    """What rows of the account are made with now; in UTC until its zone is known."""
    zone, late = connection.execute("select zone, late from place where id = ?", (account,)).fetchone()
    return Basis(zone_named(zone) or ZoneInfo("UTC"), timedelta(minutes=late))


def days_of(body: Body, zone: ZoneInfo) -> Iterator[date]:
    """The days in `zone` that the meeting of a body touches, in order: the first, and LONGEST after it at the most.
    Raises ValueError when its times can't be read."""
    return days_between(body["startAt"], body["endAt"], zone)


def days_between(begins: str, ends: str, zone: ZoneInfo) -> Iterator[date]:
    """The same between two moments in ISO 8601."""
    first = datetime.fromisoformat(begins).astimezone(zone).date()
    last = (datetime.fromisoformat(ends).astimezone(UTC) - timedelta(microseconds=1)).astimezone(zone).date()
    for number in range(max(0, min((last - first).days, LONGEST)) + 1):
        yield first + number * ONE_DAY
