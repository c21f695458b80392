"""The bar above a question: *Back*, how far the visitor has come, *Language*."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kiosk.kit.controls import TouchButton, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.look import Look
from ui.wording.languages import LANGUAGES

STAGES = 3


class Bar(QWidget):
    back = Signal()
    language_wanted = Signal()

    def __init__(self, *, language: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = TouchButton(Words("Back"), look=look, icon="chevron-left")
        back.clicked.connect(self.back)
        self._dots = ProgressDots(look=look)
        if look.large:
            self._dots.hide()
        self._language = _LanguageButton(language, look=look)
        self._language.clicked.connect(self.language_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(64), look.px(40), look.px(64), 0)
        row.addWidget(back)
        row.addStretch()
        row.addWidget(self._dots)
        row.addStretch()
        row.addWidget(self._language)

    def show_stage(self, stage: int) -> None:
        self._dots.show_stage(stage)

    def show_language(self, code: str) -> None:
        self._language.show_language(code)


class _LanguageButton(TouchButton):
    """It is called *Language*; which one it is stands on it, and is its description."""

    def __init__(self, code: str, *, look: Look) -> None:
        self._code = code
        super().__init__(Words("Language"), look=look, icon="globe")

    def show_language(self, code: str) -> None:
        self._code = code
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(self.words)))
        self.setText(LANGUAGES[self._code])
        self.setAccessibleDescription(LANGUAGES[self._code])


class ProgressDots(QWidget):
    """A decoration: the title of each step says what it is about."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._stage = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stage(self, stage: int) -> None:
        self._stage = stage
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(56 + (STAGES - 1) * 28), self._look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high, left = self.height(), 0.0
        for stage in range(STAGES):
            here = stage == self._stage
            wide = self._look.px(56) if here else high
            painter.setBrush(self._look.theme.colour("accent" if here else "border"))
            painter.drawRoundedRect(QRectF(left, 0, wide, high), high / 2, high / 2)
            left += wide + self._look.px(16)
        painter.end()
