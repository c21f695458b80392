"""How moments and objects are written: UTC stamps end in Z, a meeting's own times carry the site's offset."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import to_json

Document = dict[str, Any]
"""A JSON object in the shape that the API's page shows."""


def written(document: Document) -> bytes:
    """Compact JSON. What JSON has no number for becomes null."""
    return to_json(document, inf_nan_mode="null")


_COMPANY = b'"company":'
"""No text holds this, since JSON puts a backslash before a quote."""

_VALUE = re.compile(rb'null|\{(?:[^"{}]++|"(?:[^"\\]++|\\.)*+")*+\}')
"""What stands there in an object that is kept: nothing, or the company as an older Foyer wrote it."""


def answered(document: bytes, company: bytes, revision: int, more: bytes = b"") -> bytes:
    """The JSON of an object that is kept, with that of the company and its revision, which aren't kept in it; `more`
    are further attributes with a comma before each."""
    starts = document.index(_COMPANY) + len(_COMPANY)
    value = _VALUE.match(document, starts)
    assert value
    return b'%b%b%b,"revision":%d%b}' % (document[:starts], company, document[value.end() : -1], revision, more)


def utc(moment: datetime) -> str:
    """The moment in UTC, to the second: 2015-01-12T14:00:00Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def local(moment: datetime, zone: ZoneInfo) -> str:
    """The moment with the offset of `zone`, to the second: 2015-01-12T15:00:00+01:00. It goes through UTC, so that a
    time which clocks skip in spring becomes one that exists."""
    return moment.astimezone(UTC).astimezone(zone).isoformat(timespec="seconds")


def seconds(stamp: str) -> int:
    """The value in a column of a stamp in a document: seconds since 1970."""
    return int(datetime.fromisoformat(stamp).timestamp())


def due(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a calendar day in `zone`, so that what is due today isn't late today. A datetime stays what it
    is; one without an offset is read in `zone`."""
    if isinstance(day, datetime):
        return day if day.tzinfo else day.replace(tzinfo=zone)
    return datetime.combine(day, time(23, 59, 59, fold=1), zone)  # fold: the later one when the clock shows it twice


def span(first: date | None, last: date | None, zone: ZoneInfo) -> tuple[int | None, int | None]:
    """The start of `first` and the end of `last`, which isn't part of it, as seconds since 1970; None for None. Days
    are those of `zone`; a datetime is read as in `due`, and as `last` it is itself the end."""
    starts = ends = None
    if first:
        midnight = first if isinstance(first, datetime) else datetime.combine(first, time())
        starts = int(due(midnight, zone).timestamp())
    if last:
        ends = int(due(last, zone).timestamp()) + (0 if isinstance(last, datetime) else 1)
    return starts, ends


def day_span(day: date, zone: ZoneInfo) -> tuple[int, int]:
    """The start of a calendar day in `zone` and the first moment after it, as seconds since 1970."""
    starts, ends = span(day, day, zone)
    assert starts is not None
    assert ends is not None
    return starts, ends
