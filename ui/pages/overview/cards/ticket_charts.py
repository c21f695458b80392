"""The tickets as bars, and as the rows of a table: pure functions of the figures."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.objects.summaries import Numbered
from app.models.objects.ticket_query import TicketQuery
from app.models.statistics.figures import Solved, TicketFigures
from app.models.tickets.views import BUILT_IN
from ui.pages.overview.cards.chart_table import ChartTable
from ui.pages.overview.cards.visit_charts import Drawn
from ui.pages.overview.leads import Lead, ToTickets
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
OLDEST_FIRST = ToTickets(TicketQuery(sort_by="created", sort="asc", is_open=True))


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
    """The list has no filter for an age: it begins with the oldest."""
    counts = list(zip(_AGES, tickets.open_by_age, strict=True))
    bars = tuple(
        Bar(word, word, (count,), f"{word}: {_counted(count)}", role=role, target=OLDEST_FIRST)
        for (word, role), count in counts
    )
    rows = tuple((word, f"{count:,}") for (word, _), count in counts)
    return Drawn(bars, ChartTable(("Open for", "Tickets"), rows, tuple(OLDEST_FIRST for _ in rows)))


def solved_by_category(tickets: TicketFigures) -> Drawn:
    return _solved(
        "Category",
        tickets.solved_by_category,
        "Without a category",
        [ToTickets(TicketQuery(category=one.key)) if one.key else None for one in tickets.solved_by_category],
    )


def solved_by_agent(tickets: TicketFigures) -> Drawn:
    return _solved(
        "Agent",
        tickets.solved_by_agent,
        "Nobody",
        [ToTickets(TicketQuery(agent_id=one.key)) if one.key else None for one in tickets.solved_by_agent],
    )


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
