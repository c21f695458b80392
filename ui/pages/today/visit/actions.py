"""What can be done with the visitor in hand: the next thing large, the rest below it. Nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visit_row import VisitRow
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.layout.flow_layout import FlowLayout


class TodayActions(QWidget):
    """`may_come` says whether it is the visit's day: nobody is checked in on another."""

    check_in_requested = Signal()
    check_out_requested = Signal()
    badge_requested = Signal()

    def __init__(self, visit: VisitRow, *, may_come: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        is_in = visit.arrival.on_site
        # the key stands on the large one alone: there is no room for two beside each other
        come = Button(
            "Check in", theme=theme, icon="check", variant="" if is_in else "primary", hint="" if is_in else "Ctrl+I"
        )
        leave = Button(
            "Check out", theme=theme, icon="leave", variant="primary" if is_in else "", hint="Ctrl+O" if is_in else ""
        )
        badge = Button("Print badge", theme=theme, icon="printer")
        come.setEnabled(may_come and not is_in)
        leave.setEnabled(is_in)
        come.clicked.connect(self.check_in_requested)
        leave.clicked.connect(self.check_out_requested)
        badge.setEnabled(is_in or visit.cancelled is None)
        badge.clicked.connect(self.badge_requested)
        first, second = (leave, come) if is_in else (come, leave)
        rest = FlowLayout(theme=theme)
        rest.add(second, grows=True)
        rest.add(badge, grows=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(first)
        column.addLayout(rest)
