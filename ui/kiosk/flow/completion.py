"""What is done at the end of a visitor's way: they are checked in, received, checked out or helped, or what they
brought is announced."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from app.models.contacts import KnownPerson
from app.models.objects.kiosk_trouble import Caller
from app.models.visit_row import VisitRow
from app.services.kiosk.claim import OwnVisit
from app.services.visits.arrivals import Arrivals
from app.services.visits.event_writes import Given
from app.services.visits.walk_in import WalkIns
from ui.kiosk.flow.site_questions import answers
from ui.kiosk.flow.visitor_session import Delivery, Errand, Step, VisitorSession

PATIENCE = 6
"""Seconds that a call of the reception may take: a visitor stands there and waits."""


class Completion:
    """`language` gives the code of the one that the visitor chose. `call_reception`, with an id for the call, says
    whether the desks hear of it; `mail_delivery`, with one as well, whether a mail goes to whom something is for.

    What each method gives is the last step, which says what was done."""

    def __init__(
        self,
        *,
        arrivals: Arrivals,
        walk_ins: WalkIns,
        language: Callable[[], str],
        call_reception: Callable[[str, Caller], Awaitable[bool]],
        mail_delivery: Callable[[str, KnownPerson], Awaitable[bool]],
    ) -> None:
        self._arrivals = arrivals
        self._walk_ins = walk_ins
        self._language = language
        self._call_reception = call_reception
        self._mail_delivery = mail_delivery

    async def reach(self, session: VisitorSession) -> Step:
        """When this returns it is on the disk, with what was signed and answered. `arrived` are those of the party who
        have just come in: who was checked in meanwhile, at a desk, has a badge already.

        Raises DiskFull or StoreFailed: then nothing was kept.
        """
        if session.errand is Errand.LEAVING:
            await self._left(session.own)
            return Step.GOODBYE
        if session.errand is Errand.WALK_IN:
            await self._walked_in(session)
        else:
            await self._came(session, session.party())
        return Step.DONE

    async def call(self, session: VisitorSession, host: str) -> Step:
        """The visitor waits for somebody from the reception, to see whom they typed as `host`."""
        return Step.CALLED if await self._is_heard(session, host) else Step.SORRY

    async def deliver(self, session: VisitorSession, recipient: KnownPerson | None, typed: str) -> Step:
        """Something was brought, for `recipient` or, when that is None, for whom they typed, "" for nobody in
        particular. Raises DiskFull or StoreFailed when a mail can't be kept: the desks hear of it all the same."""
        is_heard = await self._is_heard(session, recipient.name if recipient else typed)
        is_mailed = recipient is not None and await self._mail_delivery(session.operation, recipient)
        session.delivery = Delivery(is_heard, recipient.name if recipient and is_mailed else "")
        return Step.DELIVERED if is_heard or is_mailed else Step.SORRY

    async def _is_heard(self, session: VisitorSession, host: str) -> bool:
        """Whether the desks do, within a few seconds."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._call_reception(session.operation, session.caller(host))
        except TimeoutError:
            return False

    async def _walked_in(self, session: VisitorSession) -> None:
        assert session.host is not None
        draft, signed = session.visitor(self._language()), next(iter(session.signed), None)
        visit, recorded = await self._walk_ins.receive(
            draft, session.host.id, session.operation, signature=signed, answers=answers(session, "")
        )
        session.visit, session.arrived = visit, (visit,) if recorded.entries else ()

    async def _came(self, session: VisitorSession, party: Sequence[VisitRow]) -> None:
        given = Given(
            {visit.id: signed for visit, signed in zip(party, session.signed, strict=False)},
            {visit.id: given for visit in party if (given := answers(session, visit.key))},
        )
        recorded = await self._arrivals.check_in(party, given=given)
        arrived = {entry.visit for entry in recorded.entries}
        session.visit, session.arrived = party[0], tuple(visit for visit in party if visit.id in arrived)

    async def _left(self, own: OwnVisit | None) -> None:
        """Ends with it all other visits for which they are in."""
        assert own is not None
        if own.visit is not None:
            await self._arrivals.check_out([own.visit])
        elif own.present is not None:
            await self._arrivals.check_out_all([own.present])
