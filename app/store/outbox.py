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
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.models.drafts import Body
from app.store.cache import add_to_list
from app.store.database import Database
from app.store.place import Place


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


@dataclass(frozen=True, slots=True)
class Operation:
    """One write that a person made. `body` is the exact JSON; `made` is the id that the server gave, once it did."""

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
    found: tuple[str, ...]
    made: str


_COLUMNS = (
    "position, operation, kind, body, state, entered_at, changed_at, attempts, looked, status, words, found, made"
)


class Outbox:
    """Every method that changes something returns when the change is on the disk."""

    def __init__(self, database: Database, place: Place) -> None:
        self._database = database
        self._place = place

    async def put(self, operation: str, kind: Kind, body: Body, now: datetime, *, instead_of: str = "") -> Operation:
        """Keeps a write and gives it as it is kept. The same operation again changes nothing.

        `instead_of` goes in the same transaction.
        """

        def insert(connection: sqlite3.Connection) -> Operation:
            if instead_of:
                connection.execute("delete from outbox where operation = ?", (instead_of,))
            connection.execute(
                "insert or ignore into outbox (operation, place, kind, body, state, entered_at, changed_at)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                (
                    operation,
                    self._place.id,
                    kind.value,
                    json.dumps(body, ensure_ascii=False),
                    State.WAITING.value,
                    now.isoformat(),
                    now.isoformat(),
                ),
            )
            return _select(connection, self._place.id, "operation = ?", operation)[0]

        return await self._database.write(insert)

    async def unsent(self) -> tuple[Operation, ...]:
        """Everything that isn't known to be on the server, in the order in which it was entered."""
        return await self._database.read(lambda connection: _select(connection, self._place.id, "state != 'sent'"))

    def unsent_now(self) -> tuple[Operation, ...]:
        """The same for the first window, which waits for it."""
        return self._database.read_now(lambda connection: _select(connection, self._place.id, "state != 'sent'"))

    async def made(self, kind: Kind) -> frozenset[str]:
        """The ids of what earlier operations became: none of those is the outcome of a later one."""
        found = await self._database.read(
            lambda connection: connection.execute(
                "select made from outbox where place = ? and kind = ? and state = 'sent'", (self._place.id, kind.value)
            ).fetchall()
        )
        return frozenset(made for (made,) in found)

    async def set_sending(self, operation: str, now: datetime) -> None:
        """Written before the first byte leaves: after a crash it is known that the outcome is not."""
        await self._set(operation, now, "state = 'sending', attempts = attempts + 1")

    async def set_waiting(self, operation: str, now: datetime) -> None:
        """It is certain that the server doesn't have it."""
        await self._set(operation, now, "state = 'waiting', looked = 0, status = 0, words = '', found = '[]'")

    async def set_unknown(self, operation: str, now: datetime) -> None:
        await self._set(operation, now, "state = 'unknown', looked = 0")

    async def set_looked(self, operation: str, now: datetime) -> None:
        """The server was searched for it in vain, once more."""
        await self._set(operation, now, "looked = looked + 1")

    async def set_rejected(self, operation: str, now: datetime, status: int, words: str) -> None:
        await self._set(operation, now, "state = 'rejected', status = ?, words = ?", status, words)

    async def set_unclear(self, operation: str, now: datetime, found: tuple[str, ...]) -> None:
        await self._set(operation, now, "state = 'unclear', found = ?", json.dumps(found))

    async def set_sent(self, operation: str, now: datetime, made: str, piece: bytes, lists: tuple[str, ...]) -> None:
        """The server has it as `made`. Its `piece` goes into the kept `lists` in the same transaction."""

        def settle(connection: sqlite3.Connection) -> None:
            connection.execute(
                "update outbox set state = 'sent', made = ?, changed_at = ? where operation = ?",
                (made, now.isoformat(), operation),
            )
            for name in lists:
                add_to_list(connection, self._place.id, name, piece)

        await self._database.write(settle)

    async def discard(self, operation: str) -> None:
        """A person decided against it. One that is on its way or on the server stays."""
        await self._database.write(
            lambda connection: connection.execute(
                "delete from outbox where operation = ? and state not in ('sending', 'sent')", (operation,)
            )
        )

    async def recover(self, now: datetime) -> None:
        """After a start: what was being sent when the desk went down has an unknown outcome."""
        await self._database.write(
            lambda connection: connection.execute(
                "update outbox set state = 'unknown', looked = 0, changed_at = ? where state = 'sending'",
                (now.isoformat(),),
            )
        )

    async def forget_before(self, moment: datetime) -> int:
        """Drops what was sent before `moment`, of every place. Gives how many."""
        return await self._database.write(
            lambda connection: (
                connection.execute(
                    "delete from outbox where state = 'sent' and changed_at < ?", (moment.isoformat(),)
                ).rowcount
            )
        )

    async def _set(self, operation: str, now: datetime, change: str, *values: object) -> None:
        await self._database.write(
            lambda connection: connection.execute(
                f"update outbox set {change}, changed_at = ? where operation = ?", (*values, now.isoformat(), operation)
            )
        )


def _select(connection: sqlite3.Connection, place: int, where: str, *values: str) -> tuple[Operation, ...]:
    rows = connection.execute(
        f"select {_COLUMNS} from outbox where place = ? and {where} order by position", (place, *values)
    )
    return tuple(_operation(row) for row in rows)


def _operation(row: tuple[object, ...]) -> Operation:
    position, operation, kind, body, state, entered, changed, attempts, looked, status, words, found, made = row
    return Operation(
        position=int(str(position)),
        id=str(operation),
        kind=Kind(kind),
        body=json.loads(str(body)),
        state=State(state),
        entered_at=datetime.fromisoformat(str(entered)),
        changed_at=datetime.fromisoformat(str(changed)),
        attempts=int(str(attempts)),
        looked=int(str(looked)),
        status=int(str(status)),
        words=str(words),
        found=tuple(json.loads(str(found))),
        made=str(made),
    )
