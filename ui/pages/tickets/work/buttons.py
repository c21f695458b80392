"""What is done most with the tickets in hand, as buttons of the pane; the rest is in their menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.tickets.work.actions import REOPEN, SOLVE, TicketListActions
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout

_LARGE = {SOLVE: "primary", REOPEN: ""}
"""What is large, above the rest."""


def work_told(actions: TicketListActions) -> object:
    """All that decides how the part looks."""
    return actions.why_not, len(actions.in_hand()), [(entry.word, entry.keys) for entry in actions.main()]


def work_part(actions: TicketListActions, *, theme: Theme) -> QWidget:
    """Of those in hand; where nothing can be changed, a sentence says why."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    count = len(actions.in_hand())
    if count > 1:
        column.addWidget(Label(f"{count} tickets in hand", variant="heading"))
    if actions.why_not:
        column.addWidget(Label(actions.why_not, variant="muted", wrap=True))
        return part
    rest = FlowLayout(theme=theme)
    for entry in actions.main():
        if entry.word in _LARGE:
            button = Button(entry.word, theme=theme, variant=_LARGE[entry.word], hint=entry.keys)
            column.addWidget(button)
        else:
            button = Button(entry.word, theme=theme, variant="bar")  # there is no room for the key beside it
            button.setToolTip(f"{entry.word} ({entry.keys})" if entry.keys else entry.word)
            rest.add(button, grows=True)
        button.clicked.connect(partial(actions.do, entry.word))
    more = Button("More actions", theme=theme, variant="bar", icon="more")
    more.clicked.connect(lambda: actions.open_menu(more.mapToGlobal(QPoint(0, more.height()))))
    rest.add(more, grows=True)
    column.addLayout(rest)
    return part
