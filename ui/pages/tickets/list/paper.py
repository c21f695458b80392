"""*Print* and *Export* of the tickets."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.paper.sheet import Sheet
from app.services.site import Site
from app.services.tickets.tickets import Tickets, TicketsInAll
from ui.pages.tickets.list.filter_words import filter_words
from ui.pages.tickets.list.listing import TicketListing
from ui.pages.tickets.list.ticket_sheet import ticket_sheet
from ui.reception.paper.list_paper import ListPaper
from ui.reception.paper.progress import shown_progress
from ui.tasks import Tasks
from ui.theme import Theme


class TicketPaper(ListPaper):
    """All pages of what is listed. Where one page is all of it, it is taken as it is on the screen, also while the
    server can't be reached."""

    def __init__(
        self,
        *,
        tickets: Tickets,
        listing: TicketListing,
        site: Site,
        tasks: Tasks,
        theme: Theme,
        page: QWidget,
    ) -> None:
        super().__init__(self._gathered, tasks=tasks, theme=theme, page=page)
        self._tickets = tickets
        self._listing = listing
        self._site = site
        self._theme = theme
        self._window = page

    async def _gathered(self) -> Sheet:
        query, listed = self._listing.query, self._listing.rows
        if listed is not None and listed.query.page == listed.last_page == 1:
            tickets = TicketsInAll(listed.rows, None, listed.unreadable)
        else:
            with shown_progress(noun="tickets", theme=self._theme, parent=self._window) as tell:
                tickets = await self._tickets.in_all(query, tell)
        filters = filter_words(query, self._tickets.words, tickets.rows)
        return ticket_sheet(tickets, filters, self._site)
