"""What is done at the end of a visitor's way: they are checked in, received, checked out, or helped."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from app.models.objects.kiosk_trouble import Caller
from app.models.visit_row import VisitRow
from app.services.kiosk.claim import OwnVisit
from app.services.visits.arrivals import Arrivals
from app.services.visits.walk_in import WalkIns
from ui.kiosk.flow.visitor_session import Errand, VisitorSession

PATIENCE = 6
"""Seconds that a call of the reception may take: a visitor stands there and waits."""


class Completion:
    """`language` gives the code of the one that the visitor chose. `call_reception`, with an id for the call, says
    whether the desks hear of it."""

    def __init__(
        self,
        *,
        arrivals: Arrivals,
        walk_ins: WalkIns,
        language: Callable[[], str],
        call_reception: Callable[[str, Caller], Awaitable[bool]],
    ) -> None:
        self._arrivals = arrivals
        self._walk_ins = walk_ins
        self._language = language
        self._call_reception = call_reception

    async def reach(self, session: VisitorSession) -> None:
        """When this returns it is on the disk, with what was signed. `arrived` are those of the party who have just
        come in: who was checked in meanwhile, at a desk, has a badge already.

        Raises DiskFull or StoreFailed: then nothing was kept.
        """
        if session.errand is Errand.LEAVING:
            await self._left(session.own)
        elif session.errand is Errand.WALK_IN:
            await self._walked_in(session)
        else:
            await self._came(session, session.party())

    async def call(self, session: VisitorSession, host: str) -> bool:
        """Whether the desks hear, within a few seconds, that the visitor waits for somebody, to see whom they typed as
        `host`."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._call_reception(session.operation, session.caller(host))
        except TimeoutError:
            return False

    async def _walked_in(self, session: VisitorSession) -> None:
        assert session.host is not None
        draft, signed = session.visitor(self._language()), next(iter(session.signed), None)
        visit, recorded = await self._walk_ins.receive(draft, session.host.id, session.operation, signature=signed)
        session.visit, session.arrived = visit, (visit,) if recorded.entries else ()

    async def _came(self, session: VisitorSession, party: Sequence[VisitRow]) -> None:
        signatures = {visit.id: signed for visit, signed in zip(party, session.signed, strict=False)}
        recorded = await self._arrivals.check_in(party, signatures=signatures)
        arrived = {entry.visit for entry in recorded.entries}
        session.visit, session.arrived = party[0], tuple(visit for visit in party if visit.id in arrived)

    async def _left(self, own: OwnVisit | None) -> None:
        """Ends with it all other visits for which they are in."""
        assert own is not None
        if own.visit is not None:
            await self._arrivals.check_out([own.visit])
        elif own.present is not None:
            await self._arrivals.check_out_all([own.present])
