"""Sends changes of meetings: call by call, each kept as done before the next one leaves.

What the server has is asked for before each call, so one that was done and whose answer was lost isn't done again; what
is created is searched for, like any new meeting. Until the first call may have left, it is planned anew each time.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from app.errors import ChangedMeanwhile, FoyerError, Gone, NoSuchCall, NotFound, Refused, SignInNeeded
from app.models.drafts import Body
from app.models.listeners import Listeners
from app.models.meetings.changes import Call, MeetingChange, PlannedCall, Progress
from app.models.meetings.merge import is_same
from app.models.meetings.server_meeting import WITHOUT_ID, ServerMeeting, server_meeting
from app.models.merging.conflict import CHANGED
from app.models.operations import Kind, Made, Operation, State
from app.services.meetings.plan import again_of, planned, update_of
from app.services.meetings.series import ended, with_again, without
from app.services.outbox.backoff import AT_ONCE, Rest
from app.services.outbox.doubt import follow, is_contested, verdict
from app.services.outbox.senders.meeting import MEETING, search_meeting
from app.services.outbox.sending import Parts, Sending
from app.services.outbox.visit_ids import changed_visitors
from app.store.outbox import Outcome

if TYPE_CHECKING:
    from app.api.api import Api

PLANNED_ANEW = (Call.UPDATE, Call.CANCEL)
"""Calls after which the server itself says that nothing is left to do."""


class _Known(Struct, frozen=True):
    """What the server has: `meeting` is None, and `piece` b"", when it doesn't have it; then `status` says how."""

    meeting: ServerMeeting | None
    piece: bytes = b""
    status: int = 404


