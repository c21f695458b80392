"""What somebody is found by as a name is typed: their words, each from its start, and their initials."""

from __future__ import annotations

import re

from msgspec import Struct

from app.models.text.folding import fold
from app.models.text.spellings import searchable

WORD, INITIALS, TURNED = " ", "\n", "\t"
"""What stands before each word of a line, before initials, and before initials that begin with the family name's."""

_NO_LETTER = re.compile(r"[\W_]+")


class NameIndex(Struct, frozen=True):
    """What a search compares with what is typed, all folded. `line` holds the words, the name first, then the initials
    of the name. `key`, an id or an email address, is found only when it is typed whole."""

    key: str
    line: str


def name_index(*, key: str, name: str, others: str = "") -> NameIndex:
    """The index of somebody of that key and name; `others` are further words to find them by."""
    folded = " ".join(searchable(f"{name} {others}").split())
    inner = [part for word in folded.split() if not word.isalnum() for part in _NO_LETTER.split(word)[1:]]
    return NameIndex(fold(key), f"{WORD}{WORD.join((folded, *inner))}{_initials(fold(name))}")


def _initials(folded: str) -> str:
    """All of them, and the first and last one; the same with the family name in front."""
    signs = "".join(part[0] for part in _NO_LETTER.split(folded) if part)
    if len(signs) < 2:
        return INITIALS
    first, last = signs[0], signs[-1]
    return f"{INITIALS}{signs}{INITIALS}{first}{last}{TURNED}{last}{signs[:-1]}{TURNED}{last}{first}"
