"""What somebody did with a ticket: values of it, a comment, a file, another ticket that has to do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.models.operations import Operation
from app.models.tickets.change import TicketChange
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup, titled
from ui.wording.tickets.ticket_words import LABELS, size_words, ticket_value_words

_REFUSED = "The ticket stands on the server without it. What you entered is kept here until you decide."
_DISCARDED = "The ticket stays as the server has it."


def _changed(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    change = TicketChange.of(operation.body)
    before = change.base | change.expected
    yield Fact("Ticket", change.title)
    for name, value in change.wanted.items():
        after = _value(lookup, name, value)
        was = f"\nwas {_value(lookup, name, before[name])}" if name in before else ""
        yield Fact(LABELS.get(name, name), f"{after}{was}")


def _value(lookup: Lookup, name: str, value: Any) -> str:
    sent = str(value)
    name_of = lookup.supplier(sent) if name == "supplierId" else lookup.person(sent)
    return ticket_value_words(name, value, {sent: name_of}, lookup.words, lookup.site)


def _commented(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    yield Fact("Ticket", titled(lookup, operation))
    yield Fact("Text", str(operation.body["text"]))
    yield Fact("For", "the desks only" if operation.body["internal"] else "the requester, too")


def _related(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    yield Fact("Ticket", titled(lookup, operation))
    yield Fact("Other ticket", operation.body["otherTitle"] or operation.body["other"])
    yield Fact("Same as another", "yes" if operation.body["same"] else "")


def _attached(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    body, received = operation.body, operation.progress.get("received", 0)
    yield Fact("Ticket", titled(lookup, operation))
    yield Fact("File", str(body["name"]))
    yield Fact("Size", size_words(body["size"]))
    yield Fact("At the server", size_words(received) if received else "")


TICKET_CHANGE = KindWords(
    noun=lambda body: "change of a ticket",
    title=titled,
    facts=_changed,
    refused=_REFUSED,
    discarded=_DISCARDED,
)
TICKET_COMMENT = KindWords(
    noun=lambda body: "internal note" if body["internal"] else "comment",
    title=titled,
    facts=_commented,
    refused=_REFUSED,
    discarded="It is nowhere else: nobody will read it.",
)
TICKET_RELATION = KindWords(
    noun=lambda body: "end of a relation of tickets" if body["ends"] else "relation of tickets",
    title=titled,
    facts=_related,
    refused=_REFUSED,
    discarded=_DISCARDED,
)
TICKET_ATTACHMENT = KindWords(
    noun=lambda body: "attached file",
    title=titled,
    facts=_attached,
    refused=_REFUSED,
    discarded="The copy of the file at this desk is deleted. The file it came from stays where it is.",
)
