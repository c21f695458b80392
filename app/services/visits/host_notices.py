"""Hosts who weren't told of an arrival: somebody calls them, or they are written to once more."""

from __future__ import annotations

import uuid

from msgspec.structs import replace

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.operations import FOR_A_PERSON, Kind
from app.models.visit_events import EventKind
from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Announce
from app.store.lists.lists import Lists
from app.store.operation_rows import in_states
from app.store.outbox import Outbox


class HostNotices:
    """Of arrivals that this desk kept: of those of others it doesn't know whether the host was told. Each method
    returns when what it did is on the disk, and raises DiskFull or StoreFailed when nothing was kept."""

    def __init__(self, *, outbox: Outbox, lists: Lists, site: Site, desk: str, announce: Announce) -> None:
        self._outbox = outbox
        self._lists = lists
        self._site = site
        self._desk = desk
        self._announce = announce

    async def called(self, visit: VisitRow) -> bool:
        """Keeps that the host was told by a person. Gives False, and keeps nothing, when the visitor isn't in."""
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
        came = await self._lists.check_in_of(visit.id)
        mails = await self._announce(EventKind.CHECK_IN, [(visit, came)], None) if came else ()
        to_host = [replace(mail, id=_again(came)) for mail in mails if came and mail.body["to_host"]]
        if came is None or not to_host:
            return False
        await self._outbox.put(to_host, self._site.now(), without=await self._refused(came))
        return True

    async def _refused(self, came: Entry) -> list[str]:
        """The mails that tell of this arrival alone, and that the mail server refused or may not have taken."""
        refused = await self._outbox.those(f"kind = ? and {in_states(FOR_A_PERSON)}", Kind.MAIL.value)
        return [mail.id for mail in refused if mail.body["to_host"] and {*mail.body["events"].values()} == {came.id}]


def _again(came: Entry) -> str:
    """An id by which the file knows that it is of that check-in."""
    return f"{came.id}-{uuid.uuid4().hex}"
