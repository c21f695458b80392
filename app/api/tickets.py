"""The three ticket calls."""

from __future__ import annotations

from app.api.address import segment
from app.api.answers import ListAnswer, read_object, split_tickets
from app.api.client import Client
from app.api.made import made_in
from app.models.drafts import Body
from app.models.objects.reading import Reader
from app.models.objects.ticket import Ticket
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Made

PATH = "/sd/tickets"


class TicketCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for.

    The API's page shows a meeting as the answer of `one` and `create`: `one` is Unreadable then, and `create` takes no
    id from it.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(Ticket, "ticket")

    async def page(self, query: TicketQuery) -> ListAnswer:
        """The JSON of the tickets on one page of the list, in the server's order."""
        answer = await self._client.get(PATH, query.parameters())
        return await ListAnswer.of(answer, split_tickets)

    async def one(self, ticket_id: str) -> tuple[Ticket, bytes]:
        """The ticket of that id: its model, and its JSON as it came. Raises NotFound when there is none."""
        return read_object(await self._client.get(f"{PATH}/{segment(ticket_id)}"), self._reader)

    async def create(self, body: Body, operation_id: str) -> Made:
        """What the server answers to it: at best the ticket as it made it, its id filled in. After any answer that
        isn't an error the server has it.

        `body` is `TicketDraft.body()`, sent as it is; `operation_id` is the Idempotency-Key.
        """
        return made_in(await self._client.post(PATH, body, operation_id), self._reader)
