"""*Look on other days*: whom a search found on the days before and after, each with the day, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.visit_row import VisitRow
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.other_days import MOST, Looked, OtherDays
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.today.columns import columns
from ui.pages.today.day.sheet import found_sheet
from ui.pages.today.other_view import OtherView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, Sentence
from ui.widgets.table.table import DeskTable
from ui.wording.dates import short_day
from ui.wording.messages import error_words
from ui.wording.people_words import counted

LOOK = "Look on other days"
LOOK_KEYS = "Ctrl+Shift+F"


class FoundOnOtherDays(OtherView):
    """`opened` carries the visit to go to."""

    opened = Signal(object)

    def __init__(
        self,
        *,
        tools: Sequence[QWidget],
        other_days: OtherDays,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`tools` are for the list as a whole."""
        super().__init__(tasks=tasks, theme=theme, parent=parent)
        self._other_days = other_days
        self._site = site
        self._looked = Looked((), 0)
        self._typed = ""
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
        self._stop.clicked.connect(self._on_stopped)

    def look(self, typed: str, shown: date) -> None:
        """Looks for what was typed on others than the day that is `shown`, and shows what is found as it comes."""
        self.stop()
        self._typed = typed
        self._title.setText(f"“{typed}” on other days")
        self._show(Looked((), 0))
        self._table.setFocus()
        self._start(self._other_days.look(typed, shown, self._show))

    async def sheet(self) -> Sheet:
        """Who was found so far, to be taken along."""
        return found_sheet(self._typed, self._visits.rows, self._words.text(), self._site)

    def _show(self, looked: Looked) -> None:
        self._looked = looked
        today = self._site.today()
        chosen = self._table.chosen_row()
        self._visits.show(looked.visits)
        if chosen is None and looked.visits:
            nearest = min(looked.visits, key=lambda one: (abs(one.day - today), one.day < today))
            self._table.choose((nearest.id, nearest.key))
        self._stop.setVisible(not looked.over)
        self._words.setText(_words(looked))

    def _on_stopped(self) -> None:
        self.stop()
        self._stop.hide()
        self._words.setText(f"{_counted(self._looked)} · stopped, {_left(self._looked)}")

    def _on_failed(self, error: FoyerError) -> None:
        self._stop.hide()
        self._words.setText(f"{_counted(self._looked)} · {_left(self._looked)}: {error_words(error, shown=True)}")

    def _day(self, visit: VisitRow) -> Cell:
        return Cell(short_day(visit.day, self._site.today()), variant="strong")


def _words(looked: Looked) -> str:
    if looked.over:
        return f"{_counted(looked)} of all days" if looked.everywhere else _counted(looked)
    if not looked.lacking:
        return f"{_counted(looked)} · asking the server"
    return f"{_counted(looked)} · asking the server, day {looked.asked + 1} of {looked.lacking}"


def _counted(looked: Looked) -> str:
    count = len(looked.visits)
    if count >= MOST:
        return f"The {MOST} nearest visits"
    return counted(count, "visit") if count else "No visits"


def _left(looked: Looked) -> str:
    days = looked.lacking - looked.asked
    if not looked.lacking:
        return "the server wasn't asked"
    return "1 day wasn't asked for" if days == 1 else f"{days} days weren't asked for"
