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
    "The server keeps its own data: ask those who run it to remove the visitor there too. Until then its lists may name"
    " them again, and a new meeting makes them known here again."
)
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
    box = QDialog(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Forget this visitor?")
    keep, go_on = Button("Cancel", theme=theme), Button("Forget visitor", theme=theme, look="danger")
    keep.clicked.connect(box.reject)
    go_on.clicked.connect(box.accept)
    box.accepted.connect(forget)
    buttons = QHBoxLayout()
    buttons.addStretch()
    buttons.addWidget(keep)
    buttons.addWidget(go_on)
    words = QVBoxLayout(box)
    words.setContentsMargins(*[theme.px(20)] * 4)
    words.setSpacing(theme.px(10))
    words.addWidget(Label(f"Forget {name}?", look="section", wrap=True))
    words.addWidget(Label(_FORGOTTEN, wrap=True))
    words.addWidget(Label(_NOT_FORGOTTEN, wrap=True))
    words.addStretch()
    words.addLayout(buttons)
    width = theme.px(_READABLE)
    box.setMinimumWidth(width)
    box.resize(width, words.heightForWidth(width))
    keep.setDefault(True)
    keep.setFocus()
    box.open()
