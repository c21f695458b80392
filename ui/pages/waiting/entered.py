"""What *Waiting changes* says of what was entered: what it is, whom it is for, and every fact of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.models.operations import Operation
from app.models.pending import Waiting
from app.services.site import Site
from app.services.tickets.words import TicketWords
from ui.pages.waiting.kinds.kind_words import Fact, Lookup
from ui.pages.waiting.kinds.kinds import KINDS


def noun_of(operation: Operation) -> str:
    return KINDS[operation.kind].noun(operation.body)


class EnteredFacts:
    """`waiting` gives what waits as it is shown, with whom it is about: what is sent names them by id or not at all."""

    def __init__(self, *, site: Site, words: TicketWords, waiting: Callable[[], Waiting]) -> None:
        self._lookup = Lookup(site, words, waiting)

    def title(self, operation: Operation) -> str:
        return KINDS[operation.kind].title(self._lookup, operation)

    def whom(self, operation: Operation) -> str:
        """A meeting is for its visitors, a ticket for who reported it, an arrival and a mail for whom they are told."""
        return KINDS[operation.kind].whom(self._lookup, operation)

    def when(self, operation: Operation) -> str:
        """When the meeting is, or somebody came or left; nothing for a ticket."""
        return self._lookup.when(operation.body.get("startAt") or operation.body.get("at"))

    def facts(self, operation: Operation) -> Iterator[Fact]:
        """What was entered, in the words of the form; empty values too."""
        return KINDS[operation.kind].facts(self._lookup, operation)
