"""Meetings over SQL: made from a request, and listed by the days that they touch."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, bindparam, insert, select

from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.models.scans.code import new_code
from app.server import ids, occurrences, people
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import MeetingRequest, VisitorRequest
from app.server.bodies.wire import Document, local, utc, written
from app.server.context import ServerContext
from app.server.occurrences import TIMES, Span
from app.server.storage.answers import Topic, note
from app.server.storage.tables import meetings

LARGEST_LIST = 32 * 2**20
"""Bytes of one answer."""

_TOUCHING = (
    select(TIMES.c.starts_at, TIMES.c.ends_at, meetings.c.id, meetings.c.repeats, meetings.c.document)
    .join(TIMES, TIMES.c.meeting == meetings.c.id)
    .where(TIMES.c.ends_at > bindparam("starts"))
)


def one(connection: Connection, identity: str) -> bytes:
    """The meeting's JSON. Raises Refusal 404 when there is none of that id."""
    document: bytes | None = connection.scalar(select(meetings.c.document).where(meetings.c.id == identity))
    if document is None:
        raise Refusal(404, f"There is no meeting {identity}")
    return document


def touching(connection: Connection, starts: int, ends: int, *only: ColumnElement[bool]) -> list[bytes]:
    """The JSON of all meetings that take place between two moments, in the order in which they begin; of one that
    repeats, of each occurrence there. `starts` and `ends` are seconds since 1970, `ends` is the first moment after.
    `only` narrows it down by the table's columns. Raises Refusal 400 when that is more than LARGEST_LIST."""
    statement = _TOUCHING.where(*only) if only else _TOUCHING
    rows = connection.execute(statement, {"starts": starts, "ends": ends}).yield_per(1000)
    listed: list[tuple[int, str, bytes]] = []
    room = LARGEST_LIST
    for first, last, identity, repeats, document in rows:
        listed.append((first, identity, _occurrence(document, first, last) if repeats else document))
        room -= len(document)
        if room < 0:
            raise Refusal(400, f"That is more than {LARGEST_LIST // 2**20} MB of meetings: ask for fewer days")
    return [document for _, _, document in sorted(listed)]  # here: the database would carry the documents about


def make(connection: Connection, context: ServerContext, request: MeetingRequest, spans: list[Span]) -> str:
    """Writes the meeting that is asked for, which takes place at `spans`, and gives its id. Raises Refusal 400."""
    return add(connection, new(connection, context, request), spans)


def add(connection: Connection, document: Document, spans: list[Span]) -> str:
    """Writes a whole meeting, which takes place at `spans`, and gives its id."""
    identity = str(document["id"])
    row = {"id": identity, "repeats": document["recurrence"] is not None, "document": written(document)}
    connection.execute(insert(meetings).values(**row))
    occurrences.add(connection, identity, spans)
    note(connection, Topic.MEETINGS, spans[0].starts, max(span.ends for span in spans))
    return identity


def new(connection: Connection, context: ServerContext, request: MeetingRequest) -> Document:
    """The meeting that is asked for, with everything that the server fills in; our own addition are the codes of its
    visitors, which stand in the QR of a badge and of an invitation, by the visitors' ids, not written yet; people who
    are new are written. Raises Refusal 400 for a person that is none."""
    now = context.now()

    def users(ids_or_names: list[str], field: str) -> list[Document] | None:
        met = [people.user(connection, name, field, now) for name in ids_or_names]
        return list({person["id"]: person for person in met}.values()) or None

    (identity,) = ids.reserve(connection, "M")
    visitor_ids = ids.reserve(connection, "V", len(request.visitors))
    rules = request.recurrence.model_dump(exclude_defaults=True) if request.recurrence else None
    return {
        "object": "meeting",
        "id": identity,
        "uid": ids.uid(),
        "occurrenceId": None,
        "company": context.company,
        "title": request.title,
        "description": request.description or None,
        "startAt": local(request.start_at, context.zone),
        "endAt": local(request.end_at, context.zone),
        "host": people.user(connection, request.host_id, "hostId", now),
        "users": users(request.user_ids, "userIds"),
        "visitors": [_visitor(*each) for each in zip(visitor_ids, request.visitors, strict=True)],
        "recurrence": rules or None,
        "timezone": context.zone.key,
        "createdAt": utc(now),
        "createdBy": {
            "type": "USER",
            "object": "user",
            "id": context.own_user["id"],
            "name": people.name_of(context.own_user),
        },
        "createdVia": {"type": "APPLICATION", "name": "Foyer"},
        "lastModifiedAt": utc(now),
        "checkinNotificationType": "FIRST_LAST",
        "checkinNotificationUsers": users(request.checkin_notification_users, "checkinNotificationUsers"),
        "checkoutNotificationUsers": users(request.checkout_notification_users, "checkoutNotificationUsers"),
        "visitorCodes": {visitor: new_code() for visitor in visitor_ids},
    }


def _visitor(identity: str, request: VisitorRequest) -> Document:
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
    """The JSON of one time that a meeting takes place, out of that of its series. Moments in seconds since 1970."""
    series = from_json(document)
    zone = ZoneInfo(series["timezone"])
    begins = datetime.fromtimestamp(starts, zone)
    return written(
        series
        | {"startAt": local(begins, zone), "endAt": local(datetime.fromtimestamp(ends, zone), zone)}
        | {"occurrenceId": f"{series['id']}/{begins:%Y%m%dT%H%M}"}
    )
