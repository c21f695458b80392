"""A code was read: whose visit it is stands there, to be confirmed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage
from ui.kiosk.pages.visit_card import VisitCard


class ConfirmationPage(StepPage):
    confirmed = Signal()
    denied = Signal()
    language_chosen = Signal(str)

    title = Words("Is this you?")

    def __init__(self, card: VisitCard, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card.confirmed.connect(self.confirmed)
        card.denied.connect(self.denied)
        card.language_chosen.connect(self.language_chosen)
        page = QVBoxLayout(self)
        page.setContentsMargins(sizes.px(64), sizes.px(56), sizes.px(64), sizes.px(40))
        page.setSpacing(sizes.px(48))
        page.addWidget(WordsLabel(self.title, variant="question"))
        page.addWidget(card)
        page.addStretch()
