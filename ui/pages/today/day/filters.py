"""The chips above the list: everybody, or those alone with whom it stands so, each with how many they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.models.visit_row import Status, VisitRow, statuses
from app.models.visits.visit_filter import VisitFilter
from app.services.site import Site
from ui.pages.today.day.filter_words import visit_filter_words
from ui.theme import Theme
from ui.widgets.buttons import Chip, FilterChip
from ui.widgets.layout.flow_layout import FlowLayout

FILTERS: tuple[tuple[str, Status | None], ...] = (
    ("All", None),
    ("Expected", Status.EXPECTED),
    ("On site", Status.ON_SITE),
    ("Left", Status.LEFT),
    ("Late", Status.LATE),
)


class TodayFilters(QWidget):
    """`status` is what rows are kept by, None for all of them; `narrowed`, which a figure of Overview asks for, by what
    else. A chip of its own says that and takes it away."""

    changed = Signal()

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status: Status | None = None
        self.narrowed: VisitFilter | None = None
        self._site = site
        self._chips: dict[Status | None, Chip] = {}
        group = QButtonGroup(self)
        row = FlowLayout(theme=theme, gap=8)
        self.setLayout(row)
        for word, status in FILTERS:
            chip = self._chips[status] = Chip(word)
            chip.setChecked(status is None)
            group.addButton(chip)
            row.add(chip)
            chip.toggled.connect(lambda on, status=status: self._on_toggled(status, on))

        self._narrowing = FilterChip(theme=theme)
        self._narrowing.clicked.connect(self._on_whole_wanted)
        row.add(self._narrowing)

    @property
    def narrowed_words(self) -> str:
        """ "" where it is narrowed by nothing else."""
        return visit_filter_words(self.narrowed, self._site.local) if self.narrowed else ""

    def choose(self, status: Status | None) -> None:
        self._chips[status].setChecked(True)

    def narrow(self, chosen: VisitFilter | None) -> None:
        if chosen == self.narrowed:
            return
        self.narrowed = chosen
        self._narrowing.say(self.narrowed_words)
        self.changed.emit()

    def count(self, visits: Iterable[VisitRow], now: datetime) -> None:
        standing = Counter(statuses(visits, now))
        for status, chip in self._chips.items():
            chip.set_count(standing.total() if status is None else standing[status])

    def _on_whole_wanted(self) -> None:
        """The chip that has the focus goes."""
        self._chips[self.status].setFocus()
        self.narrow(None)

    def _on_toggled(self, status: Status | None, on: bool) -> None:
        if on:
            self.status = status
            self.changed.emit()
