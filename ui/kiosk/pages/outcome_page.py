"""What the last screens share: the blue field with the good news, cards below it, and a page that clears itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ui.kiosk.kit.controls import TouchButton, WordsLabel, plain
from ui.kiosk.kit.hero import Hero
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage

SECONDS = 12
LONGER = 120
"""How long it stays for who asks for more time, or needs it."""

SETTLES = 400
"""Milliseconds before it can be left: a hurried finger's second touch was meant for the page before."""


class OutcomePage(StepPage):
    """`done` is emitted when the visitor has read it, `more_time_requested` when they need longer. `cards` takes what
    stands below the news. On a screen that lies it stands beside them, and the button below them."""

    done = Signal()
    more_time_requested = Signal()

    whole = True
    stage = 2

    def __init__(self, title: Words, *, icon: str, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._headline = WordsLabel(title, variant="news" if sizes.tight else "checked-in")
        self._sizes = sizes
        self._disc = QLabel()
        self.cards = QVBoxLayout()
        self._done = TouchButton(Words("Done"), sizes=sizes, kind="" if sizes.lying else "primary")
        self._done.clicked.connect(self.done)
        more_time = TouchButton(Words("More time"), sizes=sizes)
        more_time.clicked.connect(self.more_time_requested)
        way = QBoxLayout.Direction.TopToBottom if sizes.lying else QBoxLayout.Direction.RightToLeft
        self._buttons = QBoxLayout(way)
        self._buttons.setSpacing(sizes.px(20))
        self._buttons.addWidget(self._done, 3)
        self._buttons.addWidget(more_time, 2)
        self._be_touched(SETTLES == 0)
        QTimer.singleShot(SETTLES, self, lambda: self._be_touched(True))
        self._left = QProgressBar()
        self._left.setRange(0, SECONDS)
        self._left.setTextVisible(False)
        self._left.setFixedHeight(sizes.px(12))
        self._clears = WordsLabel(variant="note")
        self._clears.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if sizes.large:
            self._clears.hide()  # the bar above it says the same
        self.show_left(SECONDS)
        way = QBoxLayout.Direction.LeftToRight if sizes.lying else QBoxLayout.Direction.TopToBottom
        page = QBoxLayout(way, self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        hero, below = (4, 8) if sizes.tight else (5, 6) if sizes.lying else (2, 4)
        page.addWidget(self._hero(icon, sizes), hero)
        page.addWidget(self._below(sizes), below)

    def _be_touched(self, on: bool) -> None:
        self._done.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)

    def show_left(self, seconds: int) -> None:
        """How long it stays."""
        self._left.setMaximum(max(self._left.maximum(), seconds))
        self._left.setValue(seconds)
        one = Words("This page clears itself in one second")
        more = Words("This page clears itself in {seconds} seconds", seconds=seconds)
        self._clears.say(one if seconds == 1 else more)

    def show_title(self, words: Words, *, icon: str) -> None:
        """Something else became of it than was known at first."""
        if words != self.title:
            self.title = words
            self._show_icon(icon)
            self._headline.say(words)
            self.setAccessibleName(plain(str(words)))
            self.news.emit(words)

    def _hero(self, icon: str, sizes: Sizes) -> QWidget:
        hero = Hero(sizes=sizes)
        column = QVBoxLayout(hero)
        side = sizes.px(64)
        column.setContentsMargins(
            side, sizes.px(40) if sizes.large else side, side, sizes.px(40 if sizes.large else 88)
        )
        column.setSpacing(sizes.px(36))
        size = sizes.px(132)
        self._disc.setFixedSize(size, size)
        self._disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._show_icon(icon)
        self._disc.setStyleSheet(f"background: #FFFFFF; border-radius: {size // 2}px;")
        column.addStretch()
        column.addWidget(self._disc)
        if sizes.large:
            self._disc.hide()
        column.addWidget(self._headline)
        if sizes.lying:
            column.addStretch()
            column.addLayout(self._buttons)
        return hero

    def _show_icon(self, icon: str) -> None:
        self._disc.setPixmap(self._sizes.pixmap(icon, "hero", 72))

    def _below(self, sizes: Sizes) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        side = sizes.px(64)
        edge = sizes.gap(20 if sizes.tight else 32 if sizes.large else 48)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(edge // 2)
        self.cards.setSpacing(edge // 2)
        column.addLayout(self.cards)
        column.addStretch()
        if not sizes.lying:
            column.addLayout(self._buttons)
        column.addWidget(self._left)
        column.addWidget(self._clears)
        return below
