"""Takes an answer apart: a list into the raw JSON of its items, a single object into its model.

Only pieces that changed need a model, so a list is split and not parsed. What isn't the promised shape raises
Unreadable with a few plain words, never with the answer's own.
"""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import TypeVar

import msgspec
from msgspec import Struct

from app.errors import Unreadable
from app.models.objects.reading import Reader
from app.models.objects.wire import Received

Model = TypeVar("Model", bound=Received)

NOT_JSON = (msgspec.DecodeError, RecursionError)
"""What decoding raises for anything but JSON of the expected shape."""

SHAPES = {"{": "another object", "[": "a list", '"': "a text", "t": "a flag", "f": "a flag", "n": "null"}
"""By its first sign, what JSON of another shape is. What is none of these is a number."""


class _TicketList(msgspec.Struct):
    tickets: list[msgspec.Raw] | None
    total: int | None = None
    limit: int | None = None


class _VisitList(msgspec.Struct):
    visits: list[msgspec.Raw] | None
    total: int | None = None
    limit: int | None = None


_list = msgspec.json.Decoder(list[msgspec.Raw])
_ticket_list = msgspec.json.Decoder(_TicketList, strict=False)
_visit_list = msgspec.json.Decoder(_VisitList, strict=False)


class ListPage(Struct, frozen=True):
    """One page of a list. `total` counts the items on all pages; `limit` is the server's page size in items.

    `pieces` are the items in the server's order, the JSON of each untouched.
    """

    total: int
    limit: int
    pieces: tuple[bytes, ...]


class ListAnswer(Struct, frozen=True):
    """A list as it came. It is taken apart only when `page` is called, so an answer that is known by its `digest`
    (SHA-256 of its bytes) need not be. `page` and `pieces` raise Unreadable when it isn't the promised list."""

    digest: bytes
    page: Callable[[], ListPage]

    @classmethod
    async def of(cls, answer: bytes, split: Callable[[bytes], ListPage]) -> ListAnswer:
        """`split` takes the answer apart; it runs once at the most, unless it raises."""
        digest = await asyncio.to_thread(_digest, answer)  # 5 to 10 ms for 6 MB, which a window doesn't wait for
        return cls(digest, cache(lambda: split(answer)))

    @property
    def pieces(self) -> tuple[bytes, ...]:
        return self.page().pieces


def split_list(answer: bytes) -> ListPage:
    """The items of a bare JSON array, each as its own JSON, as one page of all of them. Raises Unreadable."""
    answer = _unmarked(answer)
    try:
        pieces = _copied(_list.decode(answer))
    except NOT_JSON as error:
        raise _not("a list", answer) from error
    return ListPage(len(pieces), len(pieces), pieces)


def split_tickets(answer: bytes, page_size: int) -> ListPage:
    """The page of tickets; `page_size` is what was asked for, and stands in for a limit that wasn't sent.

    Raises Unreadable.
    """
    answer = _unmarked(answer)
    try:
        page = _ticket_list.decode(answer)
    except NOT_JSON as error:
        raise _not("a list of tickets", answer) from error
    return _page(page.tickets, page.total, page.limit or page_size)


def split_visits(answer: bytes, page_size: int) -> ListPage:
    """The page of visits, as `split_tickets` does it. Raises Unreadable."""
    answer = _unmarked(answer)
    try:
        page = _visit_list.decode(answer)
    except NOT_JSON as error:
        raise _not("a list of visits", answer) from error
    return _page(page.visits, page.total, page.limit or page_size)


def read_object(answer: bytes, reader: Reader[Model]) -> tuple[Model, bytes]:
    """The one object that the answer is: its model, and its JSON as it came. Raises Unreadable."""
    answer = _unmarked(answer)
    if not answer.lstrip().startswith(b"{"):
        raise _not(f"a {reader.kind}", answer)
    try:
        return reader.read_one(answer), answer
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _digest(answer: bytes) -> bytes:
    return sha256(answer).digest()


def _unmarked(answer: bytes) -> bytes:
    return answer.removeprefix(codecs.BOM_UTF8)


def _page(items: list[msgspec.Raw] | None, total: int | None, limit: int) -> ListPage:
    pieces = _copied(items or [])
    return ListPage(total=max(total or 0, len(pieces)), limit=limit, pieces=pieces)


def _copied(raws: list[msgspec.Raw]) -> tuple[bytes, ...]:
    """A Raw is a view that keeps the whole answer in memory; bytes keep themselves alone."""
    return tuple(bytes(raw) for raw in raws)


def _not(expected: str, answer: bytes) -> Unreadable:
    return Unreadable(f"expected {expected}, the server sent {_shape(answer.lstrip())}")


def _shape(answer: bytes) -> str:
    if not answer:
        return "nothing"
    if answer.startswith(b"<"):
        return "a web page"
    try:
        msgspec.json.decode(answer, type=msgspec.Raw)
    except NOT_JSON as error:
        return "an answer that breaks off" if "truncated" in str(error) else "something that isn't JSON"
    return SHAPES.get(chr(answer[0]), "a number")
