"""Inviting visitors: a meeting is kept at this desk first, and sent by itself."""

from __future__ import annotations

from app.models.drafts import MeetingDraft
from app.models.operations import Kind
from app.services.outbox.sync import Sync


class Invitations:
    """Meetings that a person made."""

    def __init__(self, *, sync: Sync) -> None:
        self._sync = sync

    async def create(self, draft: MeetingDraft, operation_id: str, *, instead_of: str = "") -> None:
        """Keeps the meeting to be sent. Until the server has it, its id is the operation's.

        When this returns it is on the disk. The same `operation_id` again never makes a second one. `instead_of` is the
        operation that was edited, and that this one replaces; "" for a new meeting.

        Raises DiskFull or StoreFailed: then nothing was kept. Raises OnItsWay when `instead_of` is being sent, has an
        unknown outcome or was sent: then nothing was kept either; also when `operation_id` itself was sent before.
        Raises StillOnSite, and keeps nothing, when a visitor is in the building whom it would not expect any more.
        """
        await self._sync.put(operation_id, Kind.MEETING, draft.body(), instead_of=instead_of)
