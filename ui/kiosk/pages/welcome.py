"""The first screen: what brings you here, in which language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kiosk.flow.visitor_session import Errand
from ui.kiosk.kit.card import line_with
from ui.kiosk.kit.choice import ChoiceButton
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.hero import Hero
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.language_choice import LanguageChoice
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage
from ui.widgets.labels import Label

CHOICES = {
    Errand.MEETING: (Words("I have a meeting"), Words("Check in with your last name"), "new-meeting", "primary"),
    Errand.WALK_IN: (Words("I was not invited"), Words("Tell us who you are here to see"), "person", ""),
    Errand.LEAVING: (Words("I am leaving"), Words("Check out and return your badge"), "leave", ""),
    Errand.DELIVERY: (Words("I have a delivery"), Words("Tell us who it is for"), "import", ""),
}

THREE = 3
"""More choices than that leave each as little room as it can do with, on a screen that lies or with large text."""

LARGER, PLAIN, MORE_TIME = Words("Large text, more time"), Words("Normal text"), Words("More time")
"""What one touch changes until this visitor has gone: both, back again, or the time alone where the text is large
anyway."""

EASY = 2.0
"""How large text is for who asks for large text, as a part of the normal."""


def ease_words(text_scale: float, *, patient: bool) -> Words:
    """What the one touch changes at the site's scale of text; `patient` says whether it is changed already."""
    if patient:
        return PLAIN
    return MORE_TIME if text_scale >= EASY else LARGER


class WelcomePage(StepPage):
    """`errand_chosen` carries an Errand, `language_chosen` a code. `ease_requested` asks for what `ease` says."""

    errand_chosen = Signal(object)
    ease_requested = Signal()
    language_chosen = Signal(str)

    title = Words("Welcome")
    whole = True

    def __init__(
        self,
        *,
        site: str,
        logo: QPixmap | None,
        language: str,
        offered: Iterable[str],
        ease: Words,
        sizes: Sizes,
        deliveries: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`language` is the code of the one in force, `offered` are those to choose from; `ease` is one of the words
        above; `deliveries` says whether somebody may have one."""
        super().__init__(parent)
        self._errands = [one for one in CHOICES if one is not Errand.DELIVERY or deliveries]
        self._ease = TouchButton(ease, sizes=sizes, icon="clock")
        self._ease.clicked.connect(self.ease_requested)
        self._site = Label(site, variant="place", wrap=True)
        self._clock = Label(variant="place")
        self._languages = LanguageChoice(language, offered=offered, sizes=sizes)
        self._languages.chosen.connect(self.language_chosen)
        way = QBoxLayout.Direction.LeftToRight if sizes.lying else QBoxLayout.Direction.TopToBottom
        page = QBoxLayout(way, self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._choices(sizes), 7 if sizes.lying else 4)
        page.insertWidget(0, self._hero(logo, sizes), 5 if sizes.lying else 2)  # Tab comes to it last

    def show_site(self, name: str) -> None:
        self._site.setText(name)

    def show_time(self, now: datetime) -> None:
        self._clock.setText(f"{now:%H:%M}")

    def _hero(self, logo: QPixmap | None, sizes: Sizes) -> QWidget:
        hero = Hero(sizes=sizes)
        column = QVBoxLayout(hero)
        side = sizes.gap(64)
        column.setContentsMargins(side, sizes.px(52), side, sizes.px(88))
        column.setSpacing(sizes.px(24))
        top = QHBoxLayout()
        top.setSpacing(sizes.px(24))
        if logo is not None:
            picture = QLabel()
            high = sizes.px(72)
            picture.setPixmap(
                logo.scaled(
                    high * 4, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
            top.addWidget(picture)
        name_below = sizes.lying and logo is not None
        if name_below:
            top.addStretch()
        else:
            top.addWidget(self._site, 1)
        top.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if name_below:
            column.addWidget(self._site)
        column.addStretch()
        column.addWidget(WordsLabel(self.title, variant="checked-in" if sizes.lying or sizes.large else "greeting"))
        below = WordsLabel(Words("What brings you here today?"), variant="greeting-below")
        if sizes.large:
            below.hide()
        column.addWidget(below)
        column.addWidget(self._ease, 0, Qt.AlignmentFlag.AlignLeft)
        return hero

    def _choices(self, sizes: Sizes) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        side = sizes.px(64)
        column.setContentsMargins(side, sizes.gap(48), side, sizes.gap(40))
        column.setSpacing(sizes.gap(24))
        low = len(self._errands) > THREE and (sizes.lying or sizes.large)
        for errand in self._errands:
            words, below_words, icon, kind = CHOICES[errand]
            choice = ChoiceButton(words, below_words, icon=icon, kind=kind, sizes=sizes, low=low)
            choice.clicked.connect(lambda _, errand=errand: self.errand_chosen.emit(errand))
            column.addWidget(choice)
        column.addStretch(1)
        if not sizes.tight:
            column.addWidget(
                line_with("globe", "text-muted", WordsLabel(Words("Language"), variant="note"), sizes=sizes)
            )
        column.addWidget(self._languages)
        column.addStretch(1)
        help_line = WordsLabel(Words("Need a hand? Ask at the front desk."), variant="note")
        help_line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(help_line)
        return below
