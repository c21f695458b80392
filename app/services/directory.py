"""The people whom this desk knows: met in meetings and tickets, because the API has no call that lists them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.models.identity import Identity, digest
from app.models.meeting import Meeting
from app.models.person import User, Visitor
from app.models.ticket import Ticket
from app.services.finding import MOST
from app.services.known import Known, KnownVisitor
from app.services.met import Met, MetKind
from app.services.site import Clock, clock
from app.store.people import VISITOR, Kept, Row, was_forgotten

NOBODY: Mapping[str, datetime] = {}


class Directory:
    """Users (hosts, attendees, agents, notifiers), the hosts among them once more, and suppliers, each by id; visitors,
    each by email address or by name and company. The latest word about them counts.

    It may learn on one thread and be asked on another. Many are best learned off the GUI thread; asking is quick.
    """

    def __init__(self, now: Clock = clock) -> None:
        self._now = now
        self._learning = threading.RLock()
        self._users = MetKind("user", Known.from_told)
        self._hosts = MetKind("host", Known.from_told)
        self._suppliers = MetKind("supplier", Known.from_told)
        self._visitors = MetKind(VISITOR, KnownVisitor.from_told)
        self._kinds: dict[str, MetKind[Known] | MetKind[KnownVisitor]] = {
            kind.name: kind for kind in (self._users, self._hosts, self._suppliers, self._visitors)
        }
        self._forgotten: Mapping[str, datetime] = NOBODY

    def meet_meetings(self, meetings: Iterable[Meeting]) -> None:
        with self._learning:
            for meeting in meetings:
                told = (*meeting.checkin_notification_users, *meeting.checkout_notification_users)
                for user in (meeting.host, *meeting.users, *told):
                    self._meet(user, meeting.start_at)
                host = meeting.host
                if host and host.id:
                    self._hosts.meet(host.id, Known.of(host), meeting.start_at)
                for visitor in meeting.visitors:
                    self._meet_visitor(visitor, meeting.start_at, made_at=meeting.created_at or meeting.start_at)
            self._settle()

    def meet_meeting(self, meeting: Meeting) -> None:
        self.meet_meetings((meeting,))

    def meet_tickets(self, tickets: Iterable[Ticket]) -> None:
        with self._learning:
            for ticket in tickets:
                at = ticket.last_modified_at or ticket.created_at or self._now()
                for user in (ticket.creator, ticket.notifier, ticket.agent):
                    self._meet(user, at)
                supplier = ticket.supplier
                if supplier and supplier.id:
                    self._suppliers.meet(supplier.id, Known.of(supplier), at)
            self._settle()

    def meet_ticket(self, ticket: Ticket) -> None:
        self.meet_tickets((ticket,))

    def users(self, typed: str = "", limit: int = MOST) -> list[Known]:
        """Those whom `typed` may mean, best matches first; everybody for ""."""
        return self._users.index.find(typed, limit)

    def hosts(self, typed: str, limit: int = MOST) -> list[Known]:
        """Those of the users who were met as a meeting's host."""
        return self._hosts.index.find(typed, limit)

    def suppliers(self, typed: str = "", limit: int = MOST) -> list[Known]:
        return self._suppliers.index.find(typed, limit)

    def visitors(self, typed: str, limit: int = 8) -> list[KnownVisitor]:
        """Those who were here before, also by company and email address."""
        return self._visitors.index.find(typed, limit)

    def user(self, identifier: str) -> Known | None:
        return self._users.one(identifier)

    def person(self, typed: str) -> dict[str, str]:
        """Somebody as an answer would tell of them: known by id, else by the id or name that was typed."""
        known = self._users.one(typed)
        if known is None:
            return {"object": "user", "id": typed}
        return {"object": "user", "id": typed, "firstname": known.name, "email": known.email, "mobile": known.phone}

    def supplier(self, typed: str) -> dict[str, str]:
        known = self._suppliers.one(typed)
        return {"object": "supplier", "id": typed, "name": known.name if known else typed}

    def remember(self, kept: Kept) -> None:
        """What earlier runs knew, as far as it can be read."""
        with self._learning:
            self._forgotten = {**kept.forgotten, **self._forgotten}
            for row in kept.rows:
                if kind := self._kinds.get(row.kind):
                    kind.remember(row)
            self._visitors.drop(self._was_forgotten)
            self._settle()

    def news(self) -> tuple[Row, ...]:
        """Whom an earlier run doesn't know so, or not of so late."""
        with self._learning:
            return tuple(row for kind in self._kinds.values() for row in kind.news())

    def were_kept(self, rows: Iterable[Row]) -> None:
        with self._learning:
            for row in rows:
                self._kinds[row.kind].was_kept(row)

    def forget(self, who: Identity, at: datetime) -> None:
        """A meeting that was made before `at` teaches nobody of that visitor again, however late it takes place."""
        with self._learning:
            self._forgotten = {**self._forgotten, **dict.fromkeys(who.digests, at)}
            self._visitors.drop(lambda met: met.one.identity.is_same(who))
            self._settle()

    def forget_before(self, moment: datetime) -> None:
        with self._learning:
            for kind in self._kinds.values():
                kind.drop(lambda met: met.at < moment)
            self._settle()

    def _meet(self, user: User | None, at: datetime) -> None:
        if user and user.id:
            self._users.meet(user.id, Known.of(user), at)

    def _meet_visitor(self, visitor: Visitor, at: datetime, *, made_at: datetime) -> None:
        known = KnownVisitor.of(visitor)
        key = known.identity.key
        if known.name and not (self._forgotten and was_forgotten(digest(key), made_at, self._forgotten)):
            self._visitors.meet(key, known, at)

    def _was_forgotten(self, met: Met[KnownVisitor]) -> bool:
        return was_forgotten(digest(met.one.identity.key), met.at, self._forgotten)

    def _settle(self) -> None:
        for kind in self._kinds.values():
            kind.settle()
