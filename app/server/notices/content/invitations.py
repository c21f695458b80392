"""What a visitor is told of a meeting, read when it is sent: so it says what is true then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import Connection, Row, func, select

from app.models.notices.invitation import Invitation
from app.models.notices.kinds import MAIL, OF_INVITATIONS, SMS, NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.models.notices.states import PERHAPS_TOLD
from app.server import meetings, occurrences, people, recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.wire import Document
from app.server.context import ServerContext
from app.server.notices.content.composed import NoAddress, Overtaken
from app.server.notices.content.people import user_as_reader
from app.server.notices.of_meetings import ADDRESSES, digest, is_over, knows_of_it, last_heard, of_visitor
from app.server.storage.tables.notices import notices as table


def read_invitation(
    connection: Connection, context: ServerContext, plan: NoticePlan, row: Row[Any]
) -> tuple[Invitation, str]:
    """What this row of the table of notices tells, and a digest of it. Raises Overtaken and NoAddress."""
    kind = NoticeKind(row.kind)
    meeting, visitor, expected = _found(connection, row)
    before = [one for one in of_visitor(connection, row.meeting, row.visitor, row.way) if one.number != row.number]
    now = int(context.now().timestamp())
    stands = expected or kind is not NoticeKind.CANCELLATION
    if is_over(connection, row.meeting, now, stands=stands and expected):
        raise Overtaken("The meeting was over before it could be sent.")
    if expected == (kind is NoticeKind.CANCELLATION):
        raise Overtaken("The visitor is expected." if expected else "The visitor is not expected any more.")
    way = row.way if row.way in ADDRESSES else MAIL  # a way of the site's own tells what the mail does
    told = digest(meeting, visitor, way)
    if kind is NoticeKind.CHANGE and knows_of_it(before) and last_heard(before).told == told:
        raise Overtaken("It was changed back before it could be sent.")
    # a visitor who is not expected any more is told so where they were told of it
    address = visitor[ADDRESSES[way]] if expected or not knows_of_it(before) else last_heard(before).address
    if not address and row.way in ADDRESSES:
        raise NoAddress(f"{people.name_of(visitor)} has no {'mobile number' if way == SMS else 'email address'}.")
    starts, ends = _times(connection, context.zone, meeting, kind, now)
    repeats = meeting["recurrence"] and kind is not NoticeKind.REMINDER
    left_out, further = _exceptions(connection, context.zone, meeting) if repeats else ((), ())
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


def _times(
    connection: Connection, zone: ZoneInfo, meeting: Document, kind: NoticeKind, now: int
) -> tuple[datetime, datetime]:
    """Of the whole meeting; of a reminder, the next time that it takes place."""
    if kind is NoticeKind.REMINDER:
        for span in occurrences.of(connection, meeting["id"]):
            if span.ends > now:
                return datetime.fromtimestamp(span.starts, zone), datetime.fromtimestamp(span.ends, zone)
    starts, ends = (datetime.fromisoformat(meeting[name]).astimezone(zone) for name in ("startAt", "endAt"))
    return starts, ends


def _exceptions(
    connection: Connection, zone: ZoneInfo, meeting: Document
) -> tuple[tuple[datetime, ...], tuple[datetime, ...]]:
    """The times of the rule at which the meeting doesn't take place, whatever the reason, and those at which it does
    beside them."""
    first = datetime.fromisoformat(meeting["startAt"]).astimezone(zone).replace(tzinfo=None)
    rule = set(recurrence.starts(meeting["recurrence"].get("rrule", ""), "", "", "", first, zone))
    there = {span.starts for span in occurrences.of(connection, meeting["id"])}
    left_out, further = sorted(rule - there), sorted(there - rule)
    return tuple(_in(zone, left_out)), tuple(_in(zone, further))


def _in(zone: ZoneInfo, moments: Iterable[int]) -> Iterator[datetime]:
    return (datetime.fromtimestamp(moment, zone) for moment in moments)


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
