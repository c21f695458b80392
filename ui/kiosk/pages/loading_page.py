"""What is shown while something is fetched that may take a moment: the terms, from a folder somewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage


class LoadingPage(StepPage):
    title = Words("One moment, please")
    stage = 1

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.px(64), sizes.px(56), sizes.px(64), sizes.px(24))
        page.addWidget(WordsLabel(self.title, variant="question"))
        page.addStretch()
