"""Chips in a row, one of them chosen: which part of a list is shown, each with how many that would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from ui.widgets.buttons import Chip


class Chips(QWidget):
    """`changed` is emitted when `chosen`, the word of a chip, is another. The first one is chosen at first."""

    changed = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = words[0]
        self._chips = {word: Chip(word) for word in words}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for word, chip in self._chips.items():
            chip.setChecked(word == self.chosen)
            group.addButton(chip)
            row.addWidget(chip)
            chip.toggled.connect(lambda on, word=word: self._on_toggled(word, on))

    def choose(self, word: str) -> None:
        self._chips[word].setChecked(True)

    def count(self, counts: Mapping[str, int]) -> None:
        for word, count in counts.items():
            self._chips[word].set_count(count)

    def _on_toggled(self, word: str, on: bool) -> None:
        if on:
            self.chosen = word
            self.changed.emit()
