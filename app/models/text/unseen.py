"""Signs that nobody sees: they come along out of web pages, phones' contacts and word processors."""

from __future__ import annotations

JOINERS = "\u200c\u200d"
"""ZWNJ and ZWJ: several scripts need them for the shape of their letters."""

MARKS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb"
)
"""Soft hyphens, fillers, marks of the direction of writing: without any of these a text reads the same."""

_SELECTORS = (*range(0xFE00, 0xFE10), *range(0x180B, 0x180E), *range(0xE0000, 0xE01F0))
"""They choose among the shapes of the sign before them."""

WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))
"""For `str.translate`: what is kept looks as before."""

WITHOUT_UNSEEN = WITHOUT_MARKS | dict.fromkeys((*map(ord, JOINERS), *_SELECTORS))
"""For `str.translate`, where texts are compared."""


def shows(text: str) -> bool:
    """Whether anything of it can be seen."""
    return bool(text.translate(WITHOUT_UNSEEN).strip())
