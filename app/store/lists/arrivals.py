"""How it stands with each visit of which something was said, at this desk or at another.

It follows from everything that was ever said of it, each thing once (app/models/visit_events.py): from the journal,
from what the server tells, and from what waits of it. So it doesn't matter what became known first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from msgspec import Struct
from msgspec.structs import asdict

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import ON_SITE
from app.models.objects.visit_summary import VisitSummary, visit_summary
from app.models.operations import TO_SEND, Kind, State
from app.models.text.writable import writable_json
from app.models.visit_events import Event, EventKind, Stands, check_ins, of_host, stands, taken_back
from app.models.visit_row import NOT_COME, Arrival, Telling, Waits
from app.store.account import server_tells
from app.store.database import StoreConnection
from app.store.days.basis import basis_of
from app.store.journal import entries_of_visits
from app.store.lists.day_rows import decode_arrival, encode, show_arrival
from app.store.lists.names import all_names, called_now

EVENTS: Mapping[EntryKind, EventKind] = {
    EntryKind.CHECK_IN: EventKind.CHECK_IN,
    EntryKind.CHECK_OUT: EventKind.CHECK_OUT,
    EntryKind.UNDO: EventKind.UNDO,
    EntryKind.TELL_HOST: EventKind.TELL_HOST,
    EntryKind.HOST_TOLD: EventKind.HOST_TOLD,
}


OF_COMING = (EntryKind.CHECK_IN, EntryKind.CHECK_OUT, EntryKind.UNDO)


class HostKnows(Struct, frozen=True):
    """Whether the host knows of the arrival, with the attributes of an Arrival; `at` is its `notified_at`."""

    telling: Telling
    at: datetime | None = None
    note: str = ""
    called_by: str = ""


class MailState(Struct, frozen=True):
    """A mail that waits. `check_ins` are the ids of the entries that it tells a host of, None for a mail to somebody
    else."""

    state: State
    check_ins: tuple[str, ...] | None


class Known(Struct, frozen=True, dict=True):
    """All that is known of a visit. `entries` are the journal's, `heard` is what the server tells, None when it tells
    nothing that can be read; `waits` are the arrivals that wait, the oldest first; `server_tells` says that the server
    tells hosts of arrivals."""

    entries: tuple[Entry, ...]
    heard: VisitSummary | None
    waits: tuple[Waits, ...]
    mails: tuple[MailState, ...]
    server_tells: bool = False

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """What the server tells, and after it what this desk said: `stands` takes the later of two with one id, and
        what this desk said it knows more exactly than a server."""
        own = [
            Event(entry.id, EVENTS[entry.kind], entry.at, entry.undoes, entry.desk)
            for entry in self.entries
            if entry.kind in EVENTS
        ]
        return (*(self.heard.events if self.heard else ()), *own)

    @cached_property
    def undone(self) -> frozenset[str]:
        """The ids of the events and entries that were taken back."""
        return taken_back(self.events)

    def arrival(self) -> Arrival:
        """How it stands with the visit after all of it."""
        now = stands(self.events)
        badges = [one.at for one in self.entries if one.kind is EntryKind.BADGE and one.id not in self.undone]
        host = self._host(now)
        return Arrival(
            arrived_at=now.arrived_at,
            left_at=now.left_at,
            waits=self.waits[0] if self.waits else None,
            telling=host.telling,
            notified_at=host.at,
            badge_at=max(badges, default=None),
            host_note=host.note,
            called_by=host.called_by,
        )

    def check_ins(self, now: Stands) -> tuple[Entry, ...]:
        """This desk's check-ins by which the visitor is in; () when they aren't, or came at another desk."""
        if not now.on_site or now.arrived_at is None:
            return ()
        return tuple(
            one
            for one in self.entries
            if one.kind is EntryKind.CHECK_IN and one.id not in self.undone and one.at >= now.arrived_at
        )

    def _host(self, now: Stands) -> HostKnows:
        """What became of telling the host, whichever desk checked the visitor in. Of an arrival that only another desk
        saw, this one knows no more of it than what the server tells."""
        own = self.check_ins(now)
        came = tuple(one.id for one in own)
        heard = of_host(self.events)
        told = {event.id: event for event in heard if event.kind is EventKind.HOST_TOLD}
        told |= {one.id: one for one in self.events if one.kind is EventKind.HOST_TOLD and one.id.startswith(came)}
        if told and now.on_site:
            return self._told(sorted(told.values(), key=lambda event: event.at), came)
        last = heard[-1] if heard else None
        mails = [mail for mail in self.mails if mail.check_ins and not {*mail.check_ins}.isdisjoint(came)]
        known = {event.id for event in self.heard.events} if self.heard else set()
        server_is_to = self.server_tells and last is None and not known.issuperset(came)
        if any(mail.state in TO_SEND for mail in mails) or server_is_to or (last and last.kind is EventKind.TELL_HOST):
            return HostKnows(Telling.ON_ITS_WAY)
        if last:
            return HostKnows(Telling.NOT_TOLD, note=last.note)
        return HostKnows(Telling.NOT_TOLD if came else Telling.NOT_SAID)

    def _told(self, told: Sequence[Event], came: tuple[str, ...]) -> HostKnows:
        """By these, one after the other. What is called after a check-in that `came` stays at this desk: it mailed, or
        somebody called where the server hears nothing of that."""
        notes = {event.id: event.note for event in (self.heard.events if self.heard else ())}
        called = [event for event in told if event.desk and not (came and event.id.startswith(came))]
        note = next((words for event in reversed(called) if (words := notes.get(event.id))), "")
        return HostKnows(Telling.TOLD, told[-1].at, note, called[-1].desk if called else "")

    def who(self) -> tuple[VisitorSnapshot, str]:
        """Whom it is about, and the name of the desk that checked them in, "" when nobody told it."""
        own = max((one for one in self.entries if one.kind in OF_COMING), key=lambda entry: entry.at, default=None)
        heard = self.heard
        came = [event for event in (heard.events if heard else ()) if event.kind is EventKind.CHECK_IN and event.desk]
        person = own.person if own else heard.person if heard else VisitorSnapshot()
        return person, came[-1].desk if came else own.desk if own else ""


def check_in_of(connection: sqlite3.Connection, account: int, visit: str) -> Entry | None:
    """This desk's latest check-in by which the visitor is in; None when they aren't, or came at another desk."""
    known = known_of(connection, account, called_now(connection, account, visit))
    came = known.check_ins(stands(known.events))
    return came[-1] if came else None


def check_ins_of(connection: sqlite3.Connection, account: int, visit: str) -> tuple[str, ...]:
    """The ids of the check-ins, at this desk or at another, by which the visitor is in; () when they aren't."""
    return check_ins(known_of(connection, account, called_now(connection, account, visit)).events)


