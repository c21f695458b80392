"""What is known of visits: everything that was ever said of them, at this desk or at another, each once.

How a visit stands follows from that alone (app/models/arrival.py). So it doesn't matter what became known first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.models.arrival import Event, EventKind, stands
from app.models.visit import VisitOnServer
from app.services.arrival import NOT_COME, Arrival, Telling
from app.services.present import Present
from app.services.site import Site
from app.services.sync import Sync
from app.services.visit_names import now_called
from app.store.journal import Entry, EntryKind, Person
from app.store.outbox import Kind, Operation, State, visits_in

EVENTS = {kind.value: kind for kind in EventKind}


@dataclass(frozen=True, slots=True)
class Heard:
    """As much of a visit on the server as is needed here: thousands are kept."""

    events: tuple[Event, ...]
    person: Person


class VisitBook:
    """Follows the outbox by itself: what waits of a visit, and which id it has by now. `known` is every visit of which
    something is known; it holds the same object as long as nothing changed."""

    def __init__(self, *, sync: Sync, site: Site) -> None:
        self._sync = sync
        self._site = site
        self._entries: dict[str, dict[str, Entry]] = defaultdict(dict)
        self._heard: dict[str, Heard] = {}
        self._of_day: dict[date, tuple[str, ...]] = {}
        self.known: dict[str, Arrival] = {}
        self._on_their_way: dict[str, list[Operation]] = {}
        self._named = len(sync.visitors)
        sync.on_change(self._on_sync)
        site.on_change(self._on_site_change)
        self._on_sync()

    def named(self, visit: str) -> str:
        """The visit's name by now: a row that is on the screen may still bear the one before."""
        return now_called(visit, self._sync.visitors)

    def of(self, visit: str) -> Arrival:
        return self.known.get(visit) or self.known.get(self.named(visit), NOT_COME)

    def latest(self, visit: str) -> datetime | None:
        """When the last of what is known of the visit happened."""
        return max((event.at for event in self._said(self.named(visit))), default=None)

    def entries(self, *kinds: EntryKind) -> list[Entry]:
        found = [entry for of_visit in self._entries.values() for entry in of_visit.values() if entry.kind in kinds]
        return sorted(found, key=lambda entry: entry.at)

    def entry(self, visit: str, entry: str) -> Entry | None:
        return self._entries.get(now_called(visit, self._sync.visitors), {}).get(entry)

    def on_site(self) -> list[Present]:
        present = [self._present(visit, arrival) for visit, arrival in self.known.items() if arrival.on_site]
        return sorted(present, key=lambda one: one.since)

    def hear(self, day: date, visits: Iterable[VisitOnServer]) -> None:
        """All that the server tells of a day, in the place of what it told before."""
        told = {visit.id: Heard(visit.said(), _person(visit)) for visit in visits}
        before = self._of_day.get(day, ())
        for visit in before:
            self._heard.pop(visit, None)
        self._heard |= told
        self._of_day[day] = tuple(told)
        for visit in {*before, *told}:
            self._weigh(visit)

    def learn(self, entries: Iterable[Entry]) -> None:
        """An entry that was made is known for good, under the id that its visit has by now."""
        changed = set()
        for entry in entries:
            visit = self.named(entry.visit)
            self._entries[visit][entry.id] = entry
            changed.add(visit)
        for visit in changed:
            self._weigh(visit)

    def _on_sync(self) -> None:
        """Something waits, was sent, or got an id: only what that is about is weighed anew."""
        if len(self._sync.visitors) != self._named:
            self._named = len(self._sync.visitors)
            self._name_anew()
        waiting: dict[str, list[Operation]] = defaultdict(list)
        for row in self._sync.pending:
            if row.kind in (Kind.ARRIVAL, Kind.MAIL):
                for visit in visits_in(row.body):
                    waiting[self.named(visit)].append(row)
        before, self._on_their_way = self._on_their_way, dict(waiting)
        for visit in before.keys() | waiting.keys():
            if before.get(visit) != waiting.get(visit):
                self._weigh(visit)

    def _name_anew(self) -> None:
        for old in [*self._entries]:
            new = self.named(old)
            if new != old:
                self._entries[new] |= self._entries.pop(old)
                self.known.pop(old, None)
                self._weigh(new)

    def _on_site_change(self) -> None:
        """The server told the site's zone: moments are shown in that one."""
        for visit in [*self.known]:
            del self.known[visit]  # the same moment in another zone would be no change
            self._weigh(visit)

    def _said(self, visit: str) -> list[Event]:
        entries, heard = self._entries.get(visit, {}).values(), self._heard.get(visit)
        own = [_event(entry) for entry in entries if entry.kind.value in EVENTS]
        return [*own, *heard.events] if heard else own

    def _weigh(self, visit: str) -> None:
        entries = self._entries.get(visit, {}).values()
        now = stands(self._said(visit))
        undone = {entry.undoes for entry in entries if entry.kind is EntryKind.UNDO}
        badges = [entry.at for entry in entries if entry.kind is EntryKind.BADGE and entry.id not in undone]
        telling, told_at = self._telling(visit, now.arrived_at) if now.on_site else (Telling.NOT_SAID, None)
        rows = self._on_their_way.get(visit, ())
        arrival = Arrival(
            arrived_at=self._local(now.arrived_at),
            left_at=self._local(now.left_at),
            operation=next((row for row in rows if row.kind is Kind.ARRIVAL), None),
            telling=telling,
            told_at=self._local(told_at),
            badge_at=self._local(max(badges, default=None)),
        )
        if arrival == NOT_COME:
            self.known.pop(visit, None)
        elif arrival != self.known.get(visit):
            self.known[visit] = arrival

    def _telling(self, visit: str, arrived_at: datetime | None) -> tuple[Telling, datetime | None]:
        """Of an arrival that another desk saw, this one doesn't know whether the host was told."""
        entries = self._entries.get(visit, {}).values()
        came = next((one for one in entries if one.kind is EntryKind.CHECK_IN and one.at == arrived_at), None)
        if came is None:
            return Telling.NOT_SAID, None
        told = [one.at for one in entries if one.kind is EntryKind.HOST_TOLD and one.id.startswith(came.id)]
        if told:
            return Telling.TOLD, max(told)
        mails = [row for row in self._on_their_way.get(visit, ()) if row.kind is Kind.MAIL and row.body["to_host"]]
        if any(row.state is not State.REJECTED for row in mails):
            return Telling.ON_ITS_WAY, None
        return Telling.NOT_TOLD, None

    def _present(self, visit: str, arrival: Arrival) -> Present:
        """Whom it is about, and which desk checked them in."""
        assert arrival.arrived_at is not None
        heard = self._heard.get(visit)
        entries = self._entries.get(visit, {}).values()
        own = max((one for one in entries if one.kind.value in EVENTS), key=lambda entry: entry.at, default=None)
        came = [event for event in (heard.events if heard else ()) if event.kind is EventKind.CHECK_IN and event.desk]
        return Present(
            visit=visit,
            person=own.person if own else heard.person if heard else Person(),
            since=arrival.arrived_at,
            arrival=arrival,
            desk=came[-1].desk if came else own.desk if own else "",
        )

    def _local(self, moment: datetime | None) -> datetime | None:
        return self._site.local(moment) if moment else None


def _event(entry: Entry) -> Event:
    return Event(entry.id, EVENTS[entry.kind.value], entry.at, entry.undoes, entry.desk)


def _person(visit: VisitOnServer) -> Person:
    visitor, host = visit.visitor, visit.visiting
    return Person(
        name=visitor.name if visitor else "",
        company=visitor.company_name if visitor else "",
        mobile=(visitor.mobile or visitor.phone) if visitor else "",
        host=host.name if host else "",
        host_number=(host.mobile or host.phone) if host else "",
        meeting=visit.meeting.title if visit.meeting else "",
    )
