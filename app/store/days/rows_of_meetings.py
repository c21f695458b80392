"""The rows of single meetings on a day, with what was changed of them here."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator, Mapping
from datetime import UTC, date
from functools import cached_property

from msgspec.structs import replace

from app.models.contacts import KnownPerson
from app.models.meeting_rows import meeting_asked_for, visit_row
from app.models.moments import day_bounds, expected_on, is_within
from app.models.objects.summaries import PersonSummary, meeting_summary
from app.models.operations import Kind, Operation, State
from app.models.visit_row import Cancelled, VisitRow, Waits
from app.store.contacts import USERS, one
from app.store.days.basis import Basis
from app.store.days.changed import changed_meetings, changes_of
from app.store.days.drawn import Drawn, as_listed, drawn, visitors_of
from app.store.lists.names import called_now

NO_KEYS: Mapping[str, str] = {}


class MeetingRows:
    """Of one day, in the running transaction. `first` and `after` are its bounds, in UTC."""

    def __init__(self, connection: sqlite3.Connection, account: int, day: date, basis: Basis) -> None:
        self.first, self.after = day_bounds(day, basis.zone)
        self._connection = connection
        self._account = account
        self._day = day
        self._basis = basis

    def listed(self, meeting: str, pieces: list[bytes], unlisted: bytes | None) -> list[VisitRow]:
        """The rows of a meeting of the server's, of which its list of the day holds this JSON; it may be on the day by
        what is wanted of it alone. `unlisted` is what was in the list before, marked as that."""
        times = [as_listed(meeting_summary(piece, self._basis.zone)) for piece in pieces]
        if unlisted is not None:
            before = as_listed(meeting_summary(unlisted, self._basis.zone))
            both = (*times[0].crossed_out, *before.crossed_out) if times else ()
            times = [replace(times[0], crossed_out=both), *times[1:]] if times else [before]
        if meeting in self._changed_here:
            changes = changes_of(self._connection, self._account, meeting, State)
            times = drawn(times, changes, host=self._host, called=self._called)
        own = self._own_keys(meeting) if len(pieces) < 2 else NO_KEYS
        rows: list[VisitRow] = []
        for number, time in enumerate(times):
            rows += self._rows(time, own, f"+{number}" if number else "", {row.key for row in rows})
        return rows

    def waiting(self, operation: Operation) -> list[VisitRow]:
        """The rows of a meeting that waits to be created."""
        meeting = meeting_asked_for(operation.id, operation.body, self._host(operation.body["hostId"]))
        time = Drawn(
            meeting, visitors_of(meeting), Waits.of(operation.id, operation.state, operation.status, operation.words)
        )
        return self._rows(time, {"": operation.id})

    def operation_of(self, meeting: str) -> str:
        """The id of the operation that became this meeting, "" for one that isn't from here."""
        row = self._connection.execute(
            "select operation from outbox where place = ? and made = ? and kind = ? and state = 'sent' limit 1",
            (self._account, meeting, Kind.MEETING.value),
        ).fetchone()
        return row[0] if row else ""

    @cached_property
    def _changed_here(self) -> frozenset[str]:
        return changed_meetings(self._connection, self._account)

    def _host(self, sent: str) -> KnownPerson | None:
        return one(self._connection, self._account, USERS, sent)

    def _called(self, visitor: str) -> str:
        return called_now(self._connection, self._account, f"/{visitor}").removeprefix("/")

    def _own_keys(self, meeting: str) -> Mapping[str, str]:
        """The keys of rows whose visitors were entered here, by how they are called: those that they had while that
        waited. Where nothing says which of them became whom, under "" the operation that became this meeting."""
        operation = self.operation_of(meeting)
        if not operation and meeting not in self._changed_here:
            return NO_KEYS
        names = self._connection.execute(
            "select id, visitor from became where place = ? and id >= ? and id < ?",
            (self._account, f"{meeting}/", f"{meeting}0"),  # the sign after the stroke is 0
        )
        keys = {now: before.replace("/", "//") for now, before in names}
        return keys or ({"": operation} if operation else NO_KEYS)

    def _rows(self, time: Drawn, own: Mapping[str, str], again: str = "", taken: Container[str] = ()) -> list[VisitRow]:
        """The rows of one time of a meeting, none when it doesn't touch the day: some servers answer more than the day
        that was asked for. `own` are the keys of visitors by how they are called; `again` tells further times of one
        meeting apart; `taken` are the keys of other rows."""
        meeting = time.meeting
        starts, ends = meeting.starts.astimezone(UTC), meeting.ends.astimezone(UTC)
        if not is_within(starts, ends, (self.first, self.after)):
            return []
        expected = expected_on(self._day, starts, ends, self._basis.zone)
        rows, used = [], set[str]()
        for number, (visitor, name, gone) in enumerate(_invited(time)):
            key = _key(time, number, visitor, name, own, again)
            while key in used or key in taken:
                key += "+"
            used.add(key)
            row = visit_row(
                meeting,
                number,
                key=key,
                day=self._day,
                expected=expected,
                late=self._basis.late,
                waits=time.waits,
                name=name,
                visitor=visitor,
                cancelled=time.cancelled or gone,
            )
            rows.append(row)
        return rows


def _invited(time: Drawn) -> Iterator[tuple[PersonSummary, str, Cancelled | None]]:
    """Each visitor with how they are called, and since when and by whom they are crossed out; of a meeting that nobody
    was invited to, nobody."""
    everybody = time.meeting.visitors or (() if time.crossed_out else (PersonSummary(),))
    for number, visitor in enumerate(everybody):
        yield visitor, time.names[number] if number < len(time.names) else "", None
    for visitor, gone in time.crossed_out:
        yield visitor, f"{time.meeting.id}/{visitor.id}", gone


def _key(time: Drawn, number: int, visitor: PersonSummary, name: str, own: Mapping[str, str], again: str) -> str:
    if known := own.get(name):
        return known
    if operation := own.get(""):
        return f"{operation}//{number}"
    if name and not name.startswith(f"{time.meeting.id}/"):  # nobody but this desk knows them yet
        return name.replace("/", "//")
    return f"{time.meeting.key}{again}/{(visitor.id or str(number)) if name else ''}"
