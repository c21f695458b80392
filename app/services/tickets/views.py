"""Saved views of the tickets: this desk's own, and how many tickets each view has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from app.models.lists import tickets_list
from app.models.objects.ticket_query import TicketQuery
from app.models.tickets.views import SavedView
from app.services.changes.subscription import Subscription
from app.services.questions import Questions
from app.services.server_calls import ServerCalls
from app.store.lists.lists import Lists
from app.store.tickets.stored_views import StoredViews

if TYPE_CHECKING:
    from app.api.answers import ListAnswer
    from app.api.api import Api


class SavedViews:
    """Each method may raise StoreFailed. When a view is saved or dropped, or its count changes, the lists of tickets
    are said to change: `Tickets.on_change`."""

    def __init__(
        self,
        *,
        stored: StoredViews,
        lists: Lists,
        questions: Questions,
        subscription: Subscription,
        calls: ServerCalls,
    ) -> None:
        self._stored = stored
        self._lists = lists
        self._questions = questions
        self._subscription = subscription
        self._calls = calls

    async def own(self) -> tuple[SavedView, ...]:
        """What people saved at this desk, in the order in which they did."""
        return await self._stored.all()

    async def keep(self, view: SavedView) -> None:
        """In the place of the one of its name, if there is one. Raises DiskFull, too."""
        await self._stored.keep(SavedView(view.name, replace(view.query, page=1)))

    async def drop(self, name: str) -> None:
        """One that there isn't is dropped already. Raises DiskFull, too."""
        await self._stored.drop(name)

    async def counts(self, views: Iterable[SavedView]) -> Mapping[str, int]:
        """By name, how many tickets each had when the server was asked last; those are left out of which it never
        told."""
        counts = {}
        for view in views:
            page = await self._lists.tickets(_counted(view))
            if page is not None and page.heard_at is not None and page.total is not None:
                counts[view.name] = page.total
        return counts

    async def count(self, views: Iterable[SavedView]) -> None:
        """Asks the server for all of them that don't follow its changes by themselves. When this returns, the counts
        are in the file. Asks nothing of another server than our own. Raises what `Questions.ask` does."""
        if not await self._calls.find_out():
            return
        for query in map(_counted, views):
            if not await self._subscription.all_follow(tickets_list(query)):
                await self._questions.ask(tickets_list(query), partial(_page, query=query))


def _counted(view: SavedView) -> TicketQuery:
    """As little of the list as tells its total."""
    return replace(view.query, page=1, page_size=1, sort_by="activity", sort="desc")


async def _page(api: Api, *, query: TicketQuery) -> ListAnswer:
    return await api.tickets.page(query)
