"""Where a figure leads: to the rows that it counts."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.period import Period
from app.models.visit_row import Status


class ToOnSite(Struct, frozen=True):
    """Everybody who is in the building."""


class ToDay(Struct, frozen=True):
    """A day on *Today*: those alone with whom it stands so, or whom the search finds."""

    day: date
    status: Status | None = None
    search: str = ""


class ToTickets(Struct, frozen=True):
    query: TicketQuery


class ToTicket(Struct, frozen=True):
    """The one of that id."""

    ticket: str


class ToPeriod(Struct, frozen=True):
    """The figures of those days, here."""

    period: Period


class ToChart(Struct, frozen=True):
    """The days of the period, each of which leads on."""


Lead = ToOnSite | ToDay | ToTickets | ToTicket | ToPeriod | ToChart
