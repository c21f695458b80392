"""What a server calls the numbers of statuses, priorities and categories."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.objects.desk_vocabulary import CATEGORIES, PRIORITIES, STATUSES
from app.models.objects.summaries import Numbered, TicketSummary


class TicketWords:
    """The server's numbered words that this desk has met, such as priority 2, "Medium", for filters and forms: by the
    number as text."""

    def __init__(self) -> None:
        self.statuses: dict[str, str] = {}
        self.priorities: dict[str, str] = {}
        self.categories: dict[str, str] = {}

    def know_ours(self) -> None:
        """The server is our own desk server: its words are known, and stand in its order."""
        self.statuses = _by_text(STATUSES) | self.statuses
        self.priorities = _by_text(PRIORITIES) | self.priorities
        self.categories = _by_text(CATEGORIES) | self.categories

    def learn(self, ticket: TicketSummary) -> None:
        """Takes the words of the ticket's status, priority and category."""
        _learn(self.statuses, ticket.status)
        _learn(self.priorities, ticket.priority)
        _learn(self.categories, ticket.category)


def _by_text(words: Mapping[int, str]) -> dict[str, str]:
    return {str(number): word for number, word in words.items()}


def _learn(known: dict[str, str], choice: Numbered | None) -> None:
    if choice and choice.id:
        known[choice.id] = choice.value or choice.id
