"""As much of the server's objects as a list draws, read from their JSON without a model: thousands at a time, and
before pydantic is imported. As lenient as `Received`: null, "" and a missing attribute are absent, numbers are read as
text.

The whole object is read only of the one in hand. `meeting_summary`, `visit_summary` and `ticket_summary` raise
ValueError when the JSON isn't an object of the kind, or lacks an id or a meeting's times. It says what is wrong, and
quotes nothing.

Moments carry the offset that the server wrote, UTC where it wrote none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from app.models.drafts import Body
from app.models.entries import VisitorSnapshot
from app.models.moments import moment_in
from app.models.visit_events import Event, EventKind

LONGEST_KIND = 40
"""Characters of an unknown kind that are shown."""

NOBODY: Mapping[str, Any] = {}

_USERS = ("users", "checkinNotificationUsers", "checkoutNotificationUsers")

_decode = msgspec.json.Decoder().decode


class PersonSummary(Struct, frozen=True):
    """A user or a visitor. `language` is a two-letter code, `plate` that of the car."""

    id: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    email: str = ""
    mobile: str = ""
    phone: str = ""
    plate: str = ""
    language: str = ""
    function: str = ""

    @property
    def name(self) -> str:
        """First and last name, or the id of a person of whom no name is known."""
        return f"{self.first_name} {self.last_name}".strip() or self.id

    @property
    def number(self) -> str:
        """The number to call first: that of the mobile phone, which is with its owner, else the other; "" for none."""
        return self.mobile or self.phone


class CompanySummary(Struct, frozen=True):
    """What a server tells of the site; `timezone` is an IANA name, "" where it tells none."""

    name: str = ""
    timezone: str = ""
    country_code: str = ""


class SupplierSummary(Struct, frozen=True):
    """The firm that does the work."""

    id: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


class MeetingSummary(Struct, frozen=True):
    """`users` are those who attend, and those who are told of arrivals or departures; one may stand there twice.
    `occurrence` is "" but for one of the times of a meeting that repeats."""

    id: str
    occurrence: str
    title: str
    starts: datetime
    ends: datetime
    host: PersonSummary | None
    visitors: tuple[PersonSummary, ...]
    users: tuple[PersonSummary, ...] = ()
    created: datetime | None = None

    @property
    def key(self) -> str:
        """What tells it from the others of a list: a meeting that repeats may stand there several times."""
        return f"{self.id}/{self.occurrence}"


class VisitSummary(Struct, frozen=True):
    """`id` is date/meeting/visitor. `events` is everything that was said of the visit. Where a server tells no events,
    they are made of its two times: the same time always makes the same event, so hearing it again adds nothing."""

    id: str
    person: VisitorSnapshot
    events: tuple[Event, ...]


class Numbered(Struct, frozen=True):
    """A numbered word of the server's, such as priority 2, "Medium"."""

    id: str
    value: str = ""


class TicketSummary(Struct, frozen=True):
    """`touched` is when it was changed last, else when it was made; None where the server says neither."""

    id: str
    title: str = ""
    reference: str = ""
    notifier: PersonSummary | None = None
    agent: PersonSummary | None = None
    creator: PersonSummary | None = None
    supplier: SupplierSummary | None = None
    status: Numbered | None = None
    priority: Numbered | None = None
    category: Numbered | None = None
    due_at: datetime | None = None
    status_changed_at: datetime | None = None
    touched: datetime | None = None
    created: datetime | None = None


def meeting_summary(piece: bytes) -> MeetingSummary:
    """`piece` is the meeting's JSON. Raises ValueError."""
    fields = _object(piece, "meeting")
    starts, ends = moment_in(fields.get("startAt")), moment_in(fields.get("endAt"))
    if starts is None or ends is None:
        raise ValueError(f"{'startAt' if starts is None else 'endAt'}: not a time stamp")
    return MeetingSummary(
        id=_id(fields),
        occurrence=_text(fields, "occurrenceId", "occurenceId"),
        title=_text(fields, "title"),
        starts=starts,
        ends=ends,
        host=_somebody(fields, "host"),
        visitors=tuple(_people(fields, "visitors")),
        users=tuple(one for name in _USERS for one in _people(fields, name)),
        created=moment_in(fields.get("createdAt")),
    )


def visit_summary(piece: bytes) -> VisitSummary:
    """`piece` is the visit's JSON. Raises ValueError."""
    fields = _object(piece, "visit")
    visit = _id(fields)
    visitor, host, meeting = (_inner(fields, name) for name in ("visitor", "visiting", "meeting"))
    who, whom = _person(visitor), _person(host)
    person = VisitorSnapshot(
        name=who.name,
        company=who.company,
        mobile=who.number,
        host=whom.name,
        host_number=whom.number,
        meeting=_text(meeting, "title"),
    )
    return VisitSummary(visit, person, tuple(_events(fields)) or tuple(_meant(visit, fields)))


