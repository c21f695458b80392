"""The part of a detail pane about something that isn't known to be on the server."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.services.waiting import Operation, State
from ui.sending_words import MARKS
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section


def unsent_part(operation: Operation, *, theme: Theme, edit: Callable[[Operation], object]) -> QWidget:
    """How it stands with it, with the server's words where it refused; `edit` is asked for there."""
    mark = MARKS[operation.state]
    told = box(mark.word, mark.says, operation.words, role=mark.role, theme=theme)
    if operation.state is not State.REJECTED:
        return section(told)
    mend = Button("Edit and resend", theme=theme, look="primary")
    mend.clicked.connect(lambda: edit(operation))
    return section(told, mend)
