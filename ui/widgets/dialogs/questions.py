"""The few windows that open on top, all without a loop of their own: `exec()` would starve every other task."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_FORGOTTEN = (
    "Removed from this desk, for good: this visitor's name, company, email, phones and plate, in suggestions, lists,"
    " drafts, texts and what was sent. What happened here stays without the name, so times and counts are still right."
)
_NOT_FORGOTTEN = (
    "Foyer's own server forgets what it wrote to them and of them. Apart from that a server keeps its own data: ask"
    " those who run it to remove the visitor there too. Until then its lists may name them again, and a new meeting"
    " makes them known here again."
)
_ENDED = "Their rows go back to being people on site, without a mark. What was marked stays in this desk's journal."
_READABLE = 460


def show_details(parent: QWidget, traceback: str) -> None:
    """What went wrong, whole, to be copied into a report. The desk goes on behind it."""
    box = QMessageBox(parent)
    box.setWindowTitle("Details")
    box.setText("Foyer went on, but something in it went wrong. The log holds the same words.")
    box.setDetailedText(traceback)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.open()


def ask_to_forget(parent: QWidget, name: str, *, theme: Theme, forget: Callable[[], None]) -> None:
    """Says what forgetting a visitor removes and what it doesn't. `forget` is called when the person means it."""
    ways = ("Cancel", "Forget visitor")
    words = (f"Forget {name}?", _FORGOTTEN, _NOT_FORGOTTEN)
    ask(parent, "Forget this visitor?", words, ways=ways, theme=theme, do=forget)


def ask_to_end(parent: QWidget, to_find: str, *, theme: Theme, end: Callable[[], None]) -> None:
    """Says how many nobody has found yet. `end` is called when the person means to end the roll call even so."""
    ways = ("Go on looking", "End it anyway")
    ask(parent, "End the roll call?", (to_find, _ENDED), ways=ways, theme=theme, do=end)


def ask(
    parent: QWidget,
    title: str,
    words: tuple[str, ...],
    *,
    ways: tuple[str, str],
    theme: Theme,
    do: Callable[[], object],
    part: QWidget | None = None,
) -> None:
    """The first of the `words` is the question, the others explain it. The first of the `ways` leaves everything as it
    is, and is what Return and Escape say; `do` is called for the second. `part` is what there is to choose beside it.
    """
    box = QDialog(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    keep, go_on = Button(ways[0], theme=theme), Button(ways[1], theme=theme, variant="danger")
    keep.clicked.connect(box.reject)
    go_on.clicked.connect(box.accept)
    box.accepted.connect(do)
    buttons = QHBoxLayout()
    buttons.addStretch()
    buttons.addWidget(keep)
    buttons.addWidget(go_on)
    column = QVBoxLayout(box)
    column.setContentsMargins(*[theme.px(20)] * 4)
    column.setSpacing(theme.px(10))
    question, *explained = words
    column.addWidget(Label(question, variant="section", wrap=True))
    for words_below in explained:
        column.addWidget(Label(words_below, wrap=True))
    if part is not None:
        column.addWidget(part)
    column.addStretch()
    column.addLayout(buttons)
    width = theme.px(_READABLE)
    box.setMinimumWidth(width)
    box.resize(width, column.heightForWidth(width))
    keep.setDefault(True)
    keep.setFocus()
    box.open()
