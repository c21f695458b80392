"""Who came with the visitor: the names of those who are expected at the same meeting, to be ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.models.visit_row import VisitRow
from ui.kiosk.button_list import ButtonList
from ui.kiosk.group.tick_button import TickButton
from ui.kiosk.kit.controls import TouchButton, WordsLabel
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage


class CompanionsPage(StepPage):
    """`ticked` carries the keys of the rows that are ticked, after each touch; `finished` says that those are all."""

    ticked = Signal(object)
    finished = Signal()

    title = Words("Who came with you?")
    stage = 1

    def __init__(
        self, others: Sequence[VisitRow], *, ticked: Collection[str], sizes: Sizes, parent: QWidget | None = None
    ) -> None:
        """`ticked` are the keys of those who are already."""
        super().__init__(parent)
        self._ticks = [TickButton(visit, sizes=sizes) for visit in others]
        for tick in self._ticks:
            tick.setChecked(tick.key in ticked)
            tick.toggled.connect(self._on_toggled)
        further = TouchButton(Words("Continue"), sizes=sizes, kind="primary", icon="chevron-right", behind=True)
        further.clicked.connect(self.finished)
        below = WordsLabel(Words("Touch their names, or continue if you came alone."), variant="muted")
        page = QVBoxLayout(self)
        side = sizes.px(64)
        page.setContentsMargins(side, sizes.gap(20 if sizes.lying else 56), side, sizes.gap(32))
        page.setSpacing(sizes.gap(28))
        page.addWidget(WordsLabel(self.title, variant=sizes.question))
        page.addWidget(below)
        page.addWidget(ButtonList(self._ticks, sizes=sizes), 1)
        page.addWidget(further)

    def _on_toggled(self) -> None:
        self.ticked.emit(frozenset(tick.key for tick in self._ticks if tick.isChecked()))
