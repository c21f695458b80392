"""What waits to be sent: one row an operation, first in, first out, each kept until its outcome is known.

waiting ──▶ sending ──▶ sent            the server's answer is kept in the same transaction
   ▲           ├──────▶ waiting         it never reached the server, or the server was busy
   │           ├──────▶ rejected        a person edits and resends, or discards
   │           └──────▶ unknown ──▶ sent (found on the server) · waiting (not found twice) · unclear (any other case)
   └───────────────────────────────────────────────────────────────── unclear: a person says which, or to resend

A row that the server accepted without saying what it made of it is unknown too, and doesn't wait again by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from msgspec import Struct, field

from app.errors import StillOnSite
from app.models.entries import Answered, Entry
from app.models.moments import utc
from app.models.operations import (
    DISCARDABLE,
    EDITABLE,
    FOR_A_PERSON,
    TO_SEND,
    UNDER_WAY,
    Kind,
    Made,
    Operation,
    State,
    Write,
)
from app.models.terms import Signature
from app.models.text.writable import writable
from app.store import outbox_rows
from app.store.account import Account
from app.store.calendar_origins import drop_meeting, follow_meeting
from app.store.database import Database, StoreConnection
from app.store.given.signatures import add_signatures
from app.store.given.visitor_answers import add_answers
from app.store.journal import add_entries
from app.store.lists.arrivals import follow_visits
from app.store.lists.names import called_now
from app.store.lists.on_site import is_anybody_inside, visits_inside
from app.store.operation_rows import in_states, read_operations
from app.store.tickets.pending import rename_ticket
from app.store.writes.kinds import KINDS

NOTHING: Mapping[str, str] = {}

DOUBTED = ", looked = 0, doubts = doubts + (state = 'sending')"
"""What SQL counts where a sending ends in doubt."""


class Outcome(Struct, frozen=True):
    """What a write became: the id that the other end gave it, and its JSON as it came, b"" where there is none.

    `visit_aliases` leads from operation/number of each of its visitors to the meeting/visitor that the server made of
    them; `entries` are added to the journal.
    """

    id: str
    piece: bytes = b""
    visit_aliases: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


VisitName = tuple[date, str]
"""A visit to a meeting that waits: its day, and operation/number of its visitor."""


class Outbox:
    """The operations of one place. Every method may raise StoreFailed, and one that changes something DiskFull too:
    then nothing was changed. One that changes something returns when that, and what follows from it for every list, is
    on the disk. `now` is aware of its zone.

    The methods set_… move a row into a state, and give whether it moved: a row in a state from which no way leads there
    stays as it is, because something else happened to it in the meantime.
    """

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    async def put(
        self,
        writes: Iterable[Write],
        now: datetime,
        *,
        entries: Iterable[Entry] = (),
        signatures: Iterable[Signature] = (),
        answered: Iterable[Answered] = (),
        instead_of: str = "",
        visit_aliases: Mapping[str, str] = NOTHING,
        without: Iterable[str] = (),
        losing: Callable[[list[VisitName]], tuple[str, ...]] = lambda inside: (),
    ) -> tuple[Operation, ...]:
        """Keeps writes, and with them the journal's `entries` and what was signed and answered, all in one transaction.
        An operation that is kept already changes nothing. Gives those of the writes that wait now; one that was sent
        before isn't among them. Their texts are as `writable` gives them.

        The operations `without` are dropped, unless one is being sent or was sent. So is `instead_of`, the one that was
        edited: `visit_aliases` leads from operation/number of its visitors to that of the same ones in what takes its
        place. `losing` is given its visits whose visitors are in the building, and names those whom what takes its
        place doesn't expect then.

        Raises, and keeps nothing: OnItsWay when `instead_of` is being sent, has an unknown outcome, or was sent;
        StillOnSite when somebody is named.
        """
        new_writes, new_entries = tuple(writes), tuple(entries)

        def put(connection: StoreConnection) -> tuple[Operation, ...]:
            if instead_of:
                inside = visits_inside(connection, self._account.id, instead_of)
                if inside and (names := losing([(day, f"{instead_of}/{visitor}") for day, visitor in inside])):
                    raise StillOnSite(names=names)
                outbox_rows.delete(connection, self._account.id, instead_of, EDITABLE)
                follow_meeting(connection, self._account.id, instead_of, new_writes[0].id)
                rename_ticket(connection, self._account.id, instead_of, new_writes[0].id)
            about = [entry.visit for entry in new_entries if entry.visit]
            for operation in without:
                outbox_rows.drop(connection, self._account.id, operation, DISCARDABLE)
            for write in new_writes:
                about += outbox_rows.insert(connection, self._account.id, write, utc(now))
            add_entries(connection, self._account.id, new_entries)
            add_signatures(connection, self._account.id, signatures)
            add_answers(connection, self._account.id, answered)
            outbox_rows.name(connection, self._account.id, visit_aliases)
            follow_visits(connection, self._account.id, about)
            ids = [write.id for write in new_writes]
            waits = f"state != 'sent' and operation in ({', '.join('?' * len(ids))})"
            return read_operations(connection, self._account.id, waits, ids)

        return await self._database.write(put)

    async def discard(self, operation: str) -> None:
        """A person decided against it. Of a meeting, the arrivals that wait for it go as well; they stay in the
        journal. Of a ticket, what was to be done with it. One that there isn't is discarded already.

        Raises, and changes nothing: OnItsWay when it is being sent or was sent; StillOnSite while a visitor of that
        meeting is in the building, who could not be checked out any more.
        """

        def discard(connection: StoreConnection) -> None:
            if is_anybody_inside(connection, self._account.id, operation):
                raise StillOnSite
            outbox_rows.delete(connection, self._account.id, operation, DISCARDABLE)
            drop_meeting(connection, self._account.id, operation)
            outbox_rows.drop_those_after(connection, self._account.id, operation)

        await self._database.write(discard)

    async def get(self, operation: str) -> Operation | None:
        """What waits of that id, None when it was sent or discarded."""
        rows = await self.those("operation = ? and state != 'sent'", operation)
        return rows[0] if rows else None

    async def next_to_send(self, kinds: Iterable[Kind]) -> Operation | None:
        """The oldest of these kinds that is to be sent now, None when there is none. An arrival waits until its meeting
        was sent."""
        values = [kind.value for kind in kinds]
        return await self._database.read(lambda connection: outbox_rows.next_row(connection, self._account.id, values))

    async def those(self, which: str, *values: object) -> tuple[Operation, ...]:
        """Those of which the SQL condition `which` is true, the oldest first; `values` fill its question marks."""
        return await self._database.read(
            lambda connection: read_operations(connection, self._account.id, which, values)
        )

    async def standing(self, states: Iterable[State]) -> tuple[Operation, ...]:
        """Those in one of these states, the oldest first."""
        return await self.those(in_states(states))

    async def made(self, kind: Kind) -> frozenset[str]:
        """The ids of what earlier operations became: none of those is the outcome of a later one."""
        rows = await self._database.read(
            lambda connection: connection.execute(
                "select made from outbox where place = ? and kind = ? and state = 'sent'",
                (self._account.id, kind.value),
            ).fetchall()
        )
        return frozenset(made for (made,) in rows)

    async def called_now(self, visit: str) -> str:
        """The name that the visit has now: editing and sending its meeting give it others."""
        return await self._database.read(lambda connection: called_now(connection, self._account.id, visit))

    async def visitor_now(self, meeting: str, identity: str) -> str:
        """The server's id of somebody whom a change of that meeting added, operation/number; "" while it gave none."""
        now = (await self.called_now(f"/{identity}")).removeprefix("/")
        return now.removeprefix(f"{meeting}/") if now.startswith(f"{meeting}/") else ""

    async def set_sending(self, operation: str, now: datetime) -> bool:
        """Before the first byte leaves: so after a crash it is known that the outcome is unknown.

        At the first attempt, the ids of what says the same on the server already are kept as `known`: none of them can
        be its outcome. Later, such a thing may be what an earlier attempt made.
        """

        def move(connection: StoreConnection) -> bool:
            out_of, more = (State.WAITING,), ", attempts = attempts + 1"
            row = outbox_rows.move(connection, self._account.id, operation, now, State.SENDING, out_of, more)
            if row is None:
                return False
            if row.attempts == 1 and row.kind is not Kind.MEETING_CHANGE:
                known = json.dumps(sorted(KINDS[row.kind].alike(connection, self._account.id, row)))
                connection.execute("update outbox set known = ? where operation = ?", (known, operation))
            outbox_rows.follow(connection, self._account.id, row)
            return True

        return await self._database.write(move)

    async def set_waiting(self, operation: str, now: datetime) -> bool:
        """It is certain that the server doesn't have it, or that sending it once more does no harm."""
        return await self._set(operation, now, State.WAITING, UNDER_WAY, ", looked = 0")

    async def set_unknown(self, operation: str, now: datetime, status: int = 0, words: str = "") -> bool:
        """Nobody knows whether the server has it, because of an answer with this status and these words; 0 and "" when
        none came. The searches for it are counted from 0."""
        more = f"{DOUBTED}, status = ?, words = ?"
        return await self._set(operation, now, State.UNKNOWN, (State.SENDING, State.UNCLEAR), more, status, words)

    async def set_accepted(self, operation: str, now: datetime, made: Made) -> bool:
        """The server has it, and didn't say what it made of it. The searches for that are counted from 0."""
        more, values = ", looked = 0, accepted = 1, made = ?, status = 0, words = ?", (writable(made.id), made.words)
        return await self._set(operation, now, State.UNKNOWN, (State.SENDING,), more, *values)

    async def set_searched(self, operation: str, now: datetime) -> bool:
        """The server was searched for it in vain; counts that."""
        return await self._set(operation, now, State.UNKNOWN, UNDER_WAY, ", looked = looked + 1")

    async def set_rejected(self, operation: str, now: datetime, status: int, words: str) -> bool:
        """The server, or the mail server, refused it with this status and these words."""
        return await self._set(
            operation, now, State.REJECTED, (State.SENDING,), ", status = ?, words = ?", status, words
        )

    async def set_unclear(self, operation: str, now: datetime, candidates: Iterable[str]) -> bool:
        """A person has to say which of `candidates`, ids on the server, it became, or that it is none."""
        from_here = (State.WAITING, *UNDER_WAY)
        return await self._set(operation, now, State.UNCLEAR, from_here, ", found = ?", json.dumps(list(candidates)))

    async def set_again(self, operation: str, now: datetime) -> bool:
        """A person wants it to be sent once more, as it is."""
        anew = ", looked = 0, doubts = 0, accepted = 0, made = '', status = 0, words = ''"
        return await self._set(operation, now, State.WAITING, FOR_A_PERSON, anew)

    async def set_received(self, operation: str, now: datetime, received: int | None) -> bool:
        """The other end has so many bytes of a file, None when that isn't known any more; the rest of it waits."""
        progress = {} if received is None else {"received": received}
        more = ", attempts = 0, doubts = 0, looked = 0, status = 0, words = '', progress = ?"
        return await self._set(operation, now, State.WAITING, (State.SENDING,), more, json.dumps(progress))

    async def set_sent(self, operation: str, now: datetime, outcome: Outcome) -> bool:
        """The other end has it. What it became goes into the lists in the same transaction."""

        def settle(connection: StoreConnection) -> bool:
            out_of = (*UNDER_WAY, State.UNCLEAR)
            more, made = ", made = ?, found = '[]'", writable(outcome.id)
            row = outbox_rows.move(connection, self._account.id, operation, now, State.SENT, out_of, more, made)
            if row is None:
                return False
            add_entries(connection, self._account.id, outcome.entries)
            follow_meeting(connection, self._account.id, operation, made)
            outbox_rows.put_into_lists(connection, self._account.id, row, outcome.id, outcome.piece)
            outbox_rows.name(connection, self._account.id, outcome.visit_aliases)
            outbox_rows.follow(connection, self._account.id, row)
            return True

        return await self._database.write(settle)

    async def drop(self, operation: str) -> None:
        """What waits is dropped, because the server has no such call: an arrival then stands in the journal alone."""
        await self._database.write(
            lambda connection: outbox_rows.drop(connection, self._account.id, operation, TO_SEND)
        )

    async def recover(self, now: datetime, kinds: Iterable[Kind]) -> None:
        """After a start: what was being sent of these kinds when the desk went down has an unknown outcome. The
        searches for it are counted from 0."""
        values = [kind.value for kind in kinds]

        def recover(connection: StoreConnection) -> None:
            which = f"{in_states(UNDER_WAY)} and kind in ({', '.join('?' * len(values))})"
            for row in read_operations(connection, self._account.id, which, values):
                outbox_rows.move(connection, self._account.id, row.id, now, State.UNKNOWN, UNDER_WAY, DOUBTED)
                outbox_rows.follow(connection, self._account.id, row)

        await self._database.write(recover)

    async def forget_before(self, moment: datetime) -> int:
        """Drops what was sent before `moment`, of every account. Gives how many."""

        def forget(connection: StoreConnection) -> int:
            gone = connection.execute(
                "delete from outbox where state = 'sent' and changed_at < ?", (utc(moment),)
            ).rowcount
            connection.execute("delete from concerns where operation not in (select operation from outbox)")
            return gone

        return await self._database.write(forget)

    async def _set(
        self, operation: str, now: datetime, to: State, out_of: tuple[State, ...], more: str = "", *values: object
    ) -> bool:
        def move(connection: StoreConnection) -> bool:
            row = outbox_rows.move(connection, self._account.id, operation, now, to, out_of, more, *values)
            if row is not None:
                outbox_rows.follow(connection, self._account.id, row)
            return row is not None

        return await self._database.write(move)
