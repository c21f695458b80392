"""The bar above a question: *Back*, how far the visitor has come, *Language*."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kiosk.kit.controls import TouchButton, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.wording.languages import LANGUAGES

STAGES = 3


class Bar(QWidget):
    back = Signal()
    language_requested = Signal()

    def __init__(self, *, language: str, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        back = TouchButton(Words("Back"), sizes=sizes, icon="chevron-left")
        back.clicked.connect(self.back)
        self._dots = ProgressDots(sizes=sizes)
        if sizes.large:
            self._dots.hide()
        self._language = _LanguageButton(language, sizes=sizes)
        self._language.clicked.connect(self.language_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.px(64), sizes.gap(40), sizes.px(64), 0)
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

    def __init__(self, code: str, *, sizes: Sizes) -> None:
        self._code = code
        super().__init__(Words("Language"), sizes=sizes, icon="globe")

    def show_language(self, code: str) -> None:
        self._code = code
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(self.words)))
        self.setText(LANGUAGES[self._code])
        self.setAccessibleDescription(LANGUAGES[self._code])


class ProgressDots(QWidget):
    """A decoration: the title of each step says what it is about."""

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._stage = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_stage(self, stage: int) -> None:
        self._stage = stage
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._sizes.px(56 + (STAGES - 1) * 28), self._sizes.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high, left = self.height(), 0.0
        for stage in range(STAGES):
            here = stage == self._stage
            wide = self._sizes.px(56) if here else high
            painter.setBrush(self._sizes.theme.colour("accent" if here else "border"))
            painter.drawRoundedRect(QRectF(left, 0, wide, high), high / 2, high / 2)
            left += wide + self._sizes.px(16)
        painter.end()
