"""The figures and charts of *Overview*. They are made and drawn a few in each turn of the loop: all of them at once
would hold the window up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.site import Site
from ui.pages.overview.cards.card import Card
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.cards.ticket_cards import TicketCards
from ui.pages.overview.cards.visit_cards import VisitCards
from ui.pages.overview.layout import CardColumns
from ui.pages.overview.shown import Shown
from ui.pages.overview.tiles.figures import Compared, as_table, first_figures, further_figures
from ui.pages.overview.tiles.tile import Figure
from ui.pages.overview.tiles.tiles import USUAL, Tiles
from ui.theme import Theme


class Board(CardColumns):
    """Has nothing in it until `make` was awaited. `drawn` is what all of it shows, None until then; `led` carries where
    a figure, a bar or a row leads."""

    led = Signal(object)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self.drawn: Shown | None = None
        # else it comes with the second row, and all that stands there is laid out anew
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._site = site
        self._as_tables = False
        self._made: list[Card[Any]] = []
        self._tiles, self._further = Tiles(theme=theme), Tiles(theme=theme)
        self._visits, self._tickets = VisitCards(site=site, theme=theme), TicketCards(theme=theme)

    async def make(self) -> None:
        """Row by row, and in the order in which the keyboard goes through them."""
        for number, makers in enumerate(self._parts()):
            row = []
            for make in makers:
                row.append(make())
                row[-1].hide()  # until it is drawn
                await asyncio.sleep(0)
            self.add_row(row, wide=number in (1, 2))
            for part in row:
                if isinstance(part, Card):
                    self._add_card(part)
                elif isinstance(part, Tiles):
                    part.led.connect(self.led)
                    part.make_one()
                for each in (part, *part.findChildren(QWidget)):
                    each.ensurePolished()
                await asyncio.sleep(0)
        for tiles in (self._tiles, self._further):
            for _ in range(USUAL - 1):
                tiles.make_one()
                await asyncio.sleep(0)

    async def draw(self, shown: Shown) -> None:
        for tiles, figures in ((self._tiles, self._first(shown)), (self._further, self._more(shown))):
            for _ in tiles.show_figures(figures):
                await asyncio.sleep(0)
            tiles.show()
            await asyncio.sleep(0)
        for _ in zip_longest(self._visits.show(shown), self._tickets.show(shown)):
            await asyncio.sleep(0)
        self.drawn = shown
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_as_tables(self, on: bool) -> None:
        """Tables in the place of the charts."""
        self._as_tables = on
        for card in self._made:
            card.show_as_table(on)

    def tables(self) -> tuple[ChartTable, ...]:
        """All that is shown, as plain rows: the figures, then each chart, those without a row left out."""
        if self.drawn is None:
            return ()
        cards = (*self._visits.cards, *self._tickets.cards)
        listed = (card.listed for card in cards if card.listed.rows and not card.isHidden())
        return (as_table((*self._first(self.drawn), *self._more(self.drawn))), *listed)

    def _parts(self) -> Iterator[tuple[Callable[[], QWidget], ...]]:
        """What makes those of each row."""
        visits, tickets = self._visits, self._tickets
        yield (lambda: self._tiles,)
        yield (lambda: visits.hours), (lambda: tickets.statuses)
        yield (lambda: visits.days), (lambda: tickets.ages)
        yield (lambda: self._further,)
        yield (lambda: visits.months,)
        yield (lambda: visits.course,)
        yield (lambda: visits.hosts), (lambda: visits.companies)
        yield (lambda: tickets.categories), (lambda: tickets.agents)

    def _add_card(self, card: Card[Any]) -> None:
        self._made.append(card)
        card.led.connect(self.led)
        card.show_as_table(self._as_tables)

    def _first(self, shown: Shown) -> tuple[Figure, ...]:
        return first_figures(shown.answer, self._compared(shown), today=self._site.today(), local=self._site.local)

    def _more(self, shown: Shown) -> tuple[Figure, ...]:
        return further_figures(shown.answer, self._compared(shown), today=self._site.today())

    def _compared(self, shown: Shown) -> Compared | None:
        if shown.compared is None:
            return None
        until = shown.wanted.until
        return Compared.of(
            shown.compared, shown.answer, self._site.today(), until=self._site.local(until) if until else None
        )
