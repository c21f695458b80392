"""The meeting calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from app.api.address import segment
from app.api.answers import ListAnswer, read_object, split_list
from app.api.client import NO_SUCH_CALL, Client, Reply
from app.api.made import made_in
from app.errors import NoSuchCall, Refused
from app.models.drafts import Body
from app.models.objects.desk_server import RESTORE_HEADER
from app.models.objects.meeting import Meeting
from app.models.objects.reading import Reader
from app.models.operations import Made

PATH = "/vm/meetings"
OTHER_PATH = "/vm/meeting"
"""Where the vendor's pages change a meeting: an update stands below PATH in their sample and below this in its heading,
a deletion and the closing of a series below this."""

SPELLINGS = {"update": (PATH, OTHER_PATH), "cancel": (OTHER_PATH, PATH), "close": (OTHER_PATH, PATH)}
"""The paths of each call, the likelier one first."""


class MeetingCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for.

    What changes a meeting raises NotFound when the server never had it, Gone when it was taken back, ChangedMeanwhile
    when it isn't at `revision` any more (0 changes it as it is), Refused in a status of 409 when somebody of it is on
    site, and NoSuchCall when the server has the meeting and doesn't offer the call. Under which of two paths it does is
    found out once. `operation_id` is the Idempotency-Key.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(Meeting, "meeting")
        self._spelling: dict[str, str] = {}

    async def between(
        self, first: date, last: date, *, cancelled: bool = False, ids: tuple[str, ...] = ()
    ) -> ListAnswer:
        """The JSON of the meetings from `first` to `last`, both days of the site's calendar and both included.

        The API doesn't say in which zone it counts days, so there may be meetings of other days among them. With
        `cancelled` those that were taken back come too, with `ids` these alone: our own desk server is asked so, and
        another one lists every meeting that stands.
        """
        query = {"from": first.isoformat(), "to": last.isoformat()}
        if self._client.desk_server:
            query |= {"cancelled": "1"} if cancelled else {}
            query |= {"id": ",".join(ids)} if ids else {}
        return await ListAnswer.of(await self._client.get(PATH, query), split_list)

    async def one(self, meeting_id: str) -> tuple[Meeting, bytes]:
        """The meeting of that id: its model, and its JSON as it came. Raises NotFound when there is none, and Gone when
        it was taken back."""
        return read_object(await self._client.get(f"{PATH}/{segment(meeting_id)}"), self._reader)

    async def create(self, body: Body, operation_id: str) -> Made:
        """What the server answers to it: at best the meeting as it made it, ids filled in. After any answer that isn't
        an error the server has it.

        `body` is `MeetingDraft.body()`, sent as it is.
        """
        return made_in(await self._client.post(PATH, body, operation_id), self._reader)

    async def update(self, meeting_id: str, body: Body, operation_id: str, revision: int = 0) -> Made:
        """The meeting becomes what `body` says, `MeetingDraft.body()`; a visitor in it who has an id stays that one,
        and who isn't in it is cancelled. Gives what the server answers, as `create` does."""

        async def send(path: str) -> Reply:
            return await self._client.put(path, body, operation_id, self._client.if_match(revision))

        return made_in(await self._changed("update", meeting_id, send), self._reader)

    async def restore(self, meeting_id: str, body: Body, operation_id: str) -> Made:
        """A meeting that was cancelled stands again, as `body` says and with the ids that it had. Our own desk server
        alone has this call."""
        path = f"{PATH}/{segment(meeting_id)}"
        return made_in(await self._client.put(path, body, operation_id, {RESTORE_HEADER: "1"}), self._reader)

    async def cancel(self, meeting_id: str, operation_id: str, revision: int = 0) -> None:
        """The meeting is taken back, all of the series when it repeats."""

        async def send(path: str) -> Reply:
            return await self._client.delete(path, operation_id, self._client.if_match(revision))

        made_in(await self._changed("cancel", meeting_id, send), self._reader)  # a web page is no answer to it

    async def close(self, meeting_id: str, operation_id: str, revision: int = 0) -> Made:
        """A series ends now: what begins later is off, what was before stays. Gives what the server answers, as
        `create` does: many say nothing."""

        async def send(path: str) -> Reply:
            return await self._client.post(f"{path}/close", None, operation_id, self._client.if_match(revision))

        return made_in(await self._changed("close", meeting_id, send), self._reader)

    async def _changed(self, call: str, meeting_id: str, send: Callable[[str], Awaitable[Reply]]) -> Reply:
        """What the server answers to `send` at the path of the meeting that it takes for the call.

        A 404 or 405 means that the path is the other one only if the server has the meeting, so it is asked for it:
        before the first call, and after each such answer.
        """
        known = self._spelling.get(call)
        if known is None:
            await self.one(meeting_id)
        refusal = NoSuchCall(404)
        for path in sorted(SPELLINGS[call], key=lambda spelling: spelling != known):
            try:
                reply = await send(f"{path}/{segment(meeting_id)}")
            except Refused as error:
                if error.status not in NO_SUCH_CALL:
                    raise
                refusal = NoSuchCall(error.status, error.words)
                await self.one(meeting_id)
            else:
                self._spelling[call] = path
                return reply
        raise refusal
