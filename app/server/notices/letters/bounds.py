"""How much a text may do, and how long it may become: whoever waits for a letter doesn't wait for ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Template
from jinja2.nodes import Block, Call, ExprStmt, For, Macro, Name
from jinja2.nodes import Template as Tree

Facts = Mapping[str, Any]
"""By the names that a text knows: texts, numbers, yes or no, and lists and mappings of these."""

MOST_ROUNDS = 10_000
"""Of all loops of a text, and calls of its macros: ten for each visitor of the largest meeting."""

LONGEST = 1_000_000
"""Characters of a text, in its file and filled in: a page may have a small picture in it."""

WIDENING = frozenset({"center", "expandtabs", "format", "format_map", "indent", "ljust", "rjust", "zfill"})
"""Methods and filters that make of a letter as many as they are told."""

_ROUND = "__round"
"""What a text calls with each round."""


class TooMuch(Exception):
    """A text goes beyond a bound; says which."""


def counted(tree: Tree) -> Tree:
    """The same text, that says of each of its rounds that it begins."""
    repeated: list[For | Macro | Block] = [*tree.find_all(For), *tree.find_all(Macro), *tree.find_all(Block)]
    for node in repeated:
        call = ExprStmt(Call(Name(_ROUND, "load"), [], [], None, None), environment=tree.environment)
        node.body.insert(0, call.set_lineno(node.lineno, override=True))
    return tree


def within_bounds(template: Template, facts: Facts) -> str:
    """What is made of a `counted` one. Raises TooMuch, and what the text does."""
    rounds, length, pieces = 0, 0, []

    def begin() -> None:
        nonlocal rounds
        rounds += 1
        if rounds > MOST_ROUNDS:
            raise TooMuch(f"it goes through more than {MOST_ROUNDS:,} rounds")

    for piece in template.generate({**facts, _ROUND: begin}):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            raise TooMuch(f"it becomes longer than {LONGEST:,} characters")
    return "".join(pieces)
