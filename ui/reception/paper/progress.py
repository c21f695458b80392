"""How far the reading of a long list is, in a window on top, from which it can be given up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_WIDTH = 360


class ListProgress(QDialog):
    """`noun` is what is counted, such as "tickets"."""

    def __init__(self, *, noun: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reading the list")
        self._noun = noun
        self._words = Label(wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Read so far")
        cancel = Button("Cancel", theme=theme)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        for part in (self._words, self._bar, cancel):
            column.addWidget(part)
        self.setMinimumWidth(theme.px(_WIDTH))

    def tell(self, read: int, total: int | None) -> None:
        """`total` is None while nobody knows it."""
        of_all = f" of {total:,}" if total is not None else ""
        self._words.setText(f"{read:,}{of_all} {self._noun} read")
        self._bar.setRange(0, total or 0)
        self._bar.setValue(read)


@contextmanager
def shown_progress(*, noun: str, theme: Theme, parent: QWidget) -> Iterator[Callable[[int, int | None], None]]:
    """Gives what tells how far it is. Whoever closes the window cancels the task that this is in."""
    task = asyncio.current_task()
    assert task is not None
    window = ListProgress(noun=noun, theme=theme, parent=parent)
    window.rejected.connect(task.cancel)
    window.tell(0, None)
    window.open()
    try:
        yield window.tell
    finally:
        window.rejected.disconnect(task.cancel)
        window.close()
        window.deleteLater()
