"""How moments and objects are written: UTC stamps end in Z, a meeting's own times carry the site's offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import to_json

Document = dict[str, Any]
"""A JSON object in the shape that the API's page shows."""


def written(document: Document) -> bytes:
    """Compact JSON. What JSON has no number for becomes null."""
    return to_json(document, inf_nan_mode="null")


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def local(moment: datetime, zone: ZoneInfo) -> str:
    """Through UTC, so that a time which a change to summer time skips becomes one that exists."""
    return moment.astimezone(UTC).astimezone(zone).isoformat(timespec="seconds")


def seconds(stamp: str) -> int:
    """The column value of a stamp in a document."""
    return int(datetime.fromisoformat(stamp).timestamp())


def due(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a calendar day there, so that what is due today isn't late today. A datetime is meant as it
    stands; without an offset it is read there too."""
    if isinstance(day, datetime):
        return day if day.tzinfo else day.replace(tzinfo=zone)
    return datetime.combine(day, time(23, 59, 59, fold=1), zone)  # fold: the later one when the clock shows it twice


def span(first: date | None, last: date | None, zone: ZoneInfo) -> tuple[int | None, int | None]:
    """Seconds from the start of `first` up to and without the end of `last`, days in `zone`; datetimes as in `due`."""
    starts = ends = None
    if first:
        midnight = first if isinstance(first, datetime) else datetime.combine(first, time())
        starts = int(due(midnight, zone).timestamp())
    if last:
        ends = int(due(last, zone).timestamp()) + (0 if isinstance(last, datetime) else 1)
    return starts, ends
