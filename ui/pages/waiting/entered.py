"""What *Waiting changes* says of what was entered: what it is, whom it is for, and every fact of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from app.models.entries import VisitorSnapshot
from app.models.objects.meeting import Recurrence
from app.models.operations import Kind, Operation
from app.models.pending import Waiting
from app.services.site import Site
from app.services.tickets.tickets import TicketWords
from ui.wording.dates import moment_words
from ui.wording.repeat_words import recurrence_words

_NAMED = 2
_ARRIVALS = {"check-in": "arrival", "check-out": "departure", "undo": "undo"}
_DID = {"check-in": " has arrived", "check-out": " has left", "undo": ": what was said is taken back"}


class Fact(Struct, frozen=True):
    """Something that was entered, several names below each other. `sent` is the id that stands for it."""

    name: str
    value: str
    sent: str = ""


def noun_of(operation: Operation) -> str:
    if operation.kind is Kind.ARRIVAL:
        return _ARRIVALS[str(operation.body["kind"])]
    noun: str = operation.kind.value
    return noun


class EnteredFacts:
    """`waiting` gives what waits as it is shown, with whom it is about: what is sent names them by id or not at all."""

    def __init__(self, *, site: Site, words: TicketWords, waiting: Callable[[], Waiting]) -> None:
        self._site = site
        self._words = words
        self._waiting = waiting

    def title(self, operation: Operation) -> str:
        match operation.kind:
            case Kind.ARRIVAL:
                return f"{self._of_arrival(operation).name or 'A visitor'}{_DID[operation.body['kind']]}"
            case Kind.MAIL:
                return str(operation.body["subject"])
            case _:
                return str(operation.body.get("title", "")) or f"{noun_of(operation).capitalize()} without a title"

    def whom(self, operation: Operation) -> str:
        """A meeting is for its visitors, a ticket for who reported it, an arrival and a mail for whom they are told."""
        match operation.kind:
            case Kind.TICKET:
                return self._person(operation.body.get("notifierId", ""))
            case Kind.ARRIVAL:
                return self._of_arrival(operation).host
            case Kind.MAIL:
                return str(operation.body["name"])
        names = _visitors(operation.body)
        further = len(names) - _NAMED
        return ", ".join(names[:_NAMED]) + (f" and {further} more" if further > 0 else "") or "Nobody invited"

    def when(self, operation: Operation) -> str:
        """When the meeting is, or somebody came or left; nothing for a ticket."""
        moment = self._moment(operation.body.get("startAt") or operation.body.get("at"))
        return moment_words(moment, self._site.today()) if moment else ""

    def facts(self, operation: Operation) -> Iterator[Fact]:
        """What was entered, in the words of the form; empty values too."""
        match operation.kind:
            case Kind.MEETING:
                yield from self._meeting(operation.body)
            case Kind.TICKET:
                yield from self._ticket(operation.body)
            case Kind.ARRIVAL:
                person = self._of_arrival(operation)
                yield Fact("Visitor", person.name)
                yield Fact("Company", person.company)
                yield Fact("Host", person.host)
                yield Fact("Meeting", person.meeting)
                yield Fact("Time", self.when(operation))
            case Kind.MAIL:
                yield Fact("To", str(operation.body["name"]))
                yield Fact("Address", str(operation.body["to"]))
                yield Fact("Subject", str(operation.body["subject"]))
                yield Fact("Text", " ".join(str(operation.body["text"]).splitlines()))

    def _meeting(self, body: dict[str, Any]) -> Iterator[Fact]:
        yield Fact("Title", str(body.get("title", "")))
        yield Fact("Time", self._time(body))
        yield self._fact("Host", body, "hostId")
        yield Fact("Visitors", "\n".join(_visitors(body)))
        yield Fact("Attendees", "\n".join(self._person(one) for one in body.get("userIds", ())))
        repeats = Recurrence(**body["recurrence"]) if "recurrence" in body else None
        yield Fact("Repeats", recurrence_words(repeats, self._moment(body.get("startAt"))))
        yield Fact("Description", str(body.get("description", "")))

    def _ticket(self, body: dict[str, Any]) -> Iterator[Fact]:
        supplier = str(body.get("supplierId", ""))
        yield Fact("Title", str(body.get("title", "")))
        yield self._fact("Notifier", body, "notifierId")
        yield self._fact("Creator", body, "creatorId")
        yield self._fact("Agent", body, "agentId")
        yield Fact("Supplier", self._waiting().named.supplier(supplier), supplier)
        yield _word("Category", body, "categoryId", self._words.categories)
        yield _word("Priority", body, "priorityId", self._words.priorities)
        yield Fact("Due date", str(body.get("dueDate", "")))
        yield Fact("Reference", str(body.get("reference", "")))
        yield Fact("Description", str(body.get("description", "")))

    def _fact(self, name: str, body: dict[str, Any], key: str) -> Fact:
        sent = str(body.get(key, ""))
        return Fact(name, self._person(sent), sent)

    def _person(self, sent: str) -> str:
        return self._waiting().named.user(sent)

    def _of_arrival(self, operation: Operation) -> VisitorSnapshot:
        return self._waiting().people.get(operation.id, VisitorSnapshot())

    def _time(self, body: dict[str, Any]) -> str:
        """ "Fri 13 March, 12:00 to 13:30", with the end's day where it is another one."""
        starts, ends = self._moment(body.get("startAt")), self._moment(body.get("endAt"))
        if starts is None or ends is None:
            return ""
        today = self._site.today()
        until = f"{ends:%H:%M}" if starts.date() == ends.date() else moment_words(ends, today)
        return f"{moment_words(starts, today)} to {until}"

    def _moment(self, stamp: str | None) -> datetime | None:
        return self._site.local(datetime.fromisoformat(stamp)) if stamp else None


def _word(name: str, body: dict[str, Any], key: str, known: dict[str, str]) -> Fact:
    sent = str(body.get(key, ""))
    return Fact(name, known.get(sent, sent), sent)


def _visitors(body: dict[str, Any]) -> list[str]:
    return [f"{one.get('firstName', '')} {one.get('lastName', '')}".strip() for one in body.get("visitors", ())]
