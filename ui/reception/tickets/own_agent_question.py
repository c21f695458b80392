"""Asks who *me* is in *Assign to me* and in *Mine*, when that is first needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.people.contacts import Contacts
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field
from ui.widgets.fields.person_picker import PersonPicker
from ui.widgets.labels import Label

_WIDTH = 420


class OwnAgentQuestion(QDialog):
    """Open it with `open()`; `title` is what it is asked for, `save` its button's word. `answered` carries what was
    chosen or typed, never ""."""

    answered = Signal(str)

    def __init__(
        self, *, title: str, save: str, contacts: Contacts, tasks: Tasks, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._tasks = tasks
        self._who = PersonPicker(find=contacts.users, tasks=tasks, theme=theme, placeholder="Name or id")
        self._save = Button(save, theme=theme, variant="primary")
        self._save.setDefault(True)
        later = Button("Cancel", theme=theme)
        later.setAutoDefault(False)
        self._who.changed.connect(lambda: self._save.setEnabled(bool(self._who.value())))
        self._save.setEnabled(False)
        self._save.clicked.connect(lambda: self._tasks.start(self._settled()))
        later.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(later)
        buttons.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(Label("Who are you?", variant="section"))
        column.addWidget(Label("Asked once at this desk. It can be changed in Settings.", variant="muted", wrap=True))
        column.addWidget(Field("Your name", self._who, theme=theme))
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._who.setFocus()

    async def _settled(self) -> None:
        await self._who.settle()
        if value := self._who.value():
            self.accept()
            self.answered.emit(value)
