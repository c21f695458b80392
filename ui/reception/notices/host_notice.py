"""Whether the host knows of the arrival: who doesn't is called, or told again."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from app.models.visit_events import LONGEST_NOTE
from app.models.visit_row import Telling, VisitRow
from app.services.site import Site
from app.system.mail_address import NoMailAddress, mail_address
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section
from ui.widgets.fields.field import Field
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import flowing
from ui.wording.arrival_words import host_notice_words

if TYPE_CHECKING:
    from app.models.objects.person import User

NO_MAIL_SERVER = "No mail server is set up."

Called = Callable[[str], object]
"""Takes what was noted with the call, "" for nothing."""


def host_notice_part(
    row: VisitRow,
    *,
    no_mail: str,
    server_tells: bool,
    others_read: bool,
    typed: MutableMapping[str, str],
    site: Site,
    theme: Theme,
    called: Called,
    tell_again: Callable[[], object] | None,
) -> QWidget | None:
    """`no_mail` is why no mail can go to the host, "" where nothing is known to be in the way; `tell_again` is None
    without a mail server. Where the `server_tells` hosts, it knows their addresses, and somebody who called says so
    whatever became of its message: it tells others unless somebody did. `others_read`: what is noted with a call is
    read at other desks. `typed` holds what is typed of it, by the row's key: this is drawn anew meanwhile."""
    words, arrival = host_notice_words(row.arrival, site), row.arrival
    if arrival.telling is Telling.NOT_SAID:
        return None
    note = Label(arrival.host_note, wrap=True) if arrival.host_note else None
    if arrival.telling is Telling.NOT_TOLD:
        if not row.host:
            return box(words, "The meeting names no host.", role="late", theme=theme)
        number = row.host_number
        call = f"Please call {number}." if number else "No number is known to call."
        why = arrival.host_note or (no_mail if tell_again else NO_MAIL_SERVER)
        shown = box(words, f"{_sentence(why)} {call}".strip(), role="late", theme=theme)
        may_write = server_tells or not no_mail
        noted = _note(row.key, typed) if others_read else None
        return section(shown, _ways_to_tell(called, tell_again if may_write else None, noted, theme))
    told = Label(words, variant="good" if arrival.telling is Telling.TOLD else "muted", wrap=True)
    if not may_call(row, server_tells=server_tells):
        return section(told, note) if note else told
    return section(told, _ways_to_tell(called, None, _note(row.key, typed), theme))


def may_call(row: VisitRow, *, server_tells: bool) -> bool:
    """Whether somebody who called the host of this visitor can say so."""
    arrival = row.arrival
    if arrival.telling is Telling.NOT_TOLD:
        return bool(row.host)
    return server_tells and arrival.telling is not Telling.NOT_SAID and not arrival.called_by


def _note(key: str, typed: MutableMapping[str, str]) -> QLineEdit:
    """In which who called can say more."""
    edit = QLineEdit(typed.get(key, ""), maxLength=LONGEST_NOTE)
    edit.textChanged.connect(lambda words: typed.update({key: words}))
    return edit


def _ways_to_tell(
    called: Called, tell_again: Callable[[], object] | None, note: QLineEdit | None, theme: Theme
) -> QWidget:
    call = Button("I called", theme=theme, icon="phone")
    call.clicked.connect(lambda: called(note.text() if note else ""))
    ways = [call]
    if tell_again is not None:
        again = Button("Tell again", theme=theme, icon="mail")
        again.clicked.connect(tell_again)
        ways.append(again)
    if note is not None:
        note.returnPressed.connect(call.click)
    noted = Field("Note", note, theme=theme, note="optional") if note else None
    return section(noted, flowing(*ways, theme=theme))


def _sentence(words: str) -> str:
    """A mail server's words may end without a full stop."""
    return words if not words or words.endswith((".", "!", "?")) else f"{words}."


def no_mail_words(host: User | None) -> str:
    """Why no mail can go to the host whom the meeting names, "" when it can or when it names none."""
    if host is None:
        return ""
    if not host.email:
        return "The meeting has no email address of theirs."
    try:
        mail_address(host.email, any_letters=True)
    except NoMailAddress as error:
        return f"“{host.email}” is no email address: {error}"
    return ""
