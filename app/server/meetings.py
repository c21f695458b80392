"""Meetings over SQL: made from a request, and listed by the days that they touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, bindparam, insert, select

from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.models.scans.code import new_code
from app.server import company, ids, occurrences, people
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import MeetingRequest, VisitorRequest
from app.server.bodies.wire import Document, answered, local, utc, written
from app.server.context import ServerContext
from app.server.notices.of_meetings import follow_invitations
from app.server.occurrences import TIMES, Span
from app.server.statistics.kept_visits import follow_meeting
from app.server.storage.changes import Kind, note
from app.server.storage.tables.meetings import former_occurrences, meetings
from app.server.visits.sought_words import follow_words

LARGEST_LIST = 32 * 2**20
"""Bytes of one answer."""

_COLUMNS = (meetings.c.id, meetings.c.repeats, meetings.c.document, meetings.c.revision)

_TOUCHING = (
    select(TIMES.c.starts_at, TIMES.c.ends_at, *_COLUMNS, meetings.c.cancelled_visitors)
    .join(TIMES, TIMES.c.meeting == meetings.c.id)
    .where(TIMES.c.ends_at > bindparam("starts"))
)

_FORMER = former_occurrences.c
_CANCELLED = (
    select(_FORMER.starts_at, _FORMER.ends_at, *_COLUMNS, meetings.c.cancelled, _FORMER.gone_at, _FORMER.cancelled_by)
    .join(former_occurrences, _FORMER.meeting == meetings.c.id)
    .where(_FORMER.ends_at > bindparam("starts"), _FORMER.starts_at < bindparam("ends"))
    .where(_FORMER.cancelled_by.is_not(None))
)


class MeetingRow(NamedTuple):
    """A meeting as it is kept: its JSON without its revision, and a JSON array of who was taken out of it."""

    id: str
    document: bytes
    revision: int
    cancelled: bool
    cancelled_visitors: bytes | None


def one(connection: Connection, identity: str) -> MeetingRow:
    """The meeting, also one that was cancelled. Raises Refusal 404 when there is none of that id."""
    columns = (meetings.c[name] for name in MeetingRow._fields)
    row = connection.execute(select(*columns).where(meetings.c.id == identity)).one_or_none()
    if row is None:
        raise Refusal(404, f"There is no meeting {identity}")
    return MeetingRow(*row)


def standing(connection: Connection, identity: str) -> MeetingRow:
    """The meeting. Raises Refusal 404 when there is none of that id, 410 when it was cancelled."""
    row = one(connection, identity)
    if row.cancelled:
        gone = from_json(row.document)
        by = f" by {gone['cancelledBy']}" if gone["cancelledBy"] else ""
        more = {name: gone[name] for name in ("cancelledAt", "cancelledBy")}
        raise Refusal(410, f"The meeting {identity} was cancelled{by}", more)
    return row


def as_json(connection: Connection, row: MeetingRow) -> bytes:
    """The meeting's JSON, as it is answered."""
    return answered(row.document, company.as_json(connection), row.revision)


def touching(connection: Connection, starts: int, ends: int, *only: ColumnElement[bool]) -> list[bytes]:
    """The JSON of all meetings that take place between two moments, in the order in which they begin; of one that
    repeats, of each occurrence there. `starts` and `ends` are seconds since 1970, `ends` is the first moment after.
    `only` narrows it down by the table's columns. Raises Refusal 400 when that is more than LARGEST_LIST."""
    return _in_order(_standing(connection, starts, ends, *only))


def touching_or_cancelled(connection: Connection, starts: int, ends: int, *only: ColumnElement[bool]) -> list[bytes]:
    """The same, and in it what was to take place there and was cancelled, with `cancelledAt` and `cancelledBy`; and in
    `cancelledVisitors` of a meeting that stands who was taken out of it."""
    gone = connection.execute(_CANCELLED.where(*only), {"starts": starts, "ends": ends})
    site = company.as_json(connection)
    cancelled = (_cancelled(row, site) for row in gone)
    return _in_order(chain(_standing(connection, starts, ends, *only, with_cancelled_visitors=True), cancelled))


class _Listed(NamedTuple):
    starts: int
    id: str
    document: bytes


def _in_order(rows: Iterable[_Listed]) -> list[bytes]:
    room = LARGEST_LIST
    listed: list[_Listed] = []
    for row in rows:
        listed.append(row)
        room -= len(row.document)
        if room < 0:
            raise Refusal(400, f"That is more than {LARGEST_LIST // 2**20} MB of meetings: ask for fewer days")
    return [row.document for row in sorted(listed)]  # here: the database would carry the documents about


def _standing(
    connection: Connection, starts: int, ends: int, *only: ColumnElement[bool], with_cancelled_visitors: bool = False
) -> Iterator[_Listed]:
    statement = _TOUCHING.where(*only) if only else _TOUCHING
    site = company.as_json(connection)
    for first, last, identity, repeats, document, revision, visitors in connection.execute(
        statement, {"starts": starts, "ends": ends}
    ).yield_per(1000):
        whole = _occurrence(document, first, last) if repeats else document
        more = b',"cancelledVisitors":' + visitors if with_cancelled_visitors and visitors else b""
        yield _Listed(first, identity, answered(whole, site, revision, more))


def _cancelled(row: Any, site: bytes) -> _Listed:
    whole = _occurrence(row.document, row.starts_at, row.ends_at) if row.repeats else row.document
    if not row.cancelled:  # an occurrence of a series that goes on
        cancelled_at = utc(datetime.fromtimestamp(row.gone_at, UTC))
        whole = written(from_json(whole) | {"cancelledAt": cancelled_at, "cancelledBy": row.cancelled_by})
    return _Listed(row.starts_at, row.id, answered(whole, site, row.revision))


