"""Where a figure leads: to the rows that it counts."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.figures import Hour, Row
from app.models.statistics.period import Period
from app.models.visit_row import Status
from app.models.visits.visit_filter import VisitFilter, Which

MOST_DAYS = 92
"""A longer period is drawn by its months."""


class ToDay(Struct, frozen=True):
    """A day on *Today*, or those of it alone with whom it stands so."""

    day: date
    status: Status | None = None


class ToVisits(Struct, frozen=True):
    """Those of these days whom `chosen` lets through, on *Today*."""

    period: Period
    chosen: VisitFilter


class ToTickets(Struct, frozen=True):
    query: TicketQuery


class ToTicket(Struct, frozen=True):
    """The one of that id."""

    ticket: str


class ToPeriod(Struct, frozen=True):
    """The figures of those days, here."""

    period: Period


Lead = ToDay | ToVisits | ToTickets | ToTicket | ToPeriod


def visits_of(
    period: Period,
    which: Which = Which.ALL,
    *,
    hour: int | None = None,
    host: Row | None = None,
    company: Row | None = None,
) -> ToVisits:
    """Those of the period."""
    called = host or company
    return ToVisits(
        period,
        VisitFilter(
            which,
            hour=hour,
            host=host.key if host else None,
            company=company.key if company else None,
            called=called.label if called else "",
        ),
    )


def in_at(moment: datetime, day: date) -> ToVisits:
    """Those of the day's visitors who were on site at that moment, in UTC."""
    return ToVisits(Period(day, day), VisitFilter(at=moment))


def came_in(period: Period, row: Row | Hour) -> ToVisits | None:
    """Those who arrived, of a day or an hour; those who are expected where nobody did, None where nobody is."""
    if not row.arrived and not row.expected:
        return None
    hour = row.hour if isinstance(row, Hour) else None
    return visits_of(period, Which.ARRIVED if row.arrived else Which.EXPECTED, hour=hour)


def solved_in(period: Period) -> TicketQuery:
    """Those that were solved on its days."""
    return TicketQuery(solved_from=period.first, solved_to=period.last)
