"""What is said of a notice: of what somebody is told, and how it stands with that. And why our own server can't tell
people in a way that a form offers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from app.models.notices.kinds import MAIL, SMS, WITH_TEXTS, NoticeKind, text_name
from app.models.notices.notice import Notice
from app.models.notices.states import State
from app.models.notices.ways import Ways
from app.services.site import Site
from ui.wording.dates import day_in_words, time_words

KINDS: Mapping[str, str] = {
    NoticeKind.INVITATION: "Invitation",
    NoticeKind.CHANGE: "Changed invitation",
    NoticeKind.CANCELLATION: "Cancellation",
    NoticeKind.REMINDER: "Reminder",
    NoticeKind.ARRIVAL: "Word of the arrival",
    NoticeKind.DEPARTURE: "Word of the departure",
    NoticeKind.NOT_REACHED: "Word that the host was not reached",
    NoticeKind.STILL_HERE: "Reminder of the check-out",
    NoticeKind.CREATED: "Copy of the ticket",
    NoticeKind.STATUS: "Word of the status",
    NoticeKind.SOLVED: "Word that it is solved",
    NoticeKind.COMMENT: "Comment",
    NoticeKind.ASSIGNED: "Assignment",
    NoticeKind.TOMORROW_LIST: "Tomorrow's list",
}
"""By the server's word."""

_OF_TEXTS = {text_name(kind): KINDS[kind] for kind in WITH_TEXTS}

STATES: Mapping[str, str] = {
    State.QUEUED: "Queued",
    State.SENDING: "Being sent",
    State.IN_DOUBT: "Not confirmed yet",
    State.SENT: "Sent",
    State.UNKNOWN: "Perhaps not sent",
    State.REFUSED: "Not sent",
    State.OVERTAKEN: "No longer needed",
}

UNREACHED = "Which messages were sent is known at the server, which can't be reached now."
NO_MAIL = "This server has no mail server, so it sends nothing by email."
NOTHING_SENT = "No message was sent, and none waits."
TOO_LATE = "It was not sent again from here: somebody else had it sent meanwhile, or it is no longer needed."


class NoticeWords(Struct, frozen=True):
    """`said` is how it stands with it, as "Invitation sent 10:02 to ana@lumen.example"; `why` is a sentence more, ""
    for none."""

    said: str
    why: str = ""


def kind_words(kind: str) -> str:
    """Of what somebody is told; a newer server may have other kinds."""
    return KINDS.get(kind) or kind.capitalize()


def about_words(notice: Notice) -> str:
    """The meeting, the ticket or the day that it is about."""
    return day_in_words(notice.day) if notice.day and not notice.about else notice.title


def message_words(name: str) -> str:
    """What the texts of that name are called, such as "ticket-created"."""
    return _OF_TEXTS[name]


def notice_words(notice: Notice, site: Site) -> NoticeWords:
    kind, to = kind_words(notice.kind), _to(notice)
    at = time_words(site.local(notice.at), site.today())
    match notice.state:
        case State.QUEUED if notice.said:
            return NoticeWords(f"{kind} not sent yet{to}", _tried_again(notice, site))
        case State.QUEUED:
            return NoticeWords(f"{kind} queued {at}{to}", _later(notice, site))
        case State.SENDING:
            return NoticeWords(f"{kind} is being sent{to}")
        case State.IN_DOUBT:
            return NoticeWords(f"{kind} not confirmed yet{to}", _tried_again(notice, site))
        case State.SENT:
            return NoticeWords(f"{kind} sent {at}{to}")
        case State.UNKNOWN:
            return NoticeWords(f"{kind} perhaps not sent{to}", _sentence(notice.said))
        case State.REFUSED:
            return NoticeWords(f"{kind} not sent{to}", _sentence(notice.said))
        case State.OVERTAKEN:
            return NoticeWords(f"{kind} not sent: it is no longer needed", _sentence(notice.said))
    return NoticeWords(f"{kind}: {notice.state}", _sentence(notice.said))


def state_words(notice: Notice) -> str:
    """How it stands with it, on a row."""
    if notice.state == State.QUEUED and notice.said:
        return "Not sent yet"
    return STATES.get(notice.state) or notice.state.capitalize()


def too_late_words(notice: Notice) -> str:
    """Of one that was to be sent again when that couldn't be any more, where it may not be listed by now."""
    return f"{kind_words(notice.kind)}{_to(notice)}: {TOO_LATE[0].lower()}{TOO_LATE[1:]}"


def unsent_count_words(waiting: int, failed: int) -> str:
    """How many notices of the server's aren't sent."""
    parts = [f"{waiting} waiting" if waiting else "", f"{failed} not sent" if failed else ""]
    return ", ".join(filter(None, parts)) or "No notice waits"


def no_email_words(ways: Ways) -> str:
    """Why nobody can be told by email, "" where that can be."""
    return "" if ways.email else NO_MAIL


def no_sms_words(ways: Ways) -> str:
    """The same of SMS."""
    return "" if ways.sms else "No way to send SMS is set up at this server."


def _to(notice: Notice) -> str:
    """Where it goes; by a way of the site's own, by which."""
    if notice.way not in (MAIL, SMS):
        return f" by {notice.way}"
    by = " by SMS" if notice.way == SMS else ""
    return f" to {notice.address}{by}" if notice.address else by


def _tried_again(notice: Notice, site: Site) -> str:
    again = f"It is sent again at {_next(notice, site)}." if notice.next_at else ""
    return f"{_sentence(notice.said)} {again}".strip()


def _later(notice: Notice, site: Site) -> str:
    """When it goes, of one that isn't due yet."""
    if notice.next_at is None or site.local(notice.next_at) <= site.now():
        return ""
    return f"It is sent at {_next(notice, site)}."


def _next(notice: Notice, site: Site) -> str:
    assert notice.next_at is not None
    return time_words(site.local(notice.next_at), site.today())


def _sentence(words: str) -> str:
    """A mail server's words may end without a full stop."""
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."
