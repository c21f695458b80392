"""What stands in the place of the day's list for a while. Each view is built when it is first wanted."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.services.site import Site
from app.services.visits.other_days import OtherDays
from ui.pages.today.day_table import DayTable
from ui.pages.today.empty import TodayEmpty
from ui.pages.today.footer import TodayFooter
from ui.pages.today.search.other_days import LOOK_KEYS, FoundOnOtherDays
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.search_field import SearchField


class OtherViews(QObject):
    """`current` is the view that is wanted, None for the day's list; `changed` says that it is another. `visit_opened`
    carries a visit to go to."""

    changed = Signal()
    visit_opened = Signal(object)

    def __init__(
        self,
        stack: QStackedWidget,
        *,
        search: SearchField,
        table: DayTable,
        empty: TodayEmpty,
        footer: TodayFooter,
        other_days: OtherDays,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.current: QWidget | None = None
        self._stack = stack
        self._search = search
        self._table = table
        self._other_days = other_days
        self._site = site
        self._tasks = tasks
        self._theme = theme
        self._found: FoundOnOtherDays | None = None
        search.returnPressed.connect(self._on_return)
        empty.name_chosen.connect(self._on_near_chosen)
        for requested in (empty.look_requested, footer.look_requested):
            requested.connect(self._look)
        QShortcut(QKeySequence(LOOK_KEYS), page).activated.connect(self._look)

    def _on_return(self) -> None:
        self._table.choose_first() if self._table.visits else self._look()

    def _on_near_chosen(self, name: str) -> None:
        self._search.setText(name)
        self._table.choose_first()

    def _look(self) -> None:
        """For what is typed, on other days."""
        typed = self._search.text().strip()
        if not typed:
            return
        if self._found is None:
            found = FoundOnOtherDays(other_days=self._other_days, site=self._site, tasks=self._tasks, theme=self._theme)
            found.opened.connect(self.visit_opened)
            found.closed.connect(self.close_view)
            self._stack.addWidget(found)
            self._found = found
        self._take(self._found)
        self._table.choose_nobody()  # a key that is pressed now must not mean whoever was in hand
        self._found.look(typed)

    def close_view(self) -> None:
        """The day's list again."""
        if self._found is not None:
            self._found.close_list()
        self._take(None)

    def _take(self, view: QWidget | None) -> None:
        if view is not self.current:
            self.current = view
            self.changed.emit()
