"""Which visits a figure counts, picked out of the rows of days.

What counts at all is said in statistics/figures.py; the figures are counted of plainer rows, thousands at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import Enum

from msgspec import Struct

from app.models.moments import ONE_DAY
from app.models.statistics.counting import name_key
from app.models.visit_row import Status, VisitRow

VISITS_AT_ONCE = 200
"""So many visits of a period are listed on one page."""


class Which(Enum):
    """EXPECTED are all who were invited, CHECKED_IN those of them who came."""

    ALL = "all"
    EXPECTED = "expected"
    ARRIVED = "arrived"
    CHECKED_IN = "checked-in"
    WALK_INS = "walk-ins"
    NO_SHOWS = "no-shows"
    ON_SITE = "on-site"
    LEFT = "left"
    LATE = "late"
    TO_COME = "to-come"
    NOT_TOLD = "not-told"


class VisitFilter(Struct, frozen=True):
    """Those of `which`; of EXPECTED and ARRIVED those alone who were expected or arrived within that `hour` of the
    site's clock; those who were in at the moment `at`, in UTC. `host` and `company` are as `name_key` makes them,
    `called` is how they are written; "" is nobody, None any."""

    which: Which = Which.ALL
    hour: int | None = None
    at: datetime | None = None
    host: str | None = None
    company: str | None = None
    called: str = ""


def picked(visits: Iterable[VisitRow], chosen: VisitFilter, now: datetime) -> list[VisitRow]:
    """Those of the rows, which come in the order of time, that are counted and that it lets through. `now` is in the
    site's zone."""
    there: dict[tuple[date, str], VisitRow] = {}
    for visit in visits:
        if visit.invited and (chosen.which is Which.NOT_TOLD or _is_counted(visit, now)):
            there.setdefault((visit.day, visit.id), visit)
    return [visit for visit in there.values() if _passes(visit, chosen, now)]


def _is_counted(visit: VisitRow, now: datetime) -> bool:
    came = visit.arrival.arrived_at
    if visit.cancelled is not None and came is None:
        return False
    if visit.expected == visit.starts:
        return True
    if came is not None:
        return came.astimezone(now.tzinfo).date() >= visit.day
    return visit.ends - visit.starts > ONE_DAY


def _passes(visit: VisitRow, chosen: VisitFilter, now: datetime) -> bool:
    came, left = visit.arrival.arrived_at, visit.arrival.left_at
    return (
        _is_of(visit, chosen.which, now)
        and (chosen.hour is None or _hour(visit, chosen.which, now) == chosen.hour)
        and (chosen.at is None or (came is not None and _was_in(came, left, chosen.at)))
        and (chosen.host is None or name_key(visit.host) == chosen.host)
        and (chosen.company is None or name_key(visit.company) == chosen.company)
    )


def _is_of(visit: VisitRow, which: Which, now: datetime) -> bool:
    came, left = visit.arrival.arrived_at, visit.arrival.left_at
    walked_in = came is not None and visit.walk_in
    match which:
        case Which.ALL:
            return True
        case Which.EXPECTED:
            return not walked_in
        case Which.ARRIVED:
            return came is not None
        case Which.CHECKED_IN:
            return came is not None and not walked_in
        case Which.WALK_INS:
            return walked_in
        case Which.NO_SHOWS:
            return came is None and visit.day < now.date()
        case Which.ON_SITE:
            return came is not None and left is None and visit.day == now.date()
        case Which.LEFT:
            return left is not None
        case Which.NOT_TOLD:
            return visit.host_is_to_be_told
        case Which.LATE:
            return visit.status(now) is Status.LATE
        case Which.TO_COME:
            return visit.status(now) is Status.EXPECTED


def _hour(visit: VisitRow, which: Which, now: datetime) -> int | None:
    moment = visit.arrival.arrived_at if which is Which.ARRIVED else visit.expected
    return moment.astimezone(now.tzinfo).hour if moment else None


def _was_in(came: datetime, left: datetime | None, at: datetime) -> bool:
    """To the second, as it is counted."""
    since, moment = int(came.timestamp()), int(at.astimezone(UTC).timestamp())
    return since <= moment and (left is None or moment < int(left.timestamp()))
