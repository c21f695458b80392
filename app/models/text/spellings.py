"""The ways in which people write one name: "Müller" and "Mueller", "O'Neill" and "ONeill", "Jean-Luc" and "Jeanluc"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.models.text.folding import fold

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "ae", "Ö": "oe", "Ü": "ue",
                              "Ø": "oe", "Å": "aa", "đ": "dj", "Đ": "dj"})  # fmt: skip
"""How those write their name whose keyboard lacks the letter."""

_ONE_LETTER = re.compile(r"([aou])e|(a)a")
_VARIED = re.compile(r"[aou]e|aa|\w['-]\w")
_SPELT = 2000
_WITHIN = re.compile(r"(?<=\w)['-](?=\w)")


def letters(text: str) -> str:
    """Letters and figures alone, folded: "O’Brien" and "o brien" are the same, "🦊" is nobody's name."""
    return "".join(filter(str.isalnum, fold(text)))


def spellings(name: str) -> frozenset[str]:
    """How the same name may be written, as `letters` gives it; none for a name without a letter or a figure."""
    return frozenset({letters(name), letters(_in_two_letters(name))} - {""})


def may_be_one(name: str, other: str) -> bool:
    """Whether both may be the same person's or company's: in another spelling, or the one by fewer of the other's
    words, as "Acme" of "Acme NV". Two that say nothing have nothing in common."""
    if spellings(name) & spellings(other):
        return True
    words, others = ({letters(word) for word in one.split()} - {""} for one in (name, other))
    return bool(words and others) and (words <= others or others <= words)


def searchable(text: str) -> str:
    """What a search looks through: the folded text, and behind it the further spellings of the words in its first
    2,000 signs. Whoever is typed in another spelling, folded, stands in it too."""
    folded = fold(text)
    text = text[:_SPELT]
    spelt = fold(text)
    if not text.isascii():
        in_two = fold(_in_two_letters(text))
        spelt = spelt if in_two == spelt else f"{spelt} {in_two}"
    further = (one for word in spelt.split() if _VARIED.search(word) for one in _further(word))
    return " ".join((folded, *dict.fromkeys(one for one in further if one not in folded)))


def _further(word: str) -> Iterator[str]:
    for one in (word, _ONE_LETTER.sub(r"\1\2", word)):
        yield one
        yield _WITHIN.sub("", one)


def _in_two_letters(name: str) -> str:
    return unicodedata.normalize("NFC", name).translate(_TWO_LETTERS)
