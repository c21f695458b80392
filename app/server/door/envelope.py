"""What every answer carries: whose it is, which request it answers, and whether the connection goes on.

It is outside of whatever else answers: a path that is no call, and what broke, pass it too.
"""

from __future__ import annotations

import logging
import traceback
from importlib.metadata import version

from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.models.objects.desk_server import DESK_SERVER_HEADER
from app.server.door.request_id import REQUEST_HEADER, begin_request

LARGEST_BODY = 2**20
"""Bytes of a request's body."""

log = logging.getLogger(__name__)


class Envelope:
    """Wraps an application. An error that it lets go of was answered by it, and is logged here: by its kind and where
    it was, without any value, since a value can be a visitor's name."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._signature = (DESK_SERVER_HEADER.lower().encode(), version("foyer").encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        request = (REQUEST_HEADER.lower().encode(), begin_request().encode())
        body = _IncomingBody(scope, receive)

        async def send_in_envelope(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.finish()
                closing = [] if body.whole else [(b"connection", b"close")]
                headers = [*message.get("headers", ()), self._signature, request, *closing]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self._application(scope, body.receive, send_in_envelope)
        except Exception as error:
            log.error("%s %s broke: %s", scope["method"], _call(scope), _described(error))


class _IncomingBody:
    """What is read of a request's body. Who is refused before it was read may be sending still: a little more is taken,
    so that the refusal arrives, and then the connection is closed instead of reading the rest of 300 MB."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        self.whole = length == b"0" and b"transfer-encoding" not in headers
        self._receive = receive
        self._room = LARGEST_BODY if not length.isdigit() or int(length) <= LARGEST_BODY else 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._room -= len(message.get("body", b""))
        if not message.get("more_body", False):
            self.whole = True
        return message

    async def finish(self) -> None:
        while not self.whole and self._room > 0:
            await self.receive()


def _call(scope: Scope) -> str:
    """The path with the names of its parts instead of what stands there."""
    return getattr(scope.get("route"), "path", "a path")


def _described(error: BaseException) -> str:
    kind = type(error).__qualname__
    if isinstance(error, DBAPIError) and error.orig is not None:
        kind += f" from {type(error.orig).__qualname__} {getattr(error.orig, 'sqlstate', None) or ''}".rstrip()
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return f"{kind} at {' > '.join(places)}"
