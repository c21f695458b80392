"""A name that stands in one cell, as its two parts."""

from __future__ import annotations

import re

from app.models.text.folding import fold

PARTICLES = frozenset(
    ("van", "von", "vom", "der", "den", "de", "het", "ter", "ten", "tot", "te", "toe", "'t", "'s", "und", "zu", "zum",
     "zur", "da", "das", "do", "dos", "du", "des", "di", "del", "dei", "degli", "della", "delle", "dello", "dell'",
     "dal", "dalla", "d'", "la", "las", "le", "los", "el", "al", "bin", "bint", "ibn", "ben", "abu", "af", "av", "st",
     "st.", "mc", "mac", "ni")
)  # fmt: skip
"""Small words that belong to the last name behind them, folded."""

_BEFORE_ARTICLES = frozenset(("in", "op", "aan", "onder", "bij", "over", "uit", "an", "auf", "aus", "am", "im"))
_ARTICLES = frozenset(("'t", "de", "den", "der", "dem", "het", "'n"))
"""A word of the former is a particle where one of these follows: "in 't Veld". An is a first name, too."""

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"))
_BRACKETED = re.compile(r"(.*[^\s,])\s+(\([^()]*\))\s*")
_INITIALS = re.compile(r"\w\.?|(?:\w{1,2}\.-?)+\w?|(?!NG$)[BCDFGHJKLMNPQRSTVWXZ]{2,3}")


def split_name(name: str) -> tuple[str, str]:
    """First and last name of "Jan van der Berg", "Berg, Jan" or "Jan BERG". A single word is the last name; the first
    is "" then. What stands in brackets behind a name stays behind the last one."""
    if bracketed := _BRACKETED.fullmatch(name):
        first_name, last_name = split_name(bracketed[1])
        return first_name, f"{last_name} {bracketed[2]}"
    before, comma, behind = name.partition(",")
    if comma and before.strip() and behind.strip():
        if not all(map(_is_suffix, behind.split())):
            return _turned(before.split(), behind.split())
        before = f"{before} {behind}"
    words = before.split() or behind.split()
    start, end = _last_name(words)
    return " ".join((*words[:start], *words[end:])), " ".join(words[start:end])


def _turned(last: list[str], first: list[str]) -> tuple[str, str]:
    """The parts of "Berg, Jan van der": particles that stand behind the first name belong to the last one."""
    end = len(first)
    while end > 1 and _is_particle(first, end - 1):
        end -= 1
    return " ".join(first[:end]), " ".join((*first[end:], *last))


def _last_name(words: list[str]) -> tuple[int, int]:
    """Where the last name begins and ends among the words."""
    count = len(words)
    bare = next((end for end in range(count, 1, -1) if not _is_suffix(words[end - 1])), min(count, 1))  # of suffixes
    if loud := _loud_run(words[:bare]):
        return loud if loud[1] < bare else (loud[0], count)
    initials = next((place for place in range(bare, 0, -1) if not _INITIALS.fullmatch(words[place - 1])), 0)
    if 0 < initials < bare:  # "Moreau K. L."
        return 0, initials
    inner = (place for place in range(1, bare - 1) if _is_particle(words, place))
    return next(inner, max(bare - 1, 0)), count


def _loud_run(words: list[str]) -> tuple[int, int] | None:
    """Where the last name in capitals begins and ends: on one side of the name, with the particles around it. None when
    none or all of it is in capitals."""
    loud = [place for place, word in enumerate(words) if _is_loud(word)]
    if not loud:
        return None
    start, end = loud[0], loud[-1] + 1
    if any(place not in loud and not _is_particle(words, place) for place in range(start, end)):
        return None
    while start and _is_particle(words, start - 1):
        start -= 1
    return (start, end) if (start == 0) != (end == len(words)) else None


def _is_loud(word: str) -> bool:
    return word.isupper() and not _INITIALS.fullmatch(word)


def _is_particle(words: list[str], place: int) -> bool:
    word = fold(words[place])
    follower = fold(words[place + 1]) if place + 1 < len(words) else ""
    return word in PARTICLES or (word in _BEFORE_ARTICLES and follower in _ARTICLES)


def _is_suffix(word: str) -> bool:
    return fold(word).replace(".", "") in _SUFFIXES
