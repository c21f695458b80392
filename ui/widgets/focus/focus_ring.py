"""The ring around the button or box that has the focus: an overlay, so nothing shifts."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from ui.theme import Theme

LINE, GAP = 2, 2
_METRICS = (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin)


class FocusRing(QFocusFrame):
    """Follows the focus from button to button. Fields and tables show their own."""

    def __init__(self, *, application: QApplication, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        room = _Room()
        room.setParent(application)  # a widget doesn't own its style
        self.setStyle(room)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QAbstractButton):
            self.setWidget(now)
        elif self.widget() is not None:
            self.setWidget(None)  # type: ignore[arg-type]  # no widget is what Qt documents for "stop"
            self.setParent(None)  # Qt puts it into the window of what has the focus, and it would go with that one

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), LINE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()


class _Room(QProxyStyle):
    """Leaves a gap around the button: a ring right at a button of its own colour would not be seen.

    And has the ring above all that the button stands in, which would cut it off.
    """

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        return LINE + GAP if metric in _METRICS else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        above = hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget
        return 1 if above else super().styleHint(hint, option, widget, returnData)
