"""What a visitor reads and touches at the kiosk: words that follow the language, and controls that a thumb finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kiosk.look import Look
from ui.kiosk.words import Words
from ui.widgets.labels import Label

_INK = {"primary": "accent-text"}


def plain(text: str) -> str:
    """How a control is called: its own words, with the apostrophe that keyboards have."""
    return text.replace("’", "'")


class Said(Label):
    """Words in the language in force. `look` is one of kiosk.qss: question, text, muted, note, good, sorry, …"""

    def __init__(
        self, words: Words | None = None, *, look: str = "text", wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__("", look=look, wrap=wrap, parent=parent)
        self._words = words
        self._speak()

    def say(self, words: Words | None) -> None:
        """None says nothing."""
        self._words = words
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setText(str(self._words) if self._words else "")


class TouchButton(QPushButton):
    """`words` are its name too. `look` is one of kiosk.qss: "" (secondary), primary, language."""

    def __init__(
        self,
        words: Words,
        *,
        look: Look,
        kind: str = "",
        icon: str = "",
        behind: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`icon` stands before the words, or `behind` them."""
        super().__init__(parent)
        self.words = words
        self.setProperty("look", kind)
        self.setAutoDefault(False)
        if behind:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if icon:
            self.setIcon(look.icon(icon, _INK.get(kind, "text"), 34))
            side = look.px(34)
            self.setIconSize(QSize(side, side))
        self._speak()

    def say(self, words: Words) -> None:
        self.words = words
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        text = str(self.words)
        self.setText(text.replace("&", "&&"))  # a single one would make a key of the sign behind it
        self.setAccessibleName(plain(text))
