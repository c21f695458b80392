"""White cards: what was found, who is coming, what to take along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.sizes import Sizes
from ui.widgets.labels import Label, picture

ROUND = 112


class Card(QFrame):
    """Something round at its left, lines beside it; `row` takes what stands at the right."""

    def __init__(self, *lines: QLabel, sizes: Sizes, badge: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = words = QVBoxLayout()
        words.setSpacing(0 if sizes.large else sizes.px(6))
        words.addStretch()
        for line in lines:
            words.addWidget(line)
        words.addStretch()
        self.row = QHBoxLayout()
        self.row.setSpacing(sizes.px(36))
        self.row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        if sizes.large:
            badge.hide()
        self.row.addLayout(words, 1)
        self.column = QVBoxLayout(self)
        edge = 12 if sizes.tight else 24 if sizes.large else 28 if sizes.lying else 42
        self.column.setContentsMargins(*[sizes.px(edge)] * 4)
        self.column.setSpacing(sizes.gap(36))
        self.column.addLayout(self.row)

    def add_below_words(self, widget: QWidget) -> None:
        self._words.insertWidget(self._words.count() - 1, widget)


def initials(text: str, *, sizes: Sizes) -> QLabel:
    """One or two letters on a soft disc: a decoration."""
    disc = Label(text, variant="initials")
    _make_round(disc, sizes)
    return disc


def sign(icon: str, *, sizes: Sizes) -> QLabel:
    disc = picture(sizes.pixmap(icon, "accent", 52))
    disc.setProperty("variant", "initials")
    _make_round(disc, sizes)
    return disc


def _make_round(disc: QLabel, sizes: Sizes) -> None:
    side = sizes.px(ROUND)
    disc.setFixedSize(side, side)
    disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
    disc.setStyleSheet(f"border-radius: {side // 2}px;")


def line_with(icon: str, role: str, words: WordsLabel, *, sizes: Sizes) -> QWidget:
    """A line of words behind its icon."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.px(16))
    row.addWidget(picture(sizes.pixmap(icon, role, 30)), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words, 1)
    return line
