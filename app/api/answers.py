"""Takes an answer apart: a list into the raw JSON of its items, a single object into its model.

Only pieces that changed need a model, so a list is split and not parsed. Each item stands for itself: what one holds
takes no other with it (unsound_json.py). What isn't the promised shape raises Unreadable with a few plain words, never
with the answer's own.
"""

from __future__ import annotations

import asyncio
import codecs
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from app.api.wire.unsound_json import UNREADABLE, mended, split_unsound
from app.errors import Unreadable
from app.models.objects.reading import Reader
from app.models.values.wire import Received

Model = TypeVar("Model", bound=Received)
Shape = TypeVar("Shape")

SHAPES = {"{": "another object", "[": "a list", '"': "a text", "t": "a flag", "f": "a flag", "n": "null"}
"""By its first sign, what JSON of another shape is. What is none of these is a number."""


class _TicketList(msgspec.Struct):
    tickets: list[msgspec.Raw] | None
    total: Any = None
    limit: Any = None


class _VisitList(msgspec.Struct):
    visits: list[msgspec.Raw] | None
    total: Any = None
    limit: Any = None


_list = msgspec.json.Decoder(list[msgspec.Raw])
_ticket_list = msgspec.json.Decoder(_TicketList)
_visit_list = msgspec.json.Decoder(_VisitList)


class ListPage(Struct, frozen=True):
    """One page of a list. `total` counts the items on all pages; `limit` is the server's page size in items; each is
    None when the server doesn't tell it.

    `pieces` are the items in the server's order, the JSON of each as it came, or mended where it wasn't sound.
    """

    total: int | None
    limit: int | None
    pieces: tuple[bytes, ...]

    def may_go_on(self, seen: int) -> bool:
        """Whether another page may follow, when this and those before it held `seen` different items. Servers count
        wrongly or not at all, so only a page that isn't full ends a list, and only when total and limit say so too."""
        full = self.limit is None or len(self.pieces) >= self.limit
        return bool(self.pieces) and (full or self.total is None or seen < self.total)


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
    items, pieces = _taken_apart(answer, _list, "a list")
    pieces = pieces or _copied(items)
    return ListPage(len(pieces), len(pieces), pieces)


def split_tickets(answer: bytes) -> ListPage:
    """The page of tickets. Raises Unreadable."""
    page, pieces = _taken_apart(answer, _ticket_list, "a list of tickets", "tickets")
    return _page(page.total, page.limit, pieces or _copied(page.tickets or []))


def split_visits(answer: bytes) -> ListPage:
    """The page of visits. Raises Unreadable."""
    page, pieces = _taken_apart(answer, _visit_list, "a list of visits", "visits")
    return _page(page.total, page.limit, pieces or _copied(page.visits or []))


def read_object(answer: bytes, reader: Reader[Model]) -> tuple[Model, bytes]:
    """The one object that the answer is: its model, and its JSON as it came, mended where it isn't sound. Raises
    Unreadable."""
    answer = _unmarked(answer)
    if not answer.lstrip().startswith(b"{"):
        raise unlike(f"a {reader.kind}", answer)
    answer = mended(answer)
    try:
        return reader.read_one(answer), answer
    except ValueError as error:
        raise Unreadable(str(error)) from error


def _taken_apart(
    answer: bytes, decoder: msgspec.json.Decoder[Shape], expected: str, name: str = ""
) -> tuple[Shape, tuple[bytes, ...]]:
    """The answer as `decoder` reads it; of one in which something isn't sound the items by themselves, else (). They
    stand in the attribute `name`, or are all of the answer."""
    answer = _unmarked(answer)
    try:
        if answer.isascii() or answer.decode():
            return decoder.decode(answer), ()
    except UNREADABLE:
        pass
    try:
        around, pieces = split_unsound(answer, name)
        return decoder.decode(mended(around)), pieces
    except (ValueError, *UNREADABLE) as error:
        raise unlike(expected, answer) from error


def _digest(answer: bytes) -> bytes:
    return sha256(answer).digest()


def _unmarked(answer: bytes) -> bytes:
    return answer.removeprefix(codecs.BOM_UTF8)


def _page(total: Any, limit: Any, pieces: tuple[bytes, ...]) -> ListPage:
    counted = _count(total)
    return ListPage(None if counted is None else max(counted, len(pieces)), _count(limit) or None, pieces)


def _count(value: Any) -> int | None:
    """Servers write numbers as numbers or as text; None for what is no count."""
    try:
        return max(0, int(value)) if isinstance(value, (int, str)) and not isinstance(value, bool) else None
    except ValueError:
        return None


def _copied(raws: list[msgspec.Raw]) -> tuple[bytes, ...]:
    """A Raw is a view that keeps the whole answer in memory; bytes keep themselves alone."""
    return tuple(bytes(raw) for raw in raws)


def unlike(expected: str, answer: bytes) -> Unreadable:
    """What the answer is in the place of what was expected, such as "a web page"."""
    return Unreadable(f"expected {expected}, the server sent {_shape(answer.lstrip())}")


def _shape(answer: bytes) -> str:
    if not answer:
        return "nothing"
    if answer.startswith(b"<"):
        return "a web page"
    try:
        msgspec.json.decode(answer, type=msgspec.Raw)
    except UNREADABLE as error:
        return "an answer that breaks off" if "truncated" in str(error) else "something that isn't JSON"
    return SHAPES.get(chr(answer[0]), "a number")
