"""What changed on our own desk server is asked for, object by object, and brought into the lists that follow."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.errors import Gone, NotFound
from app.models.lists import meetings_list, visits_list
from app.models.objects.desk_server import Changed, Changes
from app.models.visit_events import CAME
from app.services.connection import Connection
from app.services.people.contacts import Contacts
from app.services.questions import Questions, answer_of
from app.services.site import Site
from app.store.following.following import Brought, Concerned, Following, Ids
from app.store.lists.answers import Answer, Part

if TYPE_CHECKING:
    from app.api.answers import ListAnswer
    from app.api.api import Api

FEW = 20
"""Of a day on which more meetings changed, the whole list is asked for: that is one call, too."""

FEW_VISITS = 4
"""The same of visits, which are asked for one by one."""

LONGEST_SPAN = timedelta(days=300)
"""Our server lists the meetings of a year at the most."""


class ChangedObjects:
    """Asks through the one `connection`. While an answer is asked for and brought into the lists, no other question
    about a list of the same days is under way: so neither overwrites the other with what is older."""

    def __init__(
        self, *, following: Following, questions: Questions, connection: Connection, site: Site, contacts: Contacts
    ) -> None:
        self._following = following
        self._questions = questions
        self._connection = connection
        self._site = site
        self._contacts = contacts

    async def bring(self, told: Changes) -> None:
        """When this returns, all that the changes mean for the lists that follow is in the file. Raises what
        `Connection.call` does, Unreadable when a single object can't be read, and DiskFull or StoreFailed: then none of
        it is."""
        of_days = [change for change in told.changes if change.kind in ("meeting", "visit")]
        tickets = any(change.kind == "ticket" for change in told.changes)
        if not of_days:
            await self._following.bring(Brought(told.revision, self._site.now(), tickets=tickets))
            return
        fresh = None
        async with self._questions.none_about(_days_of(of_days)):
            while fresh is None:
                concerned = await self._following.concerned(of_days)
                answers = (*await self._meetings(concerned), *await self._visits(concerned))
                brought = Brought(
                    to=told.revision,
                    at=self._site.now(),
                    asked=concerned.asked,
                    parts=tuple(one for one in answers if isinstance(one, Part)),
                    answers=tuple(one for one in answers if isinstance(one, Answer)),
                    tickets=tickets,
                )
                fresh = await self._following.bring(brought)
        await self._site.learn_from(fresh)
        await self._contacts.learn()

    async def _meetings(self, concerned: Concerned) -> list[Part | Answer]:
        brought: list[Part | Answer] = []
        for days, ids in _spans(concerned.meetings):
            pieces = await self._between(days[0], days[-1], ids)
            brought += [Part(meetings_list(day), day, concerned.meetings[day], pieces) for day in days]
        for day, ids in concerned.meetings.items():
            if len(ids) > FEW:
                brought.append(await self._whole(meetings_list(day), day, concerned.asked, _meetings_of))
        return brought

    async def _between(self, first: date, last: date, ids: Iterable[str]) -> tuple[bytes, ...]:
        listed = await self._connection.call(
            lambda api: api.meetings.between(first, last, cancelled=True, ids=tuple(sorted(ids)))
        )
        return (await asyncio.to_thread(listed.page)).pieces

    async def _visits(self, concerned: Concerned) -> list[Part | Answer]:
        brought: list[Part | Answer] = []
        for day, ids in concerned.visits.items():
            if len(ids) > FEW_VISITS:
                brought.append(await self._whole(visits_list(day), day, concerned.asked, _visits_of))
            else:
                pieces = [piece for visit in sorted(ids) for piece in await self._visit(visit)]
                brought.append(Part(visits_list(day), day, ids, tuple(pieces)))
        return brought

    async def _whole(
        self, name: str, day: date, asked: int, ask: Callable[[Api, date], Awaitable[ListAnswer]]
    ) -> Answer:
        listed = await self._connection.call(lambda api: ask(api, day))
        return await answer_of(name, day, asked, listed, self._site.now())

    async def _visit(self, visit: str) -> tuple[bytes, ...]:
        """The visit's JSON; () when there is none any more."""
        try:
            _, piece = await self._connection.call(lambda api: api.visits.one(visit))
        except (NotFound, Gone):
            return ()
        return (piece,)


def _meetings_of(api: Api, day: date) -> Awaitable[ListAnswer]:
    return api.meetings.between(day, day, cancelled=True)


def _visits_of(api: Api, day: date) -> Awaitable[ListAnswer]:
    return api.visits.of(day, statuses=CAME)


def _days_of(changes: Iterable[Changed]) -> frozenset[date] | None:
    """All days that they touch; None when these may be any."""
    days: set[date] = set()
    for change in changes:
        if change.days is None:
            return None
        days |= {*change.days}
    return frozenset(days)


def _spans(meetings: Ids) -> Iterator[tuple[list[date], frozenset[str]]]:
    """The days on which few meetings changed, in order, as many together as one call can be asked for; and which
    meetings these are."""
    days: list[date] = []
    ids: frozenset[str] = frozenset()
    for day in sorted(day for day, some in meetings.items() if len(some) <= FEW):
        if days and (day - days[0] > LONGEST_SPAN or len(ids | meetings[day]) > FEW):
            yield days, ids
            days, ids = [], frozenset()
        days, ids = [*days, day], ids | meetings[day]
    if days:
        yield days, ids
