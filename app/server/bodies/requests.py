"""What callers may send: the bodies of what is written.

Attributes that the API's page doesn't name are ignored.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from app.models.objects.kiosk_trouble import LONGEST_TYPED
from app.models.visit_events import LONGEST_ANSWER, LONGEST_NOTE, MOST_ANSWERS, OF_HOST, EventKind
from app.server.bodies.fields import (
    Flag,
    Instant,
    Kind,
    KioskName,
    Language,
    Line,
    Moment,
    Needed,
    NeededLine,
    Prose,
    Text,
    Texts,
    TroubleWord,
    items,
)
from app.server.bodies.refusal import refused

MOST_TROUBLES = 16

LONGEST_MEETING = timedelta(days=366)
LONGEST_REPEATED = timedelta(days=7)
"""Of one meeting, and of each time of one that repeats: each day that it touches lists the whole of it."""

MOST_VISITORS = 1000
"""Of one meeting."""

MOST_PEOPLE = 500
"""Whom one meeting names beside its visitors: each who isn't known yet is made, while all other writes wait."""

LONGEST_RULE = 1000
LONGEST_DATES = 20_000
"""Characters of a recurrence's rules, and of its lists of dates."""


def rules(value: Any) -> Any:
    """For BeforeValidator of Rules: the page's request table calls a recurrence an object, its answer table a
    string."""
    if value in ("", {}):
        return None
    return {"rrule": value} if isinstance(value, str) else value


