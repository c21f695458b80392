"""Asks once before a meeting, or a visitor of it, is taken back: who is told, and which times of a series it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.models.meetings.changes import Scope
from ui.reception.changes.scope_choice import Dates, ScopeChoice
from ui.theme import Theme
from ui.widgets.dialogs.questions import ask

_LINES = 2
"""What the dates of a long series take at the width of a question."""

CANCEL_MEETING, CANCEL_VISITOR = "Cancel meeting", "Cancel this visitor"


def ask_to_cancel(
    parent: QWidget,
    what: str,
    words: Sequence[str],
    *,
    way: str,
    dates: Dates | None,
    also: str,
    theme: Theme,
    cancel: Callable[[Scope, bool], object],
) -> None:
    """`way` is the button's word, one of the two above; `dates` gives those of each scope, None where there is none to
    choose. `also` is what may be cancelled with it and is, unless the person unticks it; "" for nothing. `cancel` is
    called with the scope, and whether that as well, when the person means it."""
    choice, too = ScopeChoice(theme=theme), QCheckBox(also)
    too.setAccessibleName(also)
    too.setChecked(bool(also))
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    if dates is not None:
        choice.show_scope(Scope.ONE, dates)
        choice.keep_room(_LINES)
        column.addWidget(choice)
    if also:
        column.addWidget(too)
    keep = "Keep the meeting" if way == CANCEL_MEETING else "Keep this visitor"
    ask(
        parent,
        f"{way}?",
        (what, *words),
        ways=(keep, way),
        part=part if dates or also else None,
        theme=theme,
        do=lambda: cancel(choice.scope if dates else Scope.ALL, too.isChecked()),
    )
