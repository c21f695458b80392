"""Every answer says that it comes from Foyer's desk server, and of which version."""

from __future__ import annotations

from importlib.metadata import version

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.models.objects.desk_server import DESK_SERVER_HEADER


class Signature:
    """Wraps an application, outside of whatever else answers for it: also a path that is no call, and what broke, are
    answered with the header."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self._header = (DESK_SERVER_HEADER.lower().encode(), version("foyer").encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), self._header]}
            await send(message)

        await self._application(scope, receive, send_signed)
