"""What stands in the place of the day's list for a while: a bar, and a table below it of what is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.paper.sheet import Sheet
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.layout.flow_layout import FlowLayout

EDGE = 20


class OtherView(QWidget):
    """`closed` says that the day's list is wanted again."""

    closed = Signal()

    def __init__(self, *, tasks: Tasks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._theme = theme
        self._asking: asyncio.Task[None] | None = None

    async def sheet(self) -> Sheet:
        """What it shows, to be taken along."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Asks the server for the latest of what it shows."""
        raise NotImplementedError

    def keep_fresh(self) -> None:
        """Some time has passed."""

    def stop(self) -> None:
        """Asks no further."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _start(self, question: Coroutine[Any, Any, None]) -> None:
        """Asks that instead of what is asked by now."""
        self.stop()
        self._asking = self._tasks.start(question, on_error=self._on_failed)

    def _on_failed(self, error: FoyerError) -> None:
        """What was asked ended with that."""
        raise NotImplementedError

    def _lay_out(self, parts: Sequence[QWidget], tools: Sequence[QWidget], table: QWidget, *, edge: int = EDGE) -> None:
        """`parts` begin the bar, at `edge`; `tools` for the list as a whole end it."""
        back = Button("Back to the day", theme=self._theme, variant="bar", hint="Esc")
        back.clicked.connect(self.closed)
        bar = QFrame()
        row = FlowLayout(theme=self._theme, gap=12)
        row.setContentsMargins(edge, 10, 16, 10)
        for widget in (*parts, back, *tools):
            row.add(widget)
        bar.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(table, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
