"""Which large figures a period has, what each is compared with, and where it leads: pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from msgspec import Struct

from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.figures import Answer, TicketFigures, VisitFigures
from app.models.statistics.period import Period
from app.models.visit_row import Status
from app.models.visits.visit_filter import Which
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.leads import ToDay, ToTickets, in_at, solved_in, visits_of
from ui.pages.overview.tiles.tile import Figure
from ui.pages.overview.words import (
    Difference,
    count_difference,
    delay_difference,
    early_or_late,
    length_words,
    peak_words,
    share_words,
    than_words,
)
from ui.wording.dates import time_words

NOBODY_EXPECTED = "nobody came who was expected"


class Compared(Struct, frozen=True):
    """The figures of the period that is compared with, None of either part of which nothing is known. `name` is what it
    is called inside of a sentence, `than` the same with how far it is counted. `missing` says which of the two lacks
    some of its days, "" where neither does: then counts can't be compared."""

    name: str
    than: str
    visits: VisitFigures | None
    tickets: TicketFigures | None
    missing: str

    @classmethod
    def of(cls, answer: Answer, now: Answer, today: date, *, until: datetime | None) -> Compared:
        """`answer` is compared with, and `now` is what is shown. `until` is up to when the former counts a day, in the
        site's zone; None where it counts all of the period."""
        name = than_words(answer.period, today)
        than = f"{name} until {until:%H:%M}" if until else name
        missing = f"not all is known of {name}" if answer.missing else "not all of these days are known"
        return cls(
            name,
            than,
            answer.visits if answer.known else None,
            answer.tickets,
            missing if answer.missing or now.missing else "",
        )

    def count(self, now: int, figure: Callable[[VisitFigures], int], *, more_is: str = "") -> Difference:
        if self.visits is None:
            return self._unknown()
        if self.missing:
            return Difference("?", self.missing)
        return count_difference(now, figure(self.visits), self.than, more_is=more_is)

    def tickets_count(self, now: int, figure: Callable[[TicketFigures], int], *, more_is: str = "") -> Difference:
        if self.tickets is None:
            return self._unknown()
        return count_difference(now, figure(self.tickets), self.than, more_is=more_is)

    def delay(self, now: float | None) -> Difference | None:
        return delay_difference(now, self.visits.mean_delay, self.than) if self.visits else None

    def _unknown(self) -> Difference:
        return Difference("?", f"nothing known of {self.name}")


def first_figures(
    answer: Answer, compared: Compared | None, *, today: date, local: Callable[[datetime], datetime]
) -> tuple[Figure, ...]:
    """Of today how it stands; of other days who came. `local` turns a moment into the site's zone."""
    visits, period = answer.visits, answer.period
    everybody = visits.expected + visits.walk_ins
    peak = visits.peak
    at = peak_words(local(peak.moment), period, today) if peak else ""
    stay = f"median stay {length_words(visits.median_stay)}" if visits.median_stay is not None else ""
    arrived = Figure(
        "Arrived",
        f"{visits.arrived:,}",
        visits_of(period, Which.ARRIVED),
        beside=f"of {everybody:,} arrived",
        detail=_walked_in(visits, ahead=period.first > today),
        difference=compared.count(visits.arrived, lambda then: then.arrived) if compared else None,
        part=visits.arrived / everybody if everybody else 0.0,
    )
    left = Figure(
        "Left",
        f"{visits.left:,}",
        visits_of(period, Which.LEFT),
        detail=stay,
        difference=compared.count(visits.left, lambda then: then.left) if compared else None,
        mark="left",
    )
    ahead = _ahead(answer, today, local)
    if period.first != today or period.length > 1:
        return _as_known(answer, arrived, *_of_other_days(answer, compared, local, at), left, *ahead)
    at_once = f"most at once: {peak.count:,}, {at}" if peak else ""
    before = f"{visits.since_before:,} more since earlier days" if visits.since_before else ""
    on_site = Figure(
        "On site",
        f"{visits.on_site or 0:,}",
        visits_of(period, Which.ON_SITE),
        detail="; ".join(filter(None, (at_once, before))),
        mark="on-site",
        role="on-site",
    )
    longest = f"longest {length_words(visits.longest_late)}" if visits.longest_late is not None else "nobody"
    late = Figure(
        "Late",
        f"{visits.late or 0:,}",
        ToDay(today, Status.LATE),
        detail=longest,
        mark="late",
        role="late" if visits.late else "text",
    )
    return _as_known(answer, arrived, on_site, left, late, *ahead)


