"""The languages, asked for in the middle of something: the choice leads back to where the visitor was."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kiosk.controls import Said, TouchButton
from ui.kiosk.look import Look
from ui.kiosk.overlay import Overlay
from ui.kiosk.steps.welcome import LanguageChoice
from ui.kiosk.words import Words


class LanguageOverlay(Overlay):
    """`closed` is emitted when the visitor is done here."""

    chosen = Signal(str)
    closed = Signal()

    title = Words("Language")

    def __init__(self, code: str, *, offered: Iterable[str], look: Look, parent: QWidget) -> None:
        super().__init__(look=look, parent=parent)
        self._choice = LanguageChoice(code, offered=offered, look=look, across=2)
        self._choice.chosen.connect(self.chosen)
        self._choice.chosen.connect(lambda _: self.closed.emit())
        done = TouchButton(Words("Done"), look=look)
        done.clicked.connect(self.closed)
        self.column.addWidget(Said(self.title, look="title"))
        self.column.addWidget(self._choice)
        self.column.addWidget(done)
        self._done = done

    def take_focus(self) -> None:
        self._done.setFocus()
