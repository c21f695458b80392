"""*Overview*: how today or any days went, against plan and against others, each figure a click away from its rows."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import FoyerError
from app.models.lists import ON_SITE, TICKETS, Change, day_list
from app.models.statistics.period import Period
from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.statistics import Statistics
from app.services.visits.day import Day
from ui.models.list_reader import ListReader
from ui.pages.overview.bar import OverviewBar
from ui.pages.overview.board import Board
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.header import OverviewHeader
from ui.pages.overview.leads import Lead, ToPeriod
from ui.pages.overview.overview_sheet import overview_sheet
from ui.pages.overview.shown import Shown, Wanted, read_here, read_shown
from ui.pages.overview.words import missing_words, period_words
from ui.reception.paper.list_paper import ListPaper
from ui.shell import screens
from ui.shell.page import Page
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Label
from ui.widgets.minute_clock import MinuteClock
from ui.wording.messages import error_words

PAUSE = 300
"""Milliseconds after a change until it is counted: a group that is checked in is counted once. So long, too, the
figures of other days are left there for those that are meant now, so that nothing flickers."""


class OverviewPage(Page):
    """`led` carries where a figure leads: a ToDay, ToVisits, ToTickets or ToTicket."""

    entry = screens.OVERVIEW

    led = Signal(object)

    def __init__(
        self,
        *,
        statistics: Statistics,
        day: Day,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._statistics = statistics
        self._day = day
        self._site = site
        self._tasks = tasks
        self._failure = ""
        self._begins = self._changed = True
        self._others_meant = asyncio.Event()
        self._reader: ListReader[Shown] = ListReader(self._read, tasks=tasks, parent=self)
        self._bar = OverviewBar(site=site, theme=theme)
        self._paper = ListPaper(self._sheet, tasks=tasks, theme=theme, page=self)
        self._header = OverviewHeader(self._paper.buttons())
        self._missing = Label(variant="warning", wrap=True)
        self._board = Board(site=site, theme=theme)
        self._drawing: asyncio.Task[None] | None = None
        self._empty = EmptyState(theme=theme)
        self._again = Button("Try again", theme=theme, icon="refresh")
        self._lay_out(theme)
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._long_enough = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()
        self._show_state()
        self._composed = asyncio.Event()
        tasks.start(self._compose())

    def header_part(self) -> QWidget:
        return self._header

    def can_refresh(self) -> bool:
        return True

    def ready(self) -> bool:
        shown = self._reader.rows
        return shown is not None and shown.whole and self._board.drawn is shown

    def open(self) -> None:
        self._bar.look_at_clock()
        self._read_anew()
        self._tasks.start(self._day.refresh(self._site.today()))

    def take_focus(self) -> None:
        self._bar.take_focus()

    def refresh(self) -> None:
        self._tasks.start(self._refreshed())

    def keep_fresh(self) -> None:
        """A server that was away is asked again: of days that are over nothing else would bring its figures."""
        self._tasks.start(self._day.keep_fresh(self._site.today()))
        shown = self._reader.rows
        if shown is not None and shown.whole and not shown.reached:
            self._read_anew()

    def tables(self) -> tuple[ChartTable, ...]:
        """All that is shown, as plain rows."""
        return self._board.tables()

    async def _sheet(self) -> Sheet:
        shown = self._board.drawn
        assert shown is not None  # the buttons rest until it is
        return overview_sheet(self.tables(), shown.wanted, missing_words(shown.answer), self._site)

    def _lay_out(self, theme: Theme) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self._board)
        self._middle.addWidget(self._empty)
        self._missing.setContentsMargins(20, 4, 20, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._missing)
        column.addWidget(self._middle, 1)

    async def _compose(self) -> None:
        await self._board.make()
        self._composed.set()

    def _connect(self) -> None:
        self._reader.taken.connect(self._show)
        self._bar.changed.connect(self._start_over)
        self._paper.done.connect(self.put_out)
        self._soon.timeout.connect(self._read_anew)
        self._long_enough.timeout.connect(self._show_state)
        self._day.on_change(self._on_change)
        self._site.on_change(self._on_site_change)
        self._again.clicked.connect(self.refresh)
        self._board.led.connect(self._on_led)
        self._bar.tables_wanted.connect(self._board.show_as_tables)
        MinuteClock(self._site.now, parent=self).turned.connect(self._on_clock)

    # What is shown

    def _start_over(self) -> None:
        self._others_meant.set()
        self._others_meant = asyncio.Event()
        self._begins = self._changed = True
        self._stop_drawing()
        self._reader.start_over()
        self._long_enough.start()
        self._rest_paper()

    async def _read(self, before: Shown | None) -> Shown | None:
        """At first what is known here, and what the server says after it: nobody waits for a server that is away."""
        wanted = self._wanted()
        begins, self._begins = self._begins, False
        try:
            if begins and self._statistics.asks:
                self._reader.read()
                here = await read_here(self._statistics, wanted)
                await self._composed.wait()
                return here
            changed, self._changed = self._changed, False
            shown = await self._while_meant(read_shown(self._statistics, wanted, None if changed else before))
            if shown is None:
                return before
        except FoyerError as error:
            self._changed = True
            self._failure = error_words(error, shown=before is not None)
            self._show_state()
            self._tasks.report(error)
            return before
        self._failure = ""
        self.answered.emit()
        await self._composed.wait()
        return shown

    async def _while_meant(self, reading: Coroutine[Any, Any, Shown]) -> Shown | None:
        """None as soon as other days are meant: then nobody waits for what a server says of these, which may be away.
        Raises what `reading` does."""
        asked = self._tasks.start(reading, on_error=lambda error: None)
        others = self._tasks.start(self._others_meant.wait())
        try:
            await asyncio.wait((asked, others), return_when=asyncio.FIRST_COMPLETED)
        finally:
            others.cancel()
        return asked.result() if asked.done() else None

    def _wanted(self) -> Wanted:
        """Today, which isn't over, is compared with as much of another day."""
        period, compared, now = self._bar.period(), self._bar.compared(), self._site.now()
        if compared is None or period != Period(now.date(), now.date()):
            return Wanted(period, compared, None)
        same_hour = self._site.at(datetime.combine(compared.first, now.time()))
        return Wanted(period, compared, same_hour.astimezone(UTC))

    async def _refreshed(self) -> None:
        """The server is asked first; it may be away, and what is known is counted all the same."""
        try:
            await self._day.refresh(self._site.today())
        finally:
            self._soon.stop()
            self._read_anew()

    def _on_change(self, change: Change) -> None:
        days = map(day_list, self._bar.period())
        if self.isVisible() and change.of(ON_SITE, TICKETS, *days):
            self._soon.start()

    def _on_site_change(self) -> None:
        self._bar.look_at_clock()
        if self.isVisible():
            self._read_anew()

    def _on_clock(self) -> None:
        """Only of today the figures become others by themselves."""
        self._bar.look_at_clock()
        shown, today = self._reader.rows, self._site.today()
        days = (today, self._site.local(shown.answer.at).date()) if shown else ()
        if self.isVisible() and (shown is None or any(day in shown.wanted.period for day in days)):
            self._reader.read()

    def _read_anew(self) -> None:
        self._changed = True
        self._reader.read()

    def _show(self) -> None:
        shown = self._reader.rows
        self._stop_drawing()
        if shown is None:
            self._show_state()
        else:
            self._middle.setCurrentWidget(self._board)
            self._drawing = self._tasks.start(self._draw(shown))

    async def _draw(self, shown: Shown) -> None:
        await self._board.draw(shown)
        self._show_state()

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _show_state(self) -> None:
        period, shown = self._bar.period(), self._reader.rows
        self._rest_paper()
        self._header.say(period_words(period))
        words = missing_words(shown.answer) if shown and shown.whole else ""
        self._missing.setText(words)
        self._missing.setVisible(bool(words))
        self._middle.setCurrentWidget(self._board if shown else self._empty)
        if shown is None and self._failure:
            self._empty.say("The figures can't be shown", self._failure, (self._again,))
        elif shown is None:
            self._empty.say("Counting…", "The figures of these days are being counted.")

    def _rest_paper(self) -> None:
        """Nothing is taken along of which a part isn't counted yet."""
        whole = self.ready() or (self._reader.rows is not None and self._failure)
        self._paper.rest("" if whole else "These days are still being counted.")

    # Where figures lead

    def _on_led(self, lead: Lead) -> None:
        match lead:
            case ToPeriod(period):
                self._bar.choose(period)
            case _:
                self.led.emit(lead)
