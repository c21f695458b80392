"""What calls take of a request: whose desk is asked, the body, and the headers that a write may have."""

from __future__ import annotations

import secrets
from typing import Annotated, cast
from urllib.parse import unquote

from fastapi import Depends, Header, Request

from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext
from app.server.door.envelope import LARGEST_BODY

LONGEST_DESK = 200
"""Characters of a desk's name."""


async def own_desk(request: Request, companyId: str) -> ServerContext:
    """The desk that is asked. Raises Refusal 401 without the right token, 404 for another company."""
    token: str = request.app.state.token
    authorization = request.headers.get("Authorization", "").encode("latin-1")  # the bytes as they came
    if token and not secrets.compare_digest(authorization, f"Bearer {token}".encode()):
        raise Refusal(401, "The access token is missing or wrong")
    context = cast(ServerContext, request.app.state.context)
    if companyId != context.company_id:
        raise Refusal(404, f"This is the desk of {context.company_id}, not of {companyId}")
    return context


async def small_body(request: Request) -> bytes:
    """The request's body. Raises Refusal 413 when it is larger than LARGEST_BODY."""
    body = bytearray()
    async for piece in request.stream():  # raises ClientDisconnect
        body += piece
        if len(body) > LARGEST_BODY:
            raise Refusal(413, "The body is larger than 1 MB")
    return bytes(body)


async def desk_name(name: Annotated[str, Header(alias="Foyer-Desk")] = "") -> str:
    """The name of the desk that writes, percent-encoded on the wire; "" when it says none. Raises Refusal 400 for one
    that can't be shown."""
    decoded = unquote(name).strip()
    if len(decoded) > LONGEST_DESK:
        raise Refusal(400, f"Foyer-Desk is longer than {LONGEST_DESK} characters")
    if any(ord(letter) < 32 for letter in decoded):
        raise Refusal(400, "Foyer-Desk holds a character that can't be kept")
    return decoded


OwnDesk = Annotated[ServerContext, Depends(own_desk)]
Body = Annotated[bytes, Depends(small_body)]
DeskName = Annotated[str, Depends(desk_name)]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]
"""Optional: without one, a write that comes twice is done twice."""
Tags = Annotated[str, Header(alias="If-Match", max_length=1000)]
"""Optional: without one, what somebody else wrote meanwhile is overwritten."""
