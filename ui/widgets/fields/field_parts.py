"""What stands inside a line edit beside its text: a picture, or a button that opens a list or empties the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from ui.theme import Theme

_SIDE = 16
_EDGE = 8
_GAP = 8


class StartPicture(QLabel):
    """Only a decoration, so it is no action of the edit: a screen reader would meet a button without a name.

    `bare` is an edit without a border of its own.
    """

    def __init__(self, icon: str, *, edit: QLineEdit, theme: Theme, side: int = _SIDE, bare: bool = False) -> None:
        super().__init__(edit)
        self._icon = icon
        self._theme = theme
        self._side = side
        row = _row(edit, edge=0 if bare else theme.px(_EDGE))
        row.insertWidget(0, self)
        _leave_room(edit, left=theme.px(side + _GAP))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setPixmap(self._theme.pixmap(self._icon, "text-muted", self._side))


class InsideButton(QPushButton):
    """A small button in a field. `name` is for a tooltip and a screen reader; Tab passes it by."""

    def __init__(
        self, name: str, do: Callable[[], object], *, icon: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._theme = theme
        self.setProperty("variant", "inside")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda: do())
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def stand_in(self, edit: QLineEdit, *, at_start: bool = False) -> None:
        """Takes its place before or behind the text."""
        row = _row(edit, edge=self._theme.px(_EDGE))
        room = self._theme.px(_SIDE + _GAP)
        if at_start:
            row.insertWidget(0, self)
            _leave_room(edit, left=room)
        else:
            row.addWidget(self)
            _leave_room(edit, right=room)

    def _on_theme_changed(self) -> None:
        side = self._theme.px(_SIDE)
        self.setIcon(self._theme.icon(self._icon, "text", _SIDE))
        self.setIconSize(QSize(side, side))


def _row(edit: QLineEdit, *, edge: int) -> QHBoxLayout:
    """The parts of `edit`, with the room for its text between them."""
    row = edit.layout()
    if row is None:
        row = QHBoxLayout(edit)
        row.setContentsMargins(edge, 0, edge, 0)
        row.addStretch()
    assert isinstance(row, QHBoxLayout)
    return row


def _leave_room(edit: QLineEdit, *, left: int = 0, right: int = 0) -> None:
    margins = edit.textMargins()
    edit.setTextMargins(margins.left() + left, 0, margins.right() + right, 0)