def follow_visits(connection: StoreConnection, account: int, visits: Iterable[str]) -> None:
    """After something was said of these visits, or something of theirs began or ceased to wait: brings what follows
    from it up to date. By any name of a visit."""
    for visit in dict.fromkeys(called_now(connection, account, one) for one in visits):
        _follow(connection, account, visit)


def rename_visits(connection: StoreConnection, account: int, visit_aliases: Iterable[tuple[str, str]]) -> None:
    """Moves how it stands with visits to their new names: `visit_aliases` are pairs of a visitor's earlier and new
    name. `keep_names` has to be called before."""
    for before, after in visit_aliases:
        rows = connection.execute("select id from visit where place = ? and visitor = ?", (account, before)).fetchall()
        connection.execute("delete from visit where place = ? and visitor = ?", (account, before))
        if rows:
            connection.touch(ON_SITE)
        for (visit,) in rows:
            _follow(connection, account, f"{visit.partition('/')[0]}/{after}")


def follow_all_visits(connection: StoreConnection, account: int) -> None:
    """Makes anew, from what the file holds, how it stands with every visit: after the file was mended, or much of it
    was changed."""
    connection.execute("delete from visit where place = ?", (account,))
    visits = {
        visit for (visit,) in connection.execute("select distinct visit from journal where place = ?", (account,))
    }
    visits |= {
        visit
        for (visit,) in connection.execute(
            "select id from item where list in (select id from list where place = ? and name like 'visits/%')",
            (account,),
        )
    }
    visits |= {
        visit
        for (visit,) in connection.execute(
            "select visit from concerns join outbox using (operation) where place = ? and state != 'sent'", (account,)
        )
    }
    connection.touch(ON_SITE)
    follow_visits(connection, account, filter(None, visits))


