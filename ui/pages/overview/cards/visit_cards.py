"""The cards that tell of visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any

from app.models.statistics.figures import Answer
from app.services.site import Site
from ui.pages.overview.cards import visit_charts as charts
from ui.pages.overview.cards.card import Card
from ui.pages.overview.cards.visit_charts import ARRIVED, EXPECTED, Drawn
from ui.pages.overview.leads import MOST_DAYS
from ui.pages.overview.shown import Shown
from ui.pages.overview.words import period_words, working_average
from ui.theme import Theme
from ui.widgets.charts.bar_list import BarList
from ui.widgets.charts.bars import Series
from ui.widgets.charts.columns_chart import ColumnsChart
from ui.wording.dates import day_and_month

NOBODY, NOBODY_YET = "Nobody came, and nobody was expected.", "Nobody is expected."
NOBODY_IN = "Nobody was on site."
FEWEST_MONTHS = 3
"""Fewer are no course; of a period that isn't drawn by its days they are shown all the same."""

_COUNTED = Series("Arrived", "quiet")


class VisitCards:
    """`hours`, `days`, `months`, `course`, `hosts` and `companies` are the cards, each made when it is first asked
    for."""

    def __init__(self, *, site: Site, theme: Theme) -> None:
        self._site = site
        self._theme = theme

    @property
    def cards(self) -> Sequence[Card[Any]]:
        return self.hours, self.days, self.months, self.course, self.hosts, self.companies

    @cached_property
    def hours(self) -> Card[ColumnsChart]:
        return self._columns("Arrivals per hour", "Hour", EXPECTED, ARRIVED)

    @cached_property
    def days(self) -> Card[ColumnsChart]:
        return self._columns("Visitors per day", "Day", _COUNTED)

    @cached_property
    def months(self) -> Card[ColumnsChart]:
        return self._columns("Visitors per month", "Month", _COUNTED)

    @cached_property
    def course(self) -> Card[ColumnsChart]:
        return self._columns("On site over the day", "Time", Series("Most on site"), height=190, touching=True)

    @cached_property
    def hosts(self) -> Card[BarList]:
        return self._names("Visitors by host", "Host")

    @cached_property
    def companies(self) -> Card[BarList]:
        return self._names("Visitors by company", "Company")

    def _columns(
        self, name: str, first: str, *series: Series, height: int = 200, touching: bool = False
    ) -> Card[ColumnsChart]:
        theme = self._theme
        chart = ColumnsChart(name=name, first=first, series=series, theme=theme, height=height, touching=touching)
        return Card(chart, theme=theme)

    def _names(self, name: str, first: str) -> Card[BarList]:
        return Card(BarList(name=name, first=first, series=(ARRIVED, EXPECTED), theme=self._theme), theme=self._theme)

    def show(self, shown: Shown) -> Iterator[None]:
        """Card by card: one `next` fills it, another one shows it."""
        answer, now = shown.answer, self._site.now()
        today = now.date()
        words = "today" if answer.period.length == 1 and today in answer.period else period_words(answer.period)
        nothing = _nothing(answer, today)
        self._show_hours(answer, now, words)
        yield
        self.hours.show()
        yield
        self._show_days(shown)
        yield
        self.days.setVisible(shown.days.period.length <= MOST_DAYS)
        yield
        drawn = charts.by_month(answer, today)
        self.months.chart.show_columns(drawn.bars)
        _show(self.months, drawn, words, nothing)
        yield
        self.months.setVisible(len(drawn.bars) >= FEWEST_MONTHS or answer.period.length > MOST_DAYS)
        yield
        day = answer.period.first
        drawn = charts.over_the_day(answer.on_site_over_day, day, self._site.zone, now)
        self.course.chart.show_columns(
            drawn.bars, now=charts.now_mark(drawn.bars, now, parts=2) if day == today else None
        )
        _show(self.course, drawn, words, NOBODY_IN if answer.known else nothing)
        yield
        self.course.setVisible(answer.period.length == 1 and day <= today)
        yield
        for card, drawn in (
            (self.hosts, charts.largest_hosts(answer)),
            (self.companies, charts.largest_companies(answer)),
        ):
            card.chart.show_bars(drawn.bars)
            _show(card, drawn, words, nothing, legend=(EXPECTED, ARRIVED))
            yield
            card.show()
            yield

    def _show_hours(self, answer: Answer, now: datetime, words: str) -> None:
        drawn = charts.by_hour(answer)
        running = answer.period.length == 1 and answer.period.first == now.date()
        self.hours.chart.show_columns(drawn.bars, now=charts.now_mark(drawn.bars, now) if running else None)
        _show(self.hours, drawn, words, _nothing(answer, now.date()), legend=(EXPECTED, ARRIVED))

    def _show_days(self, shown: Shown) -> None:
        answer, today = shown.days, self._site.today()
        if answer.period.length > MOST_DAYS:
            return
        drawn = charts.by_day(answer, today)
        average = working_average(charts.known_counts(answer, today))
        self.days.chart.show_columns(drawn.bars, average=average)
        one = shown.answer.period.length == 1
        words = f"{answer.period.length} days up to {_day_words(shown)}" if one else period_words(answer.period)
        said = f"Working-day average {_about(average)}" if average is not None else ""
        _show(self.days, drawn, words, _nothing(answer, today), average=said)


def _show(
    card: Card[Any], drawn: Drawn, words: str, nothing: str, *, legend: Sequence[Series] = (), average: str = ""
) -> None:
    """`nothing` says why there are no bars."""
    card.show_caption(words, legend=legend, average=average)
    card.show_table(drawn.table, nothing=nothing)


def _nothing(answer: Answer, today: date) -> str:
    if not answer.known:
        return "Nothing is known of it."
    return NOBODY_YET if answer.period.first > today else NOBODY


def _about(average: float) -> str:
    return f"{average:,.0f}" if average >= 10 else f"{average:.1f}".removesuffix(".0")


def _day_words(shown: Shown) -> str:
    return day_and_month(shown.answer.period.last)
