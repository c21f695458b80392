"""How a person arranged the columns of a table: in which order, and how wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

NARROWEST, WIDEST = 24, 4000

_Width = Annotated[int, Meta(ge=NARROWEST, le=WIDEST)]


class Arrangement(Struct, frozen=True, omit_defaults=True):
    """By the titles of the columns. `order` is empty where nobody moved one; `widths`, in pixels at 100 % text, are of
    those that somebody made wider or narrower."""

    order: tuple[str, ...] = ()
    widths: Mapping[str, _Width] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: object) -> Arrangement:
        """As it was kept; none where that is damaged, or means something else."""
        try:
            return msgspec.convert(kept, cls)
        except msgspec.ValidationError:
            return cls()

    def kept(self) -> object:
        """As JSON can hold it."""
        return msgspec.to_builtins(self)

    def places(self, titles: Sequence[str]) -> list[int]:
        """The numbers of the columns with these titles from the left. One that wasn't there when they were arranged
        stands after the one that it follows by itself."""
        order = [titles.index(title) for title in dict.fromkeys(self.order) if title in titles]
        for number in range(len(titles)):
            if number not in order:
                order.insert(order.index(number - 1) + 1 if number else 0, number)
        return order
