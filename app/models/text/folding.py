"""Text as it is compared when accents, case and the look of a sign don't matter. Every search and every comparison of
names is by this one."""

from __future__ import annotations

import unicodedata

from app.models.text.unseen import WITHOUT_UNSEEN

_APOSTROPHES = "\u0060\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u2018\u2019\u201b\u2032\u2035\ua78b\ua78c\u1ffd"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"
_ALIKE = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_DASHES, "-"))
"""Signs of one meaning: which of them somebody gets is up to their keyboard and their word processor."""

_SEEN = WITHOUT_UNSEEN | _ALIKE

_PLAIN = _ALIKE | str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ı": "i", "ə": "e", "ɓ": "b", "ɗ": "d",
     "ƙ": "k", "ƴ": "y", "æ": "ae", "œ": "oe", "þ": "th"}
)  # fmt: skip
"""Letters that Unicode doesn't take apart into a plain letter and an accent."""


def fold(text: str) -> str:
    """`text` without accents, case and signs that nobody sees, with one apostrophe and one hyphen: "Guðrún O’Rell" is
    found by "gudrun o'rell"."""
    if text.isascii():
        return text.lower().replace("`", "'")
    seen = text.translate(_SEEN)  # first, because Unicode takes ´ apart into a space
    # apart first: a letter such as ℂ has no case of its own, the C in it has
    apart = unicodedata.normalize("NFKD", seen).casefold()
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_PLAIN)
