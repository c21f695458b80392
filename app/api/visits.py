"""The two visit calls. The list stands on the vendor's later pages; what writes is our own desk server's alone."""

from __future__ import annotations

from datetime import date

from app.api.address import segment
from app.api.answers import ListAnswer, ListPage, read_object, split_visits
from app.api.client import Client
from app.models.drafts import Body
from app.models.objects.reading import Reader
from app.models.objects.visit import VisitOnServer

PATH = "/vm/visits"
PAGE_SIZE = 100
"""The largest page that our own desk server gives."""


class VisitCalls:
    """Raises the errors of app/errors.py; Unreadable when the server sent something else than was asked for.

    A server that has no such call answers 404 or 405.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(VisitOnServer, "visit")

    async def of(self, day: date, *, page_size: int = PAGE_SIZE, statuses: tuple[int, ...] = ()) -> ListAnswer:
        """The raw visits of a day in the site's calendar, all pages of them; with `statuses` those of them.

        Our own desk server then adds those of which anything was said: of an arrival that was undone, too, a desk
        that heard of it has to hear.
        """
        path = f"{PATH}/{day.isoformat()}"
        query = {"pageSize": str(page_size)}
        if statuses:
            query |= {"status": ",".join(map(str, statuses)), "said": "1"}
        pieces: dict[bytes, None] = {}  # in order, and once: while pages are turned, a visit may move to the next one
        number = 0
        while True:
            number += 1
            page = split_visits(await self._client.get(path, query | {"page": str(number)}), page_size)
            known = len(pieces)
            pieces |= dict.fromkeys(page.pieces)
            if number * page.limit >= page.total or len(pieces) == known:  # nothing new: a server that turns no pages
                return await _listed(tuple(pieces))

    async def say(self, visit_id: str, body: Body, operation_id: str) -> tuple[VisitOnServer, bytes]:
        """The visit as it stands after the event, read and raw. A contradicting event is no error."""
        path = "/".join((PATH, *map(segment, visit_id.split("/")), "events"))
        return read_object(await self._client.post(path, body, operation_id), self._reader)


async def _listed(pieces: tuple[bytes, ...]) -> ListAnswer:
    return await ListAnswer.of(b"\n".join(pieces), lambda _: ListPage(len(pieces), len(pieces), pieces))
