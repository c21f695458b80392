"""What is to be mended in a form, in plain words: under the field, on the row and below the form."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.drafts import VisitorDraft
from app.services.meetings.checks import Mistake, Problem
from ui.wording.people_words import counted


def mistake_words(mistake: Mistake) -> str:
    """What to do about it, to stand under the field."""
    match mistake.problem:
        case Problem.MISSING:
            return _MISSING.get(mistake.field, "Fill this in.")
        case Problem.NO_PERSON:
            return "Choose a name from the list, or type an id such as US-G606."
        case Problem.NO_SUCH_TIME:
            return "The clocks go forward that night: this time does not exist."
        case Problem.ENDS_BEFORE_START:
            return "The end has to be after the start."
        case Problem.BAD_RULE:
            return "This is no rule for repeating. One is FREQ=WEEKLY;COUNT=4."
        case Problem.NO_DATE:
            return "Every date is left out, so the meeting would never take place."
        case Problem.BAD_EMAIL:
            return "This can't be an email address. One is name@example.com."
        case Problem.NO_COUNTRY_CODE:
            return f"Add the country code, such as {mistake.hint or '+32 471 20 44 10'}."
        case Problem.BAD_PHONE:
            return "This can't be a phone number."
        case Problem.SMS_WITHOUT_MOBILE:
            return "An invitation by SMS needs a mobile number."
        case Problem.MAIL_WITHOUT_EMAIL:
            return "An invitation by email needs an email address."
        case Problem.NO_MOMENT:
            return "Write a day and a time, such as 2 Dec 14:30."
        case Problem.NO_DAY:
            return "This is no day. One is 2026-03-11."
        case Problem.NO_WORD:
            return "Choose one from the list, or type its number."
        case Problem.NO_CUSTOM_FIELD if mistake.hint:
            return f"“{mistake.hint}” is no field. Write one a line, such as Floor: 2."
        case Problem.NO_CUSTOM_FIELD:
            return "This list can't be read as JSON. Lines such as Floor: 2 will do as well."


def flaw_words(mistake: Mistake) -> str:
    """The same of a row in a list, where it can't be mended: "last name is missing"."""
    place = _PLACES[mistake.field]
    match mistake.problem:
        case Problem.MISSING:
            return f"{place} is missing"
        case Problem.BAD_EMAIL:
            return "not an email address"
        case Problem.NO_COUNTRY_CODE:
            return f"{place} has no country code"
        case Problem.BAD_PHONE:
            return f"{place} is not a phone number"
        case _:
            return mistake_words(mistake)


def fix_words(mistakes: Sequence[Mistake]) -> str:
    """What is to be mended about one visitor, in the two words that a table has room for."""
    if len(mistakes) > 1:
        return f"Fix {len(mistakes)} things"
    return f"Fix {_PLACES[mistakes[0].field]}" if mistakes else ""


def to_fix_words(mistakes: Sequence[Mistake], visitors: Sequence[VisitorDraft]) -> str:
    """All there is to mend in a form: "1 thing to fix: mobile of Zsófia Szentgyörgyi-Nagy"."""
    if not mistakes:
        return ""
    places = [_place_words(mistake, visitors) for mistake in mistakes[:_MOST_PLACES]]
    further = len(mistakes) - len(places)
    listed = ", ".join(places) + (f" and {further} more" if further else "")
    return f"{counted(len(mistakes), 'thing')} to fix: {listed}"


def _place_words(mistake: Mistake, visitors: Sequence[VisitorDraft]) -> str:
    place = _PLACES[mistake.field]
    if mistake.visitor is None:
        return place
    return f"{place} of {visitors[mistake.visitor].name or f'visitor {mistake.visitor + 1}'}"


_MOST_PLACES = 2

_PLACES = {
    "title": "title",
    "host_id": "host",
    "start_at": "start",
    "end_at": "end",
    "recurrence": "repeats",
    "user_ids": "attendees",
    "checkin_notification_users": "notify on check-in",
    "checkout_notification_users": "notify on check-out",
    "first_name": "first name",
    "last_name": "last name",
    "email": "email",
    "phone": "phone",
    "mobile": "mobile",
    "mail_reminder": "email invite",
    "sms_reminder": "SMS invite",
    "notifier_id": "notifier",
    "creator_id": "creator",
    "agent_id": "agent",
    "supplier_id": "supplier",
    "category_id": "category",
    "priority_id": "priority",
    "due_date": "due date",
    "custom_fields": "custom fields",
}
"""Where in a form something is to be mended."""

_MISSING = {
    "title": "Give it a title.",
    "host_id": "Say who receives the visitors.",
    "notifier_id": "Say who reports this.",
    "first_name": "Fill in the first name.",
    "last_name": "Fill in the last name.",
    "start_at": "Say when it starts.",
    "end_at": "Say when it ends.",
}
