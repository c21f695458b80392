"""Forgetting a visitor who asks for it, for good: everywhere at this desk, and in what our own server told people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import NotFound, Refused, StillOnSite, StillWaiting
from app.models.text.identity import Identity
from app.services.connection import Connection
from app.services.meetings.checks import visitor_mistakes
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from app.store.erasure import PersonalData

if TYPE_CHECKING:
    from app.models.objects.person import Visitor


class Erasure:
    """Takes visitors out of this desk's file, and out of the notices of a server that is ours."""

    def __init__(
        self, *, personal_data: PersonalData, site: Site, arrivals: Arrivals, connection: Connection, calls: ServerCalls
    ) -> None:
        self._personal_data = personal_data
        self._site = site
        self._arrivals = arrivals
        self._connection = connection
        self._calls = calls

    async def forget(self, visitor: Visitor) -> None:
        """Takes the visitor out of everything that this desk keeps. Our own server forgets what it wrote to them and
        of them; what else a server keeps stays, and its lists may tell of them again. Only a meeting made after this
        puts them among the known visitors again.

        Raises StillOnSite while they are in the building, StillWaiting while something of theirs has still to be sent,
        and what `Connection.call` does of our own server: then nothing was removed here. Raises DiskFull or StoreFailed
        when it wasn't done to its end: then do it again.
        """
        who = Identity.of(f"{visitor.firstname} {visitor.lastname}", visitor.company_name, visitor.email)
        inside = (await self._arrivals.on_site()).present
        if any(Identity.of(one.person.name, one.person.company).is_same(who) for one in inside):
            raise StillOnSite("they are on site")
        await self._forget_at_server(visitor)
        await self._personal_data.remove(who, (visitor.name, visitor.email), self._site.now())
        visitor_mistakes.cache_clear()
        await self._personal_data.wipe()

    async def _forget_at_server(self, visitor: Visitor) -> None:
        if not self._calls.likely:
            return
        name, company, email = visitor.name, visitor.company_name or "", visitor.email or ""
        try:
            await self._connection.call(lambda api: api.visits.forget(name=name, company=company, email=email))
        except NotFound:
            return  # an older one of ours has no such call
        except Refused as error:
            if error.status != 409:
                raise
            raise StillWaiting("something has still to be sent to them") from error
