"""Boxes to choose from: plain ones, and one for the server's numbered words that takes a number as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from app.models.folding import fold
from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PlainChoice(QComboBox):
    """One of a few values. `lead` stands before the value inside the box, in the muted colour.

    The accessible name is fixed: without one, a box that can't be edited speaks its value as its name.
    """

    def __init__(
        self, name: str, words: Mapping[str, str], *, theme: Theme, lead: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._theme = theme
        self._lead = lead
        for value, word in words.items():
            self.addItem(word, value)

    def value(self) -> str:
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._lead:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        place = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        lead, flags = f"{self._lead} ", int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(self._theme.colour("text-muted"))
        painter.drawText(place, flags, lead)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(self._theme.font(13, 500))
        painter.drawText(
            place.adjusted(QFontMetrics(self.font()).horizontalAdvance(lead), 0, 0, 0), flags, self.currentText()
        )
        painter.end()


class WordChoice(QComboBox):
    """One of the server's numbered words, such as 2, "Medium", or a number that the desk hasn't met.

    `nothing` is the first entry, such as "Any status": chosen, it leaves the box empty and `placeholder` in sight.
    `changed` is emitted when `value()` is another, which it is at every key while somebody types.
    """

    changed = Signal()

    def __init__(self, name: str, *, nothing: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = _Words(nothing, self)
        self._value = ""
        self.setEditable(True)
        self.setModel(self._words)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setAccessibleName(name)
        edit, completer = self.lineEdit(), self.completer()
        assert edit is not None
        assert completer is not None
        edit.setPlaceholderText(placeholder)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completions = QListView()
        completions.setObjectName("completions")
        completer.setPopup(completions)
        self.editTextChanged.connect(self._on_text_changed)

    def value(self) -> str:
        """The number of the word in the box; what was typed, stripped, when it is none of them; "" when empty."""
        typed = self.currentText().strip()
        return self._words.id_of(typed, typed)

    def set_value(self, identifier: str) -> None:
        self.setEditText(self._words.word_of(identifier))
        self._show_start()

    def set_words(self, words: Mapping[str, str]) -> None:
        """The words known now; what is in the box stays."""
        if self._words.known == words:
            return
        typed = self.currentText()
        self.blockSignals(True)
        self._words.show(words)
        self.setCurrentIndex(self._words.row_of(typed))
        self.setEditText(typed)
        self.blockSignals(False)
        self._show_start()

    def _show_start(self) -> None:
        """A word that is longer than the box is read from its start."""
        edit = self.lineEdit()
        if edit is not None and not edit.hasFocus():
            edit.setCursorPosition(0)

    def _on_text_changed(self) -> None:
        if (value := self.value()) != self._value:
            self._value = value
            self.changed.emit()


class _Words(QAbstractListModel):
    """Shows the words; the first row, `nothing`, is edited as an empty text."""

    def __init__(self, nothing: str, parent: QObject) -> None:
        super().__init__(parent)
        self.known: dict[str, str] = {}
        self._nothing = nothing
        self._rows: list[str] = []

    def show(self, words: Mapping[str, str]) -> None:
        self.beginResetModel()
        self.known = dict(words)
        self._rows = list(words.values())
        self.endResetModel()

    def id_of(self, word: str, otherwise: str) -> str:
        sought = fold(word)
        if sought == fold(self._nothing):
            return ""
        return next((number for number, known in self.known.items() if fold(known) == sought), otherwise)

    def word_of(self, identifier: str) -> str:
        return self.known.get(identifier, identifier)

    def row_of(self, word: str) -> int:
        return self._rows.index(word) + 1 if word in self._rows else -1 if word else 0

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        word = self._rows[index.row() - 1] if index.row() else ""
        if role == Qt.ItemDataRole.EditRole:
            return word
        return (word or self._nothing) if role == Qt.ItemDataRole.DisplayRole else None
