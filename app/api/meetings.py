"""The three meeting calls."""

from __future__ import annotations

from datetime import date

from app.api.address import segment
from app.api.answers import ListAnswer, read_object, split_list
from app.api.client import Client
from app.models.drafts import Body
from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader

PATH = "/vm/meetings"


class MeetingCalls:
    """Raises the errors of app/errors.py; Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(Meeting, "meeting")

    async def between(self, first: date, last: date) -> ListAnswer:
        """The raw meetings from `first` to `last`, both days of the site's calendar and both included.

        The API doesn't say how it counts a day, so the answer may be wider than what was asked for.
        """
        answer = await self._client.get(PATH, {"from": first.isoformat(), "to": last.isoformat()})
        return await ListAnswer.of(answer, split_list)

    async def one(self, meeting_id: str) -> Meeting:
        return read_object(await self._client.get(f"{PATH}/{segment(meeting_id)}"), self._reader)[0]

    async def create(self, body: Body, operation_id: str) -> tuple[Meeting, bytes]:
        """The meeting as the server made it, ids filled in, read and as it came. `body` is a draft's, sent as it is."""
        return read_object(await self._client.post(PATH, body, operation_id), self._reader)
