"""*Edit ticket*: what can be changed of one ticket, or of several at once what they can have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.models.objects.ticket import Ticket
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.pages.tickets.work.begun import Begun
from ui.pages.tickets.work.edit_fields import EditFields
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.dialogs.saving import SavingDialog
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.labels import Label

_WIDTH = 560
_GIVEN_UP = 2
"""How the dialog ends, beside Accepted and Rejected."""


class EditForm(SavingDialog):
    """`rows` are all to be changed. Of several, a field that is left empty changes nothing. Show it with `open()`.

    What is entered of one stays, behind the list and after a restart, until it is saved or *Cancel* gives it up."""

    def __init__(
        self,
        rows: Sequence[TicketRow],
        *,
        whole: Callable[[TicketRow], Ticket],
        actions: TicketActions,
        words: TicketWords,
        begun: Begun,
        contacts: Contacts,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        one = whole(rows[0]) if len(rows) == 1 else None
        self.setWindowTitle("Edit ticket" if one else "Edit tickets")
        self._rows = rows
        self._actions = actions
        self._tasks = tasks
        self._fields = EditFields(rows, one=one, words=words, contacts=contacts, site=site, tasks=tasks, theme=theme)
        self._begun = begun
        self._lay_out((one.title or one.id) if one else f"{len(rows)} tickets", theme)
        if one:
            self._fields.go_on(self._begun.take(rows[0].key, self._fields.begun))
        self._fields.changed.connect(self._begun.touch)
        self.finished.connect(self._on_finished)

    def _lay_out(self, heading: str, theme: Theme) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        fields = QVBoxLayout(inner)
        fields.setContentsMargins(0, 0, theme.px(6), 0)
        fields.setSpacing(theme.px(12))
        fields.addWidget(Label(heading, variant="section", wrap=True))
        fields.addWidget(self._fields)
        fields.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inner)
        cancel = Button("Cancel", theme=theme)
        save = Button("Save changes", theme=theme, variant="primary", hint="Ctrl+Enter")
        for button in (cancel, save):
            button.setAutoDefault(False)
        cancel.clicked.connect(lambda: self.done(_GIVEN_UP))
        save.clicked.connect(lambda: self._tasks.start(self._saved()))
        on_finish(self, save.click)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._scroll, 1)
        column.addLayout(buttons)
        room = self.screen().availableGeometry()
        wanted = inner.sizeHint().height() + theme.px(110)
        self.resize(min(theme.px(_WIDTH), room.width()), min(wanted, room.height() - theme.px(60)))
        self._fields.focus()

    async def _saved(self) -> None:
        """The form stays with what is in it until that is kept."""
        with self.resting():
            await self._fields.settle()
        if wrong := self._fields.complain():
            self._scroll.ensureWidgetVisible(self._fields.focus(wrong))
            return
        if wanted := self._fields.wanted():
            with self.resting():
                await self._actions.edit(self._rows, wanted)
        self.accept()

    def _on_finished(self, result: int) -> None:
        if result == QDialog.DialogCode.Rejected:
            self._begun.put_aside()
        else:
            self._begun.drop()
