"""Hosts who weren't told of an arrival: somebody calls them, or they are written to once more."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from msgspec.structs import replace

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.operations import FOR_A_PERSON, Kind
from app.models.text.lines import one_line
from app.models.visit_events import LONGEST_NOTE, EventKind
from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Announce, after, event_write
from app.store.lists.lists import Lists
from app.store.operation_rows import in_states
from app.store.outbox import Outbox


class HostNotices:
    """Where `server_tells`, the server writes to hosts, whichever desk checked the visitor in, and what is done here
    goes to it as what is said of the visit. Elsewhere this is of arrivals that this desk kept. Each method returns when
    what it did is on the disk, and raises DiskFull or StoreFailed when nothing was kept."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        site: Site,
        desk: str,
        announce: Announce,
        server_tells: Callable[[], bool] = lambda: False,
    ) -> None:
        self._outbox = outbox
        self._lists = lists
        self._site = site
        self._desk = desk
        self._announce = announce
        self._server_tells = server_tells

    async def called(self, visit: VisitRow, note: str = "") -> bool:
        """Keeps that the host was told by a person, who may have noted something. Gives False, and keeps nothing, when
        the visitor isn't in."""
        if self._server_tells():
            return await self._say(EntryKind.HOST_TOLD, visit, note)
        came = await self._lists.check_in_of(visit.id)
        if came is None:
            return False
        at = self._site.now()
        entry = Entry(_again(came), EntryKind.HOST_TOLD, came.visit, at, self._desk, VisitorSnapshot())
        await self._outbox.put((), at, entries=(entry,), without=await self._refused(came))
        return True

    async def tell_again(self, visit: VisitRow) -> bool:
        """Writes to the host once more, at the address that is known by now; a mail of the same arrival that was
        refused goes. Gives False, and keeps nothing, when no mail can go to them."""
        if self._server_tells():
            return await self._say(EntryKind.TELL_HOST, visit)
        came = await self._lists.check_in_of(visit.id)
        mails = await self._announce(EventKind.CHECK_IN, [(visit, came)], None) if came else ()
        to_host = [replace(mail, id=_again(came)) for mail in mails if came and mail.body["to_host"]]
        if came is None or not to_host:
            return False
        await self._outbox.put(to_host, self._site.now(), without=await self._refused(came))
        return True

    async def _say(self, kind: EntryKind, visit: VisitRow, note: str = "") -> bool:
        """To the server and the other desks, after all that is known of the visit. False when the visitor isn't in."""
        if not await self._lists.check_ins_of(visit.id):
            return False
        (latest,) = await self._lists.latest([visit.id])
        at = self._site.local(after(latest, self._site.moment()))
        entry = Entry(uuid.uuid4().hex, kind, visit.id, at, self._desk, visit.person())
        write = event_write(entry)
        if words := one_line(note)[:LONGEST_NOTE]:
            write = replace(write, body=write.body | {"note": words})
        await self._outbox.put([write], self._site.now(), entries=(entry,))
        return True

    async def _refused(self, came: Entry) -> list[str]:
        """The mails that tell of this arrival alone, and that the mail server refused or may not have taken."""
        refused = await self._outbox.those(f"kind = ? and {in_states(FOR_A_PERSON)}", Kind.MAIL.value)
        return [mail.id for mail in refused if mail.body["to_host"] and {*mail.body["events"].values()} == {came.id}]


def _again(came: Entry) -> str:
    """An id by which the file knows that it is of that check-in."""
    return f"{came.id}-{uuid.uuid4().hex}"
