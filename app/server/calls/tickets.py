"""Tickets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.server import tickets
from app.server.bodies.fields import Text
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.requests import TicketRequest, read
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Body, Key, OwnDesk
from app.server.idempotency import once

calls = APIRouter()


@calls.get("/sd/tickets")
def list_tickets(context: OwnDesk, query: Annotated[TicketListQuery, Query()]) -> Response:
    with context.database.reading() as connection:
        total, page = tickets.page(connection, context, query)
    return json_answer(b'{"total":%d,"limit":%d,"tickets":%b}' % (total, query.page_size, array(page)))


@calls.get("/sd/tickets/{ticketId}")
def one_ticket(context: OwnDesk, ticketId: Text) -> Response:
    with context.database.reading() as connection:
        revision, ticket = tickets.one(connection, ticketId)
    return json_answer(ticket, revision=revision)


@calls.post("/sd/tickets")
def create_ticket(context: OwnDesk, body: Body, key: Key = "") -> Response:
    request = read(TicketRequest, body)
    with context.database.writing() as connection:
        identity = once(connection, context, key, request, lambda: tickets.make(connection, context, request))
        revision, ticket = tickets.one(connection, identity)
    return json_answer(ticket, 201, revision=revision)
