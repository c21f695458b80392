"""What is wrong with a draft, before anything is sent. `ui/wording/messages.py` words it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import MeetingDraft, TicketDraft, VisitorDraft
from app.models.text.unseen import shows
from app.services.meetings.repeats import next_dates
from app.system.mail_address import NoMailAddress, mail_address

IDENTIFIER = re.compile(r"[A-Za-z]{1,4}-\w{1,40}|\d{1,19}")
"""What the ids on the API's page look like: US-G606. Bare numbers are let pass as well."""

_EXTENSION = re.compile(r"(?:ext\.?|x)\s*\d+\s*$", re.IGNORECASE)

_MOST_REMEMBERED = 2500


class Problem(Enum):
    """What can be wrong with a field."""

    MISSING = auto()
    NO_PERSON = auto()
    NO_SUCH_TIME = auto()
    ENDS_BEFORE_START = auto()
    BAD_RULE = auto()
    NO_DATE = auto()
    BAD_EMAIL = auto()
    NO_COUNTRY_CODE = auto()
    BAD_PHONE = auto()
    SMS_WITHOUT_MOBILE = auto()
    MAIL_WITHOUT_EMAIL = auto()
    NO_DAY = auto()
    NO_MOMENT = auto()
    NO_WORD = auto()
    NO_CUSTOM_FIELD = auto()


class Mistake(Struct, frozen=True):
    """One thing to mend. `field` is an attribute of the draft or, where `visitor` is the number of one, from 0, of that
    visitor's.

    `hint` is what would be right, such as the phone number with its country code; "" where that can't be known.
    """

    field: str
    problem: Problem
    visitor: int | None = None
    hint: str = ""


def meeting_mistakes(draft: MeetingDraft, *, names_as_ids: bool, country: str = "") -> tuple[Mistake, ...]:
    """Everything to mend, in the order of the form.

    `names_as_ids` is for our own desk server, which takes a name in the place of an id. `country` is the site's
    two-letter code, "" when it isn't known; it only helps to guess what a phone number was meant to be.
    """
    mistakes = [*_of_meeting(draft, names_as_ids)]
    for number, visitor in enumerate(draft.visitors):
        mistakes += (replace(mistake, visitor=number) for mistake in visitor_mistakes(visitor, country))
    return tuple(mistakes)


@lru_cache(maxsize=_MOST_REMEMBERED)
def visitor_mistakes(visitor: VisitorDraft, country: str) -> tuple[Mistake, ...]:
    """What is to mend about one visitor, each Mistake with `visitor` None. Remembered, because a form with hundreds of
    them asks about each at every key. `country` as in `meeting_mistakes`."""
    return tuple(mistakes_of(visitor, country))


def ticket_mistakes(draft: TicketDraft, *, names_as_ids: bool) -> tuple[Mistake, ...]:
    """Everything to mend, in the order of the form."""
    mistakes = [] if shows(draft.title) else [Mistake("title", Problem.MISSING)]
    if not draft.notifier_id:
        mistakes.append(Mistake("notifier_id", Problem.MISSING))
    people = ("creator_id", "notifier_id", "agent_id", "supplier_id")
    mistakes += (
        Mistake(field, Problem.NO_PERSON)
        for field in people
        if getattr(draft, field) and not _is_person(getattr(draft, field), names_as_ids)
    )
    if draft.recurrence and not is_rule(draft.recurrence):
        mistakes.append(Mistake("recurrence", Problem.BAD_RULE))
    return tuple(mistakes)


def _of_meeting(draft: MeetingDraft, names_as_ids: bool) -> Iterator[Mistake]:
    if not shows(draft.title):
        yield Mistake("title", Problem.MISSING)
    if not draft.host_id:
        yield Mistake("host_id", Problem.MISSING)
    elif not _is_person(draft.host_id, names_as_ids):
        yield Mistake("host_id", Problem.NO_PERSON)
    yield from _of_times(draft)
    if draft.recurrence and not is_rule(draft.recurrence):
        yield Mistake("recurrence", Problem.BAD_RULE)
    elif draft.recurrence and draft.start_at and _leaves_nothing(draft.recurrence, draft.exdate, draft.start_at):
        yield Mistake("recurrence", Problem.NO_DATE)
    for field in ("user_ids", "checkin_notification_users", "checkout_notification_users"):
        if not all(_is_person(person, names_as_ids) for person in getattr(draft, field)):
            yield Mistake(field, Problem.NO_PERSON)


