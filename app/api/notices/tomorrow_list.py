"""The call for what became of tomorrow's list: our own desk server's alone; other servers answer 404 or 405."""

from __future__ import annotations

import msgspec

from app.api.answers import unlike
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.models.notices.unsent_list import UnsentList

PATH = "/vm/tomorrow-list"

_decode = msgspec.json.Decoder(tuple[UnsentList, ...]).decode


class TomorrowListCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def unsent(self) -> tuple[UnsentList, ...]:
        """Those of the last list that weren't mailed, by their addresses."""
        answer = await self._client.get(PATH)
        try:
            return _decode(answer)
        except UNREADABLE as error:  # a ValidationError is one of them
            raise unlike("mails of tomorrow's list", answer) from error
