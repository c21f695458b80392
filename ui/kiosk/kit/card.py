"""White cards: what was found, who is coming, what to take along."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kiosk.kit.controls import WordsLabel
from ui.kiosk.kit.look import Look
from ui.widgets.labels import Label, picture

ROUND = 112


class Card(QFrame):
    """Something round at its left, lines beside it; `row` takes what stands at the right."""

    def __init__(self, *lines: QLabel, look: Look, badge: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._words = words = QVBoxLayout()
        words.setSpacing(0 if look.large else look.px(6))
        words.addStretch()
        for line in lines:
            words.addWidget(line)
        words.addStretch()
        self.row = QHBoxLayout()
        self.row.setSpacing(look.px(36))
        self.row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        if look.large:
            badge.hide()
        self.row.addLayout(words, 1)
        self.column = QVBoxLayout(self)
        edge = 16 if look.tight else 24 if look.large else 28 if look.lying else 42
        self.column.setContentsMargins(*[look.px(edge)] * 4)
        self.column.setSpacing(look.gap(36))
        self.column.addLayout(self.row)

    def add_below_words(self, widget: QWidget) -> None:
        self._words.insertWidget(self._words.count() - 1, widget)


def initials(text: str, *, look: Look) -> QLabel:
    """One or two letters on a soft disc: a decoration."""
    disc = Label(text, look="initials")
    _make_round(disc, look)
    return disc


def sign(icon: str, *, look: Look) -> QLabel:
    disc = picture(look.pixmap(icon, "accent", 52))
    disc.setProperty("look", "initials")
    _make_round(disc, look)
    return disc


def _make_round(disc: QLabel, look: Look) -> None:
    side = look.px(ROUND)
    disc.setFixedSize(side, side)
    disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
    disc.setStyleSheet(f"border-radius: {side // 2}px;")


def line_with(icon: str, role: str, words: WordsLabel, *, look: Look) -> QWidget:
    """A line of words behind its icon."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(16))
    row.addWidget(picture(look.pixmap(icon, role, 30)), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words, 1)
    return line
