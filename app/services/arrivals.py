"""Who came and who left: what this desk says, at once and durably, and what the server tells of other desks."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.errors import Refused
from app.models.arrival import EventKind
from app.models.reading import Reader
from app.models.terms import Signature, Signed
from app.models.visit import VisitOnServer
from app.services.arrival import Arrival
from app.services.connection import Connection
from app.services.present import Present
from app.services.sending import visits_list
from app.services.site import Site
from app.services.sync import NO_SUCH_CALL, Sync
from app.services.visit import Visit
from app.services.visit_book import EVENTS, VisitBook
from app.store.cache import Cache, Stored
from app.store.journal import Entry, EntryKind, Journal, Person
from app.store.outbox import Kind, Operation, Write

RECENT = timedelta(days=1)
"""What happened this long ago is known in the first window; what was before that, soon after."""

EARLIEST = timedelta(days=30)
"""What was before that is known once its day is looked at."""

A_DAY = timedelta(days=1)

CAME = (2, 3)
"""The API's numbers of a visit that was checked in or out: the others have nothing to tell."""

Announce = Callable[[EventKind, Sequence[tuple[Visit, Entry]]], Sequence[Write]]
"""The mails that tell of those who came or left together."""


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a wish: the `entries` that were kept, and the visits for which it was so `already`."""

    entries: tuple[Entry, ...]
    already: tuple[Visit, ...]


class Arrivals:
    """`on_change` listeners are told of what the journal alone says, and of what other desks said; of the rest, sync
    tells its own. `heard_at` is when the server last told of today's arrivals, None when it never did."""

    def __init__(
        self,
        *,
        journal: Journal,
        cache: Cache,
        sync: Sync,
        connection: Connection,
        site: Site,
        desk: str,
        announce: Announce,
    ) -> None:
        self.desk = desk
        self.heard_at: datetime | None = None
        self._journal = journal
        self._cache = cache
        self._sync = sync
        self._connection = connection
        self._site = site
        self._announce = announce
        self._reader = Reader(VisitOnServer, "visit")
        self._book = VisitBook(sync=sync, site=site)
        self._heard: dict[date, int] = {}  # by the hash of what was told: the same again is no news
        self._recalled: set[date] = set()
        self._asks = 0
        self._answered: dict[date, int] = {}
        self._saying: set[str] = set()
        self._told: list[Callable[[], None]] = []
        self._book.learn(journal.entries_now(site.now() - RECENT))
        stored = cache.stored_now(visits_list(site.today()))
        if stored is not None:
            self.heard_at = stored.heard_at
            self._take(site.today(), stored.pieces, self._reader.read(stored.pieces).items)

    def on_change(self, tell: Callable[[], None]) -> None:
        self._told.append(tell)

    def of(self, visit: str) -> Arrival:
        """By the visit's id. The same object as long as nothing changed."""
        return self._book.of(visit)

    @property
    def known(self) -> Mapping[str, Arrival]:
        """Every visit of which something is known, by its id."""
        return self._book.known

    def entries(self, *kinds: EntryKind) -> list[Entry]:
        """What this desk's journal says of those kinds, in the order of time."""
        return self._book.entries(*kinds)

    def whom(self, operation: Operation) -> Person:
        """Whom an arrival is about that waits to be sent, as far as this desk knows."""
        entry = self._book.entry(operation.body["visit"], operation.id)
        return entry.person if entry else Person()

    def on_site(self) -> list[Present]:
        """Everybody who is in, as far as this desk knows, those first who came first."""
        return self._book.on_site()

    async def recall(self) -> None:
        """What happened before the latest days: for after the first window. A day at a time, so that nothing waits."""
        until = self._site.now() + A_DAY
        oldest = until - EARLIEST
        while until > oldest:
            self._book.learn(await self._journal.entries(until - A_DAY, until))
            until -= A_DAY
        self._tell()

    async def look_anew(self) -> None:
        """After somebody was forgotten: what the store doesn't know any more isn't known here either."""
        await self.recall()
        for day in [*self._recalled]:
            self._book.learn(await self._journal.entries_of(day))
        for day in [*self._heard]:
            stored = await self._cache.stored(visits_list(day))
            await self._hear(day, stored.pieces if stored else ())
        self._tell()

    async def recall_day(self, day: date) -> None:
        """What this desk has of that day: what its journal says, and what the server last told."""
        if day not in self._recalled:
            self._recalled.add(day)
            self._book.learn(await self._journal.entries_of(day))
        if day not in self._heard:
            stored = await self._cache.stored(visits_list(day))
            if stored is not None and day not in self._heard:  # else the server told of it in the meantime
                await self._hear(day, stored.pieces)

    async def refreshed(self, day: date) -> None:
        """What the server says of that day now. A server that has no such call leaves it to this desk."""
        self._asks += 1
        number = self._asks
        try:
            pieces = await self._connection.call(lambda api: api.visits.of(day, statuses=CAME))
        except Refused as refused:
            if self._sync.takes_arrivals or refused.status not in NO_SUCH_CALL:
                raise
            self._sync.takes_arrivals = False
            return
        if number < self._answered.get(day, 0):  # a later question was answered before this one
            return
        self._answered[day] = number
        now = self._site.now()
        if day == self._site.today():
            self.heard_at = now
        if self._heard.get(day) == hash(pieces):
            await self._cache.heard_again(visits_list(day), now)
            return
        await self._hear(day, pieces)
        self._tell()
        await self._cache.keep(visits_list(day), Stored(pieces, now, len(pieces)), day)

    async def check_in(
        self, visits: Iterable[Visit], *, first: Sequence[Write] = (), signature: Signed | None = None
    ) -> Said:
        """Those who aren't in yet. When this returns it is on the disk; `first` is kept with it, and sent before it.
        So is what was signed: with the check-in of each, and by itself of who was in already.

        Raises DiskFull or StoreFailed: then nothing was kept.
        """
        said = await self._say(EventKind.CHECK_IN, visits, first, signature)
        if signature and said.already:
            await self._signed(said.already, signature)
        return said

    async def check_out(self, visits: Iterable[Visit]) -> Said:
        """Those who are in. Errors as with `check_in`."""
        return await self._say(EventKind.CHECK_OUT, visits)

    async def check_out_all(self, present: Iterable[Present]) -> tuple[Entry, ...]:
        """People of whom this desk may know no more than that they are in."""
        still = [one for one in present if self.of(one.visit).on_site]
        entries = tuple(self._entry(EntryKind.CHECK_OUT, one.visit, one.person) for one in still)
        await self._sync.keep([_write(entry) for entry in entries], entries, lambda: self._book.learn(entries))
        return entries

    async def undo(self, said: Iterable[Entry]) -> None:
        """Takes back what was said, and the mails about it that didn't leave yet: of somebody who has been told, that
        can't be taken back. A mail about several goes with all of them. Errors as with `check_in`."""
        before = {entry.id: entry for entry in said}
        entries = tuple(
            self._entry(EntryKind.UNDO, entry.visit, entry.person, undoes=entry.id) for entry in before.values()
        )
        mails = [
            row.id
            for row in self._sync.pending
            if row.kind is Kind.MAIL and before.keys() >= {*row.body["events"].values()}
        ]
        writes = [_write(entry) for entry in entries]
        await self._sync.keep(writes, entries, lambda: self._book.learn(entries), without=mails)

    async def note(self, kind: EntryKind, visit: str = "", person: Person | None = None, *, undoes: str = "") -> Entry:
        """Keeps something that stays at this desk: a badge that was printed, somebody who was found safe.

        Raises DiskFull or StoreFailed: then nothing was kept.
        """
        (entry,) = await self._noted([self._entry(kind, visit, person or Person(), undoes=undoes)])
        return entry

    async def note_each(self, kind: EntryKind, about: Iterable[tuple[str, Person]]) -> None:
        """The same of several visits, of all or of none. Errors as with `note`."""
        await self._noted([self._entry(kind, visit, person) for visit, person in about])

    async def _noted(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        await self._journal.write(entries)
        self._book.learn(entries)
        self._tell()
        return entries

    def learn(self, entries: Iterable[Entry]) -> None:
        """Takes what is in the journal already, kept with something else: that a host was told."""
        self._book.learn(entries)
        self._tell()

    async def _say(
        self, kind: EventKind, visits: Iterable[Visit], first: Sequence[Write] = (), signed: Signed | None = None
    ) -> Said:
        wanted = {self._book.named(visit.id): visit for visit in visits if visit.visitor is not None}
        ids = {name for name in wanted if name not in self._saying and self._fits(kind, name)}
        due = [visit for name, visit in wanted.items() if name in ids]
        entries = tuple(self._entry(EntryKind(kind.value), visit.id, visit.person()) for visit in due)
        self._saying |= ids

        def kept() -> None:
            self._book.learn(entries)
            self._saying.difference_update(ids)  # whoever sees it on the screen may say the next thing

        try:
            if entries:
                mails = self._announce(kind, list(zip(due, entries, strict=True)))
                writes = [*first, *map(_write, entries), *mails]
                signatures = [Signature(one.id, one.visit, one.at, signed) for one in entries] if signed else []
                await self._sync.keep(writes, entries, kept, signatures=signatures)
        finally:
            self._saying.difference_update(ids)
        return Said(entries, tuple(visit for name, visit in wanted.items() if name not in ids))

    async def _signed(self, visits: Iterable[Visit], signed: Signed) -> None:
        entries = tuple(self._entry(EntryKind.SIGNED, visit.id, visit.person()) for visit in visits)
        signatures = [Signature(one.id, one.visit, one.at, signed) for one in entries]
        await self._sync.keep((), entries, lambda: self._book.learn(entries), signatures=signatures)

    def _fits(self, kind: EventKind, visit: str) -> bool:
        return self._book.of(visit).on_site is (kind is EventKind.CHECK_OUT)

    def _entry(self, kind: EntryKind, visit: str, person: Person, *, undoes: str = "") -> Entry:
        """It happens after everything that is known of the visit, also when a clock was set back or another desk's is
        ahead: else who is checked out before their arrival stays in."""
        now, latest = self._site.now(), self._book.latest(visit) if kind.value in EVENTS else None
        at = now if latest is None or latest < now else self._site.local(latest + timedelta(microseconds=1))
        return Entry(uuid.uuid4().hex, kind, visit, at, self.desk, person, undoes)

    async def _hear(self, day: date, pieces: tuple[bytes, ...]) -> None:
        read = await asyncio.to_thread(self._reader.read, pieces)
        self._take(day, pieces, read.items)

    def _take(self, day: date, pieces: tuple[bytes, ...], visits: Iterable[VisitOnServer]) -> None:
        self._heard[day] = hash(pieces)
        self._book.hear(day, visits)

    def _tell(self) -> None:
        for tell in self._told:
            tell()


def _write(entry: Entry) -> Write:
    """The body is the event, and of which visit; that part goes into the path."""
    body = {"visit": entry.visit, "kind": entry.kind.value, "at": entry.at.isoformat(), "desk": entry.desk}
    return Write(entry.id, Kind.ARRIVAL, body | ({"undoes": entry.undoes} if entry.undoes else {}))
