"""Whose visit it is: asked at the kiosk by name or by a code, answered from what this desk knows of today."""

from __future__ import annotations

from msgspec.structs import replace

from app.models.visit_row import Status, VisitRow
from app.services.kiosk.claim import Claim, OwnVisit, expected, in_the_building, whose_visit
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.services.visits.day import Day

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
        return self._local(whose_visit(map(expected, due), claim) or whose_visit(map(expected, left), claim))

    async def inside(self, claim: Claim) -> tuple[OwnVisit, ...]:
        """The visits of those in the building, one for each person whom the claim fits, the one that came first."""
        by_id = {one.id: one for one in await self._today()}
        inside = (await self._arrivals.on_site()).present
        return self._local(whose_visit((in_the_building(one, by_id.get(one.visit)) for one in inside), claim))

    async def of_code(self, code: str) -> OwnVisit | None:
        """The visit of a code on an invitation or a badge, which is the visit's id. None when it is neither of today
        nor of somebody who is still in."""
        visit = await self._day.find(code)
        inside = (await self._arrivals.on_site()).present
        present = next((one for one in inside if one.visit in (code, visit.id if visit else "")), None)
        if present:
            return self._local((in_the_building(present, visit),))[0]
        if visit is None or not visit.invited or visit.day != self._site.today():
            return None
        return self._local((expected(visit),))[0]

    def _local(self, visits: tuple[OwnVisit, ...]) -> tuple[OwnVisit, ...]:
        """With their times in the site's zone, as a visitor reads them."""
        return tuple(replace(one, at=self._site.local(one.at)) for one in visits)

    async def _today(self) -> tuple[VisitRow, ...]:
        rows = await self._day.rows(self._site.today())
        return tuple(visit for visit in rows.visits if visit.invited) if rows else ()
