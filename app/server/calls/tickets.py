"""Tickets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlalchemy import Connection

from app.server.bodies.fields import Text
from app.server.bodies.queries import TicketListQuery
from app.server.bodies.requests import read
from app.server.bodies.ticket_requests import (
    CommentRequest,
    KeyedTicketCall,
    RelationRequest,
    TicketRequest,
    TicketUpdate,
)
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Body, DeskName, Key, OwnDesk, Tags
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.tickets import comments, listing, recurring, related, visit_link
from app.server.tickets.change import change, planned
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
        revision, ticket = whole(connection, context, ticketId)
    return json_answer(ticket, revision=revision)


@calls.post("/sd/tickets")
def create_ticket(context: OwnDesk, body: Body, desk: DeskName, key: Key = "") -> Response:
    request = read(TicketRequest, body)
    plan = recurring.planned(request.recurrence, context.now(), context)  # before others have to wait

    def write(connection: Connection) -> str:
        identity = make(connection, context, request, desk)
        recurring.begin(connection, identity, request, plan)
        visit_link.add(connection, identity, request.visit)
        return identity

    return _done(context, key, request, write, 201)


@calls.patch("/sd/tickets/{ticketId}")
def change_ticket(
    context: OwnDesk, ticketId: Text, body: Body, desk: DeskName, key: Key = "", tags: Tags = ""
) -> Response:
    """Our own call, as are those below: only what the body names becomes different."""
    request = read(TicketUpdate, body)
    plan = planned(context, ticketId, request)
    keyed = _keyed("change", ticketId, request)
    return _done(context, key, keyed, lambda it: change(it, context, ticketId, request, plan, tags, desk))


@calls.post("/sd/tickets/{ticketId}/comments")
def comment_ticket(context: OwnDesk, ticketId: Text, body: Body, desk: DeskName, key: Key = "") -> Response:
    request = read(CommentRequest, body)
    keyed = _keyed("comment", ticketId, request)
    return _done(context, key, keyed, lambda it: comments.add(it, context, ticketId, request, desk), 201)


@calls.post("/sd/tickets/{ticketId}/related")
def relate_ticket(context: OwnDesk, ticketId: Text, body: Body, desk: DeskName, key: Key = "") -> Response:
    request = read(RelationRequest, body)
    keyed = _keyed("relate", ticketId, request)
    return _done(context, key, keyed, lambda it: related.relate(it, context, ticketId, request, desk))


@calls.delete("/sd/tickets/{ticketId}/related/{otherId}")
def part_tickets(context: OwnDesk, ticketId: Text, otherId: Text, desk: DeskName, key: Key = "") -> Response:
    keyed = KeyedTicketCall(call="part", ticket=ticketId, body={"ticketId": otherId})
    return _done(context, key, keyed, lambda it: related.part(it, context, ticketId, otherId, desk))


def _keyed(call: str, identity: str, request: BaseModel) -> KeyedTicketCall:
    return KeyedTicketCall(call=call, ticket=identity, body=request.model_dump(mode="json", exclude_unset=True))


def _done(
    context: ServerContext, key: str, keyed: BaseModel, write: Callable[[Connection], str], status: int = 200
) -> Response:
    """The whole ticket after a write, which is done once for each key."""
    with context.database.writing() as connection:
        identity = once(connection, context, key, keyed, lambda: write(connection))
        revision, ticket = whole(connection, context, identity)
    return json_answer(ticket, status, revision=revision)
