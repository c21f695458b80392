"""The top of the pane: how it stands with the visit as of now, and whose it is."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visit_row import Status, VisitRow
from app.services.site import Site
from ui.pages.today.columns import STATUS_MARKS, status_words, when
from ui.theme import Theme
from ui.widgets.detail import status_chip
from ui.widgets.labels import Label
from ui.widgets.layout.slot import Slot


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
