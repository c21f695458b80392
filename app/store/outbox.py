"""What waits to be sent: one row an operation, first in, first out, each kept until its outcome is known.

waiting ──▶ sending ──▶ sent            the server's answer is kept in the same transaction
   ▲           ├──────▶ waiting         it never reached the server, or the server was busy
   │           ├──────▶ rejected        a person edits and resends, or discards
   │           └──────▶ unknown ──▶ sent (found on the server) · waiting (not found twice) · unclear (several)
   └───────────────────────────────────────────────────────────────── unclear: a person says which, or to resend
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.errors import OnItsWay
from app.models.drafts import Body
from app.models.terms import Signature
from app.store.cache import pieces_of, put_in_list
from app.store.database import Database, utc
from app.store.journal import Entry, add_entries
from app.store.place import Place
from app.store.signatures import add_signatures


class State(Enum):
    WAITING = "waiting"
    SENDING = "sending"
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    UNCLEAR = "unclear"
    SENT = "sent"


class Kind(Enum):
    MEETING = "meeting"
    TICKET = "ticket"
    ARRIVAL = "arrival"  # a check-in, a check-out, or an undo of one
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Write:
    """Something to be sent. `id` is the operation's, and the Idempotency-Key that it is sent with."""

    id: str
    kind: Kind
    body: Body


@dataclass(frozen=True, slots=True)
class Operation:
    """One write that a person made. `body` is the exact JSON; `made` is the id that the server gave, once it did.

    `known` are ids of equal ones that this desk knew before it first sent this one, so they aren't its outcome; `found`
    are those among which a person chooses. Moments are in UTC.
    """

    position: int
    id: str
    kind: Kind
    body: Body
    state: State
    entered_at: datetime
    changed_at: datetime
    attempts: int
    looked: int
    status: int
    words: str
    known: tuple[str, ...]
    found: tuple[str, ...]
    made: str


Unsent = tuple[Operation, ...]
"""Everything that isn't known to be on the server, in the order in which it was entered."""

UNDER_WAY = (State.SENDING, State.UNKNOWN)
FOR_A_PERSON = (State.REJECTED, State.UNCLEAR)
EDITABLE = (State.WAITING, *FOR_A_PERSON)
DISCARDABLE = (*EDITABLE, State.UNKNOWN)

Row = tuple[str | int, ...]

NOTHING: Mapping[str, str] = {}

COLUMNS = (
    "position",
    "operation",
    "kind",
    "body",
    "state",
    "entered_at",
    "changed_at",
    "attempts",
    "looked",
    "status",
    "words",
    "known",
    "found",
    "made",
)


