"""What is said of a notice: of what somebody is told, and how it stands with that. And why our own server can't tell
people in a way that a form offers."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from app.models.notices.notice import Notice
from app.models.notices.ways import Ways
from app.services.site import Site
from ui.wording.dates import time_words

KINDS: Mapping[str, str] = {
    "invitation": "Invitation",
    "change": "Changed invitation",
    "cancellation": "Cancellation",
    "reminder": "Reminder",
    "arrival": "Word of the arrival",
    "departure": "Word of the departure",
    "not reached": "Word that the host was not reached",
    "still here": "Reminder of the check-out",
    "created": "Copy of the ticket",
    "status": "Word of the status",
    "solved": "Word that it is solved",
    "comment": "Comment",
    "assigned": "Assignment",
}
"""By the server's word."""

STATES: Mapping[str, str] = {
    "queued": "Queued",
    "sending": "Being sent",
    "in doubt": "Not confirmed yet",
    "sent": "Sent",
    "unknown": "Perhaps not sent",
    "refused": "Not sent",
    "overtaken": "No longer true",
}

UNREACHED = "Which messages were sent is known at the server, which can't be reached now."
NO_MAIL = "This server has no mail server, so it sends nothing by email."
NOTHING_SENT = "No message was sent, and none waits."


class NoticeWords(Struct, frozen=True):
    """`said` is how it stands with it, as "Invitation sent 10:02 to ana@lumen.example"; `why` is a sentence more, ""
    for none."""

    said: str
    why: str = ""


def kind_words(kind: str) -> str:
    """Of what somebody is told; a newer server may have other kinds."""
    return KINDS.get(kind.replace("-", " ")) or kind.capitalize()


def message_words(name: str) -> str:
    """What the texts of that name are called, such as "ticket-created"."""
    return kind_words(name.removeprefix("ticket-"))


def notice_words(notice: Notice, site: Site) -> NoticeWords:
    kind, to = kind_words(notice.kind), _to(notice)
    at = time_words(site.local(notice.at), site.today())
    match notice.state:
        case "queued" if notice.said:
            return NoticeWords(f"{kind} not sent yet{to}", _tried_again(notice, site))
        case "queued":
            return NoticeWords(f"{kind} queued {at}{to}", _later(notice, site))
        case "sending":
            return NoticeWords(f"{kind} is being sent{to}")
        case "in doubt":
            return NoticeWords(f"{kind} not confirmed yet{to}", _tried_again(notice, site))
        case "sent":
            return NoticeWords(f"{kind} sent {at}{to}")
        case "unknown":
            return NoticeWords(f"{kind} perhaps not sent{to}", _sentence(notice.said))
        case "refused":
            return NoticeWords(f"{kind} not sent{to}", _sentence(notice.said))
        case "overtaken":
            return NoticeWords(f"{kind} not sent: it is no longer true", _sentence(notice.said))
    return NoticeWords(f"{kind}: {notice.state}", _sentence(notice.said))


def state_words(notice: Notice) -> str:
    """How it stands with it, on a row."""
    if notice.state == "queued" and notice.said:
        return "Not sent yet"
    return STATES.get(notice.state) or notice.state.capitalize()


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
    if notice.way not in ("mail", "sms"):
        return f" by {notice.way}"
    by = " by SMS" if notice.way == "sms" else ""
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
