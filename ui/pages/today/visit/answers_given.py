"""What the visitor in hand answered at the kiosk when they came, in the pane beside the list."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visit_events import Answer
from ui.theme import Theme
from ui.widgets.detail import section
from ui.widgets.labels import Label

AnswersOf = Callable[[str], Awaitable[tuple[Answer, ...]]]
"""What was answered for a visit, by its id."""


def answers_part(answers: tuple[Answer, ...], *, theme: Theme) -> QWidget | None:
    """Each answer below its question; None where nothing was answered."""
    if not answers:
        return None
    return section(*(_answer(one, theme) for one in answers), heading="Answered at the kiosk")


def _answer(one: Answer, theme: Theme) -> QWidget:
    given = Label(one.answer, wrap=True)
    given.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    given.setAccessibleName(f"{one.question}: {one.answer}")
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(2))
    column.addWidget(Label(one.question, variant="muted", wrap=True))
    column.addWidget(given)
    return both
