"""The window in which something that comes from elsewhere is read, looked at and taken into a form."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QStackedLayout, QVBoxLayout, QWidget

from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.labels import Elided
from ui.widgets.layout.flow_layout import FlowLayout

_MARGIN, _WORDS = 48, 300


class ImportDialog(QDialog):
    """Shows `start`, or what was read in its place; below it `words`, and the buttons. `size` is the most that it
    takes, in pixels at 100 % text. `take` is the button that Ctrl+Enter presses, too; both it and `more` are hidden as
    long as nothing was read. `close()` and Escape leave what was read.
    """

    def __init__(
        self,
        title: str,
        *,
        take: Button,
        more: tuple[Button, ...] = (),
        size: tuple[int, int],
        tasks: Tasks,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.start = EmptyState(theme=theme)
        self.words = Elided(variant="muted")
        self._tasks = tasks
        self._task: asyncio.Task[Any] | None = None
        self._read: QWidget | None = None
        self._buttons = (*more, take)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.start)
        close = Button("Close", theme=theme)
        close.clicked.connect(self.reject)
        footer = QWidget()
        flow = FlowLayout(theme=theme)
        footer.setLayout(flow)
        flow.add(self.words, basis=_WORDS, grows=True)
        for button in (*more, close, take):
            flow.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._stack, 1)
        column.addWidget(footer)
        self.show_start()
        on_finish(self, lambda: take.click() if take.isVisible() else None)
        room = parent.window().size() - QSize(_MARGIN, _MARGIN)
        self.resize(room.boundedTo(QSize(*map(theme.px, size))))

    def open(self) -> None:
        """Enter in a field or a choice says what is written there, and takes nothing."""
        for button in self.findChildren(Button):
            button.setAutoDefault(False)
        super().open()

    def done(self, result: int) -> None:
        if self._task:
            self._task.cancel()
        if self.isVisible():  # hiding what was never shown takes the keyboard from the window below
            super().done(result)
        self.deleteLater()

    def do(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """One thing at a time: what was begun before is of no interest any more."""
        if self._task:
            self._task.cancel()
        self._task = self._tasks.start(coroutine)

    def show_start(self) -> None:
        """Nothing was read, or nothing that could be taken."""
        self._stack.setCurrentWidget(self.start)
        self._set_readable(False)

    def show_read(self, read: QWidget) -> None:
        """What was read, in the place of what was read before."""
        before, self._read = self._read, read
        self._stack.addWidget(read)
        self._stack.setCurrentWidget(read)
        self._set_readable(True)
        if before:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _set_readable(self, is_read: bool) -> None:
        for button in self._buttons:
            button.setVisible(is_read)
