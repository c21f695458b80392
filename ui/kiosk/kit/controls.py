"""What a visitor reads and touches at the kiosk: words that follow the language, and controls that a thumb finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.widgets.labels import Label

ICON, GAP = 34, 14

_INK = {"primary": "accent-text"}


def plain(text: str) -> str:
    """How a control is called: its own words, with the apostrophe that keyboards have."""
    return text.replace("’", "'")


class WordsLabel(Label):
    """Words in the language in force. `variant` is one of kiosk.qss: question, text, muted, note, good, sorry, …"""

    def __init__(
        self, words: Words | None = None, *, variant: str = "text", wrap: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__("", variant=variant, wrap=wrap, parent=parent)
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


def _beside(picture: QPixmap, gap: int, *, behind: bool) -> QPixmap:
    """The picture with room on the side of the words: Qt leaves four pixels, whatever the size."""
    ratio = picture.devicePixelRatio()
    wide = QPixmap(picture.width() + round(gap * ratio), picture.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wide)
    painter.drawPixmap(gap if behind else 0, 0, picture)
    painter.end()
    return wide


class EnterButton(QPushButton):
    """A button that Enter presses as Space does: without a dialog around it Qt takes Space alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():  # a key that is held would press what the next screen has in its place
                self.click()
        else:
            super().keyPressEvent(event)


class TouchButton(EnterButton):
    """`words` are its name too. `variant` is one of kiosk.qss: "" (secondary), primary, language."""

    def __init__(
        self,
        words: Words,
        *,
        sizes: Sizes,
        kind: str = "",
        icon: str = "",
        behind: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`icon` stands before the words, or `behind` them."""
        super().__init__(parent)
        self.words = words
        self.setProperty("variant", kind)
        self.setAutoDefault(False)
        if behind:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a touch leaves the focus in the field
        if icon:
            gap = GAP if kind != "inside" else 0
            drawn = _beside(sizes.pixmap(icon, _INK.get(kind, "text"), ICON), sizes.px(gap), behind=behind)
            self.setIcon(QIcon(drawn))
            self.setIconSize(drawn.deviceIndependentSize().toSize())
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
