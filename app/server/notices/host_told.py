"""What follows from what became of a message of a visit: the server says whether the host was told, and tells the next
one where the host can't be, or wasn't reached: their assistant, the second who attends, and the front desk's own
list. Each of them once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from app.models.notices.kinds import NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.states import State
from app.models.visit_events import EventKind, check_ins, is_reached, of_host
from app.server import people
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.of_arrivals import of_visit, queued
from app.server.visits.event_rows import say_of_host
from app.server.visits.single import known_visit
from app.server.visits.visit import ServerVisit, VisitId

TRIES_UNSAID = 1
"""After so many tries that a mail server puts off, or that it is away, it is said that the host isn't told yet."""

Addressee = tuple[str, str]
"""A user's id, or else "" and an address."""


def follow_message(
    connection: Connection, context: ServerContext, rows: Sequence[Row[Any]], state: State, said: str
) -> None:
    """Adds to the transaction that settles a message as `state` what follows; `rows` are what it tells, `said` is why
    it wasn't sent."""
    for row in rows:
        if row.kind not in (NoticeKind.ARRIVAL, NoticeKind.NOT_REACHED):
            continue
        visit = known_visit(connection, context.zone, visit_id(row))
        if visit is None or row.event not in check_ins(visit.events):
            continue
        if row.kind == NoticeKind.ARRIVAL:
            if row.to_id != visit.meeting["host"]["id"]:
                continue
            if context.mails:
                _say(connection, context, visit, state, said, row.tries)
        _tell_next(connection, context, visit, row, state)


def visit_id(row: Row[Any]) -> VisitId:
    """The visit that a notice tells of."""
    return VisitId(date.fromisoformat(row.day), row.meeting, row.visitor)


def _say(
    connection: Connection, context: ServerContext, visit: ServerVisit, state: State, said: str, tries: int
) -> None:
    match state:
        case State.SENT:
            say_of_host(connection, context, visit, EventKind.HOST_TOLD)
        case State.REFUSED | State.UNKNOWN:
            say_of_host(connection, context, visit, EventKind.HOST_NOT_TOLD, said)
        case State.QUEUED if tries > TRIES_UNSAID:
            heard = of_host(visit.events)
            if not heard or heard[-1].kind is EventKind.TELL_HOST:
                say_of_host(connection, context, visit, EventKind.HOST_NOT_TOLD, said)
        case _:
            pass


def _tell_next(connection: Connection, context: ServerContext, visit: ServerVisit, row: Row[Any], state: State) -> None:
    plan, now = context.notice_plan, int(context.now().timestamp())
    if plan is None or is_reached(visit.events):
        return
    if state is State.SENT and plan.reached_minutes:
        at = now + plan.reached_minutes * 60
    elif state in (State.REFUSED, State.UNKNOWN):
        at = now
    else:
        return
    asked = [one for one in of_visit(connection, visit.id) if one.kind == NoticeKind.NOT_REACHED]
    if any(one.state == State.QUEUED.value for one in asked):
        return
    known = {(one.to_id, "" if one.to_id else one.address) for one in asked if one.event == row.event}
    for several in _in_turn(visit, plan):
        if new := [one for one in several if one not in known]:
            notices = [queued(visit, NoticeKind.NOT_REACHED, row.event, *one, at=at) for one in new]
            queue.put(connection, now, notices)
            return


def _in_turn(visit: ServerVisit, plan: NoticePlan) -> Iterator[list[Addressee]]:
    """Those who are told one after the other."""
    host = visit.meeting["host"]
    listed = plan.listed_host(host["id"], people.name_of(host))
    if assistant := host["assistant"]:
        yield [(assistant["id"], "")]
    elif listed and listed.assistant:
        yield [("", listed.assistant)]
    attendees = [user["id"] for user in visit.meeting["users"] or () if user["id"] != host["id"]]
    yield [(identity, "") for identity in attendees[:1]]
    yield [("", address) for address in plan.front_desk]
