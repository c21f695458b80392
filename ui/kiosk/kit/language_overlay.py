"""The languages, asked for in the middle of something: the choice leads back to where the visitor was."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kiosk.kit.controls import TouchButton, WordsLabel, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.language_choice import ARROWS, LanguageChoice
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes


class LanguageOverlay(Overlay):
    """`chosen` carries a code. Escape leaves it as it was."""

    chosen = Signal(str)

    title = Words("Language")

    def __init__(self, code: str, *, offered: Iterable[str], sizes: Sizes, parent: QWidget) -> None:
        super().__init__(sizes=sizes, parent=parent)
        self._choice = LanguageChoice(code, offered=offered, sizes=sizes, across=2)
        self._choice.chosen.connect(self.chosen)
        self._choice.chosen.connect(self.leave)
        done = TouchButton(Words("Done"), sizes=sizes)
        done.clicked.connect(self.leave)
        self.words.addWidget(WordsLabel(self.title, variant="title"))
        self.words.addWidget(self._choice)
        self.keys.addWidget(done)
        self.setAccessibleName(plain(str(self.title)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ARROWS and self.hasFocus():
            self._choice.take_focus()
        super().keyPressEvent(event)
