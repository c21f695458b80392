"""Who of the day stands in the list: those whom the search finds, of the status that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from app.models.text.sought import sought
from app.models.visit_row import VisitRow, statuses
from app.models.visits.visit_filter import picked
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.visits.search import found
from ui.pages.today.day.empty import TodayEmpty
from ui.pages.today.day.filters import TodayFilters
from ui.pages.today.day.footer import TodayFooter
from ui.pages.today.day.listing import DayListing
from ui.pages.today.day.sheet import day_sheet
from ui.pages.today.day.table import DayTable
from ui.pages.today.in_hand import InHand
from ui.pages.today.other_views import OtherViews
from ui.widgets.fields.search_field import SearchField


class ShownDay(QObject):
    """Where nobody does, it is said why in their place; another view stands there while it is wanted."""

    def __init__(
        self,
        stack: QStackedWidget,
        *,
        listing: DayListing,
        search: SearchField,
        filters: TodayFilters,
        walk_in: QWidget,
        table: DayTable,
        empty: TodayEmpty,
        footer: TodayFooter,
        views: OtherViews,
        in_hand: InHand,
        site: Site,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._stack = stack
        self._listing = listing
        self._search = search
        self._filters = filters
        self._walk_in = walk_in
        self._table = table
        self._empty = empty
        self._footer = footer
        self._views = views
        self._in_hand = in_hand
        self._site = site
        search.textChanged.connect(self._on_narrowed)
        filters.changed.connect(self._on_narrowed)
        for changed in (table.sorted, views.changed):
            changed.connect(self._show_rows)
        listing.asked.connect(
            self._show_state
        )  # the server was asked: what it said is shown already, or it said nothing
        empty.clear_requested.connect(self.show_everybody)
        empty.name_chosen.connect(self._on_near_chosen)

    def show_everybody(self) -> None:
        """Nobody is left out any more."""
        self._filters.choose(None)
        self._filters.narrow(None)
        self._search.clear()

    def show_list(self) -> None:
        """The list or the clock is another: a key in the search doesn't change how many stand how."""
        self._filters.count(self._everybody(), self._site.now())
        self._show_rows()

    def show_member(self, key: str) -> None:
        """Somebody of the group in hand; a search that hides them gives way."""
        if not self._table.choose(key):
            self.show_everybody()
            self._table.choose(key)
        self._table.setFocus()

    async def sheet(self) -> Sheet:
        """What is shown, to be taken along."""
        if self._views.current is not None:
            return await self._views.current.sheet()
        typed, status = self._search.text().strip(), self._filters.status
        narrowed = self._filters.narrowed_words
        return day_sheet(self._listing, self._table, typed=typed, status=status, narrowed=narrowed, site=self._site)

    def _everybody(self) -> Sequence[VisitRow]:
        """What was taken back is shown until its day is over."""
        listed = self._listing.rows
        if listed is None or listed.date >= self._site.today():
            return listed.visits if listed else ()
        return [one for one in listed.visits if one.cancelled is None or one.arrival.arrived_at is not None]

    def _show_rows(self) -> None:
        now, everybody = self._site.now(), self._everybody()
        chosen_status = self._filters.status
        narrowed = self._filters.narrowed
        some = picked(everybody, narrowed, now) if narrowed else everybody
        visits = found(some, sought(self._search.text()))
        if chosen_status is not None:
            visits = [
                visit for visit, status in zip(visits, statuses(visits, now), strict=True) if status is chosen_status
            ]
        self._table.show_visits(self._listing.date, visits)
        self._show_state()
        if self._table.chosen_row() is None:
            self._in_hand.lose()

    def _on_narrowed(self) -> None:
        """With the whole day back, it stands as it opened: at what comes now, with the same visitor in hand."""
        self._views.close_view()
        self._in_hand.find(self._table.chosen_row(), self._show_rows, seeks=bool(self._search.text()))
        if not self._search.text() and self._filters.status is None and self._filters.narrowed is None:
            self._table.scroll_to_now()

    def _on_near_chosen(self, name: str) -> None:
        """Whatever left them out gives way."""
        self._filters.choose(None)
        self._filters.narrow(None)
        self._search.setText(name)
        self._table.choose_first()

    def _put_in_sight(self, shown: QWidget) -> None:
        """Whoever worked by keys in what goes out of sight is led on: Qt takes them to whatever stands next."""
        before, focused = self._stack.currentWidget(), QApplication.focusWidget()
        if shown is before:
            return
        leads_on = before is not None and focused is not None and (focused is before or before.isAncestorOf(focused))
        self._stack.setCurrentWidget(shown)
        if leads_on and shown in (self._table, self._empty):  # another view takes the keys by itself
            (self._search if self._empty in (before, shown) else self._table).setFocus()

    def _show_state(self) -> None:
        listed, failure, rows = self._listing.rows, self._listing.failure, bool(self._table.visits)
        typed, view = self._search.text().strip(), self._views.current
        self._put_in_sight(view or (self._table if rows else self._empty))
        self._footer.tell(listed, failed=bool(failure), offers_look=rows and bool(typed))
        for part in (self._filters, self._footer):  # these are of the day's list
            part.setVisible(view is None)
        if not rows:
            self._empty.explain(
                listed,
                typed=typed,
                filtered_by=self._filters.status,
                narrowed=self._filters.narrowed_words,
                failure=failure,
            )
        self._walk_in.setVisible(rows or not self._empty.offers_walk_in())
