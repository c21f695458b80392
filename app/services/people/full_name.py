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

_NO_FIRST_NAME = frozenset(("van", "von", "vom", "de", "della", "op", "in", "aan"))
"""Particles that, before an article, are nobody's first name whatever their capitals: "Van der Meer". Ben, Al and Mac
are."""

_TITLES = frozenset(
    ("dr", "prof", "mr", "mrs", "ms", "mx", "sir", "herr", "frau", "hr", "fr", "mme", "mlle", "monsieur", "madame",
     "sig", "sigra", "dott", "dottssa", "sr", "sra", "senor", "senora", "dhr", "mevr", "dipl", "ing", "mag")
)  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"))
_BRACKETED = re.compile(r"(.*[^\s,])\s+(\([^()]*\))\s*")
_SMALL_START = re.compile(r"(?:Mc|Mac|[dlDL]['’‘`´])(?=\w{2})")
"""What stays small before a name in capitals: McDONALD, d'HONDT. So does ß."""

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
    particles = next((place for place in range(bare) if not _is_particle(words, place)), 0)
    if particles and _begins_last_name(words, bare):  # "van der Meer", "'t Hart Jo"
        return (0, particles + 1) if particles + 1 < bare else (0, count)
    if loud := _loud_run(words[:bare]):
        return loud if loud[1] < bare else (loud[0], count)
    initials = next((place for place in range(bare, 0, -1) if not _INITIALS.fullmatch(words[place - 1])), 0)
    if 0 < initials < bare and not _is_particle(words, initials - 1):  # "Moreau K. L."
        return 0, initials
    inner = (place for place in range(1, bare - 1) if _is_particle(words, place))
    return next(inner, max(bare - 1, 0)), count


def _begins_last_name(words: list[str], bare: int) -> bool:
    """Whether the particle in front can't be a first name: by its apostrophe or the article behind it, or because it is
    small where other words aren't."""
    first, second = words[0], fold(words[1]) if bare > 1 else ""
    if fold(first).startswith("'"):
        return True
    if fold(first) in _NO_FIRST_NAME and second in _ARTICLES | {"la", "las", "los"}:
        return True
    return first.islower() and not all(map(str.islower, words[:bare]))


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
    tail = _SMALL_START.sub("", word).replace("ß", "")
    return tail.isupper() and not _INITIALS.fullmatch(word)


def _is_particle(words: list[str], place: int) -> bool:
    word = fold(words[place])
    follower = fold(words[place + 1]) if place + 1 < len(words) else ""
    return word in PARTICLES or (word in _BEFORE_ARTICLES and follower in _ARTICLES)


def _is_suffix(word: str) -> bool:
    return fold(word).replace(".", "") in _SUFFIXES


def untitled(name: str) -> str:
    """The name without the titles in front of it: "Prof. Dr. Lee" is Lee. A title alone is a name."""
    words = name.split()
    while len(words) > 1 and fold(words[0]).replace(".", "") in _TITLES:
        del words[0]
    return " ".join(words)
