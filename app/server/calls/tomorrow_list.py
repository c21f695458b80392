"""What became of the mails with tomorrow's list: our own call."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter, Response

from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import OwnDesk
from app.server.tomorrow import marks

calls = APIRouter()


@calls.get("/vm/tomorrow-list")
def list_unsent(context: OwnDesk) -> Response:
    """Those of the last list that weren't mailed, for the desks at this server."""
    with context.database.reading() as connection:
        unsent = marks.unsent(connection, context.now().astimezone(context.zone).date())
    return json_answer(msgspec.json.encode(unsent))
