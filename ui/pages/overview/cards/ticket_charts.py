"""The tickets as bars, and as the rows of a table: pure functions of the figures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from app.models.objects.summaries import Numbered
from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.figures import AGES, Solved, TicketFigures
from app.models.statistics.period import Period
from app.models.tickets.views import BUILT_IN
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.cards.visit_charts import Drawn
from ui.pages.overview.leads import Lead, ToTickets, solved_in
from ui.pages.overview.words import length_words
from ui.reception.tickets.status_style import status_style
from ui.widgets.charts.bars import Bar

_AGES = (
    ("Under 1 day", "accent"),
    ("1 to 3 days", "accent"),
    ("4 to 7 days", "accent"),
    ("8 to 14 days", "late"),
    ("Over 14 days", "rejected"),
)
"""In the order of AGES."""

OVERDUE = ToTickets(next(view.query for view in BUILT_IN if view.query.overdue))


def by_status(tickets: TicketFigures) -> Drawn:
    bars, rows, leads = [], [], []
    for one in tickets.by_status:
        word, mark, role = status_style(Numbered(str(one.status), one.label))
        lead = ToTickets(TicketQuery(status=str(one.status)))
        spoken = f"{word}: {_counted(one.count)}"
        bars.append(Bar(one.status, word, (one.count,), spoken, mark=mark, role=role, target=lead))
        rows.append((word, f"{one.count:,}"))
        leads.append(lead)
    return Drawn(tuple(bars), ChartTable(("Status", "Tickets"), tuple(rows), tuple(leads)))


def by_age(tickets: TicketFigures) -> Drawn:
    counts = list(zip(_AGES, tickets.open_by_age, strict=True))
    leads = tuple(
        ToTickets(TicketQuery(sort_by="created", sort="asc", age_from=least, age_below=below))
        for least, below in zip((0, *AGES), (*AGES, None), strict=True)
    )
    bars = tuple(
        Bar(word, word, (count,), f"{word}: {_counted(count)}", role=role, target=lead)
        for ((word, role), count), lead in zip(counts, leads, strict=True)
    )
    rows = tuple((word, f"{count:,}") for (word, _), count in counts)
    return Drawn(bars, ChartTable(("Open for", "Tickets"), rows, leads))


def solved_by_category(tickets: TicketFigures, period: Period) -> Drawn:
    solved = solved_in(period)
    leads = [
        ToTickets(replace(solved, category=one.key, without_category=not one.key)) for one in tickets.solved_by_category
    ]
    return _solved("Category", tickets.solved_by_category, "Without a category", leads)


def solved_by_agent(tickets: TicketFigures, period: Period) -> Drawn:
    solved = solved_in(period)
    leads = [ToTickets(replace(solved, agent_id=one.key, unassigned=not one.key)) for one in tickets.solved_by_agent]
    return _solved("Agent", tickets.solved_by_agent, "Nobody", leads)


def _solved(first: str, found: Sequence[Solved], nobody: str, leads: Sequence[Lead | None]) -> Drawn:
    bars = tuple(
        Bar(
            one.key,
            one.label or one.key or nobody,
            (one.median,),
            f"{one.label or one.key or nobody}: {length_words(one.median)}, of {one.count:,} solved",
            shown=(length_words(one.median),),
            target=lead,
        )
        for one, lead in zip(found, leads, strict=True)
    )
    rows = tuple((bar.label, bar.shown[0], f"{one.count:,}") for bar, one in zip(bars, found, strict=True))
    return Drawn(bars, ChartTable((first, "Median time", "Solved"), rows, tuple(leads)))


def _counted(count: int) -> str:
    return "1 ticket" if count == 1 else f"{count:,} tickets"
