"""Somebody who comes without an invitation: a meeting made now, and its visitor checked in, in one step."""

from __future__ import annotations

from datetime import timedelta

from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.terms import Signed
from app.services.arrivals import Arrivals, Said
from app.services.checks import Mistake, meeting_mistakes
from app.services.directory import Directory
from app.services.site import Site
from app.services.visit import Visit, meeting_asked_for, visits
from app.store.outbox import Kind, Write

TITLE = "Walk-in"
LASTS = timedelta(hours=1)


class WalkIns:
    """`names_as_ids` is for our own desk server, which takes a host's name in the place of an id."""

    def __init__(self, *, arrivals: Arrivals, directory: Directory, site: Site, names_as_ids: bool) -> None:
        self._arrivals = arrivals
        self._directory = directory
        self._site = site
        self._names_as_ids = names_as_ids

    def mistakes(self, visitor: VisitorDraft, host: str) -> tuple[Mistake, ...]:
        """Everything to mend before they can be received. A visitor's mistakes are those of visitor 0."""
        return meeting_mistakes(self._draft(visitor, host), names_as_ids=self._names_as_ids, country=self._site.country)

    async def receive(
        self, visitor: VisitorDraft, host: str, operation: str, *, signature: Signed | None = None
    ) -> tuple[Visit, Said]:
        """Keeps the meeting, from now on for an hour, the visitor's check-in and what they signed, in one transaction.

        The same `operation` again never makes a second one. Raises DiskFull or StoreFailed: then nothing was kept.
        """
        body = self._draft(visitor, host).body()
        meeting = meeting_asked_for(operation, body, self._directory)
        (visit,) = visits(meeting, self._site, self._site.today())
        meeting_first = [Write(operation, Kind.MEETING, body)]
        said = await self._arrivals.check_in([visit], first=meeting_first, signature=signature)
        return visit, said

    def _draft(self, visitor: VisitorDraft, host: str) -> MeetingDraft:
        now = self._site.now().replace(second=0, microsecond=0)
        return MeetingDraft(title=TITLE, host_id=host, start_at=now, end_at=now + LASTS, visitors=(visitor,))
