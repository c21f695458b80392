"""Who came and who left: what this desk says, at once and durably, and what the server tells of other desks."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Struct

from app.errors import Refused
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import Change, visits_list
from app.models.operations import Kind, Write
from app.models.terms import Signature, Signed
from app.models.visit_events import EventKind
from app.models.visit_row import Arrival, Present, VisitRow
from app.services.outbox.sync import NO_SUCH_CALL, Sync
from app.services.questions import Questions
from app.services.site import Site
from app.store.lists.lists import Lists
from app.store.lists.on_site import OnSite
from app.store.outbox import Outbox

CAME = (2, 3)
"""The API's numbers of a visit that was checked in or out: the others have nothing to tell."""

OF_VISITS = frozenset(kind.value for kind in EventKind)

Announce = Callable[[EventKind, Sequence[tuple[VisitRow, Entry]], Write | None], Awaitable[Sequence[Write]]]
"""The mails that tell of those who came or left together, or of one who walked in, whose meeting comes with it."""


class Recorded(Struct, frozen=True):
    """What became of a wish: the `entries` that were kept, and the visits for which it was so `already`, as they
    stand."""

    entries: tuple[Entry, ...]
    already: tuple[VisitRow, ...] = ()


class Arrivals:
    """Every method that says something returns when that is on the disk, and raises DiskFull or StoreFailed when
    nothing was kept. Moments are the site's."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        questions: Questions,
        sync: Sync,
        site: Site,
        desk: str,
        announce: Announce,
    ) -> None:
        self.desk = desk
        self._outbox = outbox
        self._lists = lists
        self._questions = questions
        self._sync = sync
        self._site = site
        self._announce = announce
        self._saying = asyncio.Lock()
        """What is said depends on how it stands, so one thing is said after the other."""

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with what changed in the file, an arrival or something else."""
        self._lists.on_change(tell)

    async def on_site(self) -> OnSite:
        """Everybody who is in, as far as this desk knows, and the running roll call."""
        return await self._lists.on_site()

    async def since_before(self, day: date) -> tuple[Present, ...]:
        """Those who are in since an earlier day of the site's calendar: nobody checked them out."""
        first, _ = self._site.bounds(day)
        return tuple(one for one in (await self.on_site()).present if one.since < first)

    async def of(self, visit: str) -> Arrival:
        """By any id that the visit had."""
        (arrival,) = await self._lists.arrivals((visit,))
        return arrival

    async def heard_at(self) -> datetime | None:
        """When the server last told of today's arrivals, in UTC; None when it never did."""
        return await self._lists.heard(visits_list(self._site.today()))

    async def refresh(self, day: date) -> None:
        """What the server says of that day now. A server that has no such call leaves it to this desk. Raises whatever
        else stands in the way."""
        try:
            await self._questions.ask(visits_list(day), lambda api: api.visits.of(day, statuses=CAME), day)
        except Refused as refused:
            if self._sync.takes_arrivals or refused.status not in NO_SUCH_CALL:
                raise
            self._sync.takes_arrivals = False

    async def check_in(self, visits: Iterable[VisitRow], *, signature: Signed | None = None) -> Recorded:
        """Those who aren't in yet. What was signed is kept with the check-in of each, and by itself of who was in
        already."""
        said = await self._say(EventKind.CHECK_IN, visits, signature)
        if signature and said.already:
            await self._signed(said.already, signature)
        return said

    async def check_out(self, visits: Iterable[VisitRow]) -> Recorded:
        """Those who are in."""
        return await self._say(EventKind.CHECK_OUT, visits)

    async def check_out_all(self, present: Iterable[Present]) -> tuple[Entry, ...]:
        """People of whom this desk may know no more than that they are in."""
        async with self._saying:
            asked = tuple(present)
            arrivals = await self._lists.arrivals([one.visit for one in asked])
            still = [one for one, arrival in zip(asked, arrivals, strict=True) if arrival.on_site]
            entries = await self._departures([(one.visit, one.person) for one in still])
            await self._outbox.put(map(_write, entries), self._site.now(), entries=entries)
        return entries

    async def receive(self, meeting: Write, visit: VisitRow, *, signature: Signed | None = None) -> Recorded:
        """Somebody whom nobody invited: keeps their meeting, their check-in and what they signed, in one transaction.
        The same `meeting` again never makes a second one."""
        async with self._saying:
            if (await self.of(visit.id)).on_site:
                return Recorded((), (visit,))
            entries = await self._entries(EntryKind.CHECK_IN, [(visit.id, visit.person())])
            mails = await self._announce(EventKind.CHECK_IN, [(visit, entries[0])], meeting)
            await self._outbox.put(
                [meeting, *map(_write, entries), *mails],
                self._site.now(),
                entries=entries,
                signatures=_signatures(entries, signature),
            )
        return Recorded(entries)

    async def undo(self, said: Iterable[Entry]) -> None:
        """Takes back what was said, and the mails about it that didn't leave yet: of somebody who has been told, that
        can't be taken back. A mail about several goes with all of them."""
        before = {entry.id: entry for entry in said}
        async with self._saying:
            about = [(entry.visit, entry.person) for entry in before.values()]
            entries = await self._entries(EntryKind.UNDO, about, undoes=[*before])
            waiting = await self._outbox.those("kind = ? and state != 'sent'", Kind.MAIL.value)
            mails = [row.id for row in waiting if before.keys() >= {*row.body["events"].values()}]
            await self._outbox.put(map(_write, entries), self._site.now(), entries=entries, without=mails)

    async def note(
        self, kind: EntryKind, visit: str = "", person: VisitorSnapshot | None = None, *, undoes: str = ""
    ) -> Entry:
        """Keeps something that stays at this desk: a badge that was printed, somebody who was found safe."""
        (entry,) = await self._entries(kind, [(visit, person or VisitorSnapshot())], undoes=[undoes] if undoes else ())
        await self._outbox.put((), self._site.now(), entries=(entry,))
        return entry

    async def note_each(self, kind: EntryKind, about: Iterable[tuple[str, VisitorSnapshot]]) -> None:
        """The same of several visits, of all or of none."""
        await self._outbox.put((), self._site.now(), entries=await self._entries(kind, [*about]))

    async def _say(self, kind: EventKind, visits: Iterable[VisitRow], signed: Signed | None = None) -> Recorded:
        wanted = {visit.id: visit for visit in visits if visit.invited}
        async with self._saying:
            due: list[VisitRow] = []
            already: list[VisitRow] = []
            for visit, arrival in zip(wanted.values(), await self._lists.arrivals([*wanted]), strict=True):
                fits = arrival.on_site is (kind is EventKind.CHECK_OUT)
                (due if fits else already).append(with_arrival(visit, arrival))
            about = [(visit.id, visit.person()) for visit in due]
            if kind is EventKind.CHECK_OUT:
                entries = await self._departures(about)
            else:
                entries = await self._entries(EntryKind.CHECK_IN, about)
            if entries:
                mails = await self._announce(kind, list(zip(due, entries, strict=False)), None)
                writes = [*map(_write, entries), *mails]
                signatures = _signatures(entries, signed)
                await self._outbox.put(writes, self._site.now(), entries=entries, signatures=signatures)
        return Recorded(entries, tuple(already))

    async def _departures(self, leaving: Sequence[tuple[str, VisitorSnapshot]]) -> tuple[Entry, ...]:
        """And after them those of the same visitors from days on which nobody checked them out: who has left isn't in
        for another reason."""
        others = await self._lists.others_inside([visit for visit, _ in leaving])
        about = dict([*leaving, *((other.visit, other.person) for other in others)])
        return await self._entries(EntryKind.CHECK_OUT, [*about.items()])

    async def _signed(self, visits: Iterable[VisitRow], signed: Signed) -> None:
        entries = await self._entries(EntryKind.SIGNED, [(visit.id, visit.person()) for visit in visits])
        await self._outbox.put((), self._site.now(), entries=entries, signatures=_signatures(entries, signed))

    async def _entries(
        self, kind: EntryKind, about: Sequence[tuple[str, VisitorSnapshot]], undoes: Sequence[str] = ()
    ) -> tuple[Entry, ...]:
        """Each happens after everything that is known of its visit, also when a clock was set back or another desk's is
        ahead: else who is checked out before their arrival stays in. `undoes` are the entries that these take back."""
        now, of_visits = self._site.moment(), kind.value in OF_VISITS
        latest = await self._lists.latest([visit for visit, _ in about] if of_visits else ())
        known = latest or (None,) * len(about)
        return tuple(
            Entry(uuid.uuid4().hex, kind, visit, self._site.local(_after(before, now)), self.desk, person, undone)
            for (visit, person), before, undone in zip(about, known, undoes or [""] * len(about), strict=True)
        )


def _after(before: datetime | None, now: datetime) -> datetime:
    return now if before is None or before < now else before + timedelta(microseconds=1)


def with_arrival(visit: VisitRow, arrival: Arrival) -> VisitRow:
    """The row as it stands with its arrival now."""
    return msgspec.structs.replace(visit, arrival=arrival)


def _signatures(entries: Iterable[Entry], signed: Signed | None) -> list[Signature]:
    return [Signature(one.id, one.visit, one.at, signed) for one in entries] if signed else []


def _write(entry: Entry) -> Write:
    """The body is the event, and of which visit; that part goes into the path."""
    body = {"visit": entry.visit, "kind": entry.kind.value, "at": entry.at.isoformat(), "desk": entry.desk}
    return Write(entry.id, Kind.ARRIVAL, body | ({"undoes": entry.undoes} if entry.undoes else {}))
