"""What stands inside a line edit beside its text: a picture before it, an arrow that opens a list after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from ui.theme import Theme

_SIDE = 16
_BEFORE = 10
_AFTER = 8


class StartPicture(QLabel):
    """`before` is the room before it, where the edit has a border of its own.

    Only a decoration, so it is no action of the edit: a screen reader would meet a button without a name.
    """

    def __init__(self, icon: str, *, edit: QLineEdit, theme: Theme, side: int = _SIDE, before: int = _BEFORE) -> None:
        super().__init__(edit)
        self._icon = icon
        self._edit = edit
        self._theme = theme
        self._side = side
        row = QHBoxLayout(edit)
        row.setContentsMargins(theme.px(before), 0, 0, 0)
        row.addWidget(self, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setPixmap(self._theme.pixmap(self._icon, "text-muted", self._side))
        self._edit.setTextMargins(self._theme.px(self._side + _AFTER), 0, 0, 0)


class EndArrow(QAction):
    """`name` is what it does, for a tooltip and a screen reader."""

    def __init__(self, name: str, do: Callable[[], None], *, edit: QLineEdit, theme: Theme) -> None:
        super().__init__(name, edit)
        self._theme = theme
        edit.addAction(self, QLineEdit.ActionPosition.TrailingPosition)
        self.triggered.connect(do)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setIcon(self._theme.icon("chevron-down", "text", _SIDE))
