"""The table *Visitors*: the rows of a day in the order that was chosen, the line at now, and who is in hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.models.visit_row import Status, VisitRow
from app.services.site import Site
from ui.models.table_model import TableModel
from ui.pages.today.columns import columns
from ui.pages.today.columns import order as order_of
from ui.theme import Theme
from ui.widgets.table.sorting import Sorting
from ui.widgets.table.visitor_table import VisitorTable


class DayTable(VisitorTable):
    """`sorted` says that the rows are to be shown in another order; `found` that somebody goes on with the first of
    them. `tells_hosts` says whether hosts are told by mail."""

    sorted = Signal()
    found = Signal()

    def __init__(
        self, *, site: Site, tells_hosts: Callable[[], bool], theme: Theme, parent: QWidget | None = None
    ) -> None:
        self._site = site
        self._day = date.min
        self._visits: TableModel[VisitRow] = TableModel(
            columns=columns(site, tells_hosts=tells_hosts), key=attrgetter("key")
        )
        super().__init__(name="Visitors", model=self._visits, theme=theme, parent=parent)
        self._visits.setParent(self)
        self._sorting = Sorting(self, self._visits, column="Time", fixed=("Status",))
        self._sorting.changed.connect(self.sorted)

    @property
    def row_model(self) -> TableModel[VisitRow]:
        return self._visits

    @property
    def visits(self) -> Sequence[VisitRow]:
        """The rows that are shown, from the top."""
        return self._visits.rows

    @property
    def order(self) -> tuple[str, bool]:
        """The heading by which the rows stand, and whether upwards."""
        return self._sorting.column, self._sorting.ascending

    def invited_in_hand(self) -> list[VisitRow]:
        """The visits in hand, from the top; [] where nobody is, or only meetings that nobody is invited to."""
        visits: list[VisitRow] = self.rows_in_hand()
        return [visit for visit in visits if visit.invited]

    def show_visits(self, day: date, visits: list[VisitRow]) -> None:
        """Rows of that day, which come in the order of time."""
        self._day = day
        column, ascending = self._sorting.column, self._sorting.ascending
        if column != "Time" or not ascending:
            visits.sort(key=lambda visit: order_of(column, visit), reverse=not ascending)
        self._sorting.show()
        self._visits.show(visits)
        self.show_now(self._first_to_come(), f"Now {self._site.now():%H:%M}")

    def repaint_all(self) -> None:
        """Times are read in another zone now."""
        self._visits.repaint_all()

    def scroll_to_now(self) -> None:
        """Where there is no now, to the visitor in hand."""
        number = self._first_to_come()
        if number >= 0:
            self.scroll_to_upper_half(number)
        elif self.chosen_row() is not None:
            self.scrollTo(self.currentIndex())

    def choose(self, key: object) -> bool:
        """By its key, or by the id of the visit."""
        if super().choose(key):
            return True
        named = next((one.key for one in self.visits if one.id == key), None)
        return named is not None and super().choose(named)

    def choose_first(self) -> None:
        if self.visits:
            self.choose(self.visits[0].key)
            self.setFocus()
            self.found.emit()

    def choose_found(self, before: VisitRow | None) -> None:
        """Takes the first in hand, unless whoever was in hand `before` the search is among those that it found."""
        if self.visits and (before is None or self._visits.row_of(before.key) < 0):
            self.choose(self.visits[0].key)

    def choose_next_to_come(self) -> None:
        """A day opens with the first visitor still to come in hand, in the upper half."""
        now = self._site.now()
        coming = (n for n, one in enumerate(self.visits) if one.status(now) is Status.EXPECTED and one.expected > now)
        number = next(coming, -1)
        if number >= 0:
            self.choose(self.visits[number].key)
            self.scroll_to_upper_half(number)
        elif self.visits:
            self.choose(self.visits[0].key)

    def choose_meeting(self, meeting: str) -> bool:
        """By its id, or by that of the operation that made it: its rows keep their keys when it is sent."""
        key = next(
            (one.key for one in self.visits if one.meeting == meeting or one.key.startswith(f"{meeting}//")), None
        )
        return key is not None and self.choose(key)

    def _first_to_come(self) -> int:
        """The number of the first row still to come, above which the line stands; -1 on another day, where none is to
        come, or where they stand in another order."""
        now = self._site.now()
        if self._day != now.date() or self._sorting.column != "Time" or not self._sorting.ascending:
            return -1
        number = bisect_right(self.visits, now, key=attrgetter("expected"))
        return number if number < len(self.visits) else -1
