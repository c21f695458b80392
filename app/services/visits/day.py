"""Who comes on a day: asked of the server, answered from this desk's file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.errors import FoyerError
from app.models.lists import Change, meetings_list, visits_list
from app.models.moments import ONE_DAY
from app.models.scans.reading import read_scan
from app.models.visit_row import DayRows, VisitRow
from app.services.changes.subscription import Subscription
from app.services.people.contacts import Contacts
from app.services.questions import Questions
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.services.visits.visit import Visit, whole_visit
from app.store.lists.lists import Lists

if TYPE_CHECKING:
    from app.api.answers import ListAnswer
    from app.api.api import Api

log = logging.getLogger(__name__)

NEAR = timedelta(days=14)
"""So many days before and after today are kept ready for when there is no network."""

FRESH_ENOUGH = timedelta(hours=6)
"""A near day that was heard this recently isn't asked for again until somebody looks at it."""

PACE = 0.25
"""Seconds between two days that nobody is waiting for."""

SHORTLY = 2.0
"""Seconds that the first list of a day waits for who came on it."""


class Day:
    """Days of the site's calendar. A method that only reads the file makes the rows of a day that has none, so it may
    raise DiskFull or StoreFailed, too."""

    def __init__(
        self,
        *,
        lists: Lists,
        questions: Questions,
        subscription: Subscription,
        arrivals: Arrivals,
        site: Site,
        contacts: Contacts,
    ) -> None:
        self._lists = lists
        self._questions = questions
        self._subscription = subscription
        self._arrivals = arrivals
        self._site = site
        self._contacts = contacts
        self._keeping_near = False

    def on_change(self, tell: Callable[[Change], object]) -> None:
        """`tell` is called with what changed in the file, a day's list or another."""
        self._lists.on_change(tell)

    async def rows(self, day: date, known: DayRows | None = None) -> DayRows | None:
        """The visits of a day as this desk has them; None when it neither heard nor entered anything of it. Rows of
        `known`, an earlier reading, that haven't changed are the same objects."""
        return await self._lists.day(day, known)

    def rows_now(self, day: date) -> DayRows | None:
        """The same, whole, for the first window: the caller's thread waits."""
        return self._lists.day_now(day)

    async def refresh(self, day: date) -> None:
        """Asks the server for the day's meetings and arrivals. When this returns, the answers are in the file, and whom
        they name is known.

        Raises what `Questions.ask` does for the meetings, and DiskFull or StoreFailed. What stands in the way of the
        arrivals is only logged."""
        await self._hear(day, _nothing_follows)

    async def refresh_each(self, days: Iterable[date]) -> None:
        """The same for these days, one after the other. Raises as `refresh` does, and asks no more then."""
        for day in days:
            await self.refresh(day)

    async def keep_fresh(self, day: date) -> None:
        """As `refresh`, but for the lists of which the server tells this desk each change by itself."""
        await self._hear(day, self._subscription.all_follow)

    async def learn(self, day: date) -> None:
        """Asks the server for the day's meetings alone, and not for who came. Raises as `refresh` does."""
        await self._ask(day)

    async def find(self, visit: str) -> VisitRow | None:
        """The visit of that id, by any that it had, on its own day; None when this desk knows none."""
        return await self._lists.find(visit)

    async def find_scanned(self, scan: str) -> VisitRow | None:
        """The visit of what a scanner read, its code or its id. When the meeting was moved since, its visit on the day
        that is nearest to today; None when this desk knows none."""
        reading = read_scan(scan)
        names = reading.names if reading else (scan,)
        for name in names:
            if visit := await self._lists.find(name):
                return visit
        for name in names:
            if visit := await self._lists.find_moved(name, near=self._site.today()):
                return visit
        return None

    async def whole(self, row: VisitRow) -> Visit:
        """Everything that is known of a row's visit. Raises StoreFailed."""
        return whole_visit(row, await self._lists.whole(row), self._site.zone)

    async def keep_near(self) -> None:
        """Asks for the meetings of the days around today that weren't heard lately, or don't follow a server that tells
        of changes, one after the other, the nearest first; of days before today also for who came, since somebody may
        still be in. A server that doesn't tell that of one day isn't asked about the others.

        Raises what `Questions.ask` does for meetings, and ends with it. While it goes on, another call returns at once.
        """
        if self._keeping_near:
            return
        self._keeping_near = True
        try:
            await self._load_near()
        finally:
            self._keeping_near = False

    async def _load_near(self) -> None:
        today, tells = self._site.today(), True
        for distance in range(1, NEAR.days + 1):
            for day in (today + timedelta(days=distance), today - timedelta(days=distance)):
                if await self._is_old(meetings_list(day)):
                    await asyncio.sleep(PACE)
                    await self._ask(day)
                if tells and day < today and await self._is_old(visits_list(day)):
                    await asyncio.sleep(PACE)
                    await self._ask_arrivals(day)
                    tells = not await self._is_old(visits_list(day))

    async def _is_old(self, name: str) -> bool:
        heard = await self._lists.heard(name)
        if heard is None or self._site.now() - heard > FRESH_ENOUGH:
            return True
        return self._subscription.live and not await self._subscription.all_follow(name)

    async def _ask(self, day: date, arrivals: asyncio.Task[None] | None = None) -> None:
        fresh = await self._questions.ask(meetings_list(day), lambda api: self._between(api, day, arrivals), day)
        await self._site.learn_from(fresh)
        await self._contacts.learn()

    async def _between(self, api: Api, day: date, arrivals: asyncio.Task[None] | None) -> ListAnswer:
        """The answer about the day. Before the first one is kept, the `arrivals` that are asked for beside it are
        awaited for a moment: else who came long ago would be shown as late. Before the first answer ever is kept, the
        site's zone is learned from it: else the day would be shown for a moment with the hours of another zone."""
        listed = await api.meetings.between(day, day, cancelled=True)
        if arrivals is not None and await self._lists.heard(meetings_list(day)) is None:
            await asyncio.wait({arrivals}, timeout=SHORTLY)
        if self._site.company is None:
            page = await asyncio.to_thread(listed.page)
            await self._site.learn_from(page.pieces)
        return listed

    async def _hear(self, day: date, follows: Callable[[str], Awaitable[bool]]) -> None:
        """Asks for the day's meetings and arrivals, but not for lists that follow."""
        arrivals = asyncio.ensure_future(self._hear_arrivals(day, follows))
        try:
            if not await follows(meetings_list(day)):
                await self._ask(day, arrivals)
            await arrivals
            for earlier in await self._earlier_days(day):
                await self._hear_arrivals(earlier, follows)
        finally:
            arrivals.cancel()  # only the waiting ends: the question goes on

    async def _hear_arrivals(self, day: date, follows: Callable[[str], Awaitable[bool]]) -> None:
        if not await follows(visits_list(day)):
            await self._ask_arrivals(day)

    async def _earlier_days(self, day: date) -> list[date]:
        """The days before whose arrivals the day's list tells too, the latest first. Of today that is yesterday, and
        each day from which somebody is still in: another desk may have checked them out."""
        if day != self._site.today():
            return []
        return sorted({day - ONE_DAY, *(one.day for one in await self._arrivals.since_before(day))}, reverse=True)

    async def _ask_arrivals(self, day: date) -> None:
        try:
            await self._arrivals.refresh(day)
        except FoyerError as error:
            log.info("The arrivals of other desks could not be heard: %s", type(error).__name__)


async def _nothing_follows(name: str) -> bool:
    return False
