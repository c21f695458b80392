"""Whose visit it is: asked at the kiosk by name or by a code, answered from what this desk knows of today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from msgspec.structs import replace

from app.models.moments import ONE_DAY
from app.models.scans.reading import read_scan
from app.models.text.spellings import spellings
from app.models.visit_row import DayRows, Status, VisitRow
from app.services.kiosk.claim import Claim, OwnVisit, expected, in_the_building, whose_visit
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.services.visits.day import NEAR, Day

DUE = (Status.EXPECTED, Status.LATE)
"""Visits that may begin."""


class OwnVisits:
    """Times are in the site's zone, as a visitor reads them. Each method raises DiskFull or StoreFailed when the file
    can't be used; no server is asked."""

    def __init__(self, *, day: Day, arrivals: Arrivals, site: Site) -> None:
        self._day = day
        self._arrivals = arrivals
        self._site = site

    async def are_known(self) -> bool:
        """Whether this desk heard or entered anything of today. If not, a visit that isn't found may exist all the
        same."""
        day = self._site.today()
        return await self._day.rows(day) is not None

    async def to_come(self, claim: Claim) -> tuple[OwnVisit, ...]:
        """Today's visits that may begin now, one for each person whom the claim fits. Visits that are due come first:
        of several of one person the first that isn't over. When none of them fits, those of people who left and are
        back."""
        now, today = self._site.now(), await self._today()
        due = sorted((one for one in today if one.status(now) in DUE), key=lambda one: (one.ends < now, one.expected))
        left = [one for one in today if one.status(now) is Status.LEFT]
        own = whose_visit(map(expected, due), claim) or whose_visit(map(expected, left), claim)
        return self._local(tuple(replace(one, others=_with(one, due)) for one in own))

    async def inside(self, claim: Claim) -> tuple[OwnVisit, ...]:
        """The visits of those in the building, one for each person whom the claim fits: the one that came first."""
        return self._local(whose_visit(await self._inside(), claim))

    async def is_first_name(self, claim: Claim) -> bool:
        """Whether somebody who may come today has as first name what was typed as the last one: two names were
        swapped, here or in the invitation."""
        return any(expected(one).may_be_swapped(claim) for one in await self._today())

    async def other_days(self, claim: Claim) -> tuple[OwnVisit, ...]:
        """The next visit after today of each person whom the claim fits, as far as this desk knows the coming days."""
        today, nearest = self._site.today(), dict[tuple[str, str, str], OwnVisit]()
        for distance in range(1, NEAR.days + 1):
            rows = await self._day.rows(today + distance * ONE_DAY)
            for one in whose_visit(_mentioned(rows, claim), claim) if rows else ():
                nearest.setdefault(one.whose, one)
        return self._local(tuple(nearest.values()))

    async def of_code(self, code: str) -> OwnVisit | None:
        """The visit of a code on an invitation or a badge. None when it is neither of today nor of somebody who is
        still in. An id, by which whoever knows one guesses the next, is taken where the server gives no codes alone."""
        visit = await self._day.find_scanned(code)
        if visit is not None and visit.code and visit.id in _names(code):
            return None
        inside = await self._inside()
        names = {visit.id} if visit else _names(code)
        own = next((one for one in inside if one.present and one.present.visit in names), None)
        if own:
            own = own if own.visit else replace(own, visit=visit)
            return self._local((own,))[0]
        if visit is None or not visit.invited or visit.cancelled is not None or visit.day != self._site.today():
            return None
        now, own = self._site.now(), expected(visit)
        due = [one for one in await self._today() if one.status(now) in DUE]
        return self._local((replace(own, others=_with(own, due)),))[0]

    def _local(self, visits: tuple[OwnVisit, ...]) -> tuple[OwnVisit, ...]:
        """With their times in the site's zone, as a visitor reads them."""
        return tuple(replace(one, at=self._site.local(_began(one, self._site))) for one in visits)

    async def _inside(self) -> list[OwnVisit]:
        by_id = {one.id: one for one in await self._today()}
        return [in_the_building(one, by_id.get(one.visit)) for one in (await self._arrivals.on_site()).present]

    async def _today(self) -> tuple[VisitRow, ...]:
        rows = await self._day.rows(self._site.today())
        return tuple(visit for visit in rows.visits if visit.invited and visit.cancelled is None) if rows else ()


def _names(scan: str) -> set[str]:
    reading = read_scan(scan)
    return {scan, *(reading.names if reading else ())}


def _mentioned(rows: DayRows, claim: Claim) -> Iterator[OwnVisit]:
    """Those of a day in whom a word of the claim stands: of thousands, only they are looked at."""
    words = [one for word in claim.last_name.split() for one in spellings(word)]
    coming = (row for row in rows.visits if row.invited and row.cancelled is None)
    return (expected(row) for row in coming if any(word in row.searched for word in words))


def _with(own: OwnVisit, due: list[VisitRow]) -> tuple[VisitRow, ...]:
    """Those of `due` who come to the same meeting."""
    mine = own.visit
    assert mine is not None
    together = [one for one in due if one.key != mine.key and (one.meeting, one.starts) == (mine.meeting, mine.starts)]
    return tuple(sorted(together, key=lambda one: one.number))


def _began(own: OwnVisit, site: Site) -> datetime:
    """A meeting that goes on since another day is listed from midnight: nobody was invited for that."""
    visit = own.visit
    if own.present or visit is None or site.local(own.at).time() != time():
        return own.at
    return min(own.at, visit.starts)
