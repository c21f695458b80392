"""The visits that count, as the rows of days tell them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from app.models.moments import ONE_DAY, day_bounds
from app.models.statistics.counting import CountedVisit
from app.models.visit_row import Telling
from app.store.lists.day_rows import decode_arrival
from app.store.statistics.visits import Rows, RowsOfDay


class _Row(msgspec.Struct, gc=False):
    """As much of a VisitRow as is counted; moments as they are written there."""

    host: str
    company: str
    starts: str
    ends: str
    expected: str
    cancelled: msgspec.Raw = msgspec.Raw()
    walk_in: bool = False


class _Arrival(msgspec.Struct, gc=False):
    """As much of an Arrival."""

    arrived_at: datetime | None = None
    left_at: datetime | None = None


_row = msgspec.json.Decoder(_Row).decode
_arrival = msgspec.json.Decoder(_Arrival).decode

_NOT_COME = _Arrival()


def counted(rows: Rows, zone: ZoneInfo) -> list[CountedVisit]:
    """The visits that count, see app/models/statistics/figures.py. `zone` is the site's."""
    visits = []
    for day, of_day in rows.items():
        first = day_bounds(day, zone)[0]
        moments: dict[str, int] = {}
        for body, said, _ in of_day:
            row, arrival = _row(body), _arrival(said) if said else _NOT_COME
            came, left = arrival.arrived_at, arrival.left_at
            if row.cancelled and came is None:
                continue
            if row.expected != row.starts and not _is_later_visit(row, came, first):
                continue
            if row.expected not in moments:
                moments[row.expected] = int(datetime.fromisoformat(row.expected).timestamp())
            visits.append(
                CountedVisit(
                    day,
                    moments[row.expected],
                    int(came.timestamp()) if came else None,
                    int(left.timestamp()) if left else None,
                    came is not None and row.walk_in,
                    row.host,
                    row.company,
                )
            )
    return visits


def not_told(today: RowsOfDay) -> int:
    """How many are in the building by this desk, and their host wasn't told, where there is one."""
    said = (decode_arrival(arrival) for body, arrival, _ in today if arrival and _row(body).host)
    return sum(one.on_site and one.telling is Telling.NOT_TOLD for one in said)


def _is_later_visit(row: _Row, came: datetime | None, first: datetime) -> bool:
    """Whether it is a visit of its own on a day that begins at `first`, and isn't the one on which the meeting began.
    Else the visitor is in since an earlier day, and counted there."""
    if came is not None:
        return came >= first
    starts, ends = map(datetime.fromisoformat, (row.starts, row.ends))
    return ends - starts > ONE_DAY