class Outbox:
    """Every method that changes something returns when that is on the disk, and gives what is unsent after it.

    A row that isn't in a state from which the change leads stays as it is: what came between was later news.
    """

    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place
        self._read: dict[Row, Operation] = {}

    async def put(
        self,
        writes: Iterable[Write],
        now: datetime,
        *,
        entries: Iterable[Entry] = (),
        signatures: Iterable[Signature] = (),
        instead_of: str = "",
        became: Mapping[str, str] = NOTHING,
        without: Iterable[str] = (),
    ) -> Unsent:
        """Keeps writes, and with them the journal's `entries` and what was signed. The same operation again changes
        nothing. The operations `without` go in the same transaction, unless they are on their way.

        `instead_of` goes in the same transaction, and its visitors are from now on those that they `became`. Raises
        OnItsWay, and keeps nothing, when what it would replace is being sent or was sent.
        """
        rows = [
            (write.id, self._place.id, write.kind.value, json.dumps(write.body, ensure_ascii=False), utc(now), utc(now))
            for write in writes
        ]

        def insert(connection: sqlite3.Connection) -> Unsent:
            if instead_of:
                _delete(connection, instead_of, EDITABLE)
            connection.executemany(
                "insert or ignore into outbox (operation, place, kind, body, state, entered_at, changed_at)"
                " values (?, ?, ?, ?, 'waiting', ?, ?)",
                rows,
            )
            connection.executemany(
                f"delete from outbox where operation = ? and state in ({_listed(DISCARDABLE)})",
                [(operation,) for operation in without],
            )
            add_entries(connection, self._place.id, entries)
            add_signatures(connection, self._place.id, signatures)
            self._keep_names(connection, became)
            return self._unsent(connection)

        return await self._database.write(insert)

    async def discard(self, operation: str) -> Unsent:
        """A person decided against it, and so against sending who came to it; the journal still knows them.

        Raises OnItsWay when it is being sent or was sent.
        """

        def delete(connection: sqlite3.Connection) -> Unsent:
            _delete(connection, operation, DISCARDABLE)
            for meeting in (operation, *_edited_into(connection, operation)):
                connection.execute(
                    "delete from outbox where kind = 'arrival' and state != 'sent' and instr(body, ?)",
                    (f"/{meeting}/",),
                )
            return self._unsent(connection)

        return await self._database.write(delete)

    async def unsent(self) -> Unsent:
        return await self._database.read(lambda connection: self._unsent(connection))

    def unsent_now(self) -> Unsent:
        """The same for the first window, which waits for it."""
        return self._database.read_now(lambda connection: self._unsent(connection))

    async def made(self, kind: Kind) -> frozenset[str]:
        """The ids of what earlier operations became: none of those is the outcome of a later one."""
        found = await self._database.read(
            lambda connection: connection.execute(
                "select made from outbox where place = ? and kind = ? and state = 'sent'", (self._place.id, kind.value)
            ).fetchall()
        )
        return frozenset(made for (made,) in found)

    async def kept(self, lists: Iterable[str]) -> tuple[bytes, ...]:
        """What this desk knows to be in those lists on the server."""
        return await self._database.read(
            lambda connection: tuple(piece for name in lists for piece in pieces_of(connection, self._place.id, name))
        )

    async def set_sending(self, operation: str, now: datetime, known: Iterable[str] = ()) -> Unsent:
        """Written before the first byte leaves: after a crash it is known that the outcome is not.

        `known` counts at the first attempt alone: after that, an equal one may be what that attempt made.
        """
        return await self._set(
            operation,
            now,
            State.SENDING,
            (State.WAITING,),
            ", attempts = attempts + 1, known = case attempts when 0 then ? else known end",
            json.dumps(list(known)),
        )

    async def set_waiting(self, operation: str, now: datetime) -> Unsent:
        """It is certain that the server doesn't have it."""
        return await self._set(operation, now, State.WAITING, UNDER_WAY, ", looked = 0")

    async def set_unknown(self, operation: str, now: datetime) -> Unsent:
        return await self._set(operation, now, State.UNKNOWN, (State.SENDING, State.UNCLEAR), ", looked = 0")

    async def set_looked(self, operation: str, now: datetime) -> Unsent:
        """The server was searched for it in vain, once more."""
        return await self._set(operation, now, State.UNKNOWN, UNDER_WAY, ", looked = looked + 1")

    async def set_rejected(self, operation: str, now: datetime, status: int, words: str) -> Unsent:
        return await self._set(
            operation, now, State.REJECTED, (State.SENDING,), ", status = ?, words = ?", status, words
        )

    async def set_unclear(self, operation: str, now: datetime, found: Iterable[str]) -> Unsent:
        from_here = (State.WAITING, *UNDER_WAY)
        return await self._set(operation, now, State.UNCLEAR, from_here, ", found = ?", json.dumps(list(found)))

    async def set_again(self, operation: str, now: datetime) -> Unsent:
        """A person wants it to be sent once more, as it is."""
        return await self._set(operation, now, State.WAITING, FOR_A_PERSON, ", looked = 0, status = 0, words = ''")

    async def set_sent(
        self,
        operation: str,
        now: datetime,
        made: str,
        piece: bytes = b"",
        lists: Iterable[str] = (),
        *,
        became: Mapping[str, str] = NOTHING,
        entries: Iterable[Entry] = (),
    ) -> Unsent:
        """The other end has it as `made`. Its `piece` goes into the kept `lists` in the same transaction, in the place
        of what they have of that id; so does what its visitors `became`, and what the journal is to say of it."""

        def settle(connection: sqlite3.Connection) -> Unsent:
            out_of = (*UNDER_WAY, State.UNCLEAR)
            if _move(connection, operation, now, State.SENT, out_of, ", made = ?, found = '[]'", made):
                for name in lists:
                    put_in_list(connection, self._place.id, name, made, piece)
                self._keep_names(connection, became)
                add_entries(connection, self._place.id, entries)
            return self._unsent(connection)

        return await self._database.write(settle)

    async def drop(self, operation: str) -> Unsent:
        """The server has no such call: what was being sent stays in the journal alone."""

        def drop(connection: sqlite3.Connection) -> Unsent:
            connection.execute("delete from outbox where operation = ? and state = 'sending'", (operation,))
            return self._unsent(connection)

        return await self._database.write(drop)

    def became_now(self) -> dict[str, str]:
        """operation/number of a visitor whose meeting waited, and meeting/visitor that the server made of it; also
        operation/number again, where the meeting was edited before it was sent."""
        return self._database.read_now(
            lambda connection: dict(
                connection.execute("select visitor, id from became where place = ?", (self._place.id,)).fetchall()
            )
        )

    async def recover(self, now: datetime) -> Unsent:
        """After a start: what was being sent when the desk went down has an unknown outcome; looking starts anew."""

        def recover(connection: sqlite3.Connection) -> Unsent:
            connection.execute(
                "update outbox set state = 'unknown', looked = 0, changed_at = ? where state in ('sending', 'unknown')",
                (utc(now),),
            )
            return self._unsent(connection)

        return await self._database.write(recover)

    async def forget_before(self, moment: datetime) -> int:
        """Drops what was sent before `moment`, of every place. Gives how many."""
        return await self._database.write(
            lambda connection: (
                connection.execute(
                    "delete from outbox where state = 'sent' and changed_at < ?", (utc(moment),)
                ).rowcount
            )
        )

    async def _set(
        self, operation: str, now: datetime, to: State, out_of: tuple[State, ...], more: str = "", *values: object
    ) -> Unsent:
        def move(connection: sqlite3.Connection) -> Unsent:
            _move(connection, operation, now, to, out_of, more, *values)
            return self._unsent(connection)

        return await self._database.write(move)

    def _keep_names(self, connection: sqlite3.Connection, became: Mapping[str, str]) -> None:
        connection.executemany(
            "insert or replace into became (place, visitor, id) values (?, ?, ?)",
            [(self._place.id, *names) for names in became.items()],
        )

    def _unsent(self, connection: sqlite3.Connection) -> Unsent:
        """A row that hasn't changed is the same operation as before, and isn't read again."""
        rows = connection.execute(
            f"select {', '.join(COLUMNS)} from outbox where place = ? and state != 'sent' order by position",
            (self._place.id,),
        )
        self._read = {row: self._read.get(row) or operation_in(row) for row in rows}
        return tuple(self._read.values())


