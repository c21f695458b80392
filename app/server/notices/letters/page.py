"""The words of a letter as the parts of a page: paragraphs, and tables where each line says "What: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup, escape
from msgspec import Struct

_ROW = re.compile(r"([^<]{1,60}?)\s?:\s+(.+)")
"""A line whose own words say what the value behind them is. Other people's colons are within an element."""


class Block(Struct, frozen=True):
    """What stands between two empty lines, or a part of it: `rows` of a heading and a value each, or a paragraph.
    `has_code` where the letters of the visit's code are in it."""

    rows: tuple[tuple[Markup, Markup], ...] = ()
    paragraph: Markup = Markup()
    has_code: bool = False


def blocks_of(words: str, code: str) -> tuple[Block, ...]:
    """`words` are filled in for HTML. `code` is "" for none."""
    return tuple(block for part in re.split(r"\n\s*\n", words.strip()) for block in _blocks(part, f">{escape(code)}<"))


def _blocks(part: str, shown_code: str) -> Iterator[Block]:
    for is_row, lines in groupby(part.split("\n"), lambda line: _ROW.fullmatch(line) is not None):
        written = [*lines]
        has_code = shown_code != "><" and any(shown_code in line for line in written)
        if is_row:
            found = filter(None, map(_ROW.fullmatch, written))
            yield Block(rows=tuple((Markup(row[1]), Markup(row[2])) for row in found), has_code=has_code)
        else:
            yield Block(paragraph=Markup("<br>\n".join(written)), has_code=has_code)