class ChangeSending(Sending):
    """`merged` is told the title of each change that was sent on top of somebody else's, what of theirs stayed, as the
    keys of `FieldConflict`, and the names of the desks where the server tells them, else ()."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.merged = Listeners()

    async def step(self, row: Operation) -> Rest:
        """Does the next thing for a change, and gives how long to rest before the next step."""
        progress = Progress.of(row.progress)
        if row.state is not State.WAITING:
            return await self._after_doubt(row, progress)
        if not await self._outbox.set_sending(row.id, self._site.now()):
            return AT_ONCE  # a person took it back a moment ago
        known = await self._resolved(row, MeetingChange.of(row.body))
        change = _unnamed(known, row.id)
        if progress.next is not None and progress.next.call is Call.CREATE:
            return await self._call(row, change, progress, _Known(None))
        try:
            own_server = await self._calls.find_out()
            there = await self._ask(change.meeting)
        except FoyerError as error:
            return await self._unasked(row, error)
        if progress.done or (progress.calls and row.doubts):
            return await self._call(row, change, progress, there)
        plan = planned(change, there.meeting, now=self._site.now(), own_server=own_server)
        if plan.gone or plan.conflicts:
            status = CHANGED if plan.conflicts else there.status
            theirs = there.piece if plan.conflicts else b""
            return await self._ask_a_person(row, status, theirs, known.body())
        progress = Progress(plan.calls)
        if any(one.call not in PLANNED_ANEW for one in plan.calls) or len(plan.calls) > 1:
            await self._stored.set_planned(row.id, progress)
        return await self._call(row, change, progress, there, plan.adopted)

    async def adopt(self, row: Operation, made: str) -> bool:
        """A person said that `made`, an id on the server, is what the create under way became. Gives and raises as
        `Sync.adopt`."""
        progress = Progress.of(row.progress)
        call = progress.next
        if call is None or call.call is not Call.CREATE:
            return True
        result = await self._connection.call(lambda api: search_meeting(api, _create(row, progress, call)))
        match = next((one for one in result.matches if one.id == made), None)
        if match is None:
            await self._outbox.set_unknown(row.id, self._site.now(), row.status, row.words)
        else:
            await self._done(row, progress, Made(match.id, match.piece))
        return match is not None

    async def _ask(self, meeting: str) -> _Known:
        try:
            _, piece = await self._connection.call(lambda api: api.meetings.one(meeting))
        except (NotFound, Gone) as error:
            return _Known(None, status=error.status)
        return _Known(server_meeting(piece, self._site.zone), piece)

    async def _call(
        self,
        row: Operation,
        change: MeetingChange,
        progress: Progress,
        there: _Known,
        adopted: tuple[str, ...] = (),
    ) -> Rest:
        call = progress.next
        if call is None:
            return await self._done(row, progress, Made(change.meeting, there.piece))
        try:
            made = await self._connection.call(lambda api: self._send(api, row, change, progress, there))
        except ChangedMeanwhile:
            await self._stored.set_planned(row.id, Progress() if not progress.done else progress)
            await self._outbox.set_waiting(row.id, self._site.now())
            return self._backoff.back_off()
        except (NotFound, Gone) as error:
            if isinstance(error, NoSuchCall) or call.call is Call.CREATE:
                return await self._failed(row, error)
            await self._outbox.set_waiting(row.id, self._site.now())  # it went a moment ago: what is there says so
            return self._backoff.back_off()
        except FoyerError as error:
            return await self._failed(row, error)
        if made.piece or call.call in (Call.CANCEL, Call.CLOSE):
            rest = await self._done(row, progress, made)
            if adopted:
                desks = there.meeting.changed_by(change.revision) if there.meeting else ()
                self.merged(change.title, adopted, () if change.by in desks else desks)
            return rest
        if call.call is Call.CREATE:
            await self._outbox.set_accepted(row.id, self._site.now(), made)
        else:
            await self._outbox.set_unknown(row.id, self._site.now())  # it was done: what it is now, is asked for
        return AT_ONCE

    async def _send(self, api: Api, row: Operation, change: MeetingChange, progress: Progress, there: _Known) -> Made:
        call, theirs = progress.next, there.meeting
        assert call is not None
        meeting, key = change.meeting, f"{row.id}/{progress.done}"
        same = Made(meeting, there.piece)
        if call.call is Call.CREATE:
            assert call.body is not None
            return await api.meetings.create(_sendable(call.body), key)
        if theirs is None:
            if call.restores:
                return await api.meetings.restore(meeting, _sendable(again_of(change, self._site.zone)), key)
            return same
        key = f"{key}/{theirs.revision or theirs.modified}"
        if call.call is Call.CANCEL:
            await api.meetings.cancel(meeting, key, theirs.revision)
            return same
        if call.call is Call.CLOSE:
            return same if theirs.is_closed else await api.meetings.close(meeting, key, theirs.revision)
        body = self._updated(call, change, theirs)
        if is_same(theirs.body, body):
            return same
        return await api.meetings.update(meeting, _sendable(body), key, theirs.revision)

    def _updated(self, call: PlannedCall, change: MeetingChange, theirs: ServerMeeting) -> Body:
        if call.call is Call.UPDATE:
            return update_of(change, theirs, self._site.zone)
        rules = theirs.body.get("recurrence", {})
        moment = self._site.local(datetime.fromisoformat(call.moment))
        if call.call is Call.SHORTEN:
            return theirs.body | {"recurrence": ended(rules, self._site.local(theirs.starts), moment)}
        cut = {Call.LEAVE_OUT: without, Call.TAKE_IN: with_again}[call.call]
        return theirs.body | {"recurrence": cut(rules, moment)}

    async def _done(self, row: Operation, progress: Progress, made: Made) -> Rest:
        """One call is done: what came of it is kept, and the row moves on, in one transaction."""
        call = progress.next
        ids = dict(progress.made)
        if call is not None and call.call is Call.CREATE:
            ids[str(progress.done)] = made.id
        after = replace(progress, done=progress.done + (call is not None), made=ids)
        aliases = changed_visitors(row, call, made.piece) if made.piece and call else {}
        identity = (MeetingChange.of(row.body).meeting, *ids.values())[-1]
        await self._stored.set_done(row.id, self._site.now(), after, Outcome(identity, made.piece, aliases))
        self._backoff.succeeded()
        return AT_ONCE

    async def _after_doubt(self, row: Operation, progress: Progress) -> Rest:
        """The outcome of the last sending is unknown."""
        call = progress.next
        if call is not None and call.call is Call.CREATE:
            return await self._search(row, progress, call)
        return await self._again(row)

    async def _search(self, row: Operation, progress: Progress, call: PlannedCall) -> Rest:
        sought, now = _create(row, progress, call), self._site.now()
        try:
            result = await self._connection.call(lambda api: search_meeting(api, sought))
        except FoyerError as error:
            if not isinstance(error, Refused) or isinstance(error, SignInNeeded):
                return self._backoff.after(error)
            await self._outbox.set_unclear(row.id, now, ())
            return AT_ONCE
        earlier = {*await self._outbox.made(Kind.MEETING), *await self._stored.made()}
        earlier.add(MeetingChange.of(row.body).meeting)
        result = replace(result, matches=tuple(one for one in result.matches if one.id not in earlier))
        contested = bool(result.matches) and await is_contested(self._outbox, row, sought.body["title"])
        decided, done = verdict(row, result, MEETING, contested=contested), partial(self._done, row, progress)
        return await follow(decided, row, result, outbox=self._outbox, now=now, settle=done)

    async def _resolved(self, row: Operation, change: MeetingChange) -> MeetingChange:
        """With the ids that the server has given by now to whom an earlier change had added."""
        base = await self._with_ids(row, change.meeting, change.base)
        wanted = await self._with_ids(row, change.meeting, change.wanted) if change.wanted else None
        return replace(change, base=base, wanted=wanted)

    async def _with_ids(self, row: Operation, meeting: str, body: Body) -> Body:
        visitors = []
        for one in body["visitors"]:
            identity = one.get("id", "")
            if "/" in identity and not identity.startswith(f"{row.id}/"):
                there = await self._outbox.visitor_now(meeting, identity)
                one = ({"id": there} if there else {}) | _without_id(one)
            visitors.append(one)
        return body | {"visitors": visitors}


def _unnamed(change: MeetingChange, operation: str) -> MeetingChange:
    """Without what the visitors whom it adds are called until the server knows them."""
    if change.wanted is None:
        return change
    new = f"{operation}/"
    visitors = [_without_id(one) if one.get("id", "").startswith(new) else one for one in change.wanted["visitors"]]
    return replace(change, wanted=change.wanted | {"visitors": visitors})


def _without_id(visitor: Body) -> Body:
    return {name: value for name, value in visitor.items() if name != "id"}


def _create(row: Operation, progress: Progress, call: PlannedCall) -> Operation:
    """The create under way as the operation of a new meeting, by which it is searched for."""
    assert call.body is not None
    return replace(row, id=f"{row.id}/{progress.done}", kind=Kind.MEETING, body=call.body)


def _sendable(body: Body) -> Body:
    """Without what stands in the place of ids that the server doesn't give."""
    return body | {
        "visitors": [
            {name: value for name, value in one.items() if name != "id" or not str(value).startswith(WITHOUT_ID)}
            for one in body["visitors"]
        ]
    }
