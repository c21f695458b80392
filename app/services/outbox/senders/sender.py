"""What the sending loop has to know of a kind of write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from app.models.drafts import Body
from app.models.operations import Made, Operation

if TYPE_CHECKING:
    from app.api.api import Api


class Match(Struct, frozen=True):
    """Something on the server that may be the outcome of a write: its id, and its JSON as it came. When not `is_sure`,
    a person has to say whether it is."""

    id: str
    piece: bytes
    is_sure: bool


class SearchResult(Struct, frozen=True):
    """What may be the outcome of a write. When not `all_seen`, the server may have it though it isn't among
    `matches`."""

    matches: tuple[Match, ...]
    all_seen: bool


def no_visitors(body: Body, operation: str, piece: bytes) -> Mapping[str, str]:
    """Of what has no visitors."""
    return {}


Search = Callable[["Api", Operation], Awaitable[SearchResult]]


class Sender(Struct, frozen=True):
    """`send` gives what the server answers to a body under the operation's id. `search` gives what on the server may be
    the outcome of a write whose answer was lost; None where nothing can be found, and it is told again instead.

    `visitors` says by what name the visitors of a body are called in what the server made of it, old to new.
    `names_a_visit`: the body's "visit" is to be called as the server knows it by now. `repeatable`: sent twice, it is
    the same as once. `of_desk_server`: only our own desk server takes it. `tries` is how often it is sent while its
    outcome stays unknown; after that a person decides.
    """

    send: Callable[[Api, Body, str], Awaitable[Made]]
    search: Search | None
    visitors: Callable[[Body, str, bytes], Mapping[str, str]] = no_visitors
    names_a_visit: bool = False
    repeatable: bool = False
    of_desk_server: bool = False
    tries: int = 3
