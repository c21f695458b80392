"""Who is in the building, and a roll call of them: whom it asks for and who was found safe.

A roll call asks for everybody who is on site when it begins and who comes while it goes on. Each of them is a row of
this desk's journal, as each mark is, so it goes on after a restart and nobody drops out of it because a server or
another desk says something else by then. Who was checked out meanwhile counts as safe: they left the building. Whose
arrival was taken back is asked for until somebody says that they are safe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.models.folding import fold
from app.services.arrivals import Arrivals
from app.services.present import Present
from app.services.site import Site
from app.services.sync import Sync
from app.services.visit_names import now_called
from app.store.journal import Entry, EntryKind, Person


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody on the list; `safe_at` is when this desk marked them safe, in the site's zone."""

    present: Present
    safe_at: datetime | None = None

    @property
    def left_at(self) -> datetime | None:
        return self.present.arrival.left_at

    @property
    def taken_back(self) -> bool:
        """Whether nobody says any more that they ever arrived."""
        return self.present.arrival.arrived_at is None

    @property
    def safe(self) -> bool:
        return self.safe_at is not None or self.left_at is not None

    @property
    def searched(self) -> str:
        person = self.present.person
        return fold(f"{person.name} {person.company} {person.host} {person.meeting} {person.mobile}")


@dataclass(frozen=True, slots=True)
class Standing:
    """The list as it is now, by name. `since` is when the roll call began, None when there is none; `last` is the mark
    that would be undone; `newcomers` says that some came since it began whom the journal doesn't ask for yet."""

    since: datetime | None
    people: tuple[Listed, ...]
    last: Entry | None = None
    newcomers: bool = False

    @property
    def to_find(self) -> int:
        return sum(not one.safe for one in self.people)


class RollCall:
    """One at a time, of this desk alone: a roll call at another desk has its own marks.

    What changes it is told by the listeners of `arrivals` and `sync`.
    """

    def __init__(self, *, arrivals: Arrivals, sync: Sync, site: Site) -> None:
        self._arrivals = arrivals
        self._sync = sync
        self._site = site
        self._being_marked: set[str] = set()

    def standing(self) -> Standing:
        on_site = {one.visit: one for one in self._arrivals.on_site()}
        said = self._said()
        if not said:
            return Standing(None, _by_name(map(Listed, on_site.values())))
        marks, asked = _marks(said), self._asked(said)
        safe = {self._visit(mark): self._site.local(mark.at) for mark in marks}
        present = on_site | {visit: self._once(visit, entry) for visit, entry in asked.items() if visit not in on_site}
        people = _by_name(Listed(one, safe.get(visit)) for visit, one in present.items())
        newcomers = not on_site.keys() <= asked.keys()
        return Standing(self._site.local(said[0].at), people, marks[-1] if marks else None, newcomers)

    async def start(self) -> None:
        """Asks for everybody who is on site. As each of these: durable when it returns, and raises DiskFull or
        StoreFailed when nothing was kept."""
        if not self._said():
            asked = ((one.visit, one.person) for one in self._arrivals.on_site())
            await self._arrivals.note_each(EntryKind.ROLL_CALL, [("", Person()), *asked])

    async def ask_newcomers(self) -> None:
        """Asks for those who came since it began, so that they too stay on the list whatever is said of them later."""
        said = self._said()
        asked = self._asked(said)
        new = [(one.visit, one.person) for one in self._arrivals.on_site() if one.visit not in asked]
        if said and new:
            await self._arrivals.note_each(EntryKind.ROLL_CALL, new)

    async def mark_safe(self, one: Listed) -> None:
        """Once: pressing twice is one mark."""
        visit = one.present.visit
        if one.safe or visit in self._being_marked:
            return
        self._being_marked.add(visit)
        try:
            await self._arrivals.note(EntryKind.SAFE, visit, one.present.person)
        finally:
            self._being_marked.discard(visit)

    async def undo_last(self) -> str:
        """Takes the last mark back. Gives its visit, "" when there is none."""
        last = self.standing().last
        if last is None:
            return ""
        await self._arrivals.note(EntryKind.UNDO, last.visit, last.person, undoes=last.id)
        return self._visit(last)

    async def end(self) -> None:
        if self._said():
            await self._arrivals.note(EntryKind.ROLL_CALL_ENDED)

    def _said(self) -> list[Entry]:
        """What the journal says since the running roll call began, that first; nothing when none is running."""
        entries = self._arrivals.entries(EntryKind.ROLL_CALL, EntryKind.SAFE, EntryKind.UNDO, EntryKind.ROLL_CALL_ENDED)
        # a clock may be so coarse that whom it asks for has the time of its beginning
        entries.sort(key=lambda entry: (entry.at, entry.visit))
        said: list[Entry] = []
        for entry in entries:
            if entry.kind is EntryKind.ROLL_CALL_ENDED:
                said = []
            elif said or (entry.kind is EntryKind.ROLL_CALL and not entry.visit):
                said.append(entry)
        return said

    def _asked(self, said: Iterable[Entry]) -> dict[str, Entry]:
        return {self._visit(entry): entry for entry in said if entry.kind is EntryKind.ROLL_CALL and entry.visit}

    def _visit(self, entry: Entry) -> str:
        """What it is called by now: its meeting may have been sent since."""
        return now_called(entry.visit, self._sync.visitors)

    def _once(self, visit: str, asked: Entry) -> Present:
        """Somebody who was asked for, and of whom nobody says any more that they are in."""
        arrival = self._arrivals.of(visit)
        since = arrival.arrived_at or self._site.local(asked.at)
        return Present(visit=visit, person=asked.person, since=since, arrival=arrival, desk=asked.desk)


def _marks(said: Iterable[Entry]) -> list[Entry]:
    undone = {entry.undoes for entry in said if entry.kind is EntryKind.UNDO}
    return [entry for entry in said if entry.kind is EntryKind.SAFE and entry.id not in undone]


def _by_name(people: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(sorted(people, key=lambda one: (fold(one.present.person.name), one.present.visit)))
