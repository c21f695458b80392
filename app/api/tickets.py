"""The three ticket calls of the API, and those that our own desk server has beside them."""

from __future__ import annotations

from app.api.address import segment
from app.api.answers import ListAnswer, read_object, split_tickets
from app.api.client import Client, Reply
from app.api.made import made_in
from app.errors import Unreadable
from app.models.drafts import Body
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Made
from app.models.tickets.fields import sendable
from app.models.values.json_fields import object_in

PATH = "/sd/tickets"

OURS = {"visit", "recurrence"}
"""What the API's page doesn't name of a new ticket."""


class TicketCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for.

    The API's page shows a meeting as the answer of `one` and `create`: `one` is Unreadable then, and `create` takes no
    id from it.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(Ticket, "ticket")

    async def page(self, query: TicketQuery) -> ListAnswer:
        """The JSON of the tickets on one page of the list, in the server's order. Another server than our own is asked
        for as much of it as it knows."""
        asked = query if self._client.desk_server else query.of_any_server()
        answer = await self._client.get(PATH, asked.parameters())
        if asked != query and self._client.desk_server:  # which its first answer said just now
            answer = await self._client.get(PATH, query.parameters())
        return await ListAnswer.of(answer, split_tickets)

    async def one(self, ticket_id: str) -> tuple[Ticket, bytes]:
        """The ticket of that id: its model, and its JSON as it came. Raises NotFound when there is none."""
        return read_object(await self._client.get(_one(ticket_id)), self._reader)

    async def create(self, body: Body, operation_id: str) -> Made:
        """What the server answers to it: at best the ticket as it made it, its id filled in. After any answer that
        isn't an error the server has it.

        `body` is `TicketDraft.body()`, sent as it is, but `OURS` to our own server alone; `operation_id` is the
        Idempotency-Key.
        """
        sent = body
        if OURS & body.keys() and not await self._is_ours():
            sent = {name: value for name, value in body.items() if name not in OURS}
        return made_in(await self._client.post(PATH, sent, operation_id), self._reader)

    async def change(self, ticket_id: str, values: Body, operation_id: str, revision: int) -> Made:
        """The ticket gets these values, by the names of a request; the others stay. Raises ChangedMeanwhile when it
        isn't at `revision` any more, and Refused in a status of 409 for a step that its status can't take."""
        match = self._client.if_match(revision)
        reply = await self._client.patch(_one(ticket_id), sendable(values), operation_id, match)
        return made_in(reply, self._reader)

    async def comment(self, ticket_id: str, body: Body, operation_id: str) -> Made:
        """Something was said of it. Gives the whole ticket."""
        return made_in(await self._client.post(f"{_one(ticket_id)}/comments", body, operation_id), self._reader)

    async def relate(self, ticket_id: str, other: str, operation_id: str, *, same: bool) -> Made:
        """Both have to do with each other; with `same` the first is closed, as the same as the other. Gives the
        first."""
        body = {"ticketId": other, "same": same}
        return made_in(await self._client.post(f"{_one(ticket_id)}/related", body, operation_id), self._reader)

    async def unrelate(self, ticket_id: str, other: str, operation_id: str) -> Made:
        """They have nothing to do with each other any more. Gives the first."""
        path = f"{_one(ticket_id)}/related/{segment(other)}"
        return made_in(await self._client.delete(path, operation_id), self._reader)

    async def attach(self, ticket_id: str, name: str, digest: str, size: int, operation_id: str) -> int:
        """Announces a file of so many bytes, whose SHA-256 is `digest`. Gives how many of them the server has
        already."""
        body = {"name": name, "digest": digest, "size": size}
        return _received(await self._client.post(f"{_one(ticket_id)}/attachments", body, operation_id))

    async def put_piece(self, ticket_id: str, digest: str, piece: bytes, start: int, size: int) -> int:
        """The bytes of an announced file from `start` on. Gives how many the server has now. Raises Refused in a status
        of 409 when it hasn't all before them, and of 422 when the whole isn't what was announced: then it keeps
        none."""
        headers = {"Content-Range": f"bytes {start}-{start + len(piece) - 1}/{size}"}
        path = f"{_one(ticket_id)}/attachments/{segment(digest)}"
        return _received(await self._client.put_bytes(path, piece, headers))

    async def attachment(self, ticket_id: str, digest: str) -> bytes:
        """What the file holds, as it is. Whoever shows any of it has to distrust it."""
        return await self._client.get(f"{_one(ticket_id)}/attachments/{segment(digest)}")

    async def _is_ours(self) -> bool:
        """Any answer says it, so while there was none the server is asked for its latest ticket."""
        if not self._client.desk_server:
            await self.page(TicketQuery(page_size=1))
        return bool(self._client.desk_server)


def _one(ticket_id: str) -> str:
    return f"{PATH}/{segment(ticket_id)}"


def _received(reply: Reply) -> int:
    """Raises Unreadable when the answer doesn't say it."""
    try:
        received = object_in(reply.body)["received"]
    except (ValueError, TypeError, KeyError):
        received = None
    if not isinstance(received, int):
        raise Unreadable("expected how much the server has of a file, it sent something else")
    return received
