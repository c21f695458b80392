"""What is to be told of arrivals and departures: to the host, and to those who asked for it.

It is worked out after each event from all that was said of the visit and all that was told of it so far. So it doesn't
matter in which order desks are heard, nor how many of them checked the same visitor in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from app.models.notices.kinds import MAIL, OF_ARRIVALS, OF_VISITS, NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.states import TO_SEND, State
from app.models.visit_events import EventKind, check_ins, check_outs, is_reached, of_host
from app.server.bodies.requests import EventRequest
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.queue import NO_MAIL, TOGETHER, URGENT, Queued
from app.server.storage.tables.notices import notices as table
from app.server.visits.event_rows import say_of_host
from app.server.visits.single import known_visit
from app.server.visits.visit import ServerVisit, VisitId

NOT_IN = "The visitor is not in any more."
NOT_OUT = "The visitor is not out any more."
REACHED = "Somebody reached the host."

ONE_BY_ONE = 10
"""Seconds that the next one waits for who is told in the host's place of others of the same meeting: whoever reached
the host says so of one visitor after the other."""

NEWS_FOR = 12 * 3600
"""Seconds after which nobody is told any more that somebody came or left."""


def follow_event(connection: Connection, context: ServerContext, identity: VisitId, request: EventRequest) -> None:
    """Queues what follows from an event that was written, in its transaction, and takes back what is no longer true.
    Nothing does where this server can tell nobody. Of the host it says something where it mails: what it tells on other
    ways alone is for the site, and whether desks mail hosts is theirs."""
    plan = context.notice_plan
    if plan is None and request.kind is not EventKind.TELL_HOST:
        return
    visit = known_visit(connection, context.zone, identity)
    if visit is None:
        return
    if request.kind is EventKind.TELL_HOST and not context.mails:
        say_of_host(connection, context, visit, EventKind.HOST_NOT_TOLD, NO_MAIL)
    if plan is None:
        return
    now = int(context.now().timestamp())
    told: list[Row[Any]] = []
    if connection.execute(select(table.c.number).where(_is_of(visit.id)).limit(1)).first():  # most come once
        _overtake(connection, now, visit)
        if request.kind is EventKind.HOST_TOLD:
            _hold_the_rest(connection, now, visit)
        of_this = of_visit(connection, visit.id)
        told = [row for row in of_this if row.state != State.OVERTAKEN.value or row.said == NO_MAIL]
    news = [*_arrivals(visit, told, now), *_overdue(plan, visit, told), *_departures(visit, told, now)]
    queue.put(connection, now, news)
    host = visit.meeting["host"]["id"]
    if not context.mails:
        return
    if any(one.kind is NoticeKind.ARRIVAL and one.to_id == host for one in news):
        say_of_host(connection, context, visit, EventKind.TELL_HOST)
    elif request.kind is EventKind.TELL_HOST:
        _tell_again(connection, now, visit)


def follow_times(connection: Connection, context: ServerContext, meeting: str) -> None:
    """After a write of the meeting of this id: when it is over may be another time, which is looked at anew."""
    waits = (table.c.meeting == meeting, table.c.state == State.QUEUED.value)
    of_end = select(table.c.id).where(*waits, table.c.kind == NoticeKind.STILL_HERE.value)
    if waiting := connection.scalars(of_end).all():
        queue.hasten(connection, waiting, int(context.now().timestamp()))


def of_visit(connection: Connection, visit: VisitId) -> list[Row[Any]]:
    """What was told of a visit by mail, and is to be, in the order in which it was queued."""
    by_mail = select(table).where(_is_of(visit), table.c.way == MAIL)
    return list(connection.execute(by_mail.order_by(table.c.number)))


def queued(visit: ServerVisit, kind: NoticeKind, event: str, to_id: str, address: str = "", at: int = 0) -> Queued:
    """A notice of this visit. It goes before any that isn't of a visit."""
    return Queued(
        kind=kind,
        meeting=visit.id.meeting,
        visitor=visit.id.visitor,
        day=visit.id.day.isoformat(),
        event=event,
        to_id=to_id,
        address=address,
        urgency=URGENT,
        not_before=at,
    )


def ends_at(visit: ServerVisit) -> int:
    """When the meeting is over for this visitor, in seconds since 1970: of who came after it, when they came."""
    ends = datetime.fromisoformat(visit.meeting["endAt"])
    return int(max(ends, visit.stands.arrived_at or ends).timestamp())