def latest(connection: sqlite3.Connection, account: int, visit: str) -> datetime | None:
    """When the last event of the visit happened that this desk knows, aware of its zone; None when it knows none."""
    events = known_of(connection, account, called_now(connection, account, visit)).events
    return max((event.at for event in events), default=None)


def known_of(connection: sqlite3.Connection, account: int, visit: str) -> Known:
    """All that is known of a visit. `visit` is the name that it has now."""
    names = all_names(connection, account, visit)
    waits, mails = _on_their_way(connection, account, names)
    entries, heard = entries_of_visits(connection, account, names), _heard(connection, account, visit)
    return Known(entries, heard, waits, mails, server_tells(connection, account))


def arrival_of(connection: sqlite3.Connection, account: int, visit: str) -> Arrival:
    """How it stands with the visit, by any name of it."""
    row = connection.execute(
        "select body from visit where place = ? and id = ?", (account, called_now(connection, account, visit))
    ).fetchone()
    return decode_arrival(row[0]) if row else NOT_COME


def _follow(connection: StoreConnection, account: int, visit: str) -> None:
    known = known_of(connection, account, visit)
    arrival = known.arrival()
    person, desk = known.who()
    before = connection.execute(
        "select body, person, desk from visit where place = ? and id = ?", (account, visit)
    ).fetchone()
    after = (encode(arrival), writable_json(asdict(person)), desk) if arrival != NOT_COME else None
    if before == after:
        return
    day, _, visitor = visit.partition("/")
    if after is None:
        connection.execute("delete from visit where place = ? and id = ?", (account, visit))
    else:
        connection.execute(
            "insert into visit (place, id, day, visitor, on_site, body, person, desk) values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (place, id) do update set on_site = excluded.on_site, body = excluded.body,"
            " person = excluded.person, desk = excluded.desk",
            (account, visit, day, visitor, arrival.on_site, *after),
        )
    if arrival.arrived_at or (before and decode_arrival(before[0]).arrived_at):
        connection.touch(ON_SITE)
    show_arrival(connection, account, visitor, day)


def _heard(connection: sqlite3.Connection, account: int, visit: str) -> VisitSummary | None:
    row = connection.execute(
        "select body, heard_at from item indexed by item_id join list on list.id = list"
        " where list = (select id from list where place = ? and name = ?) and item.id = ?",
        (account, f"visits/{visit.partition('/')[0]}", visit),
    ).fetchone()
    if row is None:
        return None
    body, heard_at = row
    by = datetime.fromisoformat(heard_at) if heard_at else None
    try:
        return visit_summary(body, basis_of(connection, account).zone, by)
    except ValueError:
        return None


def _on_their_way(
    connection: sqlite3.Connection, account: int, names: tuple[str, ...]
) -> tuple[tuple[Waits, ...], tuple[MailState, ...]]:
    rows = connection.execute(
        "select operation, kind, state, body, visit, status, words from concerns cross join outbox using (operation)"
        f" where place = ? and visit in ({', '.join('?' * len(names))}) and state != 'sent' order by position",
        (account, *names),
    ).fetchall()
    waits = tuple(Waits.of(row[0], State(row[2]), row[5], row[6]) for row in rows if row[1] == Kind.ARRIVAL.value)
    mails = []
    for _, kind, state, body, visit, _, _ in rows:
        if kind == Kind.MAIL.value:
            mail = json.loads(body)
            mails.append(MailState(State(state), (mail["events"][visit],) if mail["to_host"] else None))
    return waits, tuple(mails)
