"""*Week*: the seven days around the one that is shown, with how many come on each, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError
from app.models.lists import HEARD, Change, day_list
from app.models.moments import ONE_DAY, first_of_week
from app.models.visit_row import DayCount
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.other_days import OtherDays
from ui.models.table_model import Cell, Column, TableModel
from ui.pages.today.day.sheet import week_sheet
from ui.pages.today.other_view import OtherView
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.menu import MenuEntry, open_menu
from ui.widgets.table.table import DeskTable
from ui.wording.dates import long_day, span_words, time_words
from ui.wording.messages import error_words
from ui.wording.people_words import counted

WEEK, WEEK_KEY = "Week", "F7"
_A_WEEK = timedelta(weeks=1)
_BY_KEY = {
    Qt.Key.Key_PageUp: -_A_WEEK,
    Qt.Key.Key_PageDown: _A_WEEK,
    Qt.Key.Key_Left: -_A_WEEK,
    Qt.Key.Key_Right: _A_WEEK,
}


class WeekDay(Struct, frozen=True):
    """`count` is None while nothing is known of the day; then `words` say so. `today` is the site's."""

    day: date
    today: date
    count: DayCount | None
    words: str


class WeekView(OtherView):
    """`day_chosen` carries the day to go to."""

    day_chosen = Signal(object)

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
        self._first = date.min
        self._counts: dict[date, DayCount | None] = {}
        self._unknown = ""
        self._title = Label(variant="strong")
        previous = Button("Previous week", theme=theme, variant="icon", icon="chevron-left", hint="Page up")
        following = Button("Next week", theme=theme, variant="icon", icon="chevron-right", hint="Page down")
        self._days: TableModel[WeekDay] = TableModel(columns=self._columns(), key=lambda one: one.day)
        self._table = _DayRows(name="Days of the week", model=self._days, theme=theme, row_height=48)
        self._days.setParent(self._table)
        self._lay_out((previous, self._title, following), tools, self._table, edge=14)
        previous.clicked.connect(lambda: self._step(-_A_WEEK))
        following.clicked.connect(lambda: self._step(_A_WEEK))
        self._table.stepped.connect(self._step)
        self._table.opened.connect(lambda one: self.day_chosen.emit(one.day))
        self._table.menu_requested.connect(self._on_menu)
        self._table.clicked.connect(lambda index: self.day_chosen.emit(self._days.rows[index.row()].day))
        other_days.on_change(self._on_change)

    def open_week(self, day: date) -> None:
        """The week of that day, which begins as weeks do where this PC is, with the day in hand."""
        first = first_of_week(day, self.locale().firstDayOfWeek().value)
        if first != self._first:
            self._first, self._counts = first, {}
        self._title.setText(span_words(first, first + 6 * ONE_DAY))
        self._ask()
        self._table.choose(day)
        self._table.setFocus()
        self._tasks.start(self._read(self._week()))

    def refresh(self) -> None:
        """Asks the server for all of it."""
        self._ask(anew=True)

    async def sheet(self) -> Sheet:
        """Everybody who comes on these days, to be taken along."""
        return week_sheet([(day, await self._other_days.rows(day)) for day in self._week()], self._site)

    def _week(self) -> list[date]:
        return [self._first + number * ONE_DAY for number in range(7)]

    def _step(self, by: timedelta) -> None:
        chosen: WeekDay | None = self._table.chosen_row()
        self.open_week((chosen.day if chosen else self._first) + by)

    def _ask(self, *, anew: bool = False) -> None:
        self._unknown = "Not known yet"
        self._show()
        self._start(self._other_days.ask_for(self._first, anew=anew))

    def _on_failed(self, error: FoyerError) -> None:
        self._unknown = f"Not known. {error_words(error, shown=False)}"
        self._show()

    async def _read(self, days: list[date]) -> None:
        for day in days:
            count = await self._other_days.count(day)
            if day in self._week():
                self._counts[day] = count
                self._show()

    def _on_menu(self, place: QPoint) -> None:
        chosen: WeekDay | None = self._table.chosen_row()
        if chosen is not None:
            show = MenuEntry("Show day", "Enter", lambda: self.day_chosen.emit(chosen.day))
            open_menu([show, self._table.copy_entry()], place, parent=self._table)

    def _on_change(self, change: Change) -> None:
        """Somebody came, a list was heard: what is in sight is counted again."""
        if self.isVisible() and (days := [day for day in self._week() if change.of(day_list(day), HEARD)]):
            self._tasks.start(self._read(days))

    def showEvent(self, event: QShowEvent) -> None:
        """What came while another screen was shown wasn't counted."""
        super().showEvent(event)
        if self._counts:
            self._tasks.start(self._read(self._week()))

    def _show(self) -> None:
        today, read = self._site.today(), self._counts
        self._days.show(
            [WeekDay(day, today, read.get(day), self._unknown if day in read else "") for day in self._week()]
        )

    def _columns(self) -> tuple[Column[WeekDay], ...]:
        def day(one: WeekDay) -> Cell:
            return Cell(long_day(one.day, one.today), variant="muted" if one.day < one.today else "strong")

        def expected(one: WeekDay) -> Cell:
            if one.count is None:
                return Cell(one.words, variant="muted")
            return Cell(counted(one.count.expected, "visitor") if one.count.expected else "No visitors")

        def heard(one: WeekDay) -> Cell:
            at = one.count.heard_at if one.count else None
            if one.count is None:
                return Cell()
            return Cell(time_words(self._site.local(at), one.today) if at else "Not asked yet", variant="muted")

        return (
            Column("Day", day, width=124, weight=16),
            Column("Expected", expected, width=88, weight=22),
            Column("Arrived", _figure(_has_begun, lambda count: count.arrived), width=74),
            Column("On site", _figure(_is_told, lambda count: count.on_site, "on-site"), width=74),
            Column("Late", _figure(_is_today, lambda count: count.late, "late"), width=58),
            Column("As of", heard, width=110, weight=10, gives_way=1),
        )


def _has_begun(one: WeekDay, count: DayCount) -> bool:
    return one.day <= one.today


def _is_today(one: WeekDay, count: DayCount) -> bool:
    return one.day == one.today


def _is_told(one: WeekDay, count: DayCount) -> bool:
    """Of a day that passed, who is in is worth knowing only when somebody is."""
    return one.day == one.today or (one.day < one.today and count.on_site > 0)


def _figure(
    fits: Callable[[WeekDay, DayCount], bool], of: Callable[[DayCount], int], mark: str = ""
) -> Callable[[WeekDay], Cell]:
    """A count where it says something of that day. One of 0 has no mark."""

    def cell(one: WeekDay) -> Cell:
        if one.count is None or not fits(one, one.count):
            return Cell()
        number = of(one.count)
        marked = mark if number else ""
        return Cell(str(number), variant="figures", mark=marked, role=marked)

    return cell


class _DayRows(DeskTable):
    """`stepped` asks for another week."""

    stepped = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if by := _BY_KEY.get(Qt.Key(event.key())):
            self.stepped.emit(by)
        else:
            super().keyPressEvent(event)
