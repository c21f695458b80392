"""The top of the pane: how it stands with the visit as of now, whose it is, and whether the host knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visit_row import Status, Telling, VisitRow
from app.services.site import Site
from app.system.mail_address import NoMailAddress, mail_address
from ui.pages.today.columns import STATUS_MARKS, status_words, when
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section, status_chip
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.layout.slot import Slot
from ui.wording.arrival_words import host_notice_words

if TYPE_CHECKING:
    from app.models.objects.person import User

Action = Callable[[], object]


class VisitHeading(QWidget):
    def __init__(self, row: VisitRow, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._site = site
        self._theme = theme
        self._shown: tuple[Status, str] | None = None
        self._chip = Slot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chip)
        column.addWidget(Label(row.name or row.title, variant="person", wrap=True))
        self._what = Label(variant="muted", wrap=True)
        column.addWidget(self._what)
        self.show_function("")
        self.renew()

    def show_function(self, function: str) -> None:
        """What the visitor does at their company, once it is known."""
        what = ", ".join(filter(None, (function, self._row.company)))
        words = what if self._row.invited else "Nobody is invited to this meeting"
        self._what.setText(words)
        self._what.setVisible(bool(words))

    def show_row(self, row: VisitRow) -> None:
        """How it stands with the same visit by now."""
        self._row = row
        self.renew()

    def renew(self) -> None:
        """The clock went on. Only the chip changes, so that nobody loses what they read or selected below it."""
        status = self._row.status(self._site.now())
        state = (status, self._when(status))
        if state != self._shown:
            self._shown = state
            mark, role = STATUS_MARKS[status]
            self._chip.show_one(
                status_chip(status_words(self._row, status), state[1], mark=mark, role=role, theme=self._theme)
            )

    def _when(self, status: Status) -> str:
        """Beside the status: what the list says of it, and of somebody who is expected, how soon."""
        row, site = self._row, self._site
        if status is Status.CANCELLED and row.cancelled and row.cancelled.by:
            return f"{when(row, site)}, {row.cancelled.by}"
        if status is Status.ENDED:
            return f"{site.local(row.ends):%H:%M}"
        if status not in (Status.EXPECTED, Status.UNVISITED):
            return when(row, site)
        minutes = round((row.expected - site.now()).total_seconds() / 60)
        soon = f", in {minutes} min" if 0 < minutes < 60 else ""
        return f"{site.local(row.expected):%H:%M}{soon}"


def host_notice_part(
    row: VisitRow, *, no_mail: str, site: Site, theme: Theme, called: Action, tell_again: Action | None
) -> QWidget | None:
    """Whether the host knows of the arrival; who doesn't is to be called, or told again. `no_mail` is why no mail can
    go to them, "" where nothing is known to be in the way; `tell_again` is None without a mail server."""
    words = host_notice_words(row.arrival, site)
    match row.arrival.telling:
        case Telling.TOLD:
            return Label(words, variant="good", wrap=True)
        case Telling.ON_ITS_WAY:
            return Label(words, variant="muted", wrap=True)
        case Telling.NOT_TOLD:
            if not row.host:
                return box(words, "The meeting names no host.", role="late", theme=theme)
            number = row.host_number
            call = f"Please call {number}." if number else "No number is known to call."
            call_box = box(words, f"{no_mail} {call}".strip(), role="late", theme=theme)
            return section(call_box, _ways_to_tell(called, None if no_mail else tell_again, theme))
        case Telling.NOT_SAID:
            return None


def _ways_to_tell(called: Action, tell_again: Action | None, theme: Theme) -> QWidget:
    ways = QWidget()
    flow = FlowLayout(theme=theme)
    ways.setLayout(flow)
    for word, icon, action in (("I called", "phone", called), ("Tell again", "mail", tell_again)):
        if action is not None:
            button = Button(word, theme=theme, icon=icon)
            button.clicked.connect(action)
            flow.add(button)
    return ways


def no_mail_words(host: User | None) -> str:
    """Why no mail can go to the host whom the meeting names, "" when it can or when it names none."""
    if host is None:
        return ""
    if not host.email:
        return "The meeting has no email address of theirs."
    try:
        mail_address(host.email)
    except NoMailAddress as error:
        return f"“{host.email}” is no email address: {error}"
    return ""
