"""Somebody who comes without an invitation: a meeting made now, and its visitor checked in, in one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

from app.errors import StoreFailed
from app.models.contacts import KnownPerson
from app.models.drafts import Body, MeetingDraft, VisitorDraft
from app.models.meeting_rows import meeting_asked_for, visit_row
from app.models.objects.desk_vocabulary import WALK_IN
from app.models.operations import Kind, State, Write
from app.models.terms import Signed
from app.models.text.spellings import may_be_one
from app.models.visit_events import Answer
from app.models.visit_row import Arrival, Status, VisitRow, Waits
from app.services.meetings.checks import Mistake, meeting_mistakes, new_people
from app.services.people.contacts import Contacts
from app.services.site import Site
from app.services.visits.arrivals import Arrivals, Recorded, with_arrival
from app.services.visits.event_writes import Given
from app.store.lists.lists import Lists

LASTS = timedelta(hours=1)
"""How long that meeting is said to take."""


class WalkIns:
    """`names_as_ids` says whether the server is our own desk server, which takes a host's name in the place of an id
    and is told that a meeting was made for somebody who walked in."""

    def __init__(
        self, *, arrivals: Arrivals, lists: Lists, contacts: Contacts, site: Site, names_as_ids: Callable[[], bool]
    ) -> None:
        self._arrivals = arrivals
        self._lists = lists
        self._contacts = contacts
        self._site = site
        self._names_as_ids = names_as_ids

    def mistakes(self, visitor: VisitorDraft, host: str) -> tuple[Mistake, ...]:
        """Everything to mend before they can be received; what is the visitor's own has `visitor` 0. `host` is an id,
        or a name where `names_as_ids`."""
        return meeting_mistakes(
            self._draft(visitor, host), names_as_ids=self._names_as_ids(), country=self._site.country
        )

    def new_host(self, host: str) -> bool:
        """Whether `host`, as typed and known to nobody here, is a name of which the server makes a person."""
        return self._names_as_ids() and bool(new_people((host,)))

    async def receive(
        self,
        visitor: VisitorDraft,
        host: str,
        operation: str,
        *,
        signature: Signed | None = None,
        answers: tuple[Answer, ...] = (),
    ) -> tuple[VisitRow, Recorded]:
        """Keeps the meeting, from now on for an hour, the visitor's check-in, what they signed and what they answered,
        in one transaction. Gives the visit's row and what came of the check-in.

        The same `operation` again never makes a second one. Raises DiskFull or StoreFailed when nothing was kept.
        """
        body = self._draft(visitor, host).body()
        visit = self._row(operation, body, await self._contacts.user(host))
        given = Given({visit.id: signature} if signature else {}, {visit.id: answers} if answers else {})
        recorded = await self._arrivals.receive(Write(operation, Kind.MEETING, body), visit, given=given)
        return await self._as_stored(visit, recorded), recorded

    async def expected(self, visitor: VisitorDraft, host: str) -> VisitRow | None:
        """The visit of today for which somebody of that name is expected, who didn't come yet: by that host, or of that
        company, each also when it is told by fewer words; of several the nearest in time. Raises StoreFailed."""
        now, listed = self._site.now(), await self._lists.day(self._site.today())
        known = await self._contacts.user(host)
        whom = known.name if known else host
        name, turned = f"{visitor.first_name} {visitor.last_name}", f"{visitor.last_name} {visitor.first_name}"
        same = [
            visit
            for visit in (listed.visits if listed else ())
            if visit.invited
            and visit.status(now) in (Status.EXPECTED, Status.LATE)
            and (may_be_one(name, visit.name) or may_be_one(turned, visit.name))
            and (may_be_one(whom, visit.host) or may_be_one(visitor.company_name, visit.company))
        ]
        return min(same, key=lambda visit: abs(visit.expected - now), default=None)

    async def _as_stored(self, visit: VisitRow, recorded: Recorded) -> VisitRow:
        """The row as its day has it. It was kept, also if the file can't be read a moment later."""
        try:
            return await self._lists.find(visit.id) or visit
        except StoreFailed:
            arrived = (Arrival(arrived_at=entry.at.astimezone(UTC)) for entry in recorded.entries)
            return next((with_arrival(visit, arrival) for arrival in arrived), visit)

    def _row(self, operation: str, body: Body, whom: KnownPerson | None) -> VisitRow:
        """The row as its day will have it."""
        meeting = meeting_asked_for(operation, body, whom)
        return visit_row(
            meeting,
            0,
            key=f"{operation}//0",
            day=self._site.today(),
            expected=meeting.starts.astimezone(UTC),
            late=self._site.late,
            waits=Waits(operation, State.WAITING),
        )

    def _draft(self, visitor: VisitorDraft, host: str) -> MeetingDraft:
        now = self._site.moment().replace(second=0, microsecond=0)
        starts, ends = self._site.local(now), self._site.local(now + LASTS)
        return MeetingDraft(
            title=WALK_IN,
            host_id=host,
            start_at=starts,
            end_at=ends,
            visitors=(visitor,),
            walk_in=self._names_as_ids(),
        )
