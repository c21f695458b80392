"""A ticket's attachments: our own calls. They come in pieces and go as a file to be saved, which no browser opens."""

from __future__ import annotations

import logging
import re
from typing import Annotated

from fastapi import APIRouter, Header, Response
from fastapi.responses import FileResponse
from pydantic_core import to_json

from app.models.tickets.attachment import LARGEST, PIECE
from app.models.tickets.file_types import UNKNOWN
from app.server.bodies.fields import Text
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import read
from app.server.bodies.ticket_requests import AttachmentRequest
from app.server.calls.json_answers import json_answer
from app.server.calls.request_parts import Body, DeskName, OwnDesk
from app.server.tickets.attachments import uploads
from app.server.tickets.attachments.uploads import Piece

log = logging.getLogger(__name__)

calls = APIRouter()


@calls.post("/sd/tickets/{ticketId}/attachments")
def attach(context: OwnDesk, ticketId: Text, body: Body, desk: DeskName) -> Response:
    """The attachment, with how many of its bytes are here: it is attached once, however often it is asked for."""
    request = read(AttachmentRequest, body)
    with context.database.writing() as connection:
        attachment = uploads.begin(connection, context, ticketId, request, desk)
    return json_answer(to_json(attachment), 201)


@calls.put("/sd/tickets/{ticketId}/attachments/{digest}")
def take_piece(
    context: OwnDesk,
    ticketId: Text,
    digest: Text,
    body: Body,
    content_range: Annotated[str, Header(alias="Content-Range", max_length=200)] = "",
) -> Response:
    received = uploads.receive(context, ticketId, digest, _piece(content_range, body))
    return json_answer(b'{"received":%d}' % received)


@calls.get("/sd/tickets/{ticketId}/attachments/{digest}")
def give(context: OwnDesk, ticketId: Text, digest: Text) -> Response:
    with context.database.reading() as connection:
        attachment = uploads.known(connection, ticketId, digest)
    file = context.attachments.path(digest)
    if attachment.received < attachment.size:
        raise Refusal(404, f"{attachment.name} isn't here yet")
    if not file.is_file():
        log.warning("%s, attached to %s, isn't there; servers of one database need one folder", file, ticketId)
        raise Refusal(404, f"The server has lost {attachment.name}: it isn't in its folder of attachments")
    inert = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return FileResponse(file, headers=inert, media_type=UNKNOWN, filename=attachment.name)


def _piece(content_range: str, content: bytes) -> Piece:
    """Raises Refusal 400 for a range that isn't that of the body, 413 when there is too much in it."""
    written = re.fullmatch(r"bytes (\d{1,10})-(\d{1,10})/(\d{1,10})", content_range, re.ASCII)
    if written is None:
        raise Refusal(400, f"Content-Range is not such as bytes 0-{PIECE - 1}/{LARGEST}")
    first, last, size = map(int, written.groups())
    if len(content) > PIECE:
        raise Refusal(413, f"A piece has at most {PIECE} bytes")
    if last - first + 1 != len(content) or last >= size:
        raise Refusal(400, f"Content-Range doesn't fit the {len(content)} bytes of the body")
    return Piece(first, size, content)
