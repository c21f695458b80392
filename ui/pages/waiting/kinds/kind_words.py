"""What a kind of write is in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from msgspec import Struct

from app.models.drafts import Body
from app.models.entries import VisitorSnapshot
from app.models.operations import Operation
from app.models.pending import Waiting
from app.services.site import Site
from app.services.tickets.words import TicketWords
from ui.wording.dates import moment_words


class Fact(Struct, frozen=True):
    """Something that was entered, several names below each other. `sent` is the id that stands for it."""

    name: str
    value: str
    sent: str = ""


class Lookup(Struct, frozen=True):
    """What names those whom an operation names by id or not at all."""

    site: Site
    words: TicketWords
    waiting: Callable[[], Waiting]

    def person(self, sent: str) -> str:
        return self.waiting().named.user(sent)

    def supplier(self, sent: str) -> str:
        return self.waiting().named.supplier(sent)

    def visitor(self, arrival: Operation) -> VisitorSnapshot:
        return self.waiting().people.get(arrival.id, VisitorSnapshot())

    def user(self, name: str, body: Body, key: str) -> Fact:
        sent = str(body.get(key, ""))
        return Fact(name, self.person(sent), sent)

    def moment(self, stamp: str | None) -> datetime | None:
        """In the site's zone."""
        return self.site.local(datetime.fromisoformat(stamp)) if stamp else None

    def when(self, stamp: str | None) -> str:
        moment = self.moment(stamp)
        return moment_words(moment, self.site.today()) if moment else ""


class KindWords(Struct, frozen=True):
    """`title` and `whom` tell an operation in the list, `facts` give all that was entered, in the words of the form,
    empty values too.

    `refused` is what it means that it was refused, `discarded` what it means to discard it where that is always the
    same. `alike` is what the server's were recognised by.
    """

    noun: Callable[[Body], str]
    title: Callable[[Lookup, Operation], str]
    facts: Callable[[Lookup, Operation], Iterator[Fact]]
    whom: Callable[[Lookup, Operation], str] = lambda lookup, operation: ""
    refused: str = "It was not created. What you entered is kept here until you decide."
    discarded: str = ""
    alike: str = ""


def titled(lookup: Lookup, operation: Operation) -> str:
    """By the title that somebody wrote."""
    return str(operation.body.get("title", "")) or f"{operation.kind.value.capitalize()} without a title"
