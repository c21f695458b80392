"""Forgetting a visitor who asks for it: everywhere at this desk, and for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.errors import StillOnSite
from app.models.identity import Identity
from app.models.person import Visitor
from app.services.checks import visitor_mistakes
from app.services.directory import Directory
from app.services.known import KnownVisitor
from app.services.present import Present
from app.services.site import Site
from app.store.traces import Traces


class Forgetting:
    def __init__(
        self, *, traces: Traces, directory: Directory, site: Site, on_site: Callable[[], Iterable[Present]]
    ) -> None:
        """`on_site` tells who is in the building now."""
        self._traces = traces
        self._directory = directory
        self._site = site
        self._on_site = on_site

    async def forget(self, visitor: Visitor) -> None:
        """The server's own data stays, and its lists may tell of the visitor again; a newer meeting teaches the desk
        of them anew.

        Raises StillOnSite or StillWaiting, and removes nothing, while the visitor is in the building or something of
        theirs has still to be sent; DiskFull or StoreFailed when it isn't done to the end: then forgetting again is.
        """
        who = KnownVisitor.of(visitor).identity
        if any(Identity.of(one.person.name, one.person.company).is_same(who) for one in self._on_site()):
            raise StillOnSite("they are on site")
        now = self._site.now()
        await self._traces.remove(who, (visitor.name, visitor.email), now)
        self._directory.forget(who, now)
        visitor_mistakes.cache_clear()
        await self._traces.wipe()
