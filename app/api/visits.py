"""The visit calls. The list stands on the vendor's later pages; the others are our own desk server's alone."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import msgspec

from app.api.address import segment
from app.api.answers import ListAnswer, ListPage, read_object, split_visits
from app.api.client import Client
from app.api.wire.unsound_json import UNREADABLE
from app.errors import Unreadable
from app.models.drafts import Body
from app.models.objects.reading import Reader
from app.models.objects.visit import VisitOnServer

PATH = "/vm/visits"
PAGE_SIZE = 100
"""The largest page that our own desk server gives."""

LONGEST_SEARCH = 500
"""Signs that are looked for at most."""

MOST_PAGES = 1000
"""A server that still tells of other visits after so many pages makes them up."""


class VisitCalls:
    """Each raises what `Client` does, and Unreadable when the server sent something else than was asked for.

    A server that has no such call answers 404 or 405: Refused.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._reader = Reader(VisitOnServer, "visit")

    async def of(self, day: date, *, page_size: int = PAGE_SIZE, statuses: tuple[int, ...] = ()) -> ListAnswer:
        """The JSON of the visits of a day of the site's calendar, all pages of them.

        `statuses` are the API's numbers of those that are wanted, () for all. With some, our own desk server adds every
        visit of which anything was ever said: when an arrival was undone, the desks that heard of it hear of that.
        """
        path = f"{PATH}/{day.isoformat()}"
        query = {"pageSize": str(page_size)}
        if statuses:
            query |= {"status": ",".join(map(str, statuses)), "said": "1"}
        pieces: dict[object, bytes] = {}  # in order, and once: while pages are turned, a visit may move to the next one
        for number in range(1, MOST_PAGES + 1):
            page = split_visits(await self._client.get(path, query | {"page": str(number)}))
            known = len(pieces)
            pieces |= {_identity(piece): piece for piece in page.pieces}
            if not page.may_go_on(len(pieces)) or len(pieces) == known:  # nothing new: a server that turns no pages
                return await _listed(tuple(pieces.values()))
        raise Unreadable("expected a list of visits, the server sent one without an end")

    async def search(self, typed: str) -> tuple[bytes, ...]:
        """The JSON of visits that what was typed leads to, on whatever day, at most PAGE_SIZE of them: the nearest to
        now come first. Our own desk server alone has this call."""
        query = {"q": typed[:LONGEST_SEARCH], "pageSize": str(PAGE_SIZE)}
        return split_visits(await self._client.get(PATH, query)).pieces

    async def of_visitor(self, *, name: str, company: str, email: str) -> ListAnswer:
        """The JSON of the visits that somebody came to, the latest first: of that person and of others of the name.
        Our own desk server's alone."""
        query = {"name": name, "company": company, "email": email}
        return await ListAnswer.of(await self._client.get("/vm/visitors/visits", query), split_visits)

    async def forget(self, *, name: str, company: str, email: str) -> None:
        """Has a visitor taken out of what people were told. Our own desk server's alone, which answers 409 while
        something has still to be sent to them: Refused."""
        await self._client.post(
            "/vm/visitors/forgotten", {"name": name, "company": company, "email": email}, uuid4().hex
        )

    async def one(self, visit_id: str) -> tuple[VisitOnServer, bytes]:
        """The visit of that id, date/meeting/visitor, as it stands in the list: its model, and its JSON as it came.
        Raises NotFound when there is none."""
        return read_object(await self._client.get(_path(visit_id)), self._reader)

    async def say(self, visit_id: str, body: Body, operation_id: str) -> tuple[VisitOnServer, bytes]:
        """Says one event of a visit. Gives the visit as it stands then: its model, and its JSON as it came.

        `visit_id` is date/meeting/visitor. `body` is {"kind", "at", "desk", "undoes" for an undo, "agreesToTerms" and
        "answers" of a check-in}, "at" in ISO 8601 with its offset; `operation_id` is the Idempotency-Key, and the
        event's id. An event that contradicts an earlier one is no error; of a visit that there isn't our own server
        answers 410: Refused.
        """
        reply = await self._client.post(f"{_path(visit_id)}/events", body, operation_id)
        return read_object(reply.body, self._reader)


def _path(visit_id: str) -> str:
    return "/".join((PATH, *map(segment, visit_id.split("/"))))


class _Identified(msgspec.Struct):
    id: str | int | None = None


_identified = msgspec.json.Decoder(_Identified).decode


def _identity(piece: bytes) -> object:
    """By what a visit is known again on the next page: its id, which stays when anything else of it changes."""
    try:
        return _identified(piece).id or piece
    except UNREADABLE:
        return piece


async def _listed(pieces: tuple[bytes, ...]) -> ListAnswer:
    return await ListAnswer.of(b"\n".join(pieces), lambda _: ListPage(len(pieces), len(pieces), pieces))
