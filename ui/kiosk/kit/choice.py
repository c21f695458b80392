"""A large button of the first screen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QVBoxLayout

from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes


class ChoiceButton(TouchButton):
    """An icon on a disc, what is chosen, and a line below that says what happens then; a `low` one takes
    as little room as it can."""

    def __init__(self, words: Words, below: Words, *, icon: str, kind: str, sizes: Sizes, low: bool = False) -> None:
        super().__init__(words, sizes=sizes, kind=f"choice-{kind}" if kind else "choice")
        self._primary = kind == "primary"
        role, muted = ("hero", "hero-muted") if self._primary else ("title", "muted")
        row = QHBoxLayout(self)
        edge = sizes.gap(10 if low else 28)
        row.setContentsMargins(sizes.px(44), edge, sizes.px(44), edge)
        row.setSpacing(sizes.px(40))
        disc = QLabel()
        side = sizes.px(116)
        disc.setFixedSize(side, side)
        disc.setAlignment(Qt.AlignmentFlag.AlignCenter)
        disc.setPixmap(sizes.pixmap(icon, "accent-text" if self._primary else "accent", 52))
        disc.setProperty("variant", "disc-primary" if self._primary else "initials")
        disc.setStyleSheet(f"border-radius: {side // 2}px;")
        lines = QVBoxLayout()
        lines.setSpacing(sizes.px(4))
        lines.addStretch()
        self._title, self._below = WordsLabel(words, variant=role), WordsLabel(below, variant=muted)
        lines.addWidget(self._title)
        lines.addWidget(self._below)
        if sizes.large:
            self._below.hide()
        lines.addStretch()
        arrow = QLabel()
        arrow.setPixmap(sizes.pixmap("chevron-right", "accent-text" if self._primary else "text", 48))
        row.addWidget(disc)
        if sizes.tight or (low and sizes.large):
            disc.hide()
        row.addLayout(lines, 1)
        row.addWidget(arrow)
        for part in self.findChildren(QLabel):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._least = sizes.touch((110 if sizes.large else 140) if low else 150 if sizes.tight else 190)

    def heightForWidth(self, width: int) -> int:
        """As high as its words need: a button that only counts its own text would cut them off."""
        row = self.layout()
        assert row is not None
        return max(self._least, row.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its words are labels that wrap; the button itself draws its ground alone."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()
