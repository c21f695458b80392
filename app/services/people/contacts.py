"""The people whom this desk knows: met in meetings and tickets, or of the site's own list of hosts, because the API has
no call that lists them."""

from __future__ import annotations

from collections.abc import Sequence

from app.models.contacts import KnownPerson, KnownVisitor, Named
from app.models.drafts import Body
from app.store.contacts import HOSTS, SUPPLIERS, USERS, VISITORS
from app.store.lists.lists import Lists

MOST = 50
"""How many are given: more than anybody looks through. Whoever isn't among them is found by typing on."""

FEW = 8
"""How many visitors are given: only those are wanted whose name is being typed."""


class Contacts:
    """Users (hosts, attendees, agents, notifiers), the hosts among them once more, and suppliers, each known by id;
    visitors, each by email address or by name and company. What was told of them last counts.

    What is found are those whom the typed text may mean, the best first and at most `limit`; for "" everybody, by name.
    Each method raises StoreFailed.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    async def learn(self) -> None:
        """Keeps the people whom the server named since this was last done. Raises DiskFull or StoreFailed."""
        while await self._lists.learn():
            pass

    async def users(self, typed: str = "", limit: int = MOST) -> Sequence[KnownPerson]:
        """Whoever was met in a meeting or a ticket, but for visitors, and the site's list of hosts."""
        return await self._lists.contacts(USERS, typed, limit)

    async def hosts(self, typed: str, limit: int = MOST) -> Sequence[KnownPerson]:
        """Those of the users who were met as a meeting's host, and the site's list of hosts."""
        return await self._lists.contacts(HOSTS, typed, limit)

    async def suppliers(self, typed: str = "", limit: int = MOST) -> Sequence[KnownPerson]:
        return await self._lists.contacts(SUPPLIERS, typed, limit)

    async def visitors(self, typed: str, limit: int = FEW) -> Sequence[KnownVisitor]:
        """Those who were here before; they are found by company and email address, too."""
        return await self._lists.contacts(VISITORS, typed, limit)

    async def user(self, identifier: str) -> KnownPerson | None:
        """The user of that id, None when this desk doesn't know them."""
        return await self._lists.contact(USERS, identifier)

    async def supplier(self, identifier: str) -> KnownPerson | None:
        """The supplier of that id, None when this desk doesn't know them."""
        return await self._lists.contact(SUPPLIERS, identifier)

    async def named_in(self, body: Body) -> Named:
        """Those whom the body of a meeting or of a ticket names by id, as far as this desk knows them."""
        return await self._lists.named_in(body)
