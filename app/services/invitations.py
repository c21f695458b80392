"""Inviting visitors: a meeting is kept at this desk first, and sent by itself."""

from __future__ import annotations

from app.models.drafts import MeetingDraft
from app.models.meeting import Meeting
from app.services.directory import Directory
from app.services.sync import Sync
from app.services.visit import pending_meeting
from app.store.outbox import Kind


class Invitations:
    def __init__(self, *, sync: Sync, directory: Directory) -> None:
        self._sync = sync
        self._directory = directory

    async def create(self, draft: MeetingDraft, operation_id: str, *, instead_of: str = "") -> Meeting:
        """Keeps the meeting to be sent and gives it as it is shown meanwhile: its id is the operation's.

        When this returns it is on the disk. The same `operation_id` again never makes a second one. `instead_of` is a
        refused operation that this one replaces. Raises DiskFull or StoreFailed: then nothing was kept.
        """
        operation = await self._sync.put(operation_id, Kind.MEETING, draft.body(), instead_of=instead_of)
        return pending_meeting(operation, self._directory)[0]
