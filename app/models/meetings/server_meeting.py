"""A meeting of the server's as a body that could be sent, to be compared with what a person wants of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import Body, MeetingDraft, VisitorDraft
from app.models.merging.people import by_id
from app.models.objects.summaries import person_in
from app.models.values.json_fields import (
    Fields,
    company_zone,
    flag_of,
    id_in,
    list_under,
    object_of,
    object_under,
    text_in,
)
from app.models.values.time_stamps import moment_in

RULES = ("rrule", "exrule", "rdate", "exdate")
"""What a recurrence is made of."""

WITHOUT_ID = "#"
"""Begins what stands here in the place of the id of a visitor to whom the server gave none."""

_PEOPLE = {
    "users": "userIds",
    "checkinNotificationUsers": "checkinNotificationUsers",
    "checkoutNotificationUsers": "checkoutNotificationUsers",
}
"""The lists of people of an answer, and what a request calls them."""


class ServerMeeting(Struct, frozen=True):
    """`body` is what a request would hold that makes just this meeting, each visitor with their `id`; times carry the
    offset that the server wrote. `people` are the names of those whom it names, by id.

    `revision` counts the changes of it, 0 where the server doesn't count them; `modified` is its lastModifiedAt as it
    came, "" for none. `occurrence` tells this time of a series from the others, "" but for one of a list. `first` is
    when the series takes place first, where the server says so beside one of its times. `cancelled_at` is None but for
    a meeting that was taken back, `cancelled_by` the name of the desk that did it; `is_closed`: the series was ended.
    `changes` are the last ones, the oldest first, where the server tells them: the revision that was changed, and the
    name of the desk.
    """

    id: str
    body: Body
    people: Mapping[str, str]
    revision: int = 0
    modified: str = ""
    occurrence: str = ""
    first: datetime | None = None
    cancelled_at: datetime | None = None
    cancelled_by: str = ""
    is_closed: bool = False
    changes: tuple[tuple[int, str], ...] = ()

    def changed_by(self, revision: int) -> tuple[str, ...]:
        """The desks that changed it since it had that revision; () where the server doesn't tell all of them."""
        names = dict.fromkeys(by for changed, by in self.changes if changed >= revision)
        is_told = bool(revision and self.changes) and self.changes[0][0] <= revision
        return tuple(names) if is_told and "" not in names else ()

    @property
    def repeats(self) -> bool:
        """Whether it is a series, or one time of it."""
        return "recurrence" in self.body

    @property
    def starts(self) -> datetime:
        return datetime.fromisoformat(self.body["startAt"])

    @property
    def ends(self) -> datetime:
        return datetime.fromisoformat(self.body["endAt"])


def server_meeting(piece: bytes, zone: tzinfo = UTC) -> ServerMeeting:
    """`piece` is the meeting's JSON. A time without an offset is in the zone of the company that it names, else in
    `zone`. Raises ValueError when it isn't a meeting, or lacks its id or its times."""
    fields = object_of(piece, "meeting")
    zone = company_zone(fields) or zone
    starts, ends = moment_in(fields.get("startAt"), zone), moment_in(fields.get("endAt"), zone)
    if starts is None or ends is None:
        raise ValueError(f"{'startAt' if starts is None else 'endAt'}: not a time stamp")
    host = object_under(fields, "host")
    people = {text_in(one, "id"): person_in(one).name for one in (host, *_users(fields)) if text_in(one, "id")}
    revision = text_in(fields, "revision")
    return ServerMeeting(
        id=id_in(fields),
        body=_body(fields, starts, ends),
        people=people,
        revision=int(revision) if revision.isdecimal() else 0,
        modified=text_in(fields, "lastModifiedAt"),
        occurrence=text_in(fields, "occurrenceId", "occurenceId"),
        first=moment_in(fields.get("seriesStartAt"), zone),
        cancelled_at=moment_in(fields.get("cancelledAt"), zone),
        cancelled_by=text_in(fields, "cancelledBy"),
        is_closed=bool(text_in(fields, "closedAt")),
        changes=tuple(_changes(fields)),
    )


def draft_in(body: Body, zone: tzinfo) -> MeetingDraft:
    """The draft that a body holds, its times in `zone`. Raises KeyError or ValueError for a body of another shape."""
    draft = MeetingDraft.from_body(body)
    starts, ends = draft.start_at, draft.end_at
    return replace(draft, start_at=starts and starts.astimezone(zone), end_at=ends and ends.astimezone(zone))


def identified(body: Body, people: Mapping[str, str]) -> Body:
    """`body` with the id of everybody whom it names by a name that one of `people` has alone: our own desk server takes
    a name in the place of an id."""
    known = by_id(people)
    lists = {key: list(map(known, body[key])) for key in _PEOPLE.values() if key in body}
    return body | {"hostId": known(body["hostId"])} | lists


def _changes(fields: Fields) -> Iterator[tuple[int, str]]:
    for one in list_under(fields, "changes"):
        revision = text_in(one, "revision") if isinstance(one, dict) else ""
        if revision.isdecimal():
            yield int(revision), text_in(one, "by")


def _users(fields: Fields) -> list[Fields]:
    return [one for name in _PEOPLE for one in list_under(fields, name) if isinstance(one, dict)]


def _body(fields: Fields, starts: datetime, ends: datetime) -> Body:
    ids = {
        sent: tuple(filter(None, (text_in(one, "id") for one in list_under(fields, name) if isinstance(one, dict))))
        for name, sent in _PEOPLE.items()
    }
    body = MeetingDraft(
        title=text_in(fields, "title"),
        description=text_in(fields, "description"),
        host_id=text_in(object_under(fields, "host"), "id"),
        start_at=starts,
        end_at=ends,
        user_ids=ids["userIds"],
        checkin_notification_users=ids["checkinNotificationUsers"],
        checkout_notification_users=ids["checkoutNotificationUsers"],
        visitors=tuple(_visitor(number, one) for number, one in enumerate(list_under(fields, "visitors"))),
    ).body()
    rules = _rules(fields.get("recurrence"))
    return body | ({"recurrence": rules} if rules else {})


def _visitor(number: int, value: Any) -> VisitorDraft:
    fields = value if isinstance(value, dict) else {}
    who = person_in(fields)
    return VisitorDraft(
        id=who.id or f"{WITHOUT_ID}{number}",
        first_name=who.first_name,
        last_name=who.last_name,
        email=who.email,
        phone=who.phone,
        mobile=who.mobile,
        company_name=who.company,
        function=who.function,
        language=who.language,
        license_plate=who.plate,
        about=text_in(fields, "about"),
        sms_reminder=flag_of(fields.get("smsReminder")),
        mail_reminder=flag_of(fields.get("mailReminder")),
    )


def _rules(value: Any) -> Body:
    """The page's table calls the recurrence of an answer a string, that of a request an object."""
    if isinstance(value, str):
        return {"rrule": value} if value else {}
    return {name: text for name in RULES if (text := text_in(value, name))} if isinstance(value, dict) else {}
