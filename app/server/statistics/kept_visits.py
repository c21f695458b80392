"""The visits that are counted, kept as narrow rows: written in the transaction that changes what they follow from.

They reach a year ahead, since a meeting may repeat for ten. When their end draws nearer, when the site moves to another
zone, and for a database of an older Foyer, they are written by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from app.models.moments import ONE_DAY
from app.models.statistics.period import Period
from app.models.visit_events import Event, EventKind, Stands, stands
from app.server.bodies.fields import FIRST_YEAR
from app.server.bodies.wire import day_span
from app.server.occurrences import Span
from app.server.statistics.visit_counts import kept_until
from app.server.statistics.visit_rows import Plan, Scope, rows_of
from app.server.storage.facts import fact, put_fact
from app.server.storage.schema import without_limits
from app.server.storage.tables.meetings import former_occurrences, meetings, occurrences
from app.server.storage.tables.visits import events, visit_counts, visit_days, visits
from app.server.visits.visit import MICROSECOND, SINCE, VisitId

AHEAD = timedelta(days=400)
"""From today to the last day that is kept, whenever that is set."""

LEAST_AHEAD = timedelta(days=370)

FIRST = date(FIRST_YEAR, 1, 1)

_PAGE = 200
"""Meetings that are read at once."""

_FACT = "visits"

_MADE_AS = "1"
"""Raised whenever a change of this code makes other rows: those of an older Foyer are then made anew."""


class Kept(NamedTuple):
    """What the rows were made with, and their last day."""

    made_as: str
    zone: str
    last: date

    def is_of(self, zone: ZoneInfo) -> bool:
        return (self.made_as, self.zone) == (_MADE_AS, zone.key)


def last_day(connection: Connection) -> date:
    """The last day that is counted."""
    known = _kept(connection)
    return known.last if known else FIRST


def is_settled(connection: Connection, zone: ZoneInfo, today: date) -> bool:
    """Whether nothing lacks. `zone` is the site's, `today` its day."""
    known = _kept(connection)
    return known is not None and known.is_of(zone) and known.last >= today + LEAST_AHEAD


def settle(connection: Connection, zone: ZoneInfo, today: date) -> None:
    """Adds to a writing transaction what lacks. As above."""
    if is_settled(connection, zone, today):
        return
    without_limits(connection)
    known, last = _kept(connection), today + AHEAD
    if known and known.is_of(zone):
        first = known.last + ONE_DAY
        connection.execute(delete(visits).where(visits.c.day >= first.isoformat()))
        some = select(occurrences.c.meeting).where(*_touching(occurrences, first, last, zone)).distinct()
    else:
        connection.execute(delete(visits))
        connection.execute(delete(visit_days))
        connection.execute(delete(visit_counts))
        first, some = FIRST, select(meetings.c.id)
    put_fact(connection, _FACT, f"{_MADE_AS} {zone.key} {last.isoformat()}")
    ids = connection.scalars(some).all()
    for number in range(0, len(ids), _PAGE):
        if rows := _rows(connection, [*ids[number : number + _PAGE]], zone, Scope(first, last)):
            connection.execute(insert(visits), rows)


def follow_meeting(connection: Connection, zone: ZoneInfo, meeting: str) -> None:
    """Adds to the transaction that writes this meeting and when it takes place, after both, what follows for its
    visits. `zone` is the site's."""
    _replace(connection, zone, meeting, Scope(FIRST, last_day(connection)))


def follow_visit(connection: Connection, zone: ZoneInfo, visit: VisitId) -> None:
    """Adds to the transaction that writes what was said of this visit, after that, what follows: also for later days,
    on which the visitor may be in since this one. `zone` is the site's."""
    of_meeting = (occurrences.c.meeting == visit.meeting, *_touching(occurrences, visit.day, visit.day, zone))
    ends = connection.scalar(select(func.max(occurrences.c.ends_at)).where(*of_meeting))
    last = datetime.fromtimestamp(ends - 1, zone).date() if ends else visit.day
    _replace(
        connection,
        zone,
        visit.meeting,
        Scope(visit.day, max(visit.day, min(last, last_day(connection))), visit.visitor),
    )


