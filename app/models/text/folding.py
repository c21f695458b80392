"""Text as it is compared when accents and case don't matter."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode doesn't take apart into a plain letter and an accent."""


def fold(text: str) -> str:
    """`text` without accents and case, so that "Sørensen" is found by "sorensen"."""
    if text.isascii():
        return text.lower()
    # apart first: a letter such as ℂ has no case of its own, the C in it has
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_PLAIN)
