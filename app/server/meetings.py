"""Meetings over SQL: made from a request, and listed by the days that they touch."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic_core import from_json
from sqlalchemy import ColumnElement, Connection, insert, select

from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.server import ids, people, recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import MeetingRequest, VisitorRequest
from app.server.bodies.wire import Document, local, seconds, utc, written
from app.server.context import ServerContext
from app.server.database import meetings

_CLOCK_CHANGE = 24 * 3600
"""More seconds than any change of a clock moves the end of an occurrence."""


def one(connection: Connection, identity: str) -> bytes:
    """The meeting's JSON. Raises Refusal 404 when there is none of that id."""
    document: bytes | None = connection.scalar(select(meetings.c.document).where(meetings.c.id == identity))
    if document is None:
        raise Refusal(404, f"There is no meeting {identity}")
    return document


def touching(connection: Connection, starts: int, ends: int, *only: ColumnElement[bool]) -> list[bytes]:
    """The JSON of all meetings that take place between two moments, in the order in which they begin; of one that
    repeats, of each occurrence there. `starts` and `ends` are seconds since 1970, `ends` is the first moment after.
    `only` narrows it down by the table's columns."""
    overlap = (meetings.c.ends_at > starts) & (meetings.c.starts_at < ends)
    columns = select(meetings.c.starts_at, meetings.c.id, meetings.c.repeats, meetings.c.document)
    occurrences: list[tuple[int, str, bytes]] = []
    for first, identity, repeats, document in connection.execute(columns.where(overlap, *only)):
        if repeats:
            occurrences.extend(
                (start, identity, each) for start, each in _occurrences(from_json(document), starts, ends)
            )
        else:
            occurrences.append((first, identity, document))
    return [document for _, _, document in sorted(occurrences)]  # here: the database would carry the documents about


def make(connection: Connection, context: ServerContext, request: MeetingRequest) -> str:
    """Writes the meeting that is asked for and gives its id. Raises Refusal 400."""
    return add(connection, new(connection, context, request))


def add(connection: Connection, document: Document) -> str:
    """Writes a whole meeting and gives its id. Raises Refusal 400 when its recurrence can't be read, or leaves no
    day."""
    first, last = seconds(document["startAt"]), seconds(document["endAt"])
    if document["recurrence"]:
        try:
            series = _series(document)
        except ValueError as error:
            raise Refusal(400, f"recurrence {error}") from error
        if not series:
            raise Refusal(400, "recurrence leaves no day on which the meeting takes place")
        first, last = series[0], int(_end(document, series[-1]).timestamp())
    row = {"id": document["id"], "starts_at": first, "ends_at": last, "repeats": document["recurrence"] is not None}
    connection.execute(insert(meetings).values(**row, document=written(document)))
    return str(document["id"])


def new(connection: Connection, context: ServerContext, request: MeetingRequest) -> Document:
    """The meeting that is asked for, with everything that the server fills in, not written yet; people who are new are
    written. Raises Refusal 400 for a person that is none."""
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


def _series(document: Document) -> array[int]:
    rules = [document["recurrence"].get(part, "") for part in ("rrule", "exrule", "rdate", "exdate")]
    return recurrence.starts(*rules, _wall(document, "startAt"), document["timezone"])


def _occurrences(document: Document, starts: int, ends: int) -> Iterator[tuple[int, bytes]]:
    """The start in seconds since 1970 and the JSON of each occurrence between two moments. A series stays on the wall
    clock of the zone in which it was made."""
    zone = ZoneInfo(document["timezone"])
    series = _series(document)
    longest = seconds(document["endAt"]) - seconds(document["startAt"]) + _CLOCK_CHANGE
    for start in series[bisect_left(series, starts - longest) : bisect_left(series, ends)]:
        end = _end(document, start)
        if end.timestamp() > starts:
            begins = datetime.fromtimestamp(start, zone)
            moved = {"startAt": local(begins, zone), "endAt": local(end, zone)}
            yield start, written(document | moved | {"occurrenceId": f"{document['id']}/{begins:%Y%m%dT%H%M}"})


def _end(document: Document, start: int) -> datetime:
    lasts: timedelta = _wall(document, "endAt") - _wall(document, "startAt")
    zone = ZoneInfo(document["timezone"])
    return (datetime.fromtimestamp(start, zone).replace(tzinfo=None) + lasts).replace(tzinfo=zone).astimezone(UTC)


def _wall(document: Document, field: str) -> datetime:
    """A time of the meeting as the wall clock of its zone shows it."""
    zone = ZoneInfo(document["timezone"])
    return datetime.fromisoformat(document[field]).astimezone(zone).replace(tzinfo=None)
