"""Who came and who left: what this desk says, at once and durably, and what the server tells of other desks."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec import Struct

from app.errors import Refused
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import Change, visits_list
from app.models.operations import Kind, State, Write
from app.models.visit_events import CAME, EventKind
from app.models.visit_row import Arrival, Present, Telling, VisitRow
from app.services.questions import Questions
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.visits.event_writes import NOTHING_GIVEN, Given, event_write
from app.store.lists.lists import Lists
from app.store.lists.on_site import OnSite
from app.store.outbox import Outbox

NO_SUCH_LIST = (404, 405)
"""How a server answers that tells no arrivals."""

OF_VISITS = frozenset(kind.value for kind in EventKind)
"""The kinds of entries that are events of a visit."""


Announce = Callable[[EventKind, Sequence[tuple[VisitRow, Entry]], Write | None], Awaitable[Sequence[Write]]]
"""Gives the mails that tell of those who came or left together. The meeting is that of somebody who walked in, which
isn't kept yet, else None."""


class Recorded(Struct, frozen=True):
    """What came of a check-in or check-out: the `entries` that were kept, and the visits that were in, or out,
    `already`, as it stands with them. The last `further` entries end other visits of the same people."""

    entries: tuple[Entry, ...]
    already: tuple[VisitRow, ...] = ()
    further: int = 0

    @property
    def people(self) -> tuple[VisitorSnapshot, ...]:
        """Who came or left, each once."""
        return tuple(entry.person for entry in self.entries[: len(self.entries) - self.further])


class TakenBack(Struct, frozen=True):
    """What came of taking check-ins back: the visits of which it was done, as they stood before; those whose visitors
    weren't in any more, as it stands with them; and those that another server says are in, which can't be."""

    taken: tuple[VisitRow, ...]
    not_in: tuple[VisitRow, ...] = ()
    theirs: tuple[VisitRow, ...] = ()


