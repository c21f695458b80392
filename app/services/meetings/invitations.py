"""Inviting visitors: a meeting is kept at this desk first, and sent by itself."""

from __future__ import annotations

from app.models.drafts import MeetingDraft
from app.models.operations import Kind
from app.services.outbox.sync import Sync


class Invitations:
    def __init__(self, *, sync: Sync) -> None:
        self._sync = sync

    async def create(self, draft: MeetingDraft, operation_id: str, *, instead_of: str = "") -> None:
        """Keeps the meeting to be sent. Until the server has it, its id is the operation's.

        When this returns it is on the disk. The same `operation_id` again never makes a second one. `instead_of` is a
        refused operation that this one replaces. Raises DiskFull or StoreFailed: then nothing was kept; OnItsWay when
        what it would replace, or the same before, is being sent or was sent.
        """
        await self._sync.put(operation_id, Kind.MEETING, draft.body(), instead_of=instead_of)