def _is_of(visit: VisitId) -> ColumnElement[bool]:
    names = (visit.meeting, visit.visitor, visit.day.isoformat())
    same = (table.c.meeting == names[0], table.c.visitor == names[1], table.c.day == names[2])
    return and_(*same, table.c.kind.in_([kind.value for kind in OF_VISITS]))


def _overtake(connection: Connection, now: int, visit: ServerVisit) -> None:
    which, kind, event = _is_of(visit.id), table.c.kind, table.c.event
    of_arrivals = kind.in_([one.value for one in OF_ARRIVALS])
    queue.overtake(connection, now, NOT_IN, which, of_arrivals, event.not_in(check_ins(visit.events)))
    departed = kind == NoticeKind.DEPARTURE.value
    queue.overtake(connection, now, NOT_OUT, which, departed, event.not_in(check_outs(visit.events)))
    if is_reached(visit.events):
        to_host = (kind == NoticeKind.ARRIVAL.value) & (table.c.to_id == visit.meeting["host"]["id"])
        queue.overtake(connection, now, REACHED, which, or_(to_host, kind == NoticeKind.NOT_REACHED.value))


def _hold_the_rest(connection: Connection, now: int, visit: ServerVisit) -> None:
    same = (table.c.meeting == visit.id.meeting, table.c.day == visit.id.day.isoformat())
    queue.hold(connection, now + ONE_BY_ONE, *same, table.c.kind == NoticeKind.NOT_REACHED.value)


def _arrivals(visit: ServerVisit, told: Collection[Row[Any]], now: int) -> Iterator[Queued]:
    came, since = check_ins(visit.events), visit.stands.arrived_at
    if not came or since is None or since.timestamp() < now - NEWS_FOR:
        return
    host = visit.meeting["host"]["id"]
    known = {row.to_id for row in told if row.kind == NoticeKind.ARRIVAL and row.event in came}
    if any(event.kind is EventKind.HOST_TOLD for event in of_host(visit.events)):
        known.add(host)
    for user in _each(host, *_ids(visit, "checkinNotificationUsers")):
        if user not in known:
            yield queued(visit, NoticeKind.ARRIVAL, came[0], user, at=now + TOGETHER)


def _departures(visit: ServerVisit, told: Collection[Row[Any]], now: int) -> Iterator[Queued]:
    went, at = check_outs(visit.events), visit.stands.left_at
    if not went or at is None or at.timestamp() < now - NEWS_FOR:
        return
    known = {row.to_id for row in told if row.kind == NoticeKind.DEPARTURE and row.event in went}
    for user in _each(*_ids(visit, "checkoutNotificationUsers")):
        if user not in known:
            yield queued(visit, NoticeKind.DEPARTURE, went[0], user, at=now + TOGETHER)


def _overdue(plan: NoticePlan, visit: ServerVisit, told: Collection[Row[Any]]) -> Iterator[Queued]:
    """That the visitor is still here after the end: once a visit."""
    came = check_ins(visit.events)
    if came and plan.overdue_minutes and not any(row.kind == NoticeKind.STILL_HERE for row in told):
        at = ends_at(visit) + plan.overdue_minutes * 60
        yield queued(visit, NoticeKind.STILL_HERE, came[0], visit.meeting["host"]["id"], at=at)


def _tell_again(connection: Connection, now: int, visit: ServerVisit) -> None:
    """Somebody wants the host told once more, of a visitor who is in."""
    came, host = check_ins(visit.events), visit.meeting["host"]["id"]
    to_host = [row for row in of_visit(connection, visit.id) if row.to_id == host and row.event in came]
    rows = [row for row in to_host if row.kind == NoticeKind.ARRIVAL and row.state != State.OVERTAKEN.value]
    if not came or any(row.state == State.SENDING.value for row in rows):
        return
    if waiting := [row for row in rows if State(row.state) in TO_SEND]:
        queue.hasten(connection, [row.id for row in waiting], now)
    elif not rows or not queue.send_again(connection, rows[-1].id, now):
        queue.put(connection, now, [queued(visit, NoticeKind.ARRIVAL, came[0], host)])


def _ids(visit: ServerVisit, name: str) -> list[str]:
    return [user["id"] for user in visit.meeting[name] or ()]


def _each(*ids: str) -> dict[str, None]:
    return dict.fromkeys(ids)