def further_figures(answer: Answer, compared: Compared | None, *, today: date) -> tuple[Figure, ...]:
    """What is looked at less often. Of tickets only where they are counted."""
    visits, tickets, period = answer.visits, answer.tickets, answer.period
    delay, meaning = early_or_late(visits.mean_delay) if visits.mean_delay is not None else ("–", NOBODY_EXPECTED)
    figures = _as_known(
        answer,
        Figure(
            "Expected to checked in",
            delay,
            visits_of(period, Which.CHECKED_IN),
            detail=meaning,
            difference=compared.delay(visits.mean_delay) if compared else None,
        ),
        Figure(
            "Walk-ins",
            f"{visits.walk_ins:,}",
            visits_of(period, Which.WALK_INS),
            detail=f"{share_words(visits.walk_ins / visits.arrived)} of those who came" if visits.arrived else "",
            difference=compared.count(visits.walk_ins, lambda then: then.walk_ins) if compared else None,
        ),
    )
    if visits.not_told is not None:
        told = "whose host wasn't told" if visits.not_told else "every host was told"
        not_told = Figure("Host not told", f"{visits.not_told:,}", visits_of(period, Which.NOT_TOLD), detail=told)
        figures += _as_known(answer, not_told)
    if tickets is not None:
        figures += _of_tickets(tickets, period, compared)
    return figures


def as_table(figures: Sequence[Figure]) -> ChartTable:
    rows = tuple(
        (
            one.name,
            one.value,
            ", ".join(filter(None, (one.beside, one.detail))),
            one.difference.words if one.difference else "",
        )
        for one in figures
    )
    return ChartTable(
        ("Figure", "Value", "Detail", "Compared"), rows, tuple(one.lead for one in figures), title="Figures"
    )


def _as_known(answer: Answer, *figures: Figure) -> tuple[Figure, ...]:
    """None of them is 0 where nothing is known."""
    if answer.known:
        return figures
    return tuple(Figure(one.name, "?", one.lead, detail="not known", mark=one.mark) for one in figures)


def _walked_in(visits: VisitFigures, *, ahead: bool) -> str:
    """`ahead` is whether all of the days are to come."""
    match visits.walk_ins:
        case 0:
            if visits.arrived:
                return "everybody was invited"
            if ahead and not visits.to_come:
                return "nobody is expected"
            return "nobody came yet" if visits.to_come else "nobody came"
        case 1:
            return "1 of them walked in without an invitation"
        case many:
            return f"{many:,} of them walked in without an invitation"


def _of_other_days(
    answer: Answer, compared: Compared | None, local: Callable[[datetime], datetime], at: str
) -> tuple[Figure, ...]:
    visits, peak = answer.visits, answer.visits.peak
    share = visits.no_show_share
    missed = Figure(
        "No-shows",
        f"{visits.no_shows:,}",
        visits_of(answer.period, Which.NO_SHOWS),
        detail=f"{share_words(share)} of those who were expected" if share is not None else "",
        difference=compared.count(visits.no_shows, lambda then: then.no_shows, more_is="bad") if compared else None,
        mark="ended",
    )
    most = Figure(
        "Most at once",
        f"{peak.count:,}" if peak else "0",
        in_at(peak.moment, local(peak.moment).date()) if peak else visits_of(answer.period, Which.ON_SITE),
        detail=at,
        mark="on-site",
        role="on-site",
    )
    return missed, most


def _ahead(answer: Answer, today: date, local: Callable[[datetime], datetime]) -> tuple[Figure, ...]:
    visits, period = answer.visits, answer.period
    if period.last < today:
        return ()
    following = visits.next_expected
    detail = f"next at {time_words(local(following), today)}" if following else ""
    if not following and visits.to_come and today in period:
        detail = "expected by now"
    is_today = period == Period(today, today)
    lead = ToDay(today, Status.EXPECTED) if is_today else visits_of(period, Which.TO_COME)
    return (
        Figure(
            "Still to come",
            f"{visits.to_come:,}",
            lead,
            detail=detail or ("" if visits.to_come else "nobody"),
            mark="expected",
        ),
    )


def _of_tickets(tickets: TicketFigures, period: Period, compared: Compared | None) -> tuple[Figure, ...]:
    opened = compared.tickets_count(tickets.opened, lambda then: then.opened) if compared else None
    solved = compared.tickets_count(tickets.solved, lambda then: then.solved, more_is="good") if compared else None
    made = ToTickets(TicketQuery(sort_by="created", created_from=period.first, created_to=period.last))
    return (
        Figure("Tickets opened", f"{tickets.opened:,}", made, difference=opened),
        Figure("Tickets solved", f"{tickets.solved:,}", ToTickets(solved_in(period)), difference=solved),
    )
