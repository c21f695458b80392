"""The table of visits of several days, each with its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.models.visit_row import VisitRow
from app.services.site import Site
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.today.columns import columns
from ui.theme import Theme
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable
from ui.wording.dates import short_day

ContactEntries = Callable[[Sequence[VisitRow]], Iterable[MenuEntry]]
"""Those of a menu that copy how the visitors are called and reached."""


class FoundTable(DeskTable):
    """`opened` carries the visit to go to."""

    def __init__(
        self, *, contact_entries: ContactEntries, site: Site, theme: Theme, parent: QWidget | None = None
    ) -> None:
        self._contact_entries = contact_entries
        self._site = site
        model: TableModel[VisitRow] = TableModel(
            columns=(Column("Day", self._day, width=92), *columns(site, tells_hosts=lambda: False)),
            key=attrgetter("id", "key"),
        )
        super().__init__(name="Visits on other days", model=model, theme=theme, parent=parent)
        model.setParent(self)
        self._visits = model
        self.menu_requested.connect(self._on_menu)

    @property
    def visits(self) -> Sequence[VisitRow]:
        """As they are shown."""
        return self._visits.rows

    def show_visits(self, visits: Sequence[VisitRow], *, from_top: bool = False) -> None:
        """Where nobody is in hand, the nearest to today is then; with `from_top` the first one."""
        today = self._site.today()
        self._visits.show(visits)
        if self.chosen_row() is None and visits:
            near = min(visits, key=lambda one: (abs(one.day - today), one.day < today))
            taken = visits[0] if from_top else near
            self.choose((taken.id, taken.key))

    def _on_menu(self, place: QPoint) -> None:
        visit: VisitRow | None = self.chosen_row()
        if visit is not None:
            show = MenuEntry("Show on its day", "Enter", lambda: self.opened.emit(visit))
            contacts = self._contact_entries([visit]) if visit.invited else ()
            open_menu([show, None, *contacts, self.copy_entry()], place, parent=self)

    def _day(self, visit: VisitRow) -> Cell:
        return Cell(short_day(visit.day, self._site.today()), variant="strong")
