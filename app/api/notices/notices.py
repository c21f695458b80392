"""The calls about notices: our own desk server's alone; other servers answer 404 or 405."""

from __future__ import annotations

import msgspec

from app.api.address import segment
from app.api.answers import unlike
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.models.notices.kinds import NoticeKind
from app.models.notices.notice import NoticeList, OfTicket, OfVisitor, Told

PATH = "/vm/notices"

_decode = msgspec.json.Decoder(NoticeList).decode


class NoticeCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def of(self, told: Told) -> NoticeList:
        """Those to a visitor, or of a ticket."""
        match told:
            case OfVisitor(meeting=meeting, visitor=visitor):
                return await self._listed({"meeting": meeting, "visitor": visitor})
            case OfTicket(ticket=ticket):
                return await self._listed({"ticket": ticket})

    async def unsent(self, kind: NoticeKind | None = None) -> NoticeList:
        """Those that wait, and those that lately weren't sent; of that kind alone, or else of all."""
        return await self._listed({"unsent": "1"} | ({"kind": kind.value} if kind else {}))

    async def none(self) -> NoticeList:
        """No notices, but whether the server can mail."""
        return await self._listed({"limit": "0"})

    async def send_again(self, notice: str, operation_id: str) -> None:
        """Has it sent once more; `operation_id` is the Idempotency-Key. Of one that waits, or is no longer true, our
        server answers 409: Refused."""
        await self._client.post(f"{PATH}/{segment(notice)}/again", {}, operation_id)

    async def _listed(self, query: dict[str, str]) -> NoticeList:
        answer = await self._client.get(PATH, query)
        try:
            return _decode(answer)
        except UNREADABLE as error:  # a ValidationError is one of them
            raise unlike("a list of notices", answer) from error
