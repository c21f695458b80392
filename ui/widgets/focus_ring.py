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


class _Above(QProxyStyle):
    """Puts the ring over all that is shown in the window, or a part that is as small as its button would cut it off."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QFocusFrame):
    """Follows the focus from button to button. Fields and tables show their own."""

    def __init__(self, *, application: QApplication, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        above = _Above()
        above.setParent(application)  # a widget doesn't own its style
        self.setStyle(above)
        application.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QAbstractButton):
            self.setWidget(now)
        elif self.widget() is not None:
            self.setWidget(None)  # type: ignore[arg-type]  # no widget is what Qt documents for "stop"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        painter.end()
