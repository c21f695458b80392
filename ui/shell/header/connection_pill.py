"""*Connection*: what the header says of the server, and how much isn't there yet, in one text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.shell.header.header_pill import HeaderPill
from ui.theme import Theme
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import paint_mark

_LOOK = {
    "connecting": ("Connecting", "online", "text-muted", "text"),
    "online": ("Online", "online", "on-site", "text"),
    "offline": ("Offline", "offline", "waiting", "waiting"),
    "sign in needed": ("Sign in needed", "key", "late", "late"),
}
"""For each state its word, its icon, and the colours of both."""

ICON, MARK = 18, 14
GAP, APART = 8, 10
PAD = 14


class ConnectionPill(HeaderPill):
    """Its name is *Connection*; its words are its text and, for a screen reader, its description.

    What stands between the words is decoration: a line, and an arrow or, where a person must decide, a warning.
    """

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connection")
        self.setAccessibleName("Connection")
        self._theme = theme
        self._state = "connecting"
        self._waiting = 0
        self._decisions = ""
        theme.changed.connect(self._redraw)
        self._redraw()

    def show_state(self, state: str, *, waiting: int = 0, decisions: str = "") -> None:
        """`state` is a value of services.connection.State; `waiting` counts what is sent by itself, `decisions` says
        what needs a person."""
        if (state, waiting, decisions) != (self._state, self._waiting, self._decisions):
            self._state, self._waiting, self._decisions = state, waiting, decisions
            self._redraw()

    @property
    def _parts(self) -> list[tuple[str, str]]:
        """What stands behind the state, each with its mark: what waits, and what a person has to decide."""
        waiting = f"{self._waiting} waiting" if self._waiting else ""
        return [(mark, words) for mark, words in (("waiting", waiting), ("rejected", self._decisions)) if words]

    def _redraw(self) -> None:
        words = " · ".join((_LOOK[self._state][0], *(words for _, words in self._parts)))
        self.setText(words)
        self.setAccessibleDescription(words)
        self.setToolTip(f"{words}. Click to see what waits." if self._parts else "")
        restyle(self, state=self._state)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width, words = 2 * PAD + ICON + GAP, metrics.horizontalAdvance(_LOOK[self._state][0])
        for _, part in self._parts:
            width += 2 * APART + 1 + MARK + GAP
            words += metrics.horizontalAdvance(part)
        return QSize(self._theme.px(width) + round(words) + 2, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        word, icon, icon_role, role = _LOOK[self._state]
        middle, px = self.height() / 2, self._theme.px
        painter.drawPixmap(QPointF(px(PAD), middle - px(ICON) / 2), self._theme.pixmap(icon, icon_role, ICON))
        left = self._write(painter, px(PAD + ICON + GAP), word, self._theme.colour(role))
        for mark, words in self._parts:
            left += px(APART)
            divider = self._theme.colour("waiting" if self._state == "offline" else "border")
            painter.fillRect(QRectF(left, middle - px(9), 1, px(18)), divider)
            left += 1 + px(APART)
            place = QRectF(left, middle - px(MARK) / 2, px(MARK), px(MARK))
            paint_mark(painter, mark, place, self._theme.colour(mark), self._theme.colour("surface"))
            left = self._write(painter, left + px(MARK + GAP), words, self._theme.colour(mark))
        painter.end()

    def _write(self, painter: QPainter, left: float, words: str, ink: QColor) -> float:
        """Gives where the words end."""
        width = QFontMetricsF(self.font()).horizontalAdvance(words)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(QRectF(left, 0, width + 2, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
        return left + width
