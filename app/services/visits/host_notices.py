"""Hosts who weren't told of an arrival: somebody calls them, or they are written to once more."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence

from msgspec.structs import replace

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.operations import FOR_A_PERSON, Kind, Write
from app.models.text.lines import one_line
from app.models.visit_events import LONGEST_NOTE, EventKind
from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Announce, after
from app.services.visits.event_writes import event_write
from app.store.lists.lists import Lists
from app.store.operation_rows import in_states
from app.store.outbox import Outbox


class HostNotices:
    """Where `server_tells`, the server writes to hosts, whichever desk checked the visitor in, and what is done here
    goes to it as what is said of the visit; where `server_hears`, which is any server of our own, that somebody called
    does. Elsewhere this is of arrivals that this desk kept. Each method returns when what it did is on the disk, and
    raises DiskFull or StoreFailed when nothing was kept."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        site: Site,
        desk: str,
        announce: Announce,
        server_tells: Callable[[], bool],
        server_hears: Callable[[], bool],
    ) -> None:
        self._outbox = outbox
        self._lists = lists
        self._site = site
        self._desk = desk
        self._announce = announce
        self._server_tells = server_tells
        self._server_hears = server_hears

    async def called(self, visits: Sequence[VisitRow], note: str = "") -> list[VisitRow]:
        """Keeps that the host was told of these visitors by a person, who may have noted something, all in one
        transaction. Gives those of whom that was kept: not of who isn't in."""
        if self._server_hears():
            return await self._say(EntryKind.HOST_TOLD, visits, note)
        inside = [(visit, came) for visit in visits if (came := await self._lists.check_in_of(visit.id))]
        at, arrivals = self._site.now(), [came for _, came in inside]
        entries = [
            Entry(_again(came), EntryKind.HOST_TOLD, came.visit, at, self._desk, VisitorSnapshot()) for came in arrivals
        ]
        await self._outbox.put((), at, entries=entries, without=await self._refused(arrivals))
        return [visit for visit, _ in inside]

    async def tell_again(self, visit: VisitRow) -> bool:
        """Writes to the host once more, at the address that is known by now; a mail of the same arrival that was
        refused goes. Gives False, and keeps nothing, when no mail can go to them."""
        if self._server_tells():
            return bool(await self._say(EntryKind.TELL_HOST, [visit]))
        came = await self._lists.check_in_of(visit.id)
        mails = await self._announce(EventKind.CHECK_IN, [(visit, came)], None) if came else ()
        to_host = [replace(mail, id=_again(came)) for mail in mails if came and mail.body["to_host"]]
        if came is None or not to_host:
            return False
        await self._outbox.put(to_host, self._site.now(), without=await self._refused([came]))
        return True

    async def _say(self, kind: EntryKind, visits: Sequence[VisitRow], note: str = "") -> list[VisitRow]:
        """To the server and the other desks, after all that is known of each visit. Gives those whose visitors are
        in."""
        inside = [visit for visit in visits if await self._lists.check_ins_of(visit.id)]
        latest = await self._lists.latest([visit.id for visit in inside])
        entries = [
            Entry(
                uuid.uuid4().hex,
                kind,
                visit.id,
                self._site.local(after(before, self._site.moment())),
                self._desk,
                visit.person(),
            )
            for visit, before in zip(inside, latest, strict=True)
        ]
        writes = [_with_note(event_write(entry), one_line(note)[:LONGEST_NOTE]) for entry in entries]
        own = [came for visit in inside if (came := await self._lists.check_in_of(visit.id))]
        await self._outbox.put(writes, self._site.now(), entries=entries, without=await self._refused(own))
        return inside

    async def _refused(self, arrivals: Collection[Entry]) -> list[str]:
        """The mails that tell of these arrivals alone, and that the mail server refused or may not have taken."""
        ids = {came.id for came in arrivals}
        refused = await self._outbox.those(f"kind = ? and {in_states(FOR_A_PERSON)}", Kind.MAIL.value)
        return [mail.id for mail in refused if mail.body["to_host"] and {*mail.body["events"].values()} <= ids]


def _with_note(write: Write, words: str) -> Write:
    return replace(write, body=write.body | {"note": words}) if words else write


def _again(came: Entry) -> str:
    """An id by which the file knows that it is of that check-in."""
    return f"{came.id}-{uuid.uuid4().hex}"