class Sent(BaseModel):
    """A body: attributes as the API spells them, and those that it doesn't know are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, hide_input_in_errors=True)


class Rules(Sent):
    """RFC 5545 rules without the property name."""

    rrule: Text = Field(default="", max_length=LONGEST_RULE)
    exrule: Text = Field(default="", max_length=LONGEST_RULE)
    rdate: Text = Field(default="", max_length=LONGEST_DATES)
    exdate: Text = Field(default="", max_length=LONGEST_DATES)


class VisitorRequest(Sent):
    """A visitor to invite. A reminder needs the number or address that it goes to."""

    first_name: NeededLine
    last_name: NeededLine
    email: Line = ""
    phone: Line = ""
    mobile: Line = ""
    company_name: Line = ""
    function: Line = ""
    language: Language = ""
    license_plate: Line = ""
    about: Prose = ""
    birthday: Line = ""
    frequent: Flag = False
    sms_reminder: Flag = False
    mail_reminder: Flag = False

    @model_validator(mode="after")
    def _can_be_reached(self) -> VisitorRequest:
        if self.sms_reminder and not self.mobile:
            raise ValueError("has smsReminder and no mobile number")
        if self.mail_reminder and not self.email:
            raise ValueError("has mailReminder and no email address")
        return self


class MeetingRequest(Sent):
    """People are ids or names, see people.py. Times are in UTC."""

    title: NeededLine
    description: Prose = ""
    host_id: Needed
    start_at: Moment
    end_at: Moment
    user_ids: Texts = []
    visitors: Annotated[list[VisitorRequest], Field(max_length=MOST_VISITORS), BeforeValidator(items)] = []
    recurrence: Annotated[Rules | None, BeforeValidator(rules)] = None
    checkin_notification_users: Texts = []
    checkout_notification_users: Texts = []
    walk_in: Flag = False

    @model_validator(mode="after")
    def _ends_in_time(self) -> MeetingRequest:
        if self.end_at <= self.start_at:
            raise ValueError("endAt is not after startAt")
        longest = LONGEST_REPEATED if self.recurrence else LONGEST_MEETING
        if self.end_at - self.start_at > longest:
            raise ValueError(
                f"endAt is more than {longest.days} days after startAt"
                + (", and it repeats" if self.recurrence else "")
            )
        return self

    @model_validator(mode="after")
    def _names_few(self) -> MeetingRequest:
        people = {*self.user_ids, *self.checkin_notification_users, *self.checkout_notification_users}
        if len(people) > MOST_PEOPLE:
            raise ValueError(
                f"The meeting names {len(people)} people beside its visitors; at most {MOST_PEOPLE} can be"
            )
        return self


class KnownVisitorRequest(VisitorRequest):
    """A visitor of a meeting that is updated. One with an `id` is the visitor of that id."""

    id: Text = ""


_KnownVisitors = Annotated[list[KnownVisitorRequest], Field(max_length=MOST_VISITORS), BeforeValidator(items)]


class MeetingUpdate(MeetingRequest):
    """The whole of a meeting as it is to be from now on."""

    visitors: _KnownVisitors = []  # type: ignore[assignment]  # nothing is added to either list


class KeyedUpdate(BaseModel):
    """The request that an Idempotency-Key stands for: the update, and of which meeting."""

    meeting: str
    update: MeetingUpdate


class CancelRequest(BaseModel):
    """That a meeting is cancelled, for which callers send no body."""

    meeting: str


class CloseRequest(BaseModel):
    """That a series is closed. As above."""

    meeting: str


class NoticeAgain(BaseModel):
    """That a notice is sent once more. As above."""

    notice: str


class ForgetRequest(Sent):
    """Who is to be forgotten: with their whole name, and "" for what nobody knows of them."""

    name: Needed = Field(max_length=200)
    company: Text = Field(default="", max_length=200)
    email: Text = Field(default="", max_length=320)


class AnswerRequest(Sent):
    """What a visitor answered at the kiosk to a question."""

    question: Needed = Field(max_length=LONGEST_ANSWER)
    answer: Needed = Field(max_length=LONGEST_ANSWER)


class EventRequest(Sent):
    """What is said of a visit; `at` is when it happened, in UTC, `desk` the name of the desk that says it. `undoes` is
    the id of an event, which may still be on its way from another desk; "" unless it is an undo. With
    `agrees_to_terms` the visitor signed the site's terms; `answers` are given with a check-in alone, a `note` with
    what is said of the host."""

    kind: Kind
    at: Instant
    desk: Text = Field(default="", max_length=200)
    undoes: Text = Field(default="", max_length=200)
    note: Text = Field(default="", max_length=LONGEST_NOTE)
    # these two are no part of what an Idempotency-Key stands for
    agrees_to_terms: Flag = Field(default=False, exclude=True)
    answers: Annotated[list[AnswerRequest], Field(max_length=MOST_ANSWERS, exclude=True), BeforeValidator(items)] = []

    @model_validator(mode="after")
    def _undoes_something(self) -> EventRequest:
        if self.kind is EventKind.UNDO and not self.undoes:
            raise ValueError("undoes is missing")
        return self

    @model_validator(mode="after")
    def _answers_with_a_check_in(self) -> EventRequest:
        if self.answers and self.kind is not EventKind.CHECK_IN:
            raise ValueError("answers come with a check-in alone")
        return self

    @model_validator(mode="after")
    def _notes_of_the_host(self) -> EventRequest:
        if self.note and self.kind not in OF_HOST:
            raise ValueError("a note comes with what is said of the host alone")
        return self


class KioskRequest(Sent):
    """What is wrong with a kiosk; nothing when the list is empty. Only our own kiosks say it, so any other attribute is
    refused."""

    model_config = ConfigDict(extra="forbid")

    troubles: Annotated[list[TroubleWord], Field(max_length=MOST_TROUBLES), BeforeValidator(items)]


class ReceptionCallRequest(Sent):
    """Somebody at the kiosk of that name waits for the reception, or brings something; the rest is what they typed. As
    above."""

    model_config = ConfigDict(extra="forbid")

    kiosk: KioskName
    name: Text = Field(default="", max_length=LONGEST_TYPED)
    company: Text = Field(default="", max_length=LONGEST_TYPED)
    host: Text = Field(default="", max_length=LONGEST_TYPED)
    delivery: Flag = False


Request = TypeVar("Request", bound=BaseModel)


def read(kind: type[Request], body: bytes) -> Request:
    """The body as a request. Raises Refusal 400 with the first thing that is wrong in it."""
    try:
        return kind.model_validate_json(body.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise refused(error) from error
