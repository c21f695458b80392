"""Tickets that are worked on: kept at this desk first, and sent by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.errors import OnItsWay
from app.models.drafts import Body
from app.models.merging.conflict import Conflict
from app.models.operations import EDITABLE, Kind, Operation, State, Write
from app.models.tickets.change import TicketChange, way_back
from app.models.tickets.fields import plain
from app.services.outbox.sync import Sync
from app.services.site import Site
from app.services.tickets.conflicts import conflict_in, resolved
from app.services.tickets.drawing import TicketDrawing
from app.services.tickets.tickets import TicketRow
from app.store.changes.stored_changes import StoredChanges
from app.store.lists.lists import Lists
from app.store.outbox import Outbox
from app.store.tickets.attachment_files import AttachmentFiles


class TicketChanges:
    """Each method raises StoreFailed, and one that keeps something DiskFull, too; then nothing was kept. When one
    returns, what it keeps is on the disk and in the lists. The same `operation_id` again never does anything twice.

    `exist` says whether the server has these calls, None while nobody knows.
    """

    def __init__(
        self,
        *,
        stored: StoredChanges,
        outbox: Outbox,
        lists: Lists,
        sync: Sync,
        site: Site,
        drawing: TicketDrawing,
        files: AttachmentFiles,
        exist: Callable[[], bool | None],
    ) -> None:
        self._stored = stored
        self._outbox = outbox
        self._lists = lists
        self._sync = sync
        self._site = site
        self._drawing = drawing
        self._files = files
        self._exist = exist

    @property
    def can_change(self) -> bool:
        """Whether the server takes any of it: our own desk server does."""
        return bool(self._exist())

    @property
    def why_not(self) -> str:
        """One sentence for a person; "" when it can."""
        if self.can_change:
            return ""
        if self._exist() is None:
            return "Whether this server lets tickets be changed is known once it has answered."
        return "This server lists tickets and takes new ones; to change them here, Foyer's own desk server is needed."

    async def save(self, rows: Sequence[TicketRow], fields: Mapping[str, Any], operation_id: str) -> None:
        """Each of these tickets gets the values of `fields`, by the names of the call: app/models/tickets/fields.py;
        an empty one may be None. A ticket that has them already is left alone. All are kept, or none."""
        wishes = plain(fields)
        writes = []
        for number, row in enumerate(rows):
            base, shown = self._drawing.values(row)
            wanted = {name: value for name, value in wishes.items() if shown.get(name) != value}
            expected = {name: value for name, value in shown.items() if name in base and base[name] != value}
            if wanted:
                change = TicketChange(row.ticket.id, row.ticket.title, base, wanted, expected)
                operation = f"{operation_id}/{number}" if number else operation_id
                writes.append(Write(operation, Kind.TICKET_CHANGE, change.body()))
        await self._put(writes)

    async def comment(
        self, row: TicketRow, text: str, operation_id: str, *, internal: bool = False, from_requester: bool = False
    ) -> None:
        """`internal` isn't for the requester; `from_requester` was said by them, and somebody wrote it down here."""
        said = {"text": text, "internal": internal, "fromRequester": from_requester}
        await self._put([Write(operation_id, Kind.TICKET_COMMENT, _about(row) | said)])

    async def attach(self, row: TicketRow, content: Path | bytes, operation_id: str, *, name: str = "") -> None:
        """A file, or what one holds that is called `name`: a copy of it is kept here, and sent piece by piece. Raises
        FileFailed when it can't be read, is empty or larger than 20 MB."""
        called = name or (content.name if isinstance(content, Path) else "")
        file = await self._files.keep(called, content)
        try:
            kept = {"name": called, "digest": file.digest, "size": file.size}
            await self._put([Write(operation_id, Kind.TICKET_ATTACHMENT, _about(row) | kept)])
        finally:
            self._files.named(file)

    async def relate(self, row: TicketRow, other: TicketRow, operation_id: str, *, same: bool = False) -> None:
        """The two have to do with each other. `same`: `row` is closed, as the same as the other."""
        await self._put([Write(operation_id, Kind.TICKET_RELATION, _about(row) | _relation(other, same=same))])

    async def unrelate(self, row: TicketRow, other: str, operation_id: str) -> None:
        """The ticket with the id `other` has nothing to do with it any more."""
        ends = {"other": other, "otherTitle": "", "same": False, "ends": True}
        await self._put([Write(operation_id, Kind.TICKET_RELATION, _about(row) | ends)])

    async def undo(self, operation_id: str) -> None:
        """Takes all back that was kept under that id: drops it, or sends the way back when it has left this desk. What
        there isn't any more is taken back already. Raises OnItsWay when there is no way back: of a comment or a file
        that was sent."""
        for row in reversed(await self._outbox.those(_OF_ID, operation_id, operation_id, operation_id)):
            if row.state in EDITABLE:
                await self._sync.discard(row.id)
            else:
                await self._put([_back(row)])

    async def conflict(self, operation_id: str) -> Conflict | None:
        """Why the change needs a person; None when it doesn't, or isn't there any more."""
        row = await self._waiting_for_a_person(operation_id)
        return conflict_in(row, self._site.zone, await self._lists.named_in(row.body)) if row else None

    async def resolve(self, operation_id: str, choices: Mapping[str, str]) -> None:
        """A person chose of each conflict, by its key, "theirs" or "yours"; what isn't named is yours. It is compared
        once more before it is sent: with what the server has then."""
        row = await self._waiting_for_a_person(operation_id)
        if row is None:
            return
        change = resolved(row, choices, self._site.zone)
        if change is None:
            await self._sync.discard(operation_id)
        else:
            await self._stored.set_resolved(operation_id, self._site.now(), change.body())

    async def _waiting_for_a_person(self, operation_id: str) -> Operation | None:
        row = await self._outbox.get(operation_id)
        unclear = row is not None and row.kind is Kind.TICKET_CHANGE and row.state is State.UNCLEAR
        return row if unclear else None

    async def _put(self, writes: Sequence[Write]) -> None:
        if writes:
            await self._outbox.put(writes, self._site.now())


def _about(row: TicketRow) -> Body:
    return {"ticket": row.ticket.id, "title": row.ticket.title}


def _relation(other: TicketRow, *, same: bool) -> Body:
    return {"other": other.ticket.id, "otherTitle": other.ticket.title, "same": same, "ends": False}


def _back(row: Operation) -> Write:
    """What takes it back. Raises OnItsWay when nothing does."""
    identity = f"{row.id}-undo"
    if row.kind is Kind.TICKET_CHANGE:
        change = way_back(TicketChange.of(row.body))
        if change.wanted:
            return Write(identity, row.kind, change.body())
    if row.kind is Kind.TICKET_RELATION and not row.body["same"]:
        return Write(identity, row.kind, row.body | {"ends": not row.body["ends"]})
    raise OnItsWay("it was sent, and nothing takes it back")


_OF_ID = "(operation = ? or (operation >= ? || '/' and operation < ? || '0'))"
"""The operations that one wish made: of several tickets the first has its id, the others that and a number."""