def visits_in(body: Body) -> tuple[str, ...]:
    """The visits that an arrival or a mail is about, by the names that they had when it was written."""
    return (body["visit"],) if "visit" in body else tuple(body.get("events", ()))


def _move(
    connection: sqlite3.Connection,
    operation: str,
    now: datetime,
    to: State,
    out_of: tuple[State, ...],
    more: str,
    *values: object,
) -> bool:
    """Whether the row was in one of the states `out_of`, and so has moved."""
    moved = connection.execute(
        f"update outbox set state = ?, changed_at = ?{more} where operation = ? and state in ({_listed(out_of)})",
        (to.value, utc(now), *values, operation),
    )
    return moved.rowcount > 0


def _delete(connection: sqlite3.Connection, operation: str, out_of: tuple[State, ...]) -> None:
    connection.execute(f"delete from outbox where operation = ? and state in ({_listed(out_of)})", (operation,))
    if connection.execute("select 1 from outbox where operation = ?", (operation,)).fetchone():
        raise OnItsWay("it was sent in the meantime, or is just being sent")


def _edited_into(connection: sqlite3.Connection, operation: str) -> list[str]:
    """The operations whose visitors became this one's: arrivals from before it was edited bear their names."""
    earlier = connection.execute(
        "with recursive earlier (operation) as (values (?) union"
        " select rtrim(rtrim(visitor, '0123456789'), '/') from became"
        " join earlier on substr(id, 1, length(operation) + 1) = operation || '/')"
        " select operation from earlier",
        (operation,),
    )
    return [before for (before,) in earlier if before != operation]


def _listed(states: tuple[State, ...]) -> str:
    return ", ".join(f"'{state.value}'" for state in states)


def operation_in(row: Row) -> Operation:
    """The row's columns in their order. Raises ValueError when one can't be read."""
    position, operation, kind, body, state, entered, changed, attempts, looked, status, words, known, found, made = row
    return Operation(
        position=int(position),
        id=str(operation),
        kind=Kind(kind),
        body=json.loads(str(body)),
        state=State(state),
        entered_at=datetime.fromisoformat(str(entered)),
        changed_at=datetime.fromisoformat(str(changed)),
        attempts=int(attempts),
        looked=int(looked),
        status=int(status),
        words=str(words),
        known=tuple(json.loads(str(known))),
        found=tuple(json.loads(str(found))),
        made=str(made),
    )
