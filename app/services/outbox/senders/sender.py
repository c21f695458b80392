"""What the sending loop has to know of a kind of write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from app.models.drafts import Body
from app.models.operations import Operation
from app.services.server_calls import Calls

if TYPE_CHECKING:
    from app.api.api import Api


class Made(Struct, frozen=True):
    """Something that is on the server: its id, and its JSON to keep."""

    id: str
    piece: bytes


class SearchResult(Struct, frozen=True):
    """What may be the outcome of a write. When not `all_seen`, the server may have it though it isn't among
    `matches`."""

    matches: tuple[Made, ...]
    all_seen: bool


def no_visitors(body: Body, operation: str, piece: bytes) -> Mapping[str, str]:
    """Of what has no visitors."""
    return {}


Search = Callable[["Api", Operation], Awaitable[SearchResult]]


class Sender(Struct, frozen=True):
    """`send` gives what the server made of a body under the operation's id. `search` gives what on the server may be
    the outcome of a write whose answer was lost; None where the same again is the same, so that nobody has to look.

    `visitors` says by what name the visitors of a body are called in what the server made of it, old to new.
    `names_a_visit`: the body's "visit" is to be called as the server knows it by now. `calls` are those that
    it takes, where not every server has them.
    """

    send: Callable[[Api, Body, str], Awaitable[Made]]
    search: Search | None = None
    visitors: Callable[[Body, str, bytes], Mapping[str, str]] = no_visitors
    names_a_visit: bool = False
    calls: Calls | None = None
