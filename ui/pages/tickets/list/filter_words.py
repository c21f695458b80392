"""What is left out of a list of tickets and how it is sorted, in words for who reads it elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from app.models.objects.ticket_query import URGENCY, TicketQuery
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.pages.tickets.list.further_words import further_words
from ui.pages.tickets.list.order import SORT_WORDS
from ui.wording.dates import day_in_field


def filter_words(query: TicketQuery, words: TicketWords, rows: Iterable[TicketRow]) -> tuple[str, ...]:
    """`rows` are what was let through: who is filtered by is called as they are there."""
    return tuple(_phrases(query, words, tuple(rows)))


def _phrases(query: TicketQuery, words: TicketWords, rows: tuple[TicketRow, ...]) -> Iterator[str]:
    if query.q:
        yield f"Only what is found by “{query.q}”"
    for name, value, known in (
        ("Status", query.status, words.statuses),
        ("Priority", query.priority, words.priorities),
        ("Category", query.category, words.categories),
        ("Agent", query.agent_id, {row.ticket.agent.id: row.ticket.agent.name for row in rows if row.ticket.agent}),
        ("Supplier", query.supplier_id, {s.id: s.name for row in rows if (s := row.ticket.supplier)}),
    ):
        if value:
            yield f"{name}: {_said(value, known)}"
    for day, word in ((query.due_from, "from"), (query.due_to, "until")):
        if day:
            yield f"Due {word} {day_in_field(day)}"
    for on, phrase in (
        (query.mine_only, "Mine only"),
        (query.overdue, "Overdue only"),
    ):
        if on:
            yield phrase
    yield from further_words(query)
    direction = "" if query.sort == "asc" or query.sort_by == URGENCY else ", downwards"
    yield f"Sorted by {SORT_WORDS.get(query.sort_by, query.sort_by).lower()}{direction}"


def _said(values: str, known: Mapping[str, str]) -> str:
    return " or ".join(known.get(value) or value for value in values.split(","))