def _replace(connection: Connection, zone: ZoneInfo, meeting: str, scope: Scope) -> None:
    """Writes the days that become others alone: years of a series keep their rows and their counts."""
    old = [visits.c.meeting == meeting, visits.c.day.between(scope.first.isoformat(), scope.last.isoformat())]
    if scope.visitor:
        old.append(visits.c.visitor == scope.visitor)
    before = {(row.day, row.visitor): row._asdict() for row in connection.execute(select(visits).where(*old))}
    after = {(row["day"], row["visitor"]): row for row in _rows(connection, [meeting], zone, scope)}
    days = {key[0] for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if not days:
        return
    connection.execute(delete(visits).where(*old, visits.c.day.in_(days)))
    if rows := [row for row in after.values() if row["day"] in days]:
        connection.execute(insert(visits), rows)
    connection.execute(delete(visit_days).where(visit_days.c.day.in_(days)))
    kept = kept_until(connection, {day[:7] for day in days})
    spoilt = {day[:7] for day in days if day[:7] in kept and day <= str(kept[day[:7]])}
    if spoilt:
        connection.execute(delete(visit_counts).where(visit_counts.c.month.in_(spoilt)))


def _rows(connection: Connection, some: list[str], zone: ZoneInfo, scope: Scope) -> list[dict[str, Any]]:
    """The rows of these meetings."""
    plans = [*_plans(connection, some, zone, scope)]
    begins = [span.starts for plan in plans for span in (*plan.spans, *plan.former)]
    since = datetime.fromtimestamp(min(begins), zone).date() if begins else scope.first
    came = _came(connection, some, scope, min(since, scope.first))
    return [row for plan in plans for row in rows_of(plan, came[plan.meeting["id"]], zone, scope)]


def _plans(connection: Connection, some: list[str], zone: ZoneInfo, scope: Scope) -> Iterator[Plan]:
    columns = select(meetings.c.id, meetings.c.document, meetings.c.cancelled_visitors)
    found = connection.execute(columns.where(meetings.c.id.in_(some))).all()
    now, before = (_spans(connection, table, some, zone, scope) for table in (occurrences, former_occurrences))
    for row in found:
        left_out = from_json(row.cancelled_visitors or b"[]")
        yield Plan(from_json(row.document), left_out, now[row.id], before[row.id])


def _spans(
    connection: Connection, table: Table, some: list[str], zone: ZoneInfo, scope: Scope
) -> defaultdict[str, list[Span]]:
    """By the meetings' ids, in order."""
    of_each: defaultdict[str, list[Span]] = defaultdict(list)
    columns = select(table.c.meeting, table.c.starts_at, table.c.ends_at).order_by(table.c.starts_at)
    near = _touching(table, scope.first, scope.last, zone)
    for meeting, starts, ends in connection.execute(columns.where(table.c.meeting.in_(some), *near)):
        of_each[meeting].append(Span(starts, ends))
    return of_each


def _touching(table: Table, first: date, last: date, zone: ZoneInfo) -> list[ColumnElement[bool]]:
    return [table.c.starts_at < day_span(last, zone)[1], table.c.ends_at > day_span(first, zone)[0]]


def _came(
    connection: Connection, some: list[str], scope: Scope, since: date
) -> defaultdict[str, dict[tuple[date, str], Stands]]:
    """By the meetings' ids those visits whose visitors came, by day and visitor: of the scope, which begins `since`
    then for who is in since an earlier day."""
    of_these: list[ColumnElement[bool]] = [events.c.meeting.in_(some)]
    if scope.visitor:  # days one by one, as the index has them
        days = [str(day) for day in Period(since, scope.last)]
        of_these += [events.c.visitor == scope.visitor, events.c.day.in_(days)]
    heard: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
    columns = (events.c[name] for name in ("meeting", "day", "visitor", "id", "kind", "happened_at", "undoes"))
    row: Any
    for row in connection.execute(select(*columns).where(*of_these)):
        at = SINCE + row.happened_at * MICROSECOND
        heard[row.meeting, row.day, row.visitor].append(Event(row.id, EventKind(row.kind), at, row.undoes))
    came: defaultdict[str, dict[tuple[date, str], Stands]] = defaultdict(dict)
    for (meeting, day, visitor), said in heard.items():
        now = stands(said)
        if now.arrived_at is not None:
            came[meeting][date.fromisoformat(day), visitor] = now
    return came


def _kept(connection: Connection) -> Kept | None:
    """None in a database that has no rows yet."""
    value = fact(connection, _FACT)
    if value is None:
        return None
    made_as, zone, last = value.split()
    return Kept(made_as, zone, date.fromisoformat(last))
