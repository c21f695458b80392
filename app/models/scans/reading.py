"""What a scanner typed, told from what a person types by its form, whatever the keyboard made of it."""

from __future__ import annotations

import re
from unicodedata import normalize

from msgspec import Struct

from app.models.scans.code import LENGTH, is_code
from app.models.scans.layouts import as_typed

_VISIT = re.compile(r"\d{4}-\d{2}-\d{2}/[^/\s]{1,64}/[^/\s]{1,64}$")
"""The id of a visit, on the badges of a server that gives visits no codes."""


_LONGEST = 150


class Scan(Struct, frozen=True):
    """`names` are what may be meant, the likeliest first: the code of a visit, or a visit's id. `start` is where the
    scan begins in what was typed."""

    names: tuple[str, ...]
    start: int


def read_scan(typed: str) -> Scan | None:
    """The scan that ends what was typed, None when none does."""
    before = max(0, len(typed) - _LONGEST)
    plain = "".join(map(_narrow, typed[before:]))
    scan = _code(plain) or _visit_id(plain)
    if scan is None:
        return None
    read, start = typed[before + scan.start :], before + scan.start
    while typed[:start].endswith(read):  # read twice before its Enter came
        start -= len(read)
    return Scan(scan.names, start)


def _code(plain: str) -> Scan | None:
    tail = plain[-LENGTH:].replace("ı", "i").replace("İ", "I")
    names = dict.fromkeys(meant.upper() for meant in as_typed(tail) if is_code(meant.upper()))
    return Scan((*names,), len(plain) - LENGTH) if names else None


def _visit_id(plain: str) -> Scan | None:
    """An id has no check sign: whoever knows the visits says which of the names is one."""
    names: dict[str, int] = {}
    for meant in as_typed(plain):
        if match := _VISIT.search(meant):
            names.setdefault(match.group(), match.start())
            if meant == plain and meant.isascii():
                names.setdefault(match.group()[:10] + match.group()[10:].swapcase(), match.start())
                break  # a keyboard that left the dashes and slashes alone left the letters alone
    return Scan((*names,), next(iter(names.values()))) if names else None


def _narrow(sign: str) -> str:
    """A sign of full width as it is usually written."""
    plain = normalize("NFKC", sign)
    return plain if len(plain) == 1 else sign
