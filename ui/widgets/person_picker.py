"""One person, chosen by name from those whom the desk knows, or given by an id that it has never seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.field_parts import InsideButton, StartPicture
from ui.widgets.suggestions import Find, PersonOption, Suggestions, known_as


class PersonPicker(QLineEdit):
    """Shows the name, and behind it the id in the muted colour. `changed` is emitted when `value()` is another.

    Down or the arrow opens the list of everybody; typing narrows it. `icon` stands before the name.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        find: Find,
        theme: Theme,
        placeholder: str = "",
        icon: str = "person",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._theme = theme
        self._chosen: PersonOption | None = None
        self._value = ""
        self.setPlaceholderText(placeholder)
        self._suggestions = Suggestions(edit=self, find=find, theme=theme)
        self._suggestions.chosen.connect(self._show)
        if icon:
            StartPicture(icon, edit=self, theme=theme)
        InsideButton("Show everybody known", self._on_arrow, icon="chevron-down", theme=theme).stand_in(self)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)

    def value(self) -> str:
        """The id; what was typed, stripped, when it is nobody's name; "" when nothing was."""
        typed = self.text().strip()
        if self._chosen and typed == self._chosen.name:
            return self._chosen.id
        person = known_as(typed, self._find)
        return person.id if person else typed

    def set_value(self, identifier: str) -> None:
        person = next((one for one in self._find(identifier) if one.id == identifier), None) if identifier else None
        if person:
            self._show(person)
        else:
            self.setText(identifier)

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
        self._tell()

    def _tell(self) -> None:
        if (value := self.value()) != self._value:
            self._value = value
            self.changed.emit()

    def _on_arrow(self) -> None:
        self.setFocus()
        self._suggestions.open("")

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
        if person := known_as(self.text(), self._find):
            self._show(self._chosen or person)
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
