"""A ticket as this desk shows it: what the server told, or what was asked for, and on top of it what waits."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from app.models.contacts import Named
from app.models.drafts import Body
from app.models.objects.summaries import TicketSummary, ticket_summary
from app.models.operations import SAID, Kind, Operation
from app.models.tickets.change import STATUS, TicketChange, shown_on
from app.models.tickets.fields import (
    ATTRIBUTES,
    CUSTOM,
    DUE,
    FLAGS,
    NUMBERED,
    ONE_ONLY,
    RECURRENCE,
    SUPPLIER,
    TEXTS,
    USERS,
    Values,
    plain,
    values_in,
)
from app.models.tickets.steps import CLOSED, IN_PROGRESS, ON_HOLD
from app.models.values.json_fields import list_under, object_of
from app.services.site import Site
from app.services.visits.visit import person_asked_for
from app.store.lists.ticket_pages import TicketItem

if TYPE_CHECKING:
    from app.models.objects.ticket import Ticket
    from app.services.tickets.tickets import TicketRow
    from app.services.tickets.words import TicketWords


class TicketDrawing:
    """`desk` is this desk's name, which stands at what it wrote."""

    def __init__(self, *, site: Site, words: TicketWords, desk: str) -> None:
        self.words = words
        self._site = site
        self._desk = desk
        self._done: Mapping[Kind, Callable[[Body, Operation, Named], Body]] = {
            Kind.TICKET_CHANGE: self._changed,
            Kind.TICKET_COMMENT: self._commented,
            Kind.TICKET_RELATION: self._related,
            Kind.TICKET_ATTACHMENT: self._attached,
        }

    def summary(self, item: TicketItem) -> TicketSummary:
        """As much of it as the list draws. Raises ValueError when the item isn't a ticket."""
        piece = item.piece
        if item.changes or item.operation:
            told = self._on_top(self._told(piece, item.operation, item.named), item.changes, item.named)
            piece = json.dumps(told).encode()
        return ticket_summary(piece, self._site.zone)

    def whole(self, row: TicketRow) -> Ticket:
        """Everything that is known of a ticket. Of one that can't be read whole, its id and title."""
        from app.models.objects.reading import Reader
        from app.models.objects.ticket import Ticket

        try:
            told = self._told(row.piece, row.operation, row.named, row.older)
            told = self._on_top(told, row.changes, row.named)
            return Reader(Ticket, "ticket").read_one(json.dumps(told).encode(), self._site.zone)
        except ValueError:
            return Ticket(id=row.ticket.id, title=row.ticket.title)

    def values(self, row: TicketRow) -> tuple[Values, Values]:
        """What can be changed of it: as the server has it, {} of a ticket that waits itself; and as it is shown."""
        told, zone = self._told(row.piece, row.operation, row.named, row.older), self._site.zone
        shown = values_in(self._on_top(told, row.changes, row.named), zone)
        return {} if row.operation else values_in(told, zone), shown

    def _told(self, piece: bytes, operation: Operation | None, named: Named, older: bytes = b"") -> Body:
        """What only a single ticket tells is as it was told last, until it is told anew."""
        if operation:
            return self._asked_for(operation, named)
        before = object_of(older, "ticket") if older else {}
        return {name: before[name] for name in ONE_ONLY if name in before} | dict(object_of(piece, "ticket"))

    def _asked_for(self, operation: Operation, named: Named) -> Body:
        """The ticket that an operation asks for, as a server would tell it."""
        told: Body = {"id": operation.id, "createdAt": operation.entered_at.isoformat()}
        told |= {name: operation.body[name] for name in ("visit", RECURRENCE) if name in operation.body}
        return self._with(told, plain({name: operation.body[name] for name in _ASKED if name in operation.body}), named)

    def _on_top(self, told: Body, changes: tuple[Operation, ...], named: Named) -> Body:
        for one in changes:
            told = self._done[one.kind](told, one, named)
        return told

    def _with(self, told: Body, values: Values, named: Named) -> Body:
        """`told` with these values, by the names of a request."""
        return told | {
            ATTRIBUTES.get(name, name): self._attribute(name, value, named) for name, value in values.items()
        }

    def _attribute(self, name: str, value: object, named: Named) -> object:
        sent = str(value)
        if name in NUMBERED:
            return {"id": sent, "value": self._words(name).get(sent, sent)} if sent else None
        if name in USERS or name == _CREATOR:
            return person_asked_for(sent, named) if sent else None
        if name == SUPPLIER:
            return {"id": sent, "name": named.supplier(sent)} if sent else None
        if name == DUE:
            return self._due_at(sent).isoformat() if sent else None
        if name == RECURRENCE:
            return value or None
        return value

    def _words(self, name: str) -> Mapping[str, str]:
        by_name = {"categoryId": self.words.categories, "priorityId": self.words.priorities}
        return by_name.get(name, self.words.statuses)

    def _changed(self, told: Body, operation: Operation, named: Named) -> Body:
        change = TicketChange.of(operation.body)
        before = values_in(told, self._site.zone)
        after = shown_on(before, change.wanted)
        return self._with(told, {name: value for name, value in after.items() if before.get(name) != value}, named)

    def _commented(self, told: Body, operation: Operation, named: Named) -> Body:
        body = operation.body
        comment = {name: body[name] for name in SAID} | self._mark(operation)
        told = _one_more(told, "comments", "commentCount", comment)
        holds = values_in(told, self._site.zone)[STATUS] == str(ON_HOLD)
        return self._with(told, {STATUS: str(IN_PROGRESS)}, named) if body["fromRequester"] and holds else told

    def _related(self, told: Body, operation: Operation, named: Named) -> Body:
        body = operation.body
        others = [one for one in list_under(told, "related") if one.get("id") != body["other"]]
        if body["ends"]:
            return told | {"related": others, "relatedTicketCount": len(others)}
        other = {"id": body["other"], "title": body["otherTitle"], "same": body["same"], "operation": operation.id}
        told = told | {"related": [*others, other], "relatedTicketCount": len(others) + 1}
        return self._with(told, {STATUS: str(CLOSED)}, named) if body["same"] else told

    def _attached(self, told: Body, operation: Operation, named: Named) -> Body:
        body, received = operation.body, operation.progress.get("received", 0)
        attachment = {name: body[name] for name in ("digest", "name", "size")} | {"received": received}
        others = [one for one in list_under(told, "attachments") if one.get("digest") != body["digest"]]
        told = told | {"attachments": others}  # a server that has a half of it tells of that
        return _one_more(told, "attachments", "attachmentCount", attachment | self._mark(operation))

    def _mark(self, operation: Operation) -> Body:
        return {"id": operation.id, "operation": operation.id, "by": self._desk, "at": operation.entered_at.isoformat()}

    def _due_at(self, day: str) -> datetime:
        """The last second of the due day at the site, in UTC, as servers make it of a day."""
        return self._site.bounds(date.fromisoformat(day))[1] - timedelta(seconds=1)


def _one_more(told: Body, name: str, count: str, one: Body) -> Body:
    before = told.get(count)
    return told | {name: [*list_under(told, name), one], count: (before if isinstance(before, int) else 0) + 1}


_CREATOR = "creatorId"
_ASKED = (*TEXTS, *ATTRIBUTES, *FLAGS, CUSTOM)
