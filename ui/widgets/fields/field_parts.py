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
        _row(edit, edge=0 if bare else _EDGE, theme=theme).put_before(self, side)
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
        row = _row(edit, edge=_EDGE, theme=self._theme)
        if at_start:
            row.put_before(self, _SIDE)
        else:
            row.put_behind(self, _SIDE)

    def _on_theme_changed(self) -> None:
        side = self._theme.px(_SIDE)
        self.setIcon(self._theme.icon(self._icon, "text", _SIDE))
        self.setIconSize(QSize(side, side))


class _Row(QHBoxLayout):
    """The parts of an edit, with the room for its text between them. They grow with the text."""

    def __init__(self, edit: QLineEdit, *, edge: int, theme: Theme) -> None:
        super().__init__(edit)
        self._edit = edit
        self._edge = edge
        self._theme = theme
        self._before = 0
        self._behind = 0
        self.addStretch()
        theme.changed.connect(self._fit)

    def put_before(self, part: QWidget, side: int) -> None:
        self.insertWidget(0, part)
        self._before += side + _GAP
        self._fit()

    def put_behind(self, part: QWidget, side: int) -> None:
        self.addWidget(part)
        self._behind += side + _GAP
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self.setContentsMargins(px(self._edge), 0, px(self._edge), 0)
        self._edit.setTextMargins(px(self._before), 0, px(self._behind), 0)


def _row(edit: QLineEdit, *, edge: int, theme: Theme) -> _Row:
    """That of the edit, made with its first part."""
    row = edit.layout() or _Row(edit, edge=edge, theme=theme)
    assert isinstance(row, _Row)
    return row
