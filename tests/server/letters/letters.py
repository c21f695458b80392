"""Letters, read back as their readers' programs do."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

from icalendar import Calendar, Event

from app.mail.message import message_of
from app.models.notices.mail import Mail

SENDER = "desk@northgate.example"
_SIGNS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e"))


def sent(mail: Mail) -> EmailMessage:
    """As it comes out of the wire."""
    read = message_from_bytes(message_of(mail, SENDER).content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def calendar_in(mail: Mail) -> tuple[Calendar, Event]:
    """That of the mail, which is the same as a part and as a file."""
    (part,) = (one for one in sent(mail).walk() if one.get_content_type() == "text/calendar")
    (file,) = (one for one in sent(mail).walk() if one.get_filename() == "invite.ics")
    text = part.get_content()
    assert file.get_content() == text.encode()
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert part["Content-Type"].params["method"] == calendar["method"]
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def seen(text: str) -> str:
    """What stands there, however it is broken into lines and whatever turns the direction of writing."""
    return " ".join(text.translate(_SIGNS).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden += tag in ("style", "title")
        if tag in ("br", "p", "th", "td", "h1"):
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def words_of(html: str) -> str:
    """What a browser shows of it, as `seen` gives it."""
    reader = _Words()
    reader.feed(html)
    return seen("".join(reader.words))


def tags_of(html: str) -> set[str]:
    reader = _Words()
    reader.feed(html)
    return set(reader.tags)
