"""Tickets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.server.bodies.fields import Text
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.requests import read
from app.server.bodies.ticket_requests import KeyedTicketCall, TicketRequest, TicketUpdate
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Body, DeskName, Key, OwnDesk, Tags
from app.server.idempotency import once
from app.server.tickets import listing
from app.server.tickets.change import change
from app.server.tickets.creation import make
from app.server.tickets.whole import whole

calls = APIRouter()


@calls.get("/sd/tickets")
def list_tickets(context: OwnDesk, query: Annotated[TicketListQuery, Query()]) -> Response:
    with context.database.reading() as connection:
        total, page = listing.page(connection, context, query)
    return json_answer(b'{"total":%d,"limit":%d,"tickets":%b}' % (total, query.page_size, array(page)))


@calls.get("/sd/tickets/{ticketId}")
def one_ticket(context: OwnDesk, ticketId: Text) -> Response:
    with context.database.reading() as connection:
        revision, ticket = whole(connection, ticketId)
    return json_answer(ticket, revision=revision)


@calls.post("/sd/tickets")
def create_ticket(context: OwnDesk, body: Body, desk: DeskName, key: Key = "") -> Response:
    request = read(TicketRequest, body)
    with context.database.writing() as connection:
        identity = once(connection, context, key, request, lambda: make(connection, context, request, desk))
        revision, ticket = whole(connection, identity)
    return json_answer(ticket, 201, revision=revision)


@calls.patch("/sd/tickets/{ticketId}")
def change_ticket(
    context: OwnDesk, ticketId: Text, body: Body, desk: DeskName, key: Key = "", tags: Tags = ""
) -> Response:
    """Our own call: only what the body names becomes different."""
    request = read(TicketUpdate, body)
    keyed = KeyedTicketCall(call="change", ticket=ticketId, body=request.model_dump(mode="json", exclude_unset=True))
    with context.database.writing() as connection:
        once(
            connection,
            context,
            key,
            keyed,
            lambda: change(connection, context, ticketId, request, tags=tags, desk=desk),
        )
        revision, ticket = whole(connection, ticketId)
    return json_answer(ticket, revision=revision)
