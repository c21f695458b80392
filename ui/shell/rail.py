"""The navigation: one button a screen, the last one at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme


class Rail(QFrame):
    """`chosen` is emitted with the name of a screen when a person goes there."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str]], *, theme: Theme, parent: QWidget | None = None) -> None:
        """`entries` are name, icon and key of each screen."""
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 12)
        column.setSpacing(4)
        for number, (name, icon, key) in enumerate(entries):
            if number == len(entries) - 1:
                column.addStretch()
            button = RailButton(name, icon=icon, key=key, theme=theme)
            button.toggled.connect(lambda on, name=name: self.chosen.emit(name) if on else None)
            self._group.addButton(button)
            self._buttons[name] = button
            column.addWidget(button)
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def show_chosen(self, name: str) -> None:
        """Marks the screen that is shown. Emits `chosen` when it is another one than before."""
        for button in self._buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._buttons[name].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[name].setChecked(True)

    def show_none(self) -> None:
        """A screen is shown that has no button here: each of these leads away from it."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Tab comes to each: none is the one that is shown
        self._group.setExclusive(True)

    def _on_theme_changed(self) -> None:
        self.setFixedWidth(max(88, self._theme.px(88)))


class RailButton(QPushButton):
    """An icon over its word, and a bar at the edge while its screen is shown."""

    def __init__(self, name: str, *, icon: str, key: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = icon
        self._theme = theme
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})")
        self.setCheckable(True)
        self._on_toggled(False)
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self.updateGeometry)

    def _on_toggled(self, on: bool) -> None:
        """Tab comes to the button of the screen that is shown. A click goes to the screen, and keys with it."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(88), self._theme.px(60))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "accent" if self.isChecked() else "text" if self.underMouse() else "text-muted"
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent-soft"))
            painter.drawRoundedRect(self.rect().adjusted(4, 0, -4, 0), 8, 8)
            painter.fillRect(
                QRect(0, self._theme.px(12), 2, self.height() - self._theme.px(24)), self._theme.colour("accent")
            )
        side = self._theme.px(24)
        top = (self.height() - side - self._theme.px(20)) // 2
        painter.drawPixmap((self.width() - side) // 2, top, self._theme.pixmap(self._icon, role, 24))
        painter.setPen(self._theme.colour(role))
        painter.setFont(self._theme.font(12, 500))
        words = QRect(0, top + side + self._theme.px(4), self.width(), self._theme.px(16))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self._name)
        painter.end()
