"""Inviting visitors: creating meetings."""

from __future__ import annotations

from app.models.drafts import MeetingDraft
from app.models.meeting import Meeting
from app.services.connection import Connection
from app.services.directory import Directory
from app.services.site import Site


class Invitations:
    def __init__(self, *, connection: Connection, site: Site, directory: Directory) -> None:
        self._connection = connection
        self._site = site
        self._directory = directory

    async def create(self, draft: MeetingDraft, operation_id: str) -> Meeting:
        """The meeting as the server made it. The same `operation_id` again never makes a second one on our server."""
        meeting = await self._connection.call(lambda api: api.meetings.create(draft.body(), operation_id))
        self._site.learn(meeting.company)
        self._directory.meet_meeting(meeting)
        return meeting