class Arrivals:
    """Every method that says something returns when that is on the disk, and raises DiskFull or StoreFailed when it
    isn't kept; one that only reads raises StoreFailed. Moments of entries are in the site's zone. A visit is given by
    any id that it has or had; `desk` is this desk's name."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        lists: Lists,
        questions: Questions,
        calls: ServerCalls,
        site: Site,
        desk: str,
        announce: Announce,
    ) -> None:
        self.desk = desk
        self._outbox = outbox
        self._lists = lists
        self._questions = questions
        self._calls = calls
        self._site = site
        self._announce = announce
        self._saying = asyncio.Lock()
        """Held while something is said, since that depends on how it stands with the visit."""

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
        """How it stands with the visit."""
        (arrival,) = await self._lists.arrivals((visit,))
        return arrival

    async def not_taken(self, visits: Sequence[VisitRow]) -> tuple[VisitRow, ...]:
        """Those whose visitors aren't in, or of whom the server refused that or the meeting that was made for it."""
        arrivals, waiting = await self._lists.arrivals([one.id for one in visits]), await self._lists.waiting()
        refused = {one.id for one in waiting.operations if one.state is State.REJECTED}
        return tuple(
            visit
            for visit, arrival in zip(visits, arrivals, strict=True)
            if not arrival.on_site or refused & {visit.meeting, arrival.waits.operation if arrival.waits else ""}
        )

    async def heard_at(self) -> datetime | None:
        """When the server last told of today's arrivals, in UTC; None when it never did. Raises StoreFailed."""
        return await self._lists.heard(visits_list(self._site.today()))

    async def refresh(self, day: date) -> None:
        """Asks the server who came on that day; when this returns, its answer is in the file. That it has no such list
        is no error, unless it is our own. Raises what else `Questions.ask` does."""
        try:
            await self._questions.ask(visits_list(day), lambda api: api.visits.of(day, statuses=CAME), day)
        except Refused as refused:
            if self._calls.exist or refused.status not in NO_SUCH_LIST:
                raise

    async def check_in(self, visits: Iterable[VisitRow], *, given: Given = NOTHING_GIVEN) -> Recorded:
        """Checks in those who aren't in yet, all in one transaction. What was given is kept with its check-in; of
        somebody who was in already it is kept by itself, in the same transaction."""
        return await self._say(EventKind.CHECK_IN, visits, given)

    async def check_out(self, visits: Iterable[VisitRow]) -> Recorded:
        """Checks out those who are in, in one transaction; also from their other visits that nobody ended."""
        return await self._say(EventKind.CHECK_OUT, visits)

    async def check_out_all(self, present: Iterable[Present]) -> tuple[Entry, ...]:
        """Checks out those who are still in, also people of whom this desk knows no more than that. Tells nobody by
        mail."""
        async with self._saying:
            asked = tuple(present)
            arrivals = await self._lists.arrivals([one.visit for one in asked])
            still = [one for one, arrival in zip(asked, arrivals, strict=True) if arrival.on_site]
            entries = await self._departures([(one.visit, one.person) for one in still])
            await self._outbox.put(map(event_write, entries), self._site.now(), entries=entries)
        return entries

    async def receive(self, meeting: Write, visit: VisitRow, *, given: Given = NOTHING_GIVEN) -> Recorded:
        """Checks in somebody whom nobody invited: keeps their meeting, their check-in, the mails about it and what they
        gave, in one transaction. When they are in already, nothing is kept. The same `meeting` again never makes a
        second one."""
        async with self._saying:
            if (await self.of(visit.id)).on_site:
                return Recorded((), (visit,))
            entries = await self._entries(EntryKind.CHECK_IN, [(visit.id, visit.person())])
            mails = await self._announce(EventKind.CHECK_IN, [(visit, entries[0])], meeting)
            await self._outbox.put(
                [meeting, *given.writes(entries), *mails],
                self._site.now(),
                entries=entries,
                signatures=given.signatures(entries),
                answered=given.answered(entries),
            )
        return Recorded(entries)

    async def undo(self, taken_back: Iterable[Entry]) -> None:
        """Takes back these check-ins or check-outs, and the mails about them that haven't left yet; one about several
        only when all of them are taken back. A mail that left can't be taken back."""
        async with self._saying:
            await self._undo({entry.id: (entry.visit, entry.person) for entry in taken_back})

    async def _undo(self, before: Mapping[str, tuple[str, VisitorSnapshot]]) -> None:
        """By the ids of what is taken back: of which visit it was said, and of whom."""
        entries = await self._entries(EntryKind.UNDO, [*before.values()], undoes=[*before])
        waiting = await self._outbox.those("kind = ? and state != 'sent'", Kind.MAIL.value)
        of_visits = [row for row in waiting if row.body["events"]]
        mails = [row.id for row in of_visits if before.keys() >= {*row.body["events"].values()}]
        await self._outbox.put(map(event_write, entries), self._site.now(), entries=entries, without=mails)

    def may_take_back(self, visit: VisitRow) -> bool:
        """Whether the check-in can be taken back by which its visitor is in. What another server says by itself can't
        be: it has no call for that; a check-in of this desk alone stands at this desk alone there."""
        own = visit.arrival.telling is not Telling.NOT_SAID
        return visit.arrival.on_site and (own or bool(self._calls.likely))

    async def take_back_check_ins(self, visits: Iterable[VisitRow]) -> TakenBack:
        """Takes back whichever check-ins their visitors are in by, at this desk or at others, in one transaction with
        the mails about them that haven't left. Who isn't in any more was checked out meanwhile, and stays so."""
        async with self._saying:
            known = list(visits)
            arrivals = await self._lists.arrivals([visit.id for visit in known])
            stand = [with_arrival(visit, arrival) for visit, arrival in zip(known, arrivals, strict=True)]
            inside = [visit for visit in stand if visit.arrival.on_site]
            ids = {visit.id: await self._lists.check_ins_of(visit.id) for visit in inside}
            # another server that says so itself goes on to say it
            taken = [one for one in inside if self._calls.likely or (self.may_take_back(one) and len(ids[one.id]) == 1)]
            await self._undo({one: (visit.id, visit.person()) for visit in taken for one in ids[visit.id]})
        return TakenBack(
            tuple(taken),
            not_in=tuple(visit for visit in stand if not visit.arrival.on_site),
            theirs=tuple(visit for visit in inside if visit not in taken),
        )

    async def note(
        self, kind: EntryKind, visit: str = "", person: VisitorSnapshot | None = None, *, undoes: str = ""
    ) -> Entry:
        """Keeps something that stays at this desk, such as a badge that was printed or somebody who was found safe.
        `undoes` is the id of the entry that it takes back. Gives the entry."""
        (entry,) = await self._entries(kind, [(visit, person or VisitorSnapshot())], undoes=[undoes] if undoes else ())
        await self._outbox.put((), self._site.now(), entries=(entry,))
        return entry

    async def note_each(self, kind: EntryKind, about: Iterable[tuple[str, VisitorSnapshot]]) -> None:
        """The same of several visits, in one transaction."""
        await self._outbox.put((), self._site.now(), entries=await self._entries(kind, [*about]))

    async def _say(self, kind: EventKind, visits: Iterable[VisitRow], given: Given = NOTHING_GIVEN) -> Recorded:
        invited = {visit.id: visit for visit in visits if visit.invited}
        async with self._saying:
            due: list[VisitRow] = []
            already: list[VisitRow] = []
            for visit, arrival in zip(invited.values(), await self._lists.arrivals([*invited]), strict=True):
                fits = arrival.on_site is (kind is EventKind.CHECK_OUT)
                (due if fits else already).append(with_arrival(visit, arrival))
            about = [(visit.id, visit.person()) for visit in due]
            if kind is EventKind.CHECK_OUT:
                entries = await self._departures(about)
            else:
                entries = await self._entries(EntryKind.CHECK_IN, about)
            givers = [(visit.id, visit.person()) for visit in already if visit.id in given.visits]
            further = await self._entries(EntryKind.SIGNED, givers)
            mails = await self._announce(kind, list(zip(due, entries, strict=False)), None) if entries else ()
            if news := (*entries, *further):
                await self._outbox.put(
                    [*given.writes(entries), *mails],
                    self._site.now(),
                    entries=news,
                    signatures=given.signatures(news),
                    answered=given.answered(news),
                )
        return Recorded(entries, tuple(already), len(entries) - len(about))

    async def _departures(self, leaving: Sequence[tuple[str, VisitorSnapshot]]) -> tuple[Entry, ...]:
        """The check-outs of those who leave, and after them those of their visits on other days and to other meetings
        that nobody ended: whoever has left isn't in for any of them."""
        others = await self._lists.others_inside([visit for visit, _ in leaving])
        about = dict([*leaving, *((other.visit, other.person) for other in others)])
        return await self._entries(EntryKind.CHECK_OUT, [*about.items()])

    async def _entries(
        self, kind: EntryKind, about: Sequence[tuple[str, VisitorSnapshot]], undoes: Sequence[str] = ()
    ) -> tuple[Entry, ...]:
        """An entry for each visit. An event of a visit gets a time after all that is known of the visit, even if a
        clock was set back or another desk's is ahead: a check-out before the arrival would leave the visitor in.
        `undoes` are the ids of the entries that these take back, in their order."""
        now, of_visits = self._site.moment(), kind.value in OF_VISITS
        latest = await self._lists.latest([visit for visit, _ in about] if of_visits else ())
        known = latest or (None,) * len(about)
        return tuple(
            Entry(uuid.uuid4().hex, kind, visit, self._site.local(after(before, now)), self.desk, person, undone)
            for (visit, person), before, undone in zip(about, known, undoes or [""] * len(about), strict=True)
        )


def after(before: datetime | None, now: datetime) -> datetime:
    """Now, or just after what happened `before` by another clock."""
    return now if before is None or before < now else before + timedelta(microseconds=1)


def with_arrival(visit: VisitRow, arrival: Arrival) -> VisitRow:
    """The row with that arrival in the place of its own."""
    return msgspec.structs.replace(visit, arrival=arrival)
