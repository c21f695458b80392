"""What changed since a revision: our own call, by which a desk knows at once what another one wrote."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from app.server.bodies.queries import ChangesQuery
from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import OwnDesk

calls = APIRouter()


@calls.get("/vm/changes")
async def list_changes(context: OwnDesk, query: Annotated[ChangesQuery, Query()]) -> Response:
    """{"revision", "complete", "changes": [{"kind", "id", "days"}]}, in their order; "complete" is false when the
    lists have to be read anew. Waits while there is nothing to tell."""
    return json_answer(await context.feed.answer(query.since, query.wait))
