"""What every change of the outbox's rows is put together from, inside the transaction that is running."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.errors import OnItsWay
from app.models.lists import WAITING
from app.models.moments import utc
from app.models.operations import DISCARDABLE, OF_A_TICKET, TO_SEND, Operation, State, Write, visits_in
from app.models.text.writable import writable_json
from app.store.database import StoreConnection
from app.store.lists.arrivals import rename_visits
from app.store.lists.names import keep_names, operations_before
from app.store.operation_rows import in_states, read_operations
from app.store.tickets.pending import OF_ONE, called_now
from app.store.writes.kinds import KINDS


def next_row(connection: StoreConnection, account: int, kinds: list[str]) -> Operation | None:
    """The oldest of these kinds that is to be sent now; an arrival waits until its meeting was sent. What takes long
    lets the others pass."""
    condition = f"{in_states(TO_SEND)} and kind in ({', '.join('?' * len(kinds))})"
    rows = read_operations(connection, account, condition, kinds)
    for row in sorted(rows, key=lambda one: KINDS[one.kind].takes_long):
        if not _waits_for_another(connection, account, row):
            return row
    return None


def _waits_for_another(connection: StoreConnection, account: int, row: Operation) -> bool:
    """Whether the server can't know yet what it is about, because that is still to be sent."""
    before = KINDS[row.kind].after(connection, account, row)
    return bool(before) and bool(read_operations(connection, account, "operation = ? and state != 'sent'", (before,)))


def insert(connection: StoreConnection, account: int, write: Write, now: str) -> tuple[str, ...]:
    """Gives the visits that the write is about: the caller has to call `follow_visits` for them."""
    body = called_now(connection, account, write.body) if write.kind in OF_A_TICKET else write.body
    inserted = connection.execute(
        "insert or ignore into outbox (operation, place, kind, body, state, entered_at, changed_at)"
        " values (?, ?, ?, ?, 'waiting', ?, ?)",
        (write.id, account, write.kind.value, writable_json(body), now, now),
    )
    if not inserted.rowcount:
        return ()
    if visits := visits_in(write.body):
        connection.executemany(
            "insert or ignore into concerns (operation, visit) values (?, ?)",
            [(write.id, visit) for visit in visits],
        )
        connection.touch(WAITING)
        return visits
    (row,) = read_operations(connection, account, "operation = ?", (write.id,))
    follow(connection, account, row)
    return ()


def move(
    connection: StoreConnection,
    account: int,
    operation: str,
    now: datetime,
    to: State,
    out_of: tuple[State, ...],
    more: str = "",
    *values: object,
) -> Operation | None:
    """The row after it moved, None when it wasn't in one of the states `out_of`. `more` are further SQL
    assignments, whose question marks `values` fill."""
    moved = connection.execute(
        f"update outbox set state = ?, changed_at = ?{more} where operation = ? and {in_states(out_of)}",
        (to.value, utc(now), *values, operation),
    )
    if not moved.rowcount:
        return None
    (row,) = read_operations(connection, account, "operation = ?", (operation,))
    return row


def drop(connection: StoreConnection, account: int, operation: str, out_of: tuple[State, ...]) -> bool:
    """Takes the row out when it is in one of these states, and gives whether it was."""
    rows = read_operations(connection, account, f"operation = ? and {in_states(out_of)}", (operation,))
    for row in rows:
        connection.execute("delete from outbox where operation = ?", (operation,))
        follow(connection, account, row, gone=True)
        connection.execute("delete from concerns where operation = ?", (operation,))
    return bool(rows)


def drop_those_after(connection: StoreConnection, account: int, operation: str) -> None:
    """Takes out what waits for the operation, because that was discarded."""
    of_ticket = f"{OF_ONE} and state != 'sent' and json_extract(body, '$.ticket') = ?"
    gone = [*read_operations(connection, account, of_ticket, (operation,))]
    for meeting in (operation, *operations_before(connection, account, operation)):
        which = "kind = 'arrival' and state != 'sent' and instr(body, ?)"
        gone += read_operations(connection, account, which, (f"/{meeting}/",))
    for one in gone:
        drop(connection, account, one.id, (*DISCARDABLE, State.SENDING))


def delete(connection: StoreConnection, account: int, operation: str, out_of: tuple[State, ...]) -> None:
    """The same, but raises OnItsWay for one in another state. One that there isn't is deleted already."""
    if (
        not drop(connection, account, operation, out_of)
        and connection.execute("select 1 from outbox where operation = ?", (operation,)).fetchone()
    ):
        raise OnItsWay("it was sent in the meantime, or is just being sent")


def follow(connection: StoreConnection, account: int, row: Operation, *, gone: bool = False) -> None:
    """Brings the lists in line with the operation as it is now, or without it when it is `gone`."""
    connection.touch(WAITING)
    KINDS[row.kind].follow(connection, account, row, gone)


def put_into_lists(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    """Puts what the other end made of it into the lists: its id there, and its JSON, b"" when that isn't known."""
    if piece:
        KINDS[row.kind].keep(connection, account, row, identity, piece)


def name(connection: StoreConnection, account: int, visit_aliases: Mapping[str, str]) -> None:
    """Keeps how visitors are called from now on, old to new."""
    if visit_aliases:
        keep_names(connection, account, visit_aliases)
        rename_visits(connection, account, visit_aliases.items())
