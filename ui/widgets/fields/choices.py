"""One of a few words: chosen from a list, stepped through with the arrow keys, or typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from app.models.text.folding import fold
from ui.theme import Theme
from ui.widgets.fields.field_parts import InsideButton, StartPicture
from ui.widgets.fields.suggestions import Suggestions

_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Word(Struct, frozen=True):
    """An entry of the list. `id` and `detail` are for people and firms, which have namesakes."""

    value: str
    name: str
    id: str = ""
    detail: str = ""


class ChoiceField(QLineEdit):
    """Holds the value of its word. `changed` is emitted when `value()` is another, which it may be at every key while
    somebody types; `chosen` when a word was taken from the list or stepped to, and so is meant.

    `nothing` is the first entry, for the value "": chosen, it leaves the field empty and the placeholder in sight.
    `free` takes what is no word of the list as a value, as it was typed. `lead`, a word, or `icon` stands muted before
    the word that is chosen.

    It is no QComboBox, because on Linux that one speaks its word as its name, whatever name it was given, and the
    entries of its closed list claim to be on the screen.
    """

    changed = Signal()
    chosen = Signal()

    _lead = ""
    """Here too, since Qt tells of fonts before a field is made."""

    def __init__(
        self,
        words: Mapping[str, str],
        *,
        theme: Theme,
        nothing: str = "",
        placeholder: str = "",
        lead: str = "",
        icon: str = "",
        free: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: Mapping[str, str] = {}
        self._nothing = nothing
        self._placeholder = placeholder or nothing
        self._lead = lead
        self._free = free
        self._value: str | None = ""
        self._list = Suggestions(edit=self, theme=theme)
        self._list.chosen.connect(lambda word: self._choose(word.value))
        if icon:
            StartPicture(icon, edit=self, theme=theme)
        InsideButton("Show the choices", self._open, icon="chevron-down", theme=theme).stand_in(self)
        self.setPlaceholderText(self._placeholder)
        if not free:
            self.setCursor(Qt.CursorShape.ArrowCursor)
        self.textEdited.connect(self._on_text_edited)
        self.textChanged.connect(self._on_text_changed)
        if lead:
            theme.changed.connect(self._leave_room_for_lead)  # behind its parts, which leave theirs
            self._leave_room_for_lead()
        self.set_words(words)

    def value(self) -> str:
        """That of the word in the field; for a free one what was typed, stripped, when it is no word of the list."""
        return self._value or ""

    def set_value(self, value: str) -> None:
        """A value that has no word is shown as it is."""
        self.setPlaceholderText(self._placeholder)
        self._take(value)

    def set_words(self, words: Mapping[str, str]) -> None:
        """The words to choose from, by value; what is in the field stays."""
        self._words = dict(words)
        if not self._nothing and not self.text():
            self.set_value(next(iter(words), ""))

    def show_mixed(self, placeholder: str) -> None:
        """The field stands for several things whose values differ: whatever is chosen now is a change."""
        self._value = None
        self.clear()
        self.setPlaceholderText(placeholder)

    def _entries(self) -> list[Word]:
        nothing = [Word("", self._nothing)] if self._nothing else []
        return nothing + [Word(value, word) for value, word in self._words.items()]

    def _matches(self, typed: str) -> Sequence[Word]:
        sought = fold(typed.strip())
        return [entry for entry in self._entries() if sought in fold(entry.name)]

    def _word_of(self, value: str) -> str:
        return self._words.get(value, value)

    def _meant(self, typed: str) -> str | None:
        """The value that `typed` stands for, be it only the beginning of a word; None when that can't be told."""
        sought = fold(typed.strip())
        if self._value is not None and sought == fold(self._word_of(self._value)):
            return self._value
        if not sought:
            return "" if self._nothing and self._value is not None else None
        known = next((entry.value for entry in self._entries() if fold(entry.name) == sought), None)
        if known is not None or self._free:
            return typed.strip() if known is None else known
        return next((entry.value for entry in self._entries() if fold(entry.name).startswith(sought)), None)

    def _take(self, value: str) -> None:
        before, self._value = self._value, value
        word = self._word_of(value)
        if word != self.text():
            self.setText(word)
        if not self.hasFocus():
            self.setCursorPosition(0)  # a word that is longer than the field is read from its start
        if value != before:
            self.changed.emit()

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.selectAll()
        self.chosen.emit()

    def _step(self, by: int) -> None:
        values = [entry.value for entry in self._entries()]
        place = values.index(self.value()) + by if self._value in values else 0
        if 0 <= place < len(values):
            self._choose(values[place])

    def _settle(self) -> None:
        """Nothing half typed stays: it becomes the word that it stands for, or what stood there before comes back."""
        value = self._meant(self.text())
        if value is None:
            value = self._value
        if value is not None:
            self._take(value)
        elif self.text():
            self.clear()

    def _open(self) -> None:
        self.setFocus()
        self._list.offer(self._matches(""), at=self._word_of(self.value()) or self._nothing)

    def _on_text_edited(self, typed: str) -> None:
        if typed.strip():
            self._list.offer(self._matches(typed))
        else:
            self._list.close()

    def _on_text_changed(self, typed: str) -> None:
        value = self._meant(typed)
        if value is None:
            if typed and not self.hasFocus():
                self._settle()
        elif value != self._value:
            self._value = value
            self.changed.emit()

    def _leave_room_for_lead(self) -> None:
        width = self.fontMetrics().horizontalAdvance(f"{self._lead} ")
        self.setTextMargins(width, 0, self.textMargins().right(), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._lead:
            self._leave_room_for_lead()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (*_STILL_HERE, Qt.FocusReason.MouseFocusReason):
            self.selectAll()  # what is typed now takes the place of the word

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _STILL_HERE:
            self._settle()
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self.setCursorPosition(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        match event.key():
            case Qt.Key.Key_F4:
                self._open()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._open()
            case Qt.Key.Key_Up | Qt.Key.Key_Down if alone:
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home | Qt.Key.Key_End if alone and not self._free:
                self._choose(self._entries()[0 if event.key() == Qt.Key.Key_Home else -1].value)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._settle()
                super().keyPressEvent(event)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lead:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        painter = QPainter(self)
        painter.setPen(self._theme.colour("text-muted"))
        painter.drawText(place.adjusted(2, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._lead)
        painter.end()
