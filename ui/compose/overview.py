"""*Overview*, and the ways from its figures to the rows that they count on other screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.compose.services import Services
from ui.pages.overview.leads import Lead, ToDay, ToTicket, ToTickets, ToVisits
from ui.pages.overview.page import OverviewPage
from ui.pages.today.page import TodayPage
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.pages.tickets.page import TicketsPage


def overview(
    *,
    services: Services,
    today: Callable[[], TodayPage],
    tickets: Callable[[], TicketsPage],
    tasks: Tasks,
    theme: Theme,
) -> OverviewPage:
    """`today` and `tickets` go to their screens."""

    def follow(lead: Lead) -> None:
        match lead:
            case ToDay(day, status):
                today().show_day(day, status=status)
            case ToVisits(period, chosen) if period.length == 1:
                today().show_day(period.first, chosen=chosen)
            case ToVisits(period, chosen):
                today().show_period(period, chosen)
            case ToTickets(query):
                tickets().show_query(query)
            case ToTicket(ticket):
                tickets().show_ticket(ticket)

    page = OverviewPage(
        statistics=services.statistics(), day=services.day, site=services.site, tasks=tasks, theme=theme
    )
    page.led.connect(follow)
    return page
