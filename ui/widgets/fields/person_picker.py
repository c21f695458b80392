"""One person, chosen by name from those whom the desk knows, or given by an id that it has never seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field_parts import InsideButton, StartPicture
from ui.widgets.fields.person_lookup import Find, Lookup, PersonSuggestions, known_as
from ui.widgets.fields.suggestions import PersonOption


class PersonPicker(QLineEdit):
    """Shows the name, and behind it the id in the muted colour. `changed` is emitted when `value()` is another;
    `finished` when the person pressed Return or left, as soon as it is known whom they mean.

    A click, Down or the arrow opens the list of everybody; typing narrows it. `icon` stands before the name.
    """

    changed = Signal()
    finished = Signal()

    def __init__(
        self,
        *,
        find: Find,
        tasks: Tasks,
        theme: Theme,
        placeholder: str = "",
        icon: str = "person",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._theme = theme
        self._chosen: PersonOption | None = None
        self._meant: PersonOption | None = None
        self._value = ""
        self._was_set = self._finishing = False
        self._lookup = Lookup(tasks=tasks, owner=self)
        self.setPlaceholderText(placeholder)
        self._suggestions = PersonSuggestions(edit=self, find=find, tasks=tasks, theme=theme)
        self._suggestions.chosen.connect(self._show)
        if icon:
            StartPicture(icon, edit=self, theme=theme)
        InsideButton("Show everybody known", self._on_arrow, icon="chevron-down", theme=theme).stand_in(self)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)
        self.editingFinished.connect(self._on_editing_finished)

    @property
    def settled(self) -> bool:
        """Whether it is known whom the text means, or that nobody is known by it."""
        return not self._lookup.underway

    async def settle(self) -> None:
        """Returns when that is known."""
        await self._lookup.over()

    def value(self) -> str:
        """The id; what was typed, stripped, when it is nobody's name; "" when nothing was. Until it `settled`, what was
        typed."""
        person = self._person()
        return person.id if person else self.text().strip()

    def is_known(self) -> bool:
        """Whether the value is the id of somebody whom the desk knows."""
        return self._person() is not None

    def set_value(self, identifier: str) -> None:
        """Somebody who is known is shown by name, in a moment."""
        if identifier != self.value():
            self.setText(identifier)
        self._was_set = True
        self._look_up(identifier)

    def _person(self) -> PersonOption | None:
        return self._chosen or self._meant

    def _look_up(self, typed: str) -> None:
        if typed:
            self._lookup.ask(lambda: known_as(typed, self._find), self._on_known)
        else:
            self._lookup.drop()
            self._on_known(None)

    def _on_known(self, person: PersonOption | None) -> None:
        """Whom the text means. Where nobody is typing, it is shown as if it had been chosen."""
        if self._chosen is None:
            self._meant = person
        was_set, self._was_set = self._was_set, False
        if person and (was_set or not self.hasFocus()):
            self._show(person)
        self._tell()
        if self._finishing:
            self._finishing = False
            self.finished.emit()

    def _show(self, person: PersonOption) -> None:
        self._chosen = person
        self.setText(person.name)
        if not self.hasFocus():
            self.setCursorPosition(0)
        self._tell()
        self.update()

    def _on_text_edited(self, typed: str) -> None:
        if typed.strip():
            self._suggestions.open(typed)
        else:
            self._suggestions.close()

    def _on_text_changed(self, typed: str) -> None:
        if self._chosen and typed.strip() != self._chosen.name:
            self._chosen = None
        self._meant = None
        self._was_set = False
        self._tell()
        self._look_up("" if self._chosen else typed.strip())

    def _on_editing_finished(self) -> None:
        if self.settled:
            self.finished.emit()
        else:
            self._finishing = True

    def _tell(self) -> None:
        if (value := self.value()) != self._value:
            self._value = value
            self.changed.emit()

    def _on_arrow(self) -> None:
        self.setFocus()
        self._suggestions.open("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._suggestions.open("" if self._chosen else self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._suggestions.open("" if self._chosen else self.text())
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A typed id or name of somebody known is shown as if it had been chosen."""
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            return
        if person := self._person():
            self._show(person)
        self.setCursorPosition(0)  # a name that is longer than the field is read from its start

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._chosen or self._chosen.id == self._chosen.name:
            return
        font, metrics = self.font(), self.fontMetrics()
        before = metrics.horizontalAdvance(self.text()[: self.cursorPosition()])
        left = self.cursorRect().center().x() - before + metrics.horizontalAdvance(self.text()) + self._theme.px(6)
        room = self.width() - self._theme.px(32) - left
        if room < metrics.horizontalAdvance(self._chosen.id):
            return
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text-muted"))
        painter.drawText(QRect(left, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self._chosen.id)
        painter.end()
