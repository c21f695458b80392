"""What tickets are filtered by without a control of its own, in words: a saved view or a figure of Overview asks so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.models.objects.ticket_query import TicketQuery
from ui.wording.dates import day_in_field, span_words


def further_words(query: TicketQuery) -> Iterator[str]:
    for on, phrase in (
        (query.unassigned, "Without an agent"),
        (query.without_category, "Without a category"),
        (query.is_open, "Open ones only"),
        (query.archived, "Archived ones only"),
        (query.favorite, "Favourites only"),
    ):
        if on:
            yield phrase
    if words := _days_words(query.created_from, query.created_to):
        yield f"Opened {words}"
    if words := _days_words(query.solved_from, query.solved_to):
        yield f"Solved {words}"
    if query.has_age:
        yield f"Open for {_age_words(query.age_from, query.age_below)}"


def _days_words(first: date | None, last: date | None) -> str:
    if first and last:
        return f"on {day_in_field(first)}" if first == last else span_words(first, last, short=True)
    ends = (("from", first), ("until", last))
    return " ".join(f"{word} {day_in_field(day)}" for word, day in ends if day)


def _age_words(least: int, below: int | None) -> str:
    """ "under 1 day", "4 to 7 days", "15 days or more"."""
    if below is None:
        return f"{_days(least)} or more"
    if not least:
        return f"under {_days(below)}"
    return _days(least) if below == least + 1 else f"{least} to {_days(below - 1)}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
