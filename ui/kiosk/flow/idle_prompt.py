"""*Still there?*: asked before everything is forgotten."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kiosk.kit.controls import TouchButton, WordsLabel, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes


class IdlePrompt(Overlay):
    here = Signal()

    title = Words("Are you still there?")

    def __init__(self, *, seconds: int, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(sizes=sizes, parent=parent)
        title = WordsLabel(self.title, variant="question")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._seconds = WordsLabel(variant="muted")
        self._seconds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._here = TouchButton(Words("I’m still here"), sizes=sizes, kind="primary")
        self._here.clicked.connect(self.here)
        self.words.addWidget(title)
        self.words.addWidget(self._seconds)
        self.keys.addWidget(self._here)
        self.setAccessibleName(plain(str(self.title)))
        self.show_left(seconds)

    def show_left(self, seconds: int) -> None:
        one = Words("What you entered is cleared in one second.")
        more = Words("What you entered is cleared in {seconds} seconds.", seconds=seconds)
        self._seconds.say(one if seconds == 1 else more)