def ticket_summary(piece: bytes) -> TicketSummary:
    """`piece` is the ticket's JSON. Raises ValueError."""
    fields = _object(piece, "ticket")
    created = moment_in(fields.get("createdAt"))
    return TicketSummary(
        id=_id(fields),
        title=_text(fields, "title"),
        reference=_text(fields, "reference"),
        notifier=_somebody(fields, "notifier"),
        agent=_somebody(fields, "agent"),
        creator=_somebody(fields, "creator"),
        supplier=_supplier(fields),
        status=_numbered(fields, "status"),
        priority=_numbered(fields, "priority"),
        category=_numbered(fields, "category"),
        due_at=moment_in(fields.get("dueAt")),
        status_changed_at=moment_in(fields.get("lastStatusChangedAt")),
        touched=moment_in(fields.get("lastModifiedAt")) or created,
        created=created,
    )


def company_in(piece: bytes) -> CompanySummary | None:
    """The company of a meeting or a ticket; None where it names none, or can't be read."""
    try:
        fields = object_in(piece)
    except ValueError:
        return None
    company = _inner(fields, "company") if isinstance(fields, dict) else NOBODY
    return company_summary(company) if company else None


def company_summary(company: Mapping[str, Any]) -> CompanySummary:
    """`company` is the JSON object, as it stands in a meeting or a ticket."""
    return CompanySummary(_text(company, "name"), _text(company, "timezone"), _text(company, "countryCode"))


def object_in(piece: bytes) -> Any:
    """The JSON as plain values. Raises ValueError when it is none."""
    try:
        return _decode(piece)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        return json.loads(piece)  # it takes what some servers write, such as numbers that are too long
    except RecursionError:
        raise ValueError("too deep") from None


def _object(piece: bytes, kind: str) -> Mapping[str, Any]:
    fields = object_in(piece)
    if not isinstance(fields, dict):
        raise ValueError(f"expected a {kind}, the server sent something else")
    sent = fields.get("object")
    if isinstance(sent, str) and sent not in {"", kind}:
        raise ValueError(f"expected a {kind}, the server sent a {sent[:LONGEST_KIND]}")
    return fields


def _id(fields: Mapping[str, Any]) -> str:
    identity = _text(fields, "id")
    if not identity:
        raise ValueError("id: Field required")
    return identity


def _person(fields: Mapping[str, Any], first_name: str = "firstname", last_name: str = "lastname") -> PersonSummary:
    language = fields.get("language")
    return PersonSummary(
        id=_text(fields, "id"),
        first_name=_text(fields, first_name),
        last_name=_text(fields, last_name),
        company=_text(fields, "companyName"),
        email=_text(fields, "email"),
        mobile=_text(fields, "mobile"),
        phone=_text(fields, "phone"),
        plate=_text(fields, "licensePlate"),
        language=_text(language, "code") if isinstance(language, dict) else _text(fields, "language"),
        function=_text(fields, "function"),
    )


def invited(one: Body) -> PersonSummary:
    """A visitor out of a request's body, which spells names otherwise than an answer."""
    return _person(one, "firstName", "lastName")


def _somebody(fields: Mapping[str, Any], name: str) -> PersonSummary | None:
    person = _inner(fields, name)
    return _person(person) if person else None


def _people(fields: Mapping[str, Any], name: str) -> Iterator[PersonSummary]:
    return (_person(one) for one in _list(fields, name) if isinstance(one, dict))


def _supplier(fields: Mapping[str, Any]) -> SupplierSummary | None:
    """The API's page shows none filled in, so several spellings of a name are read."""
    supplier = _inner(fields, "supplier")
    if not supplier:
        return None
    name = _text(supplier, "name", "companyName", "value", "id")
    return SupplierSummary(_text(supplier, "id"), name, _text(supplier, "email"), _text(supplier, "phone"))


def _numbered(fields: Mapping[str, Any], name: str) -> Numbered | None:
    choice = _inner(fields, name)
    return Numbered(_text(choice, "id"), _text(choice, "value")) if choice else None


def _events(fields: Mapping[str, Any]) -> Iterator[Event]:
    """One that can't be read, such as a kind that a newer desk says, takes no other with it."""
    for one in _list(fields, "events"):
        at = moment_in(one.get("at")) if isinstance(one, dict) else None
        if at is None or not _text(one, "id"):
            continue
        try:
            kind = EventKind(one.get("kind"))
        except ValueError:
            continue
        yield Event(_text(one, "id"), kind, at, _text(one, "undoes"), _text(one, "desk"))


def _meant(visit: str, fields: Mapping[str, Any]) -> Iterator[Event]:
    for kind, name in ((EventKind.CHECK_IN, "arrivedAt"), (EventKind.CHECK_OUT, "leftAt")):
        at = moment_in(fields.get(name))
        if at is not None:
            yield Event(f"{visit}/{kind.value}/{at.astimezone(UTC).isoformat()}", kind, at)


def _inner(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, dict) else NOBODY


def _list(fields: Mapping[str, Any], name: str) -> list[Any]:
    value = fields.get(name)
    return value if isinstance(value, list) else []


def _text(fields: Mapping[str, Any], *names: str) -> str:
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            if value:
                return value
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
    return ""
