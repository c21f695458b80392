"""Who is in the building, and a roll call of them: whom it asks for and who was found safe.

A roll call asks for everybody who is on site when it begins and who comes while it goes on. Each of them is a row of
this desk's journal, as each mark is, so it goes on after a restart and nobody drops out of it because a server or
another desk says something else by then. Who was checked out meanwhile counts as safe: they left the building. Whose
arrival was taken back is asked for until somebody says that they are safe.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.text.folding import fold
from app.models.text.spellings import searchable
from app.models.visit_row import Present, same_people
from app.services.visits.arrivals import Arrivals
from app.store.lists.on_site import OnSite


class RollCallEntry(Struct, frozen=True):
    """Somebody on the list, by the visit for which they are in, or were last; `safe_at` is when this desk marked them
    safe, in UTC, None when it didn't."""

    present: Present
    safe_at: datetime | None = None

    @property
    def left_at(self) -> datetime | None:
        """When they were checked out, aware of its zone; None when they weren't."""
        return self.present.arrival.left_at

    @property
    def taken_back(self) -> bool:
        """Whether nobody says any more that they ever arrived."""
        return self.present.arrival.arrived_at is None

    @property
    def safe(self) -> bool:
        """Whether they were marked safe or left."""
        return self.safe_at is not None or self.left_at is not None

    @property
    def searched(self) -> str:
        """What a search looks through, folded."""
        person = self.present.person
        return searchable(f"{person.name} {person.company} {person.host} {person.meeting} {person.mobile}")


class Standing(Struct, frozen=True):
    """The list as it is now, by name. `since` is when the roll call began, in UTC, None when there is none; `last` is
    the latest mark, the one that would be undone. `newcomers` says that people came for whom `ask_newcomers` has still
    to be called.
    """

    since: datetime | None
    people: tuple[RollCallEntry, ...]
    last: Entry | None = None
    newcomers: bool = False

    @property
    def to_find(self) -> int:
        """How many aren't safe."""
        return sum(not one.safe for one in self.people)


def standing_of(on_site: OnSite) -> Standing:
    """What the file's list means for a roll call."""
    marks = _marks(on_site.roll_call)
    safe = {mark.visit: mark.at for mark in marks}
    groups = same_people((*on_site.present, *_once(on_site.asked)))
    people = _by_name(_entry(group, safe) for group in groups)
    if not on_site.roll_call:
        return Standing(None, people)
    newcomers = not {one.visit for one in on_site.present} <= _asked(on_site)
    return Standing(on_site.roll_call[0].at, people, marks[-1] if marks else None, newcomers)


class RollCall:
    """The one roll call of this desk: one at another desk has its own marks. Every method that changes it returns when
    that is on the disk, and raises DiskFull or StoreFailed when nothing was kept."""

    def __init__(self, *, arrivals: Arrivals) -> None:
        self._arrivals = arrivals
        self._changing = asyncio.Lock()
        """Held while something is noted: what is noted depends on how it stands, so pressing twice is one mark."""

    async def standing(self) -> Standing:
        """The list as it is now. Raises StoreFailed."""
        return standing_of(await self._arrivals.on_site())

    async def start(self) -> None:
        """Begins a roll call that asks for everybody who is on site; nothing while one is running."""
        async with self._changing:
            on_site = await self._arrivals.on_site()
            if not on_site.roll_call:
                asked = ((one.visit, one.person) for one in on_site.present)
                await self._arrivals.note_each(EntryKind.ROLL_CALL, [("", VisitorSnapshot()), *asked])

    async def ask_newcomers(self) -> None:
        """Asks for those who came since it began, so that they too stay on the list whatever is said of them later."""
        async with self._changing:
            on_site = await self._arrivals.on_site()
            asked = _asked(on_site)
            new = [(one.visit, one.person) for one in on_site.present if one.visit not in asked]
            if on_site.roll_call and new:
                await self._arrivals.note_each(EntryKind.ROLL_CALL, new)

    async def mark_safe(self, visit: str) -> None:
        """Marks that person safe; nothing when they are safe already, or aren't on the list."""
        async with self._changing:
            people = standing_of(await self._arrivals.on_site()).people
            one = next((one for one in people if one.present.visit == visit and not one.safe), None)
            if one is not None:
                await self._arrivals.note(EntryKind.SAFE, visit, one.present.person)

    async def undo_last(self) -> str:
        """Takes the last mark back. Gives its visit, "" when there is no mark."""
        async with self._changing:
            last = standing_of(await self._arrivals.on_site()).last
            if last is None:
                return ""
            await self._arrivals.note(EntryKind.UNDO, last.visit, last.person, undoes=last.id)
            return last.visit

    async def end(self) -> None:
        """Ends the roll call; nothing when none is running."""
        async with self._changing:
            if (await self._arrivals.on_site()).roll_call:
                await self._arrivals.note(EntryKind.ROLL_CALL_ENDED)


def _asked(on_site: OnSite) -> set[str]:
    return {entry.visit for entry in on_site.roll_call if entry.kind is EntryKind.ROLL_CALL and entry.visit}


def _entry(visits: Sequence[Present], safe: Mapping[str, datetime]) -> RollCallEntry:
    """One person by all their visits: who is in for one of them is in. Marked by one visit, they are safe for all of
    them, unless they came again later."""
    if len(visits) == 1:
        return RollCallEntry(visits[0], safe.get(visits[0].visit))
    last = max(visits, key=lambda one: (one.arrival.on_site, one.arrival.arrived_at is not None, one.since))
    marks = (safe[one.visit] for one in visits if one.visit in safe)
    return RollCallEntry(last, max((at for at in marks if last.visit in safe or at >= last.since), default=None))


def _once(asked: Iterable[Present]) -> Iterable[Present]:
    """Each visit once: who came again after their visit got another name was asked for twice."""
    return {one.visit: one for one in asked}.values()


def _marks(roll_call: Iterable[Entry]) -> list[Entry]:
    entries = [*roll_call]
    undone = {entry.undoes for entry in entries if entry.kind is EntryKind.UNDO}
    return [entry for entry in entries if entry.kind is EntryKind.SAFE and entry.id not in undone]


def _by_name(people: Iterable[RollCallEntry]) -> tuple[RollCallEntry, ...]:
    return tuple(sorted(people, key=lambda one: (fold(one.present.person.name), one.present.visit)))