def make(connection: Connection, context: ServerContext, request: MeetingRequest, spans: list[Span]) -> str:
    """Writes the meeting that is asked for, which takes place at `spans`, and gives its id. Raises Refusal 400."""
    return add(connection, context, new(connection, context, request), spans)


def add(connection: Connection, context: ServerContext, document: Document, spans: list[Span]) -> str:
    """Writes a whole meeting, which takes place at `spans`, and gives its id."""
    identity = str(document["id"])
    row: dict[str, Any] = {
        "id": identity,
        "repeats": document["recurrence"] is not None,
        "document": written(document),
        "revision": note(connection, Kind.MEETING, identity, occurrences.touched(spans, context.zone)),
    }
    connection.execute(insert(meetings).values(**row))
    occurrences.add(connection, identity, spans)
    follow_meeting(connection, context.zone, identity)
    follow_words(connection, identity)
    follow_invitations(connection, context, document, stands=True)
    return identity


def new(connection: Connection, context: ServerContext, request: MeetingRequest) -> Document:
    """The meeting that is asked for, with everything that the server fills in; our own additions are the codes of its
    visitors, which stand in the QR of a badge and of an invitation, by the visitors' ids, and whether it was made for
    somebody who walked in. It is not written yet; people
    who are new are written. Raises Refusal 400 for a person that is none."""
    now = utc(context.now())
    (identity,) = ids.reserve(connection, "M")
    visitor_ids = ids.reserve(connection, "V", len(request.visitors))
    return {
        "object": "meeting",
        "id": identity,
        "uid": ids.uid(),
        "occurrenceId": None,
        "company": None,  # put in when it is answered
        **asked(connection, context, request),
        "visitors": [visitor(*each) for each in zip(visitor_ids, request.visitors, strict=True)],
        "createdAt": now,
        "createdBy": {
            "type": "USER",
            "object": "user",
            "id": context.own_user["id"],
            "name": people.name_of(context.own_user),
        },
        "createdVia": {"type": "APPLICATION", "name": "Foyer"},
        "lastModifiedAt": now,
        "checkinNotificationType": "FIRST_LAST",
        **notified(connection, context, request),
        "walkIn": request.walk_in,
        "visitorCodes": {each: new_code() for each in visitor_ids},
    }


def asked(connection: Connection, context: ServerContext, request: MeetingRequest) -> Document:
    """The attributes of a meeting that a request decides, but for its visitors and who is notified; people who are new
    are written. Raises Refusal 400 for a person that is none."""
    rules = request.recurrence.model_dump(exclude_defaults=True) if request.recurrence else None
    return {
        "title": request.title,
        "description": request.description or None,
        "startAt": local(request.start_at, context.zone),
        "endAt": local(request.end_at, context.zone),
        "host": people.user(connection, request.host_id, "hostId", context.now()),
        "users": _users(connection, context, request.user_ids, "userIds"),
        "visitors": [],
        "recurrence": rules or None,
        "timezone": context.zone.key,
    }


def notified(connection: Connection, context: ServerContext, request: MeetingRequest) -> Document:
    """The attributes of a meeting that say who is notified. As above."""
    return {
        f"{when}NotificationUsers": _users(connection, context, ids_or_names, f"{when}NotificationUsers")
        for when, ids_or_names in (
            ("checkin", request.checkin_notification_users),
            ("checkout", request.checkout_notification_users),
        )
    }


def _users(
    connection: Connection, context: ServerContext, ids_or_names: list[str], field: str
) -> list[Document] | None:
    met = [people.user(connection, name, field, context.now()) for name in ids_or_names]
    return list({person["id"]: person for person in met}.values()) or None


def visitor(identity: str, request: VisitorRequest) -> Document:
    """The visitor's JSON object. A text that is absent is "" or null, as that attribute is in the page's example."""
    return {
        "object": "visitor",
        "id": identity,
        "firstname": request.first_name,
        "lastname": request.last_name,
        "companyName": request.company_name,
        "email": request.email,
        "phone": request.phone,
        "mobile": request.mobile,
        "mobileStatus": "UNKNOWN",
        "language": language(request.language),
        "pictureUrl": None,
        "function": request.function or None,
        "about": request.about or None,
        "licensePlate": request.license_plate or None,
        "birthday": request.birthday or None,
        "frequent": request.frequent,
        "attachmentCount": 0,
        "customFields": None,
        "smsReminder": int(request.sms_reminder),
        "mailReminder": int(request.mail_reminder),
    }


def language(code: str) -> Document | None:
    """The JSON object of a language, None for a code that isn't one of the API's."""
    name = LANGUAGE_NAMES.get(code)
    return {"code": code, "name": name, "displayName": name} if name else None


def _occurrence(document: bytes, starts: int, ends: int) -> bytes:
    """The JSON of one time that a meeting takes place, out of that of its series, with when that begins. Moments in
    seconds since 1970."""
    series = from_json(document)
    zone = ZoneInfo(series["timezone"])
    begins = datetime.fromtimestamp(starts, zone)
    return written(
        series
        | {"startAt": local(begins, zone), "endAt": local(datetime.fromtimestamp(ends, zone), zone)}
        | {"occurrenceId": f"{series['id']}/{begins:%Y%m%dT%H%M}", "seriesStartAt": series["startAt"]}
    )
