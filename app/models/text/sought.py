"""What is looked for when somebody types a name, a telephone number, or the number of a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from app.models.scans.code import is_code
from app.models.text.folding import fold

LEAST_DIGITS = 4
"""So many make a number: "12" is a part of a street or of a title."""

LEAST_OF_NAME = 3
"""Signs of the name of a visit, one of them a figure."""

_NATIONAL_DIGITS = 6
"""So many has a number at least that was kept without its country code."""

_LONGEST_CODE = 3
"""Digits of a country code."""

_NUMBER = re.compile(r"(?<!\S)[+(]?\d[\d\s()./+-]*(?!\S)")
_TRUNK = re.compile(r"\(\s*0\s*\)")
"""The zero in "+44 (0)20 …", which is dialled within the country only."""

_DAY = re.compile(r"^\d{4}-\d\d-\d\d/")
"""Stands before the id of a visit."""


class Way(Struct, frozen=True):
    """One way to understand what was typed: every one of `words` stands in what is searched, and any of `numbers`, if
    there are some, in the numbers."""

    words: tuple[str, ...]
    numbers: tuple[str, ...] = ()


def sought(typed: str) -> tuple[Way, ...]:
    """The ways in which what was typed may be meant: as words, and as a number where it may be one."""
    typed = fold(typed)
    ways = [Way(tuple(typed.split()))]
    ways += [
        Way(tuple(f"{typed[: match.start()]} {typed[match.end() :]}".split()), numbers)
        for match in _NUMBER.finditer(typed)
        if (numbers := _telephone(match[0]))
    ]
    name = _DAY.sub("", typed.strip())
    if _may_be_name(name):
        ways.append(Way((), (f" {name}",)))
    return tuple(ways)


def numbers_of(telephones: Iterable[str], names: Iterable[str]) -> str:
    """What the numbers of a way are looked for in. `names` are the visit's, by which it is found from their beginning
    on."""
    written = (_written(fold(number)) for number in telephones)
    return "".join(f" {one} " for one in dict.fromkeys((*written, *map(fold, names))) if one)


def _may_be_name(typed: str) -> bool:
    """Whether it may be the code of a visit, or how a server calls it."""
    if " " in typed or len(typed) < LEAST_OF_NAME:
        return False
    return any(map(str.isdigit, typed)) or is_code(typed.upper())


def _telephone(typed: str) -> tuple[str, ...]:
    digits, number = re.sub(r"\D", "", typed), _written(typed)
    if len(digits) < LEAST_DIGITS:
        return ()
    known = number[1:]
    ways = [digits, known]  # the last figures of one may begin with zeros
    if number.startswith("+"):
        national = (known[length:].lstrip("0") for length in range(1, _LONGEST_CODE + 1))
        ways = [digits, number, f"#{known}", *(f"#{one} " for one in national if len(one) >= _NATIONAL_DIGITS)]
    return tuple(dict.fromkeys(one for one in ways if len(one) >= LEAST_OF_NAME))


def _written(number: str) -> str:
    """The digits, behind "+" with the country code, and behind "#" without it or where nobody knows; "" for none."""
    plain = _TRUNK.sub("", number).strip()
    digits = re.sub(r"\D", "", plain)
    if not digits:
        return ""
    if plain.lstrip("(").startswith("+"):
        return f"+{digits}"
    return f"+{digits[2:]}" if digits.startswith("00") else f"#{digits.lstrip('0')}"
