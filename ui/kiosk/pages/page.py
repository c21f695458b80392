"""What the kiosk's window asks of a screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kiosk.keyboard.layouts import Layout
from ui.kiosk.kit.controls import plain
from ui.kiosk.kit.i18n import Words


class StepPage(QWidget):
    """`title` is said aloud when the screen comes. `field` is what the keyboard types into, with `keys` as its layout;
    None for a screen without a keyboard. `whole` screens have no bar above them.

    `typing` says whether the keyboard is needed: at first it is where there is a field. `news` carries Words to be said
    aloud, where a screen reader listens."""

    typing = Signal(bool)
    news = Signal(object)

    title: Words
    field: QLineEdit | None = None
    keys: Layout = "text"
    whole = False
    stage = 0
    """How far the visitor has come: of the three dots in the bar this one is lit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def take_focus(self) -> None:
        """Where the visitor goes on: the field, else the page itself, whose title is read; Tab leads to the rest."""
        self.setAccessibleName(plain(str(self.title)))
        (self.field or self).setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(plain(str(self.title)))
        super().changeEvent(event)
