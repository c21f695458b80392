"""Whom the server's meetings and tickets name: each item is learnt from once, and the latest word about each counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime

from app.models.contacts import KnownPerson, KnownVisitor, suppliers_in, users_in
from app.models.lists import PEOPLE, WAITING
from app.models.objects.summaries import MeetingSummary, PersonSummary, TicketSummary, meeting_summary, ticket_summary
from app.models.text.identity import digest
from app.store.contacts import HOSTS, SUPPLIERS, USERS, VISITORS, ContactKind, One, keep
from app.store.database import StoreConnection
from app.store.lists.answers import kind_of
from app.store.operation_rows import read_operations
from app.store.rescue.older_files import older_keys
from app.store.writes.kinds import KINDS

AT_ONCE = 50
"""So many items are learnt from in one transaction, because a check-in has to wait until it has ended."""


def learn(connection: StoreConnection, account: int) -> bool:
    """Keeps the people whom the next AT_ONCE items name that weren't learnt from yet. Gives whether there may be more
    such items."""
    row = connection.execute(
        "select list.id, name, coalesce(nullif(heard_at, ''), day) from item indexed by item_unmet"
        " join list on list.id = item.list where met = 0 and place = ? limit 1",
        (account,),
    ).fetchone()
    if row is None:
        return False
    number, name, heard_at = row
    items = connection.execute(
        "select key, body from item where list = ? and met = 0 order by position limit ?", (number, AT_ONCE)
    ).fetchall()
    people = _People(connection, account, datetime.fromisoformat(heard_at).replace(tzinfo=UTC))
    for _, body in items:
        people.meet(body, of_meeting=kind_of(name) == "meetings")
    connection.executemany("update item set met = 1 where list = ? and key = ?", [(number, key) for key, _ in items])
    people.finish()
    return True


class _People:
    """Those whom a batch of items names. They were met at the time that the item tells, else at `heard_at`."""

    def __init__(self, connection: StoreConnection, account: int, heard_at: datetime) -> None:
        self._connection = connection
        self._account = account
        self._heard_at = heard_at
        self._forgotten = _forgotten(connection, account)
        self._changed: set[tuple[str, str]] = set()

    def meet(self, body: bytes, *, of_meeting: bool) -> None:
        """Everybody whom the item names; nobody where it can't be read."""
        with suppress(ValueError):
            if of_meeting:
                self._meet_meeting(meeting_summary(body))
            else:
                self._meet_ticket(ticket_summary(body))

    def finish(self) -> None:
        """Touches the lists that changed: the people, and what waits and names one of them."""
        if not self._changed:
            return
        self._connection.touch(PEOPLE)
        for operation in read_operations(self._connection, self._account, "state != 'sent'"):
            named = {(USERS.name, key) for key in users_in(operation.body)}
            named |= {(SUPPLIERS.name, key) for key in suppliers_in(operation.body)}
            if named.isdisjoint(self._changed):
                continue
            self._connection.touch(WAITING)
            KINDS[operation.kind].follow(self._connection, self._account, operation, False)

    def _meet_meeting(self, meeting: MeetingSummary) -> None:
        for user in (meeting.host, *meeting.users):
            self._meet_user(user, meeting.starts)
        host = meeting.host
        if host and host.id:
            self._keep(HOSTS, host.id, KnownPerson.of(host), meeting.starts)
        for visitor in map(KnownVisitor.of, meeting.visitors):
            if visitor.name and not self._was_forgotten(visitor, meeting.created or meeting.starts):
                self._keep(VISITORS, visitor.identity.key, visitor, meeting.starts)

    def _meet_ticket(self, ticket: TicketSummary) -> None:
        at = ticket.touched or self._heard_at
        for user in (ticket.creator, ticket.notifier, ticket.agent):
            self._meet_user(user, at)
        supplier = ticket.supplier
        if supplier and supplier.id:
            self._keep(SUPPLIERS, supplier.id, KnownPerson.of(supplier), at)

    def _meet_user(self, user: PersonSummary | None, at: datetime) -> None:
        if user and user.id:
            self._keep(USERS, user.id, KnownPerson.of(user), at)

    def _was_forgotten(self, visitor: KnownVisitor, made_at: datetime) -> bool:
        """Whether the visitor was forgotten after that moment, by this Foyer or an earlier one."""
        if not self._forgotten:
            return False
        digests = map(digest, (visitor.identity.key, *older_keys(visitor)))
        return any(made_at <= self._forgotten[one] for one in digests if one in self._forgotten)

    def _keep(self, kind: ContactKind[One], key: str, contact: One, at: datetime) -> None:
        with suppress(ValueError):  # half a letter, which no file can hold
            if keep(self._connection, self._account, kind, key, contact, at):
                self._changed.add((kind.name, key))


def _forgotten(connection: sqlite3.Connection, account: int) -> Mapping[str, datetime]:
    rows = connection.execute("select digest, at from forgotten where place = ?", (account,))
    return {key: datetime.fromisoformat(at) for key, at in rows}
