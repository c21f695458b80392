"""The three meeting calls."""

from __future__ import annotations

from datetime import date

from app.api.address import segment
from app.api.answers import ListAnswer, read_object, split_list
from app.api.client import Client
from app.api.made import made_in
from app.models.drafts import Body
from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader
from app.models.operations import Made

PATH = "/vm/meetings"


class MeetingCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(Meeting, "meeting")

    async def between(self, first: date, last: date) -> ListAnswer:
        """The JSON of the meetings from `first` to `last`, both days of the site's calendar and both included.

        The API doesn't say in which zone it counts days, so there may be meetings of other days among them.
        """
        answer = await self._client.get(PATH, {"from": first.isoformat(), "to": last.isoformat()})
        return await ListAnswer.of(answer, split_list)

    async def one(self, meeting_id: str) -> tuple[Meeting, bytes]:
        """The meeting of that id: its model, and its JSON as it came. Raises NotFound when there is none."""
        return read_object(await self._client.get(f"{PATH}/{segment(meeting_id)}"), self._reader)

    async def create(self, body: Body, operation_id: str) -> Made:
        """What the server answers to it: at best the meeting as it made it, ids filled in. After any answer that isn't
        an error the server has it.

        `body` is `MeetingDraft.body()`, sent as it is; `operation_id` is the Idempotency-Key.
        """
        return made_in(await self._client.post(PATH, body, operation_id), self._reader)
