"""Meetings that the server has, changed and taken back: kept at this desk first, and sent by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec.structs import replace

from app.errors import OnItsWay, StillOnSite
from app.models.drafts import Body, MeetingDraft, VisitorDraft
from app.models.meetings.changes import EditedMeeting, MeetingChange, Progress, Scope
from app.models.meetings.merge import is_same
from app.models.meetings.server_meeting import draft_in, server_meeting
from app.models.merging.conflict import Conflict
from app.models.operations import EDITABLE, Kind, Operation, State, Write, day_of
from app.services.meetings.changed_times import asked_for, dates_of, way_back
from app.services.meetings.conflicts import conflict_in, resolved
from app.services.meetings.lost_visits import lost_by, lost_by_undo
from app.services.outbox.sync import Sync
from app.services.site import Site
from app.store.changes.stored_changes import StoredChanges, StoredMeeting, replaceable
from app.store.outbox import NOTHING, Outbox


class MeetingChanges:
    """Each method raises StoreFailed, and one that keeps something DiskFull, too; then nothing was kept. When one
    returns, what it keeps is on the disk and in the lists. The same `operation_id` again never does anything twice.

    `desk` is this desk's name.
    """

    def __init__(self, *, stored: StoredChanges, outbox: Outbox, sync: Sync, site: Site, desk: str) -> None:
        self._stored = stored
        self._outbox = outbox
        self._sync = sync
        self._site = site
        self._desk = desk

    async def opened(self, meeting: str, day: date, starts: datetime | None = None) -> EditedMeeting | None:
        """The meeting as a form begins with it, by its id or by the operation that creates it: what this desk knows
        that the server has, and on top of it what waits. `day` is that of the row, `starts` tells several times of a
        series on it apart. None when it is gone from this desk's lists."""
        stored = await self._stored.meeting(meeting, day, starts)
        if stored.create is not None:
            body = stored.create.body
            draft = draft_in(body, self._site.zone)
            numbers = frozenset(one.visitor for one in stored.inside)
            staying = dict.fromkeys(Scope, numbers)
            return EditedMeeting(meeting, day, draft, body, create=stored.create.id, staying=staying)
        edited = self._known(stored, day)
        pending = stored.changes[-1] if stored.changes else None
        if pending:
            edited = self._on_top(edited, pending, stored, day)
        return edited and self._with_staying(edited, stored, pending)

    def dates(self, edited: EditedMeeting, scope: Scope) -> tuple[date, ...]:
        """The days of the site's calendar that a change of that scope touches, in order and as the meeting is now: of a
        series that has begun those to come."""
        return dates_of(edited, scope, self._site.now())

    async def save(self, edited: EditedMeeting, draft: MeetingDraft, scope: Scope, operation_id: str) -> None:
        """The meeting becomes what `draft` says; with nothing different, nothing is kept. Of one that waits to be
        created, that is what will be.

        Raises, and keeps nothing: StillOnSite, with their names, when somebody is in the building whom the meeting
        would not expect any more on the day on which they came, because they were taken out, or that time was moved to
        another day or made a meeting of its own; OnItsWay when what it would take the place of is being sent, or was
        sent meanwhile.
        """
        if edited.create:
            await self._sync.put(operation_id, Kind.MEETING, draft.body(), instead_of=edited.create)
            return
        before = await self._replaced(edited)
        change = asked_for(edited, draft, scope, now=self._site.now(), before=before)
        await self._refuse_losing(edited, change, draft.visitors, before)
        if change.wanted is not None and is_same(change.base, change.wanted):
            if edited.instead_of:
                await self._outbox.discard(edited.instead_of)
            return
        await self._keep(edited, change, operation_id, _renamed(edited, draft.visitors, before, operation_id))

    async def cancel(self, edited: EditedMeeting, scope: Scope, operation_id: str) -> None:
        """The meeting doesn't take place, or the times of a series that `scope` names don't. One that waits to be
        created isn't. Raises as `save`; StillOnSite while somebody who came to one of those times is in the
        building."""
        if edited.create:
            await self._outbox.discard(edited.create)
            return
        before = await self._replaced(edited)
        change = asked_for(edited, None, scope, now=self._site.now(), before=before)
        await self._refuse_losing(edited, change, (), before)
        await self._keep(edited, change, operation_id)

    async def cancel_visitor(self, edited: EditedMeeting, visitor_id: str, scope: Scope, operation_id: str) -> None:
        """The visitor of that id, as it stands in the draft, doesn't come; raises as `save`."""
        left = tuple(one for one in edited.draft.visitors if one.id != visitor_id)
        await self.save(edited, replace(edited.draft, visitors=left), scope, operation_id)

    async def undo(self, operation_id: str) -> None:
        """Takes a change back: drops it, or sends the way back when it has left this desk. One that there isn't is
        taken back already. Raises StillOnSite, with their names, when somebody is in the building who came because of
        it: whom it added, or on the day to which it moved the meeting; OnItsWay when there is no way back: of times of
        a series that are other meetings by now."""
        row = await self._stored.of(operation_id)
        if row is None:
            return
        change = MeetingChange.of(row.body)
        is_here = row.state in EDITABLE and not row.progress.get("done")
        back = way_back(change, Progress.of(row.progress), self._site.now())
        if not is_here and back is None:
            raise OnItsWay("it was sent, and other meetings came of it")
        await self._refuse_losing_by_undo(row, change)
        if is_here or back is None:
            await self._outbox.discard(operation_id)
            return
        write = Write(f"{operation_id}-undo", Kind.MEETING_CHANGE, back.body())
        await self._outbox.put([write], self._site.now())

    async def conflict(self, operation_id: str) -> Conflict | None:
        """Why the change needs a person; None when it doesn't, or isn't there any more."""
        row = await self._outbox.get(operation_id)
        return conflict_in(row, self._site.zone) if row is not None and row.state is State.UNCLEAR else None

    async def resolve(self, operation_id: str, choices: Mapping[str, str]) -> None:
        """A person chose of each conflict, by its key, "theirs" or "yours"; what isn't named is yours. It is compared
        once more before it is sent: with what the server has then."""
        row = await self._outbox.get(operation_id)
        if row is None or row.state is not State.UNCLEAR:
            return
        change = resolved(row, choices, self._site.zone)
        if change is None:
            await self._outbox.discard(operation_id)
        else:
            await self._stored.set_resolved(operation_id, self._site.now(), change.body())

    async def as_new(self, operation_id: str) -> MeetingDraft | None:
        """What the change asks for as a new meeting, because the server doesn't have the old one any more. The change
        still waits: whoever creates the new one discards it. None when there is nothing to create."""
        row = await self._outbox.get(operation_id)
        change = MeetingChange.of(row.body) if row else None
        if change is None or change.wanted is None:
            return None
        draft = draft_in(change.wanted, self._site.zone)
        return replace(draft, visitors=tuple(replace(one, id="") for one in draft.visitors))

    def _known(self, stored: StoredMeeting, day: date) -> EditedMeeting | None:
        """As the server has it."""
        if not stored.piece:
            return None
        zone = self._site.zone
        server = server_meeting(stored.piece, zone)
        first = (server.first or stored.earliest or server.starts).astimezone(zone) if server.repeats else None
        return EditedMeeting(
            meeting=server.id,
            day=day,
            draft=draft_in(server.body, zone),
            base=server.body,
            revision=server.revision,
            modified=server.modified,
            occurrence=server.starts.astimezone(zone) if server.repeats else None,
            first=first,
            begun=first is not None and first <= self._site.now(),
        )

    def _on_top(
        self, known: EditedMeeting | None, pending: Operation, stored: StoredMeeting, day: date
    ) -> EditedMeeting | None:
        """With the change that waits. One of other times of the series has nothing to do with it."""
        change, zone = MeetingChange.of(pending.body), self._site.zone
        begins = [datetime.fromisoformat(starts).astimezone(zone) for starts, _ in change.shows]
        here = any(one.date() == day for one in begins)
        if known is not None and not here and not change.is_of(known.draft.start_at or known.occurrence or begins[0]):
            return known
        wanted = change.base if change.wanted is None else change.wanted
        may_replace = replaceable(stored.changes) is pending
        occurrence = datetime.fromisoformat(change.occurrence).astimezone(zone) if change.occurrence else None
        first = datetime.fromisoformat(change.first).astimezone(zone) if change.first else None
        return EditedMeeting(
            meeting=change.meeting,
            day=day,
            draft=draft_in(wanted, zone),
            base=change.base if may_replace else wanted,
            revision=change.revision if may_replace else 0,
            modified=change.modified if may_replace else "",
            occurrence=occurrence,
            first=first,
            begun=first is not None and first <= self._site.now(),
            instead_of=pending.id if may_replace else "",
        )

    def _with_staying(self, edited: EditedMeeting, stored: StoredMeeting, pending: Operation | None) -> EditedMeeting:
        if not stored.inside:
            return edited
        before = MeetingChange.of(pending.body) if pending and edited.instead_of else None
        staying, now = {}, self._site.now()
        for scope in Scope:
            change = asked_for(edited, None, scope, now=now, before=before)
            staying[scope] = lost_by(stored.inside, edited, change, (), before, self._site.zone)
        return replace(edited, staying=staying)

    async def _replaced(self, edited: EditedMeeting) -> MeetingChange | None:
        """The change whose place the next one takes. Raises OnItsWay when it isn't there any more."""
        if not edited.instead_of:
            return None
        row = await self._outbox.get(edited.instead_of)
        if row is None:
            raise OnItsWay("it was sent in the meantime")
        return MeetingChange.of(row.body)

    async def _refuse_losing(
        self,
        edited: EditedMeeting,
        change: MeetingChange,
        visitors: tuple[VisitorDraft, ...],
        before: MeetingChange | None,
    ) -> None:
        inside = (await self._stored.meeting(edited.meeting, edited.day)).inside
        lost = lost_by(inside, edited, change, visitors, before, self._site.zone)
        if lost:
            raise StillOnSite(names=tuple(one.name for one in edited.draft.visitors if one.id in lost))

    async def _refuse_losing_by_undo(self, row: Operation, change: MeetingChange) -> None:
        if change.wanted is None:
            return
        visitors = change.wanted["visitors"]
        sent = [one.get("id", "") for one in visitors]
        ids = [await self._outbox.visitor_now(change.meeting, one) or one if "/" in one else one for one in sent]
        inside = (await self._stored.meeting(change.meeting, day_of(change.base))).inside
        lost = lost_by_undo(inside, row.id, change, frozenset(ids), self._site.zone)
        if lost:
            people = zip(ids, map(VisitorDraft.from_body, visitors), strict=True)
            raise StillOnSite(names=tuple(one.name for identity, one in people if identity in lost))

    async def _keep(
        self,
        edited: EditedMeeting,
        change: MeetingChange,
        operation_id: str,
        aliases: Mapping[str, str] = NOTHING,
    ) -> None:
        kept = replace(change, wanted=_named(change.wanted, operation_id), by=self._desk)
        write = Write(operation_id, Kind.MEETING_CHANGE, kept.body())
        await self._outbox.put([write], self._site.now(), instead_of=edited.instead_of, visit_aliases=aliases)


def _renamed(
    edited: EditedMeeting, visitors: tuple[VisitorDraft, ...], before: MeetingChange | None, operation: str
) -> Mapping[str, str]:
    """From what the visitors of a change are called until the server knows them to what they are in the operation that
    takes its place."""
    if before is None or before.wanted is None:
        return NOTHING
    numbers = {one.get("id"): number for number, one in enumerate(before.wanted["visitors"])}
    own = f"{edited.instead_of}/"
    return {
        f"{own}{numbers[one.id]}": f"{operation}/{number}"
        for number, one in enumerate(visitors)
        if one.id and one.id in numbers and (before.creates or one.id.startswith(own))
    }


def _named(wanted: Body | None, operation: str) -> Body | None:
    """With operation/number as the id of whoever is new: so their visit is called until the server knows them."""
    if wanted is None:
        return None
    visitors = [
        one if one.get("id") else {"id": f"{operation}/{number}"} | one for number, one in enumerate(wanted["visitors"])
    ]
    return wanted | {"visitors": visitors}
