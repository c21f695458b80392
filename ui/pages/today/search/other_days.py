"""*Look on other days*: whom a search found on the days before and after, each with the day, and the way there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.statistics.period import Period
from app.models.visit_row import VisitRow
from app.models.visits.visit_filter import VisitFilter
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.other_days import MOST, Looked, OtherDays
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.today.columns import columns
from ui.pages.today.day.filter_words import visit_filter_words
from ui.pages.today.day.sheet import found_sheet
from ui.pages.today.other_view import OtherView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Sentence
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable
from ui.wording.dates import short_day, span_words
from ui.wording.messages import error_words
from ui.wording.people_words import counted

LOOK = "Look on other days"
LOOK_KEYS = "Ctrl+Shift+F"

ContactEntries = Callable[[Sequence[VisitRow]], Iterable[MenuEntry]]
"""Those of a menu that copy how the visitors are called and reached."""


class FoundOnOtherDays(OtherView):
    """`opened` carries the visit to go to."""

    opened = Signal(object)

    def __init__(
        self,
        *,
        tools: Sequence[QWidget],
        contact_entries: ContactEntries,
        other_days: OtherDays,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`tools` are for the list as a whole."""
        super().__init__(tasks=tasks, theme=theme, parent=parent)
        self._contact_entries = contact_entries
        self._other_days = other_days
        self._site = site
        self._looked = Looked((), 0)
        self._sought = ""
        self._most: int | None = None
        self._title, self._words = Sentence(variant="strong"), Label(variant="muted")
        self._stop = Button("Stop looking", theme=theme, variant="bar")
        self._visits: TableModel[VisitRow] = TableModel(
            columns=(Column("Day", self._day, width=92), *columns(site, tells_hosts=lambda: False)),
            key=attrgetter("id", "key"),
        )
        self._table = DeskTable(name="Visits on other days", model=self._visits, theme=theme)
        self._visits.setParent(self._table)
        self._lay_out((self._title, self._words, self._stop), tools, self._table)
        self._table.opened.connect(self.opened)
        self._table.menu_requested.connect(self._on_menu)
        self._stop.clicked.connect(self._on_stopped)

    def look(self, typed: str, shown: date) -> None:
        """Looks for what was typed on others than the day that is `shown`, and shows what is found as it comes."""
        self._begin(f"“{typed}” on other days", f"Only what is found by “{typed}”", most=MOST)
        self._start(self._other_days.look(typed, shown, self._show))

    def list_period(self, period: Period, chosen: VisitFilter) -> None:
        """Shows those of several days whom `chosen` lets through."""
        words = visit_filter_words(chosen, self._site.local)
        days = span_words(period.first, period.last, short=True)
        self._begin(f"{words}, {days}", f"{words}, {days}", most=None)
        self._start(self._other_days.of_period(period, chosen, self._show))

    def _begin(self, title: str, sought: str, *, most: int | None) -> None:
        """`most` visits are found at the most, None for all there are."""
        self.stop()
        self._sought, self._most = sought, most
        self._title.setText(title)
        self._show(Looked((), 0))
        self._table.setFocus()

    async def sheet(self) -> Sheet:
        """Who was found so far, to be taken along."""
        return found_sheet(self._sought, self._visits.rows, self._words.text(), self._site)

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        today = self._site.today()
        chosen = self._table.chosen_row()
        self._visits.show(looked.visits)
        if chosen is None and looked.visits:
            nearest = min(looked.visits, key=lambda one: (abs(one.day - today), one.day < today))
            self._table.choose((nearest.id, nearest.key))
        self._stop.setVisible(not looked.over)
        self._words.setText(_words(looked, self._most))

    def _on_menu(self, place: QPoint) -> None:
        visit: VisitRow | None = self._table.chosen_row()
        if visit is not None:
            show = MenuEntry("Show on its day", "Enter", lambda: self.opened.emit(visit))
            contacts = self._contact_entries([visit]) if visit.invited else ()
            open_menu([show, None, *contacts, self._table.copy_entry()], place, parent=self._table)

    def _on_stopped(self) -> None:
        self.stop()
        self._stop.hide()
        self._words.setText(f"{_counted(self._looked, self._most)} · stopped, {_left(self._looked)}")

    def _on_failed(self, error: FoyerError) -> None:
        self._stop.hide()
        self._words.setText(
            f"{_counted(self._looked, self._most)} · {_left(self._looked)}: {error_words(error, shown=True)}"
        )

    def _day(self, visit: VisitRow) -> Cell:
        return Cell(short_day(visit.day, self._site.today()), variant="strong")


def _words(looked: Looked, most: int | None) -> str:
    found = _counted(looked, most)
    if looked.over:
        return f"{found} of all days" if looked.everywhere else found
    if not looked.lacking:
        return f"{found} · asking the server"
    return f"{found} · asking the server, day {looked.asked + 1} of {looked.lacking}"


def _counted(looked: Looked, most: int | None) -> str:
    count = len(looked.visits)
    if most is not None and count >= most:
        return f"The {most} nearest visits"
    return counted(count, "visit") if count else "No visits"


def _left(looked: Looked) -> str:
    days = looked.lacking - looked.asked
    if not looked.lacking:
        return "the server wasn't asked"
    return "1 day wasn't asked for" if days == 1 else f"{days} days weren't asked for"
