"""Whose visit it seems to be: as much as its owner needs to recognise it, and no more."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.services.kiosk.claim import OwnVisit
from ui.kiosk.kit.card import Card, initials, line_with
from ui.kiosk.kit.controls import TouchButton, WordsLabel, plain
from ui.kiosk.kit.i18n import LocalDay, Words
from ui.kiosk.kit.sizes import Sizes
from ui.widgets.labels import Label
from ui.wording.languages import LANGUAGES

IN_THIS_LANGUAGE = Words("Continue in English")
"""Each translation names its own language."""


class VisitCard(QWidget):
    """`offered` is the code of a language to go on in, with the words for it in that language; "" offers none."""

    confirmed = Signal()
    denied = Signal()
    language_chosen = Signal(str)

    def __init__(self, own: OwnVisit, *, offered: str, offer: str, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        leaving = own.present is not None
        self.heading = Words("We found your visit") if leaving else Words("We found one invitation")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._name = f"{own.initial}. {own.last_name}" if own.initial else own.last_name
        self._when = _when(own)
        disc = initials(f"{own.initial} {own.last_name[:1].upper()}".strip(), sizes=sizes)
        name = Label(self._name, variant="name", wrap=True)
        card = Card(name, WordsLabel(self._when, variant="muted"), sizes=sizes, badge=disc)
        further = "" if sizes.large else "chevron-right"
        no = TouchButton(Words("Not me"), sizes=sizes)
        yes = TouchButton(Words("Yes, that’s me"), sizes=sizes, kind="primary", icon=further, behind=True)
        no.clicked.connect(self.denied)
        yes.clicked.connect(self.confirmed)
        buttons = QHBoxLayout()
        buttons.setSpacing(sizes.px(20))
        buttons.addWidget(no, 2)
        buttons.addWidget(yes, 5)
        card.column.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.gap(24))
        column.addWidget(line_with("check-circle", "on-site", WordsLabel(self.heading, variant="good"), sizes=sizes))
        column.addWidget(card)
        if offered:
            column.addWidget(self._offer(offered, offer, sizes))
        column.addWidget(
            line_with(
                "shield",
                "text-muted",
                WordsLabel(Words("Only your own meeting is ever shown here."), variant="note"),
                sizes=sizes,
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setAccessibleName(plain(f"{self.heading}: {self._name}, {self._when}"))

    def _offer(self, code: str, words: str, sizes: Sizes) -> TouchButton:
        """The language that the invitation names; once it is spoken, there is nothing to offer."""
        button = _Offer(words, sizes=sizes)
        button.setAccessibleDescription(LANGUAGES[code])
        button.clicked.connect(button.hide)
        button.clicked.connect(lambda: self.language_chosen.emit(code))
        return button


def _when(own: OwnVisit) -> Words:
    """Since when they are here, else for when they are invited. A meeting of several days that isn't one of hours has
    none today."""
    at = f"{own.at:%H:%M}"
    if own.present is not None:
        return Words("Here since {time}", time=at)
    if own.visit is not None and own.at.date() < own.visit.day:
        return Words("Invited since {day}, {time}", day=LocalDay(own.at.date()), time=at)
    return Words("Invited for {time} today", time=at) if own.at.time() != time() else Words("Invited for today")


class _Offer(TouchButton):
    """In the words of the language that is offered, whichever is in force."""

    def __init__(self, offer: str, *, sizes: Sizes) -> None:
        self._offer = offer
        super().__init__(IN_THIS_LANGUAGE, sizes=sizes, kind="language", icon="globe")

    def _speak(self) -> None:
        self.setText(self._offer)
        self.setAccessibleName(plain(self._offer))
