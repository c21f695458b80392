"""One thing that two people changed: what it was, what each made of it, and which of the two counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from app.models.merging.conflict import FieldConflict
from ui.theme import Theme
from ui.widgets.labels import Label

THEIRS, YOURS = "theirs", "yours"
_SIDES = {THEIRS: ("Theirs", "Keep theirs"), YOURS: ("Yours", "Keep yours")}

_BESIDE = 520
"""In less than this, in pixels at 100 % text, yours stand below theirs."""

_LONG_WORD = re.compile(r"\S{20,}")
_BREAK = "\u200b"
"""A place to break, of no width: an address is one word, and else it would be cut off at the edge."""


class ConflictChoice(QFrame):
    """Both answers are buttons that hold each other up. `chosen` carries the conflict's key, and "theirs" or
    "yours"."""

    chosen = Signal(str, str)

    def __init__(
        self,
        conflict: FieldConflict,
        *,
        name: str,
        value_words: Callable[[Any], str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what it is called, `value_words` says one value of it."""
        super().__init__(parent)
        self._theme = theme
        self._key = conflict.key
        self._ways: dict[str, QPushButton] = {}
        self.setAccessibleName(name)
        group = QButtonGroup(self)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(theme.px(16))
        was, theirs, yours = (value_words(value) for value in (conflict.base, conflict.theirs, conflict.yours))
        for way, words in ((THEIRS, theirs), (YOURS, yours)):
            self._sides.addWidget(self._side(way, name, words, group), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(Label(name, variant="strong", wrap=True))
        column.addWidget(Label(f"Before: {_breakable(was)}", variant="small", wrap=True))
        column.addLayout(self._sides)
        self.setFocusProxy(self._ways[THEIRS])

    def choose(self, way: str) -> None:
        """ "theirs" or "yours"."""
        self._ways[way].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._theme.px(_BESIDE)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _side(self, way: str, name: str, words: str, group: QButtonGroup) -> QWidget:
        whose, keep = _SIDES[way]
        choice = self._ways[way] = QPushButton(keep)
        choice.setAccessibleName(keep)
        choice.setAccessibleDescription(f"{name}: {words}")
        choice.setProperty("variant", "chip")
        choice.setCheckable(True)
        choice.setAutoDefault(False)
        choice.toggled.connect(lambda on: self.chosen.emit(self._key, way) if on else None)
        group.addButton(choice)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(6))
        column.addWidget(Label(whose, variant="caption"))
        column.addWidget(Label(_breakable(words), wrap=True))
        column.addStretch()
        column.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        return side


def _breakable(words: str) -> str:
    return _LONG_WORD.sub(lambda word: re.sub(r"([@._/\\-])", rf"\1{_BREAK}", word[0]), words)
