"""What can be done with the meeting of the visitor in hand: changed, moved, or taken back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.visit_row import VisitRow
from ui.reception.changes.meeting_actions import Entry, MeetingActions
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.layout.flow_layout import FlowLayout


def changing_part(visit: VisitRow, actions: MeetingActions, *, do: Callable[[Entry], object], theme: Theme) -> QWidget:
    """The same as in the row's menu. `do` is called with what was chosen."""
    ways = QWidget()
    flow = FlowLayout(theme=theme)
    ways.setLayout(flow)
    for entry in actions.entries(visit):
        flow.add(_button(entry, do, theme), grows=True)
    return section(ways, heading="Change")


def _button(entry: Entry, do: Callable[[Entry], object], theme: Theme) -> QWidget:
    button = Button(entry.word, theme=theme, variant="bar")
    if entry.keys:
        button.setToolTip(f"{entry.word} ({entry.keys})")
    button.clicked.connect(lambda: do(entry))
    return button
