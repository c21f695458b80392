"""The cards that tell of tickets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.models.statistics.figures import TicketFigures
from ui.pages.overview.cards import ticket_charts as charts
from ui.pages.overview.cards.card import Card
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.cards.ticket_charts import OVERDUE
from ui.pages.overview.leads import Lead, ToTicket
from ui.pages.overview.shown import Shown
from ui.pages.overview.words import period_words
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.charts.bar_list import BarList
from ui.widgets.charts.bars import Series
from ui.widgets.labels import Elided, isolated, picture
from ui.widgets.restyle import restyle
from ui.widgets.table.marks import mark_pixmap

NOT_COUNTED = "Tickets are counted by Foyer's own desk server alone."
NOT_REACHED = "Tickets are counted by the desk server, which isn't reached now."
_TICKETS, _TIME = Series("Tickets"), Series("Median time")


class TicketCards:
    """`statuses`, `ages`, `categories` and `agents` are the cards, each made when it is first asked for."""

    def __init__(self, *, theme: Theme) -> None:
        self._theme = theme
        self._overdue = Line("Show overdue tickets", alarm=True, theme=theme)
        self._oldest = Line("Show oldest ticket", alarm=False, theme=theme)

    @property
    def cards(self) -> Sequence[Card[BarList]]:
        return self.statuses, self.ages, self.categories, self.agents

    @cached_property
    def statuses(self) -> Card[BarList]:
        return self._card("Tickets by status", "Status", _TICKETS, self._overdue)

    @cached_property
    def ages(self) -> Card[BarList]:
        return self._card("Open tickets by age", "Open for", _TICKETS, self._oldest)

    @cached_property
    def categories(self) -> Card[BarList]:
        return self._card("Time to solve by category", "Category", _TIME)

    @cached_property
    def agents(self) -> Card[BarList]:
        return self._card("Time to solve by agent", "Agent", _TIME)

    def _card(self, name: str, first: str, series: Series, line: Line | None = None) -> Card[BarList]:
        chart = BarList(name=name, first=first, series=(series,), theme=self._theme)
        card = Card(chart, part=line, theme=self._theme)
        if line is not None:
            line.led.connect(card.led)
        return card

    def show(self, shown: Shown) -> Iterator[None]:
        """Card by card: one `next` fills it, another one shows it."""
        tickets, period = shown.answer.tickets, shown.answer.period
        words = period_words(period)
        self._overdue.setVisible(tickets is not None)
        self._oldest.setVisible(tickets is not None and tickets.oldest is not None)
        if tickets is None:
            self.statuses.show_caption("")
            self.statuses.show_table(ChartTable(), nothing=_why_not(shown))
            self.statuses.show()
            for card in (self.ages, self.categories, self.agents):
                card.hide()
            return
        self._say_below(tickets)
        everything, still_open = sum(one.count for one in tickets.by_status), sum(tickets.open_by_age)
        for card, drawn, caption, nothing in (
            (self.statuses, charts.by_status(tickets), f"{everything:,} in all", "There are no tickets."),
            (self.ages, charts.by_age(tickets), f"{still_open:,} open", "No ticket is open."),
            (self.categories, charts.solved_by_category(tickets, period), words, _NONE_SOLVED),
            (self.agents, charts.solved_by_agent(tickets, period), words, _NONE_SOLVED),
        ):
            card.chart.show_bars(drawn.bars)
            card.show_caption(caption)
            card.show_table(drawn.table, nothing=nothing)
            yield
            card.show()
            yield

    def _say_below(self, tickets: TicketFigures) -> None:
        self._overdue.say(_overdue_words(tickets.overdue), OVERDUE if tickets.overdue else None)
        if tickets.oldest is not None:
            oldest = tickets.oldest
            self._oldest.say(f"Oldest: {isolated(oldest.title)}, {_age_words(oldest.days)}", ToTicket(oldest.id))


def _why_not(shown: Shown) -> str:
    """Why no ticket is counted."""
    if not shown.whole:
        return "Counting…"
    return NOT_COUNTED if shown.reached else NOT_REACHED


_NONE_SOLVED = "No ticket was solved in this time."


def _age_words(days: int) -> str:
    if not days:
        return "under 1 day"
    return "1 day" if days == 1 else f"{days:,} days"


def _overdue_words(count: int) -> str:
    if not count:
        return "None is past its due date"
    return "1 is past its due date" if count == 1 else f"{count:,} are past their due date"


class Line(QFrame):
    """A sentence below a chart, and *Show*, which leads to what it tells of. An `alarm` stands out while there is
    something to show."""

    led = Signal(object)

    def __init__(self, name: str, *, alarm: bool, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("below")
        self._alarm = alarm
        self._theme = theme
        self._lead: Lead | None = None
        self._mark = picture(mark_pixmap(theme, "rejected", "rejected"))
        self._words = Elided()
        self._show = Button(name, theme=theme, variant="link")
        self._show.setText("Show")
        self._show.setAutoDefault(True)  # Enter presses it too
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        row.addWidget(self._show)
        self._show.clicked.connect(lambda: self.led.emit(self._lead))
        theme.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self._mark.setPixmap(mark_pixmap(self._theme, "rejected", "rejected"))

    def say(self, words: str, lead: Lead | None) -> None:
        self._lead = lead
        alarms = self._alarm and lead is not None
        self._words.setText(words)
        self._show.setVisible(lead is not None)
        self._mark.setVisible(alarms)
        for widget in (self, self._words):
            restyle(widget, alarm=alarms)
