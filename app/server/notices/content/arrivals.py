"""What is told of visits, read when it is sent: of all of a message that are still true then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select

from app.models.notices.arrival import ArrivalNotice, Arrived
from app.models.notices.kinds import MAIL, NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.states import PERHAPS_TOLD
from app.models.visit_events import Event, check_ins, check_outs, is_reached
from app.server import people
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.content.composed import NoAddress, Overtaken, TooEarly
from app.server.notices.content.people import Reader, reader_of, user_as_reader
from app.server.notices.host_told import visit_id
from app.server.notices.of_arrivals import NOT_IN, NOT_OUT, REACHED, ends_at
from app.server.storage.tables.notices import notices
from app.server.visits.single import known_visit
from app.server.visits.visit import ServerVisit

TWICE = "The same address is told already."
FRONT_DESK = "Front desk"


class Told(NamedTuple):
    """A row of the table, the visit that it tells of, and the event, an arrival or a departure."""

    row: Row[Any]
    visit: ServerVisit
    event: Event


def read_arrivals(connection: Connection, context: ServerContext, plan: NoticePlan, message: Row[Any]) -> ArrivalNotice:
    """What is told with this row of the table of notices, and with those of its message. Raises Overtaken, NoAddress
    and TooEarly."""
    now = int(context.now().timestamp())
    together = _still_true(connection, context, message, now)
    first = together[0]
    if message.kind == NoticeKind.STILL_HERE:
        due = min(ends_at(one.visit) for one in together) + plan.overdue_minutes * 60
        if due > now:  # the meeting goes on for longer than it was to
            raise TooEarly(due)
    host = user_as_reader(first.visit.meeting["host"], plan)
    reader = _reader(connection, plan, message, first.visit.meeting)
    to_host = message.to_id == first.visit.meeting["host"]["id"]
    if message.way == MAIL and not to_host and _is_told(connection, message, reader.email):
        raise Overtaken(TWICE)
    return ArrivalNotice(
        kind=NoticeKind(message.kind),
        id=message.id,
        at=context.now().astimezone(context.zone),
        to=reader.email,
        name=reader.name,
        language=reader.language,
        site=context.company["name"],
        host=host.name,
        visitors=tuple(map(_arrived, together)),
        happened=_happened(first, message).astimezone(context.zone),
        starts=first.visit.expected_at,
        desk=first.event.desk,
        waits=_waits(together) if message.kind in (NoticeKind.ARRIVAL, NoticeKind.NOT_REACHED) else "",
        title=first.visit.meeting["title"],
    )


def _still_true(connection: Connection, context: ServerContext, message: Row[Any], now: int) -> Sequence[Told]:
    together, why = [], NOT_IN
    for row in queue.of_message(connection, message.id):
        visit = known_visit(connection, context.zone, visit_id(row))
        outdated = _outdated(row, visit) if visit else NOT_IN
        if visit is None or outdated:
            why = outdated
            queue.leave_out(connection, row.id, now, why)
        else:
            together.append(Told(row, visit, next(one for one in visit.events if one.id == row.event)))
    if not together:
        raise Overtaken(why)
    return together


def _outdated(row: Row[Any], visit: ServerVisit) -> str:
    """Why this isn't so any more, "" while it is."""
    if row.kind == NoticeKind.DEPARTURE:
        return "" if row.event in check_outs(visit.events) else NOT_OUT
    if row.event not in check_ins(visit.events):
        return NOT_IN
    return REACHED if row.kind == NoticeKind.NOT_REACHED and is_reached(visit.events) else ""


def _reader(connection: Connection, plan: NoticePlan, row: Row[Any], meeting: Document) -> Reader:
    """Whom it goes to. Raises NoAddress."""
    if not row.to_id:
        return Reader(FRONT_DESK if row.address in plan.front_desk else "", row.address)
    named = [user_as_reader(one, plan) for one in _named_in(meeting) if one["id"] == row.to_id]
    known = [*named, *filter(None, (reader_of(connection, row.to_id, plan),))]
    if reached := next((one for one in known if one.email or row.way != MAIL), None):
        return reached
    name = next((one.name for one in known if one.name), row.to_id)
    raise NoAddress(f"{name} has no email address.")


def _named_in(meeting: Document) -> Iterator[Document]:
    yield meeting["host"]
    if assistant := meeting["host"]["assistant"]:
        yield assistant
    for field in ("users", "checkinNotificationUsers", "checkoutNotificationUsers"):
        yield from meeting[field] or ()


def _is_told(connection: Connection, message: Row[Any], address: str) -> bool:
    """Whether this address was told the same already, as that of somebody else."""
    same = (notices.c.event == message.event, notices.c.kind == message.kind, notices.c.to_id != message.to_id)
    went = notices.c.state.in_([state.value for state in PERHAPS_TOLD])
    told = connection.scalars(select(notices.c.address).where(*same, went))
    return address.casefold() in map(str.casefold, told)


def _arrived(told: Told) -> Arrived:
    visitor = told.visit.visitor
    return Arrived(people.name_of(visitor), visitor["companyName"], visitor["mobile"] or visitor["phone"])


def _waits(together: Sequence[Told]) -> str:
    """Where they wait: at the desks and kiosks that checked them in, by their names."""
    return ", ".join(dict.fromkeys(filter(None, (one.event.desk for one in together))))


def _happened(told: Told, message: Row[Any]) -> datetime:
    if message.kind == NoticeKind.STILL_HERE:
        return datetime.fromisoformat(told.visit.meeting["endAt"])
    return told.event.at
