"""Forgetting a visitor who asks for it: everywhere at this desk, and for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import StillOnSite
from app.models.text.identity import Identity
from app.services.meetings.checks import visitor_mistakes
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.store.erasure import PersonalData

if TYPE_CHECKING:
    from app.models.objects.person import Visitor


class Erasure:
    """Takes visitors out of this desk's file."""

    def __init__(self, *, personal_data: PersonalData, site: Site, arrivals: Arrivals) -> None:
        self._personal_data = personal_data
        self._site = site
        self._arrivals = arrivals

    async def forget(self, visitor: Visitor) -> None:
        """Takes the visitor out of everything that this desk keeps. What the server keeps stays, and its lists may tell
        of them again; only a meeting made after this puts them among the known visitors again.

        Raises StillOnSite while they are in the building, StillWaiting while something of theirs has still to be sent:
        then nothing was removed. Raises DiskFull or StoreFailed when it wasn't done to its end: then do it again.
        """
        who = Identity.of(f"{visitor.firstname} {visitor.lastname}", visitor.company_name, visitor.email)
        inside = (await self._arrivals.on_site()).present
        if any(Identity.of(one.person.name, one.person.company).is_same(who) for one in inside):
            raise StillOnSite("they are on site")
        await self._personal_data.remove(who, (visitor.name, visitor.email), self._site.now())
        visitor_mistakes.cache_clear()
        await self._personal_data.wipe()
