"""The part of a detail pane about something that isn't known to be on the server."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.operations import Operation, State
from app.services.outbox.prospects import has_form
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section
from ui.wording.sending_words import MARKS


def unsent_part(
    state: State, operation: Operation | None, *, theme: Theme, edit: Callable[[Operation], object]
) -> QWidget:
    """How it stands with it, with the server's words where it refused; `edit` is asked for there, of what came from a
    form. `operation` is None as long as no more than its state is known."""
    mark = MARKS[state]
    told = box(mark.word, mark.says, operation.words if operation else "", role=mark.role, theme=theme)
    if operation is None or state is not State.REJECTED or not has_form(operation):
        return section(told)
    mend = Button("Edit and resend", theme=theme, look="primary")
    mend.clicked.connect(lambda: edit(operation))
    return section(told, mend)
