"""The rows of a day: made of what the server said of its meetings and of those that wait, each in one place.

A day's rows are made when they are first asked for, and follow from then on. They can be made anew at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property

import msgspec

from app.models.lists import day_list, meetings_list
from app.models.meetings.changes import MeetingChange
from app.models.moments import ONE_DAY, utc
from app.models.operations import UNDER_WAY, UNSENT, Operation, State
from app.models.visit_row import Arrival, VisitRow
from app.store.database import StoreConnection
from app.store.days.basis import Basis, basis_of, days_between, days_of
from app.store.days.changed import changes_on
from app.store.days.rows_of_meetings import MeetingRows
from app.store.days.unlisted import unlisted
from app.store.lists.alike import alike_meetings
from app.store.operation_rows import in_states, read_operations

encode = msgspec.json.Encoder().encode
decode_row = msgspec.json.Decoder(VisitRow).decode
decode_arrival = msgspec.json.Decoder(Arrival).decode


def set_basis(connection: StoreConnection, account: int, zone: str, late: timedelta) -> bool:
    """From now on the site is in `zone`, an IANA name, and a visitor is late after `late`, which is cut off to whole
    minutes. If that is new, every day's rows are made anew. Gives whether the zone is new."""
    minutes = int(late.total_seconds() // 60)
    known = connection.execute("select zone, late from place where id = ?", (account,)).fetchone()
    if known != (zone, minutes):
        connection.execute("update place set zone = ?, late = ? where id = ?", (zone, minutes, account))
        drop_days(connection, account)
    return bool(known[0] != zone)


def drop_days(connection: StoreConnection, account: int) -> None:
    """Every day's rows are made anew when they are next asked for."""
    for (day,) in connection.execute("select day from day where place = ?", (account,)).fetchall():
        connection.touch(day_list(date.fromisoformat(day)))
    connection.execute("delete from visit_row where place = ?", (account,))
    connection.execute("delete from day where place = ?", (account,))


def is_made(connection: sqlite3.Connection, account: int, day: date) -> bool:
    """Whether the day has rows, made with the zone and lateness of now."""
    row = connection.execute("select basis from day where place = ? and day = ?", (account, day.isoformat())).fetchone()
    return row is not None and row[0] == basis_of(connection, account).name


def make_lacking_day(connection: StoreConnection, account: int, day: date) -> None:
    """Makes the day's rows, unless it has them."""
    if not is_made(connection, account, day):
        make_day(connection, account, day)


def make_day(connection: StoreConnection, account: int, day: date) -> None:
    """Makes all rows of the day from what the file knows."""
    basis, name = basis_of(connection, account), day.isoformat()
    revision = connection.touch(day_list(day))
    connection.execute("delete from visit_row where place = ? and day = ?", (account, name))
    connection.execute(
        "insert or replace into day (place, day, basis, revision, shape) values (?, ?, ?, ?, ?)",
        (account, name, basis.name, revision, revision),
    )
    day_rows = _Day(connection, account, day, basis)
    day_rows.know_arrivals()
    meetings: dict[str, None] = dict.fromkeys(
        identity for (identity,) in connection.execute("select id from item where list = ?", (day_rows.list,))
    )
    for meeting in filter(None, meetings | dict.fromkeys((*changes_on(connection, account, day), *day_rows.unlisted))):
        day_rows.follow_meeting(meeting)
    for operation in _waiting_meetings(connection, account):
        day_rows.follow_operation(operation.id, operation)
    day_rows.finish()


def follow_meetings(connection: StoreConnection, account: int, day: date, meetings: Iterable[str]) -> None:
    """After the server's list of the day changed at these meetings, given by id: makes their rows anew, if the day's
    are made."""
    if not is_made(connection, account, day):
        return
    day_rows = _Day(connection, account, day, basis_of(connection, account))
    for meeting in dict.fromkeys((*meetings, *day_rows.candidates)):
        day_rows.follow_meeting(meeting)
    day_rows.finish()


def follow_operation(connection: StoreConnection, account: int, operation: Operation, *, gone: bool = False) -> None:
    """After a meeting was entered, or its state changed: makes its rows anew, on each day whose rows are made. `gone`:
    it was sent or discarded, and has none."""
    basis = basis_of(connection, account)
    for day in days_of(operation.body, basis.zone):
        connection.touch(day_list(day))
        if is_made(connection, account, day):
            day_rows = _Day(connection, account, day, basis)
            day_rows.follow_operation(operation.id, None if gone else operation)
            for meeting in {*day_rows.candidates, *day_rows.like(operation)}:
                day_rows.follow_meeting(meeting)
            day_rows.finish()


def follow_change(connection: StoreConnection, account: int, change: MeetingChange) -> None:
    """After a meeting was changed here, or the change was sent or dropped: makes the meeting's rows anew, on each day
    where it is, was or will be and whose rows are made."""
    basis = basis_of(connection, account)
    times = (*change.shows, (change.base["startAt"], change.base["endAt"])) if change.base else change.shows
    days = {day for begins, ends in times for day in days_between(begins, ends, basis.zone)}
    days |= days_with(connection, account, change.meeting)
    for day in sorted(days):
        connection.touch(day_list(day))
        follow_meetings(connection, account, day, (change.meeting,))


def days_with(connection: sqlite3.Connection, account: int, meeting: str) -> set[date]:
    """The days on which the server lists the meeting, or it has rows here."""
    listed = connection.execute(
        "select distinct name from list cross join item indexed by item_id on list.id = list"
        " where place = ? and name >= 'meetings/' and name < 'meetings0' and item.id = ?",
        (account, meeting),
    )
    made = connection.execute(
        "select distinct day from visit_row where place = ? and visitor >= ? and visitor < ?",
        (account, f"{meeting}/", f"{meeting}0"),  # the sign after the stroke is 0
    )
    return {date.fromisoformat(name.rpartition("/")[2]) for (name,) in (*listed, *made)}


def show_arrival(connection: StoreConnection, account: int, visitor: str, since: str) -> None:
    """After how it stands with a visit changed: shows that on the visitor's rows. `visitor` is meeting/visitor; `since`
    is the visit's day in ISO 8601, before which no row is touched."""
    rows = connection.execute(
        "select day, key, body, arrival, since from visit_row where place = ? and visitor = ? and day >= ?",
        (account, visitor, since),
    ).fetchall()
    for day, key, body, *before in rows:
        day_rows = _Day(connection, account, date.fromisoformat(day), basis_of(connection, account))
        after = day_rows.arrival_of(decode_row(body), visitor)
        if after != tuple(before):
            connection.execute(
                "update visit_row set arrival = ?, since = ?, revision = ? where place = ? and day = ? and key = ?",
                (*after, connection.touch(day_list(day_rows.day)), account, day, key),
            )
            day_rows.changed = True
            day_rows.finish()


class _Day:
    """The rows of one day in the running transaction. `finish` counts it on when any of them changed."""

    def __init__(self, connection: StoreConnection, account: int, day: date, basis: Basis) -> None:
        self.day = day
        self.changed = self._reshaped = False
        self._connection = connection
        self._account = account
        self._basis = basis
        self._rows = MeetingRows(connection, account, day, basis)
        row = connection.execute(
            "select id from list where place = ? and name = ?", (account, meetings_list(day))
        ).fetchone()
        self.list = row[0] if row else 0
        self._arrivals: Mapping[str, bytes] | None = None

    @cached_property
    def unlisted(self) -> Mapping[str, bytes]:
        """What the server doesn't list any more, by the meetings' ids."""
        return unlisted(self._connection, self._account, self.day)

    @property
    def candidates(self) -> set[str]:
        """The ids of the day's meetings that may be the outcome of an operation whose answer isn't there yet."""
        return self._in_doubt[0]

    def know_arrivals(self) -> None:
        """Reads how it stands with all of the day's visits at once: quicker when thousands of rows are made."""
        rows = self._connection.execute(
            "select visitor, body from visit where place = ? and id > ? and id < ?",
            (self._account, f"{self.day.isoformat()}/", f"{self.day.isoformat()}0"),  # the sign after the stroke is 0
        )
        self._arrivals = dict(rows.fetchall())

    def follow_meeting(self, meeting: str) -> None:
        items = self._connection.execute(
            "select body from item indexed by item_id where list = ? and id = ? and fault = '' order by position",
            (self.list, meeting),
        ).fetchall()
        hidden = meeting in self._in_doubt[1]
        pieces = [body for (body,) in items]
        rows = [] if hidden else self._rows.listed(meeting, pieces, self.unlisted.get(meeting))
        self._replace(f"m/{meeting}", rows)

    def follow_operation(self, operation: str, row: Operation | None) -> None:
        self._replace(f"o/{operation}", self._rows.waiting(row) if row is not None else [])

    def like(self, operation: Operation) -> set[str]:
        """The meetings of the day that look like what the operation becomes, by id."""
        return alike_meetings(self._connection, self.list, operation, self._basis.zone)

    def arrival_of(self, row: VisitRow, visitor: str) -> tuple[bytes | None, str]:
        """How it stands with the visitor on this day, as JSON, and the id of the earlier visit that they are still in
        from, else "".

        Of a meeting that began on an earlier day, the visit of that day counts on here when the visitor didn't come
        again, and was in when this day began; of a meeting that lasts no longer than a day also when they had left."""
        own = self._own_arrival(visitor)
        if row.starts < self._rows.first and (own is None or decode_arrival(own).arrived_at is None):
            visit = self._connection.execute(
                "select id, body from visit where place = ? and visitor = ? and day < ? order by day desc limit 1",
                (self._account, visitor, self.day.isoformat()),
            ).fetchone()
            earlier = decode_arrival(visit[1]) if visit else None
            once = row.ends - row.starts <= ONE_DAY
            if (
                earlier
                and earlier.arrived_at
                and (once or earlier.left_at is None or earlier.left_at >= self._rows.first)
            ):
                return visit[1], visit[0] if earlier.on_site else ""
        return own, ""

    def finish(self) -> None:
        if self.changed:
            revision = self._connection.touch(day_list(self.day))
            self._connection.execute(
                "update day set revision = ?, shape = case when ? then ? else shape end where place = ? and day = ?",
                (revision, self._reshaped, revision, self._account, self.day.isoformat()),
            )

    def _own_arrival(self, visitor: str) -> bytes | None:
        if self._arrivals is not None:
            return self._arrivals.get(visitor)
        row = self._connection.execute(
            "select body from visit where place = ? and id = ?", (self._account, f"{self.day.isoformat()}/{visitor}")
        ).fetchone()
        return row[0] if row else None

    @cached_property
    def _in_doubt(self) -> tuple[set[str], set[str]]:
        """The `candidates`, and those among them that have no rows, because those of the operation stand for them: one
        for each operation."""
        candidates: set[str] = set()
        hidden: set[str] = set()
        for operation in _waiting_meetings(self._connection, self._account, UNDER_WAY):
            if self.list and self.day in days_of(operation.body, self._basis.zone):
                alike = self.like(operation)
                candidates |= alike
                free = sorted(one for one in alike - {*operation.known} - hidden if not self._rows.operation_of(one))
                hidden |= {*free[:1]}
        return candidates, hidden

    def _replace(self, source: str, rows: list[VisitRow]) -> None:
        """Puts `rows` in the place of those of `source`. One that says the same as before isn't written."""
        day = self.day.isoformat()
        before = {
            key: (body, expected)
            for key, body, expected in self._connection.execute(
                "select key, body, expected from visit_row indexed by visit_row_source"
                " where place = ? and day = ? and source = ?",
                (self._account, day, source),
            )
        }
        for row in rows:
            body, expected = encode(row), utc(row.expected)
            old = before.pop(row.key, None)
            if old and old[0] == body:
                continue
            visitor = row.id.partition("/")[2]
            self.changed = True
            self._reshaped |= old is None or old[1] != expected
            self._connection.execute(
                "insert or replace into visit_row (place, day, key, source, visitor, expected, meeting, number, body,"
                " arrival, since, revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._account, day, row.key, source, visitor, expected, row.meeting, row.number, body)
                + (self.arrival_of(row, visitor) if visitor else (None, ""))
                + (self._connection.touch(day_list(self.day)),),
            )
        if before:
            self.changed = self._reshaped = True
            self._connection.executemany(
                "delete from visit_row where place = ? and day = ? and key = ? and source = ?",
                [(self._account, day, key, source) for key in before],
            )


def _waiting_meetings(
    connection: sqlite3.Connection, account: int, states: Iterable[State] = UNSENT
) -> tuple[Operation, ...]:
    return read_operations(connection, account, f"kind = 'meeting' and {in_states(states)}")
