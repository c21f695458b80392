"""The rest of a long list, on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button


def rest_on_demand(hidden: Sequence[QWidget], word: str, *, theme: Theme) -> QWidget | None:
    """Hides them and gives the button that shows them; None where there is nothing to hide."""
    if not hidden:
        return None
    for row in hidden:
        row.hide()
    more = Button(word, theme=theme, variant="link", icon="chevron-down")

    def show_all() -> None:
        for row in hidden:
            row.show()
        more.hide()

    more.clicked.connect(show_all)
    return more
