"""As much of the server's objects as a list draws, read from their JSON without a model: thousands at a time, and
before pydantic is imported. As lenient as `Received`: null, "" and a missing attribute are absent, numbers are read as
text.

The whole object is read only of the one in hand. `meeting_summary` and `ticket_summary` raise ValueError when the JSON
isn't an object of the kind, or lacks an id or a meeting's times. It says what is wrong, and quotes nothing.

Moments carry the offset that the server wrote. One without is in the zone of the company that the object names, else in
`zone`, the site's; it is given in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo

from msgspec import Struct, field

from app.models.drafts import Body
from app.models.objects.desk_vocabulary import walks_in
from app.models.scans.code import is_code
from app.models.values.json_fields import (
    NONE,
    Fields,
    company_zone,
    id_in,
    list_under,
    object_in,
    object_of,
    object_under,
    text_in,
)
from app.models.values.time_stamps import moment_in
from app.models.visit_row import Cancelled

_USERS = ("users", "checkinNotificationUsers", "checkoutNotificationUsers")


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
    `occurrence` is "" but for one of the times of a meeting that repeats. `codes` are those of its visitors, by their
    ids, as our own desk server gives them; so is that it was taken back, or visitors of it."""

    id: str
    occurrence: str
    title: str
    starts: datetime
    ends: datetime
    host: PersonSummary | None
    visitors: tuple[PersonSummary, ...]
    users: tuple[PersonSummary, ...] = ()
    created: datetime | None = None
    walk_in: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    cancelled: Cancelled | None = None
    cancelled_visitors: tuple[tuple[PersonSummary, Cancelled], ...] = ()

    @property
    def key(self) -> str:
        """What tells it from the others of a list: a meeting that repeats may stand there several times."""
        return f"{self.id}/{self.occurrence}"


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


def meeting_summary(piece: bytes, zone: tzinfo = UTC) -> MeetingSummary:
    """`piece` is the meeting's JSON. Raises ValueError."""
    fields = object_of(piece, "meeting")
    zone = company_zone(fields) or zone
    starts, ends = moment_in(fields.get("startAt"), zone), moment_in(fields.get("endAt"), zone)
    if starts is None or ends is None:
        raise ValueError(f"{'startAt' if starts is None else 'endAt'}: not a time stamp")
    return MeetingSummary(
        id=id_in(fields),
        occurrence=text_in(fields, "occurrenceId", "occurenceId"),
        title=text_in(fields, "title"),
        starts=starts,
        ends=ends,
        host=_somebody(fields, "host"),
        visitors=tuple(_people(fields, "visitors")),
        users=tuple(one for name in _USERS for one in _people(fields, name)),
        created=moment_in(fields.get("createdAt"), zone),
        walk_in=walks_in(fields),
        codes=_codes(fields.get("visitorCodes")),
        cancelled=_cancelled(fields, zone),
        cancelled_visitors=tuple(_cancelled_visitors(fields, zone)),
    )


def _cancelled(fields: Fields, zone: tzinfo) -> Cancelled | None:
    at = moment_in(fields.get("cancelledAt"), zone)
    by, unlisted = text_in(fields, "cancelledBy"), fields.get("unlisted") is True
    return Cancelled(at.astimezone(UTC), by, unlisted) if at else None


def _cancelled_visitors(fields: Fields, zone: tzinfo) -> Iterator[tuple[PersonSummary, Cancelled]]:
    for one in list_under(fields, "cancelledVisitors"):
        if isinstance(one, dict) and (cancelled := _cancelled(one, zone)):
            yield person_in(one), cancelled


def _codes(value: object) -> Mapping[str, str]:
    """Others than codes are passed over: nobody could scan them."""
    listed = value.items() if isinstance(value, dict) else ()
    return {visitor: code for visitor, code in listed if isinstance(code, str) and is_code(code)}


def ticket_summary(piece: bytes, zone: tzinfo = UTC) -> TicketSummary:
    """`piece` is the ticket's JSON. Raises ValueError."""
    fields = object_of(piece, "ticket")
    zone = company_zone(fields) or zone
    created = moment_in(fields.get("createdAt"), zone)
    return TicketSummary(
        id=id_in(fields),
        title=text_in(fields, "title"),
        reference=text_in(fields, "reference"),
        notifier=_somebody(fields, "notifier"),
        agent=_somebody(fields, "agent"),
        creator=_somebody(fields, "creator"),
        supplier=_supplier(fields),
        status=_numbered(fields, "status"),
        priority=_numbered(fields, "priority"),
        category=_numbered(fields, "category"),
        due_at=moment_in(fields.get("dueAt"), zone),
        status_changed_at=moment_in(fields.get("lastStatusChangedAt"), zone),
        touched=moment_in(fields.get("lastModifiedAt"), zone) or created,
        created=created,
    )


def company_in(piece: bytes) -> CompanySummary | None:
    """The company of a meeting or a ticket; None where it names none, or can't be read."""
    try:
        fields = object_in(piece)
    except ValueError:
        return None
    company = object_under(fields, "company") if isinstance(fields, dict) else NONE
    return company_summary(company) if company else None


def company_summary(company: Fields) -> CompanySummary:
    """`company` is the JSON object, as it stands in a meeting or a ticket."""
    return CompanySummary(text_in(company, "name"), text_in(company, "timezone"), text_in(company, "countryCode"))


def person_in(fields: Fields, first_name: str = "firstname", last_name: str = "lastname") -> PersonSummary:
    """Out of the JSON object of a user or a visitor, with the attributes of these names."""
    language = fields.get("language")
    return PersonSummary(
        id=text_in(fields, "id"),
        first_name=text_in(fields, first_name),
        last_name=text_in(fields, last_name),
        company=text_in(fields, "companyName"),
        email=text_in(fields, "email"),
        mobile=text_in(fields, "mobile"),
        phone=text_in(fields, "phone"),
        plate=text_in(fields, "licensePlate"),
        language=text_in(language, "code") if isinstance(language, dict) else text_in(fields, "language"),
        function=text_in(fields, "function"),
    )


def invited(one: Body) -> PersonSummary:
    """A visitor out of a request's body, which spells names otherwise than an answer."""
    return person_in(one, "firstName", "lastName")


def _somebody(fields: Fields, name: str) -> PersonSummary | None:
    person = object_under(fields, name)
    return person_in(person) if person else None


def _people(fields: Fields, name: str) -> Iterator[PersonSummary]:
    return (person_in(one) for one in list_under(fields, name) if isinstance(one, dict))


def _supplier(fields: Fields) -> SupplierSummary | None:
    """The API's page shows none filled in, so several spellings of a name are read."""
    supplier = object_under(fields, "supplier")
    if not supplier:
        return None
    name = text_in(supplier, "name", "companyName", "value", "id")
    return SupplierSummary(text_in(supplier, "id"), name, text_in(supplier, "email"), text_in(supplier, "phone"))


def _numbered(fields: Fields, name: str) -> Numbered | None:
    choice = object_under(fields, name)
    return Numbered(text_in(choice, "id"), text_in(choice, "value")) if choice else None
