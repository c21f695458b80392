"""Somebody who may have come too: a name to be ticked."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent

from app.models.contacts import KnownPerson
from app.models.visit_row import VisitRow
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.person_button import PersonButton

BOX, ICON = 56, 40


class TickButton(PersonButton):
    """The name alone: what else the invitation says is nobody's but theirs."""

    def __init__(self, visit: VisitRow, *, sizes: Sizes) -> None:
        super().__init__(KnownPerson(visit.key, visit.name), tell_apart=False, sizes=sizes)
        self.key = visit.key
        self.setCheckable(True)

    def room(self) -> QRect:
        return super().room().adjusted(self._sizes.px(BOX + 24), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, side = self._sizes.theme, self._sizes.px(BOX)
        box = QRect(self._sizes.px(32), (self.height() - side) // 2, side, side)
        painter.setPen(theme.colour("accent" if self.isChecked() else "field-border"))
        painter.setBrush(theme.colour("accent" if self.isChecked() else "surface"))
        corner = self._sizes.px(12)
        painter.drawRoundedRect(box, corner, corner)
        if self.isChecked():
            tick = theme.pixmap("check", "accent-text", self._sizes.plain_icon(ICON))
            shown = QRect(box.topLeft(), tick.deviceIndependentSize().toSize())
            shown.moveCenter(box.center())
            painter.drawPixmap(shown, tick)
        painter.end()
