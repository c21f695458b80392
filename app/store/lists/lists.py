"""Everything that this desk's file says of itself: list by list, as plain frozen rows."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct, field

from app.models.contacts import KnownPerson, Named
from app.models.drafts import Body
from app.models.entries import Entry
from app.models.lists import Change, meetings_list
from app.models.moments import utc
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Operation, State
from app.models.pending import Waiting
from app.models.visit_row import Arrival, DayRows, Present, VisitRow
from app.store.account import Account
from app.store.calendar_origins import forget_origins
from app.store.contacts import ContactKind, One, find_people, forget_contacts, named_in, one
from app.store.database import Database, StoreConnection
from app.store.days.day_answer import apply_to_day
from app.store.following.heard import end_following, heard_at, may_follow
from app.store.journal import forget_entries
from app.store.lists.answers import Answer, heard_again
from app.store.lists.arrivals import arrival_of, check_in_of, check_ins_of, follow_all_visits, follow_visits, latest
from app.store.lists.contacts_listed import drop_unlisted, keep_listed
from app.store.lists.contacts_met import learn
from app.store.lists.day_reading import is_known, read_day
from app.store.lists.day_rows import is_made, make_day, set_basis
from app.store.lists.on_site import OnSite, others_inside, read_on_site
from app.store.lists.ticket_pages import SENT_TICKETS, TicketPage, forget_sent, keep_whole, outcomes_of, read_tickets
from app.store.lists.visit_lookup import find_moved, find_visit
from app.store.lists.waiting import count_waiting, read_waiting
from app.store.operation_rows import read_operations

MADE_AS = "3"
"""Raised whenever a change of this code tells otherwise how it stands with a visit: then all are made anew."""


class Whole(Struct, frozen=True):
    """All that is kept of a visit's meeting. `piece` is the server's JSON, b"" when there is none. `operation` is what
    waits of the visit, the meeting itself or an arrival; of a meeting, `named` are those whom it names."""

    piece: bytes = b""
    operation: Operation | None = None
    named: Named = field(default_factory=Named)


class NotMade:
    """A day whose rows have to be made before they can be read."""


class Lists:
    """The lists of one place. Every method may raise StoreFailed, and one that writes DiskFull too. So may `day`,
    `day_now` and `find`, which make the rows of a day that has none.

    Methods …_now make the caller's thread wait. A `visit` is given by any name that it has or had.
    """

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called on the loop with every change of the file."""
        self._database.changed.add(tell)

    def settle(self, zone: str, late: timedelta) -> None:
        """Has to be called before the first list is read, and waits for the disk. `zone` is the site's IANA name; a
        visitor is late after `late`, in whole minutes. What an earlier Foyer made otherwise is made anew."""

        def settle(connection: StoreConnection) -> None:
            moved = set_basis(connection, self._account, zone, late)
            (made_as,) = connection.execute("select basis from place where id = ?", (self._account,)).fetchone()
            if moved or made_as != MADE_AS:
                follow_all_visits(connection, self._account)
                connection.execute("update place set basis = ? where id = ?", (MADE_AS, self._account))

        self._database.write_now(settle)

    async def move_site(self, zone: str, late: timedelta) -> None:
        """From now on the site is in `zone`, an IANA name, because a server told so; every day is made anew, and how it
        stands with each visit: some of their times are the site's. The server's days are others then, so none of its
        lists follows."""

        def move(connection: StoreConnection) -> None:
            if set_basis(connection, self._account, zone, late):
                end_following(connection, self._account)
                follow_all_visits(connection, self._account)

        await self._database.write(move)

    async def day(self, day: date, known: DayRows | None = None) -> DayRows | None:
        """The visits of a day of the site's calendar; None when nothing of it was heard or entered. Rows of `known`, an
        earlier reading, that haven't changed are the same objects."""
        rows = await self._database.read(lambda connection: self._day(connection, day, known))
        if isinstance(rows, DayRows) or rows is None:
            return rows
        await self._database.write(lambda connection: make_day(connection, self._account, day))
        return await self.day(day, known)

    def day_now(self, day: date) -> DayRows | None:
        """The same, whole, for the first window."""
        rows = self._database.read_now(lambda connection: self._day(connection, day, None))
        if isinstance(rows, DayRows) or rows is None:
            return rows
        self._database.write_now(lambda connection: make_day(connection, self._account, day))
        return self.day_now(day)

    async def find(self, visit: str) -> VisitRow | None:
        """The row of the visit on its own day; None when there is none, or `visit` is no name of one."""

        return await self._database.write(lambda connection: find_visit(connection, self._account, visit))

    async def find_moved(self, visit: str, *, near: date) -> VisitRow | None:
        """The row of the same visitor of the same meeting on another day, the one nearest to `near`; None when there is
        none."""
        return await self._database.write(lambda connection: find_moved(connection, self._account, visit, near))

    async def whole(self, row: VisitRow) -> Whole:
        """All that is kept of the row's meeting."""
        return await self._database.read(lambda connection: self._whole(connection, row))

    async def arrivals(self, visits: Sequence[str]) -> tuple[Arrival, ...]:
        """How it stands with each of these visits, in their order."""
        return await self._database.read(
            lambda connection: tuple(arrival_of(connection, self._account, visit) for visit in visits)
        )

    async def check_in_of(self, visit: str) -> Entry | None:
        """This desk's latest check-in by which the visitor is in; None when they aren't, or came at another desk."""
        return await self._database.read(lambda connection: check_in_of(connection, self._account, visit))

    async def check_ins_of(self, visit: str) -> tuple[str, ...]:
        """The ids of all check-ins, also of other desks, by which the visitor is in; () when they aren't."""
        return await self._database.read(lambda connection: check_ins_of(connection, self._account, visit))

    async def latest(self, visits: Sequence[str]) -> tuple[datetime | None, ...]:
        """When the last event of each of these visits happened that this desk knows, in their order; aware of its zone,
        None where it knows none."""
        return await self._database.read(
            lambda connection: tuple(latest(connection, self._account, visit) for visit in visits)
        )

    async def others_inside(self, visits: Sequence[str]) -> tuple[Present, ...]:
        """The other visits of these people that nobody checked out, on other days and to other meetings."""
        return await self._database.read(lambda connection: others_inside(connection, self._account, visits))

    async def on_site(self) -> OnSite:
        """Who is in the building, and the running roll call."""
        return await self._database.read(lambda connection: read_on_site(connection, self._account))

    def on_site_now(self) -> OnSite:
        """The same for the first window."""
        return self._database.read_now(lambda connection: read_on_site(connection, self._account))

    async def waiting(self, known: Waiting | None = None) -> Waiting:
        """All that waits to be sent, the oldest first. Operations of `known`, an earlier reading, that haven't changed
        are the same objects."""
        return await self._database.read(lambda connection: read_waiting(connection, self._account, known))

    def waiting_now(self) -> Waiting:
        """The same for the first window."""
        return self._database.read_now(lambda connection: read_waiting(connection, self._account))

    async def count_waiting(self) -> Counter[State]:
        """How many that wait are in each state."""
        return await self._database.read(lambda connection: count_waiting(connection, self._account))

    def count_waiting_now(self) -> Counter[State]:
        """The same for the first window."""
        return self._database.read_now(lambda connection: count_waiting(connection, self._account))

    async def tickets(self, query: TicketQuery) -> TicketPage | None:
        """The page of tickets; None when nothing of it was heard or entered."""
        return await self._database.read(lambda connection: read_tickets(connection, self._account, query))

    async def keep_whole_ticket(self, ticket: str, listed: bytes, whole: bytes, heard_at: datetime) -> None:
        """Keeps `whole`, the JSON that the server told of a single ticket, for as long as the lists have the JSON
        `listed` of it. `heard_at` is in the site's zone."""
        await self._database.write(
            lambda connection: keep_whole(connection, self._account, ticket, listed, whole, heard_at)
        )

    async def contacts(self, kind: ContactKind[One], typed: str, limit: int) -> tuple[One, ...]:
        """At most `limit` of those whom this desk knows and `typed` may mean, the best first; everybody by name for
        ""."""
        return await self._database.read(lambda connection: find_people(connection, self._account, kind, typed, limit))

    async def contact(self, kind: ContactKind[One], key: str) -> One | None:
        """Whoever has that id, or key of a visitor; None when this desk doesn't know them."""
        return await self._database.read(lambda connection: one(connection, self._account, kind, key))

    async def named_in(self, body: Body) -> Named:
        """Those whom the body of a meeting or of a ticket names."""
        return await self._database.read(lambda connection: named_in(connection, self._account, body))

    async def learn(self) -> bool:
        """Keeps the people whom some of the server's items name that weren't learnt from yet. Gives whether there may
        be more such items."""
        return await self._database.write(lambda connection: learn(connection, self._account))

    async def list_people(self, people: Sequence[KnownPerson], at: datetime) -> None:
        """Keeps some of the site's list of hosts, as many at once as `contacts_listed.AT_ONCE`."""
        await self._database.write(lambda connection: keep_listed(connection, self._account, people, at))

    async def drop_unlisted(self, people: Sequence[KnownPerson]) -> None:
        """Leaves of that list no others than these."""
        await self._database.write(lambda connection: drop_unlisted(connection, self._account, people))

    async def heard(self, name: str) -> datetime | None:
        """As of when the list is the server's, in UTC; None when the server never told of it."""
        return await self._database.read(lambda connection: heard_at(connection, self._account, name))

    async def is_newer(self, name: str, asked: int) -> bool:
        """Whether what the server answers to a question that left at the revision `asked` is too old: since then an
        outcome of ours came into the list, or took something out of it, or this desk began to follow, so that the
        answer alone wouldn't."""
        return await self._database.read(lambda connection: self._is_newer(connection, name, asked))

    def _is_newer(self, connection: sqlite3.Connection, name: str, asked: int) -> bool:
        (outcome,) = connection.execute(
            "select exists (select 1 from list cross join item indexed by item_sent on list.id = list"
            " where place = ? and name in (?, ?) and sent and sent > ?)"
            " or exists (select 1 from list where place = ? and name = ? and asked > ?)",
            (self._account, name, outcomes_of(name), asked, self._account, name, asked),
        ).fetchone()
        return bool(outcome) or not may_follow(connection, self._account, name, asked)

    async def revision_and_digest(self, name: str) -> tuple[int, bytes]:
        """What a question that leaves now has to bring along: the file's revision, and the digest of the list's last
        answer, b"" where there was none."""

        def read(connection: StoreConnection) -> tuple[int, bytes]:
            row = connection.execute(
                "select digest from list where place = ? and name = ?", (self._account, name)
            ).fetchone()
            return connection.revision(), row[0] if row else b""

        return await self._database.read(read)

    async def heard_again(self, name: str, asked: int, digest: bytes, heard_at: datetime) -> bool:
        """Whether the answer with this digest is the same as the last one, and the list still holds just that. Then the
        time of hearing is kept, and there is no need to apply it."""
        return await self._database.write(
            lambda connection: heard_again(connection, self._account, name, asked, digest, heard_at)
        )

    async def apply(self, answer: Answer) -> tuple[bytes, ...]:
        """Puts an answer into its list, and what follows from it into others. Gives the JSON of the items that are new
        or changed; () when a later question was answered before, and nothing is kept."""
        return await self._database.write(lambda connection: apply_to_day(connection, self._account, answer))

    async def forget_before(self, moment: datetime, day: date) -> tuple[int, int, int]:
        """Drops, of every account, the lists about a day before `day`, the journal's entries of before `moment`,
        whoever was last met before it, what follows from all these, and the outcomes of what the outbox has forgotten.
        Gives how many lists, entries, and people."""

        def forget(connection: StoreConnection) -> tuple[int, int, int]:
            first = day.isoformat()
            known = connection.execute("select place, id from visit where day < ?", (first,)).fetchall()
            lists = connection.execute(
                "delete from list where day < ? and day != '' and name != ?", (first, SENT_TICKETS)
            ).rowcount
            forget_sent(connection)
            connection.execute("delete from visit_row where day < ?", (first,))
            connection.execute("delete from day where day < ?", (first,))
            entries, visits = forget_entries(connection, moment)
            for account, visit in {*known, *visits}:
                follow_visits(connection, account, (visit,))
            forget_origins(connection, moment)
            return lists, entries, forget_contacts(connection, moment)

        return await self._database.write(forget)

    def _day(self, connection: StoreConnection, day: date, known: DayRows | None) -> DayRows | NotMade | None:
        if not is_made(connection, self._account, day):
            return NotMade()
        return read_day(connection, self._account, day, known) if is_known(connection, self._account, day) else None

    def _whole(self, connection: StoreConnection, row: VisitRow) -> Whole:
        if row.waits is not None:
            operations = read_operations(connection, self._account, "operation = ?", (row.waits.operation,))
            named = named_in(connection, self._account, *(operation.body for operation in operations))
            return Whole(operation=operations[0] if operations else None, named=named)
        body = connection.execute(
            "select body from list cross join item indexed by item_id on list.id = list"
            " where place = ? and name = ? and item.id = ?"
            " and fault = '' order by item.starts = ? desc limit 1",
            (self._account, meetings_list(row.day), row.meeting, utc(row.starts)),
        ).fetchone()
        waits = row.arrival.waits
        operations = read_operations(connection, self._account, "operation = ?", (waits.operation,)) if waits else ()
        return Whole(body[0] if body else b"", operations[0] if operations else None)
