"""Who was told of what: our own calls."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import Connection

from app.models.notices.kinds import MAIL, SMS
from app.server.bodies.fields import Text
from app.server.bodies.queries import NoticeListQuery
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import NoticeAgain
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Key, OwnDesk
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.notices import queue
from app.server.notices.listing import listed

calls = APIRouter()


@calls.get("/vm/notices")
def list_notices(context: OwnDesk, request: Request, query: Annotated[NoticeListQuery, Query()]) -> Response:
    """The newest first. `mail` and `sms` say whether this server can tell people so at all."""
    with context.database.reading() as connection:
        found = listed(connection, query, context.now())
    mail, sms = (b"true" if way in request.app.state.ways else b"false" for way in (MAIL, SMS))
    return json_answer(b'{"mail":%b,"sms":%b,"notices":%b}' % (mail, sms, array(found)))


@calls.post("/vm/notices/{noticeId}/again")
def send_again(context: OwnDesk, noticeId: Text, key: Key = "") -> Response:
    with context.database.writing() as connection:
        request = NoticeAgain(notice=noticeId)
        once(connection, context, key, request, lambda: _again(connection, context, noticeId))
    return Response(status_code=204)


def _again(connection: Connection, context: ServerContext, notice: str) -> str:
    """Raises Refusal 409 for one that waits or was overtaken, and for one that there isn't."""
    if not queue.send_again(connection, notice, int(context.now().timestamp())):
        raise Refusal(409, "This notice can't be sent again: it still waits, or is no longer true")
    return notice
