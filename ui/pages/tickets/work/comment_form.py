"""*Add comment*: what there is to say about a ticket, kept while it is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.models.drafts import Body
from app.models.notices.ways import Ways
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.form.controls import tick
from ui.pages.tickets.work.begun import Begun
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dialogs.saving import SavingDialog
from ui.widgets.fields.field import Field
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.labels import Label

_LONGEST = 20_000
_WIDTH = 480


class CommentForm(SavingDialog):
    """One for the page; `start` opens it for a ticket, with what was begun about that one before. `ways` are those by
    which the server tells people."""

    def __init__(
        self,
        *,
        actions: TicketActions,
        begun: Begun,
        ways: Callable[[], Ways],
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add comment")
        self._actions = actions
        self._ways = ways
        self._tasks = tasks
        self._row: TicketRow | None = None
        self._begun = begun
        self._title = Label(variant="section", wrap=True)
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setProperty("variant", "text")
        self._field = Field("Comment", self._text, theme=theme)
        self._internal, self._from_requester = tick("Internal note"), tick("From the requester")
        self._for_whom = Label(variant="muted", wrap=True)
        self._save = Button("Save comment", theme=theme, variant="primary", hint="Ctrl+Enter")
        self._lay_out(theme)
        self._text.textChanged.connect(self._on_changed)
        self._internal.toggled.connect(lambda on: self._on_toggled(self._from_requester, on))
        self._from_requester.toggled.connect(lambda on: self._on_toggled(self._internal, on))
        self._save.clicked.connect(self._on_save)
        self.finished.connect(self._begun.put_aside)
        on_finish(self, self._save.click)

    def start(self, row: TicketRow) -> None:
        state = self._begun.take(row.key, self._state)
        self._row = row
        self._title.setText(row.ticket.title or row.ticket.id)
        self._field.complain("")
        self._text.setPlainText(state.get("text", ""))
        self._internal.setChecked(state.get("internal", False))
        self._from_requester.setChecked(state.get("fromRequester", False))
        self._say_for_whom()
        self.open()
        self._text.setFocus()

    def _lay_out(self, theme: Theme) -> None:
        later = Button("Close", theme=theme)
        later.setAutoDefault(False)
        self._save.setAutoDefault(False)
        later.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(later)
        buttons.addWidget(self._save)
        ticks = QHBoxLayout()
        ticks.setSpacing(theme.px(20))
        ticks.addWidget(self._internal)
        ticks.addWidget(self._from_requester)
        ticks.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._title)
        column.addWidget(self._field, 1)
        column.addLayout(ticks)
        column.addWidget(self._for_whom)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))

    def _state(self) -> Body:
        text = self._text.toPlainText()
        ticks = {"internal": self._internal.isChecked(), "fromRequester": self._from_requester.isChecked()}
        return {"text": text, **ticks} if text.strip() else {}

    def _on_changed(self) -> None:
        self._field.complain("")
        self._begun.touch()

    def _on_toggled(self, other: QCheckBox, on: bool) -> None:
        """Nobody outside hears of a note, so the requester didn't write it."""
        if on:
            other.setChecked(False)
        self._say_for_whom()
        self._begun.touch()

    def _say_for_whom(self) -> None:
        if self._internal.isChecked():
            words = "Only those at a desk read it."
        elif self._from_requester.isChecked():
            words = "Written down for the requester. A ticket on hold goes on with it."
        else:
            mailed = self._ways().ours and self._ways().email
            words = "The requester gets it by email." if mailed else "The requester may read it."
        self._for_whom.setText(words)

    def _on_save(self) -> None:
        row, text = self._row, self._text.toPlainText().strip()
        if row is None or (words := _complaint(text)):
            self._field.complain(words if row is not None else "")
            self._text.setFocus()
            return
        self._tasks.start(self._saved(row, text))

    async def _saved(self, row: TicketRow, text: str) -> None:
        """What was written stays until it is kept."""
        internal, from_requester = self._internal.isChecked(), self._from_requester.isChecked()
        with self.resting():
            await self._actions.comment(row, text, internal=internal, from_requester=from_requester)
        self._text.clear()
        self.accept()


def _complaint(text: str) -> str:
    if not text:
        return "Write what there is to say."
    return "" if len(text) <= _LONGEST else f"Shorten it to {_LONGEST:,} characters."
