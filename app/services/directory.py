"""The people whom this desk knows: met in meetings and tickets, because the API has no call that lists them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.folding import fold
from app.models.meeting import Meeting
from app.models.person import User
from app.models.ticket import Supplier, Ticket
from app.services.search import matches, words


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, or a supplier, to choose by name and to send by id. `detail` tells namesakes apart."""

    id: str
    name: str
    detail: str
    searched: str


class Directory:
    """Users (hosts, attendees, agents, notifiers) and suppliers, each by id; the latest word about them counts.

    It may learn on one thread and be asked on another.
    """

    def __init__(self) -> None:
        self._users: dict[str, Known] = {}
        self._suppliers: dict[str, Known] = {}

    def meet_meetings(self, meetings: Iterable[Meeting]) -> None:
        for meeting in meetings:
            self.meet_meeting(meeting)

    def meet_meeting(self, meeting: Meeting) -> None:
        told = (*meeting.checkin_notification_users, *meeting.checkout_notification_users)
        for user in (meeting.host, *meeting.users, *told):
            self._meet(user)

    def meet_ticket(self, ticket: Ticket) -> None:
        for user in (ticket.creator, ticket.notifier, ticket.agent):
            self._meet(user)
        supplier = ticket.supplier
        if supplier and supplier.id:
            self._suppliers[supplier.id] = _known(supplier, supplier.name)

    def users(self, typed: str = "") -> list[Known]:
        """Those whom `typed` may mean, in the order of their names; everybody for ""."""
        return _found(self._users, typed)

    def suppliers(self, typed: str = "") -> list[Known]:
        return _found(self._suppliers, typed)

    def person(self, typed: str) -> dict[str, str]:
        """Somebody as an answer would tell of them: known by id, else by the id or name that was typed."""
        known = self._users.get(typed)
        return {"object": "user", "id": typed, "firstname": known.name if known else ""}

    def supplier(self, typed: str) -> dict[str, str]:
        known = self._suppliers.get(typed)
        return {"object": "supplier", "id": typed, "name": known.name if known else typed}

    def _meet(self, user: User | None) -> None:
        if user and user.id:
            self._users[user.id] = _known(user, user.function or user.company_name)


def _known(who: User | Supplier, detail: str) -> Known:
    name = who.name or who.id
    return Known(who.id, name, detail, fold(f"{name} {who.id}"))


def _found(known: dict[str, Known], typed: str) -> list[Known]:
    sought = words(typed)
    return sorted((one for one in [*known.values()] if matches(sought, one.searched)), key=lambda one: one.searched)