def _of_times(draft: MeetingDraft) -> Iterator[Mistake]:
    for field in ("start_at", "end_at"):
        moment = getattr(draft, field)
        if moment is None:
            yield Mistake(field, Problem.MISSING)
        elif not _exists(moment):
            yield Mistake(field, Problem.NO_SUCH_TIME)
    if draft.start_at and draft.end_at and draft.end_at <= draft.start_at:
        yield Mistake("end_at", Problem.ENDS_BEFORE_START)


def mistakes_of(visitor: VisitorDraft, country: str) -> Iterator[Mistake]:
    """The same as `visitor_mistakes`, but nothing is remembered: for somebody who may not want to leave a trace."""
    if not shows(visitor.first_name):
        yield Mistake("first_name", Problem.MISSING)
    if not shows(visitor.last_name):
        yield Mistake("last_name", Problem.MISSING)
    if visitor.email and not _is_email(visitor.email):
        yield Mistake("email", Problem.BAD_EMAIL)
    for field in ("phone", "mobile"):
        number = getattr(visitor, field)
        if number and (mistake := _of_number(field, number, country)):
            yield mistake
    if visitor.mail_reminder and not visitor.email:
        yield Mistake("mail_reminder", Problem.MAIL_WITHOUT_EMAIL)
    if visitor.sms_reminder and not visitor.mobile:
        yield Mistake("sms_reminder", Problem.SMS_WITHOUT_MOBILE)


def new_people(typed: Iterable[str]) -> tuple[str, ...]:
    """Those of the typed ids that are names: of each our own desk server makes a person, if it knows nobody by it."""
    return tuple(one for one in typed if _is_person(one, True) and not IDENTIFIER.fullmatch(one))


def _is_person(typed: str, names_as_ids: bool) -> bool:
    return bool(IDENTIFIER.fullmatch(typed)) or (names_as_ids and any(sign.isalpha() for sign in typed))


def _exists(moment: datetime) -> bool:
    """False for a wall time that is skipped in spring: going through UTC and back, it comes out another."""
    back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


# The libraries below are large: they are imported when the first draft is checked, not before the first window.


def _is_email(address: str) -> bool:
    """Whether it is one as it stands: nothing around it is taken off before it is sent to the server."""
    try:
        known = mail_address(address, any_letters=True)
    except NoMailAddress:
        return False
    return known.casefold() == unicodedata.normalize("NFC", address).casefold()


def _of_number(field: str, number: str, country: str) -> Mistake | None:
    """The API wants the international format. A number without a country code is read as one of the site's country."""
    import phonenumbers

    if any(map(str.isalpha, _EXTENSION.sub("", number))):  # the library takes them for the letters on keys
        return Mistake(field, Problem.BAD_PHONE)
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException as error:
        if error.error_type != phonenumbers.NumberParseException.INVALID_COUNTRY_CODE or number.startswith("+"):
            return Mistake(field, Problem.BAD_PHONE)
        return Mistake(field, Problem.NO_COUNTRY_CODE, hint=_with_country_code(number, country))
    return None if phonenumbers.is_possible_number(parsed) else Mistake(field, Problem.BAD_PHONE)


def _with_country_code(number: str, country: str) -> str:
    """The number as one of that country; "" where it can't be one, or as well be one of another country without its
    plus sign."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed):
        return ""
    with suppress(phonenumbers.NumberParseException):
        abroad = phonenumbers.parse(f"+{number.strip()}", None)
        if phonenumbers.is_valid_number(abroad) and abroad != parsed:
            return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def is_rule(rule: str) -> bool:
    """Whether it is an RFC 5545 recurrence rule. A moment in the rule needs no zone to be read."""
    from dateutil.rrule import rrulestr

    try:
        rrulestr(rule, dtstart=datetime(2000, 1, 1, tzinfo=UTC))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _leaves_nothing(rule: str, exdate: str, start: datetime) -> bool:
    """Whether every date is left out. A rule that only its server can follow is left to the server."""
    try:
        return not next_dates(rule, exdate, start, count=1)
    except ValueError:
        return False
