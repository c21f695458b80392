"""What a visitor is told of a meeting, read when it is sent: so it says what is true then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, func, select

from app.models.notices.invitation import MOST_TIMES, Invitation
from app.models.notices.kinds import MAIL, OF_INVITATIONS, SMS, NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.states import PERHAPS_TOLD
from app.models.visit_events import stands
from app.server import meetings, people
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.content.composed import NoAddress, Overtaken
from app.server.notices.content.meeting_times import MeetingTimes
from app.server.notices.content.people import user_as_reader
from app.server.notices.of_meetings import ADDRESSES, digest, is_over, knows_of_it, last_heard, of_visitor
from app.server.storage.tables.notices import notices as table
from app.server.visits.single import known_visit
from app.server.visits.visit import VisitId

NEWS = (NoticeKind.INVITATION, NoticeKind.CHANGE)
"""What tells a visitor something that they don't know."""


def read_invitation(
    connection: Connection, context: ServerContext, plan: NoticePlan, row: Row[Any]
) -> tuple[Invitation, str]:
    """What this row of the table of notices tells, and a digest of it. Raises Overtaken and NoAddress."""
    kind = NoticeKind(row.kind)
    meeting, visitor, expected = _found(connection, row)
    before = [one for one in of_visitor(connection, row.meeting, row.visitor, row.way) if one.number != row.number]
    now = int(context.now().timestamp())
    if kind is NoticeKind.CANCELLATION and expected:  # of a series all that was to come may be cancelled
        expected = not is_over(connection, row.meeting, now, stands=True)
    if is_over(connection, row.meeting, now, stands=expected):
        raise Overtaken("The meeting was over before it could be sent.")
    if expected == (kind is NoticeKind.CANCELLATION):
        raise Overtaken("The visitor is expected." if expected else "The visitor is not expected any more.")
    way = row.way if row.way in ADDRESSES else MAIL  # a way of the site's own tells what the mail does
    told = digest(meeting, visitor, way)
    if kind in NEWS and knows_of_it(before) and last_heard(before).told == told and not _goes_anyway(row, told):
        raise Overtaken("It was changed back before it could be sent.")
    # a visitor who is not expected any more is told so where they were told of it
    heard_at = last_heard(before).address if not expected and knows_of_it(before) else ""
    address = heard_at or visitor[ADDRESSES[way]]  # how they were reached is forgotten with the retention
    if not address and row.way in ADDRESSES:
        raise NoAddress(f"{people.name_of(visitor)} has no {'mobile number' if way == SMS else 'email address'}.")
    times = MeetingTimes(connection, context.zone, meeting)
    starts, ends = times.on(row.day, now) if row.day else times.after(now)
    if not times.goes_on_after(starts, ends) and _has_left(connection, context, row, starts):
        raise Overtaken("The visitor has left already.")
    repeats = meeting["recurrence"] and kind is not NoticeKind.REMINDER
    left_out, further = times.exceptions() if repeats else ((), ())
    host = user_as_reader(meeting["host"], plan)
    return Invitation(
        kind=kind,
        id=row.id,
        at=context.now().astimezone(context.zone),
        to=address,
        name=people.name_of(visitor),
        first_name=visitor["firstname"],
        language=(visitor["language"] or {}).get("code", ""),
        site=context.company["name"],
        starts=starts,
        ends=ends,
        uid=meeting["uid"],
        first=times.first if repeats else None,
        next_times=times.next_starts(now, MOST_TIMES + 1) if repeats else (),
        sequence=_sequence(connection, row),
        host=host.name,
        host_email=host.email,
        host_phone=host.phone,
        title=meeting["title"],
        note=meeting["description"] or "",
        directions=plan.directions,
        bring=plan.bring,
        wifi_name=plan.wifi_name,
        wifi_password=plan.wifi_password,
        code=meeting["visitorCodes"].get(row.visitor, ""),
        recurrence=meeting["recurrence"].get("rrule", "") if repeats else "",
        left_out=left_out,
        further=further,
    ), told


def _goes_anyway(row: Row[Any], told: str) -> bool:
    """Whether it goes to a visitor who knows that: a person wants it sent again, or it may have told something else."""
    return row.told in (queue.ANYWAY, told) or row.doubts > 0


def _has_left(connection: Connection, context: ServerContext, row: Row[Any], starts: datetime) -> bool:
    visit = known_visit(connection, context.zone, VisitId(starts.date(), row.meeting, row.visitor))
    return visit is not None and stands(visit.events).left


def _found(connection: Connection, row: Row[Any]) -> tuple[Document, Document, bool]:
    """The meeting, its visitor, and whether they are expected; a visitor who was taken out of it is still found."""
    try:
        kept = meetings.one(connection, row.meeting)
    except Refusal as error:
        raise Overtaken("The meeting is not there any more.") from error
    meeting = from_json(kept.document)
    gone = from_json(kept.cancelled_visitors) if kept.cancelled_visitors else []
    for among, expected in ((meeting["visitors"], not kept.cancelled), (gone, False)):
        for visitor in among:
            if visitor["id"] == row.visitor:
                return meeting, visitor, expected
    raise Overtaken("The visitor is not in the meeting any more.")


def _sequence(connection: Connection, row: Row[Any]) -> int:
    """How often the visitor's calendar may have heard of the meeting before: it takes what counts higher."""
    heard = (
        table.c.meeting == row.meeting,
        table.c.visitor == row.visitor,
        table.c.way == row.way,
        table.c.number < row.number,
        table.c.kind.in_([kind.value for kind in OF_INVITATIONS]),
        table.c.state.in_([state.value for state in PERHAPS_TOLD]),
    )
    return connection.scalar(select(func.count()).where(*heard)) or 0
