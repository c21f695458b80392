"""The changes call: our own desk server's alone; other servers answer 404 or 405."""

from __future__ import annotations

import msgspec

from app.api.answers import unlike
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.models.objects.desk_server import Changes

PATH = "/vm/changes"

_decode = msgspec.json.Decoder(Changes).decode


class ChangeCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def now(self) -> Changes:
        """The revision at which the server stands, without any changes."""
        return _read(await self._client.get(PATH))

    async def since(self, revision: int, *, wait: int = 0) -> Changes:
        """What changed since that revision. While nothing did, the server holds its answer back, for `wait` seconds at
        the most (it takes up to 30). Asks once."""
        query = {"since": str(revision), "wait": str(wait)}
        return _read(await self._client.wait(PATH, query, wait))


def _read(answer: bytes) -> Changes:
    try:
        return _decode(answer)
    except UNREADABLE as error:  # a ValidationError is one of them
        raise unlike("a list of changes", answer) from error
