"""Finding one of many thousands by what is typed, best matches first, in far less time than a key press takes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from app.models.folding import fold
from app.services.search import words

One = TypeVar("One")

_NO_LETTER = re.compile(r"[\W_]+")
_SAMPLE = 20_000
"""From so many signs it shows well enough which of two words is the rarer one."""

MOST = 50
"""More than anybody looks through: whoever isn't among them is found by typing on."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[One]):
    """`line` holds the folded words that `one` is found by, the name first, each with a space before it: " ma" is the
    start of a word. `initials` are those of the name. `key` finds it too, when it is typed whole."""

    one: One
    key: str
    line: str
    initials: str


def entry(one: One, *, key: str, name: str, others: str = "") -> Entry[One]:
    """`others` are further words to find it by."""
    folded = " ".join(fold(f"{name} {others}").split())
    inner = [part for word in folded.split() if not word.isalnum() for part in _NO_LETTER.split(word)[1:]]
    return Entry(one, fold(key), f"\n {' '.join((folded, *inner))}", f"\n{_initials(fold(name))}")


def _initials(folded: str) -> str:
    """All of them, and the first and last one; after a tab, the same with the family name in front."""
    signs = "".join(part[0] for part in _NO_LETTER.split(folded) if part)
    if len(signs) < 2:
        return ""
    first, last = signs[0], signs[-1]
    return f" {signs} {first}{last}\t{last}{signs[:-1]}\t{last}{first}"


class Index(Generic[One]):
    """Is made once and never changed, so one thread may ask it while another makes the next."""

    def __init__(self, entries: Iterable[Entry[One]]) -> None:
        ordered = sorted(entries, key=lambda one: one.line)
        self._ones = [one.one for one in ordered]
        self._keys = {one.key: number for number, one in enumerate(ordered)}
        self._lines = _Lines([one.line for one in ordered])
        self._initials = _Lines([one.initials for one in ordered])

    def find(self, typed: str, most: int = MOST) -> list[One]:
        """Those whom every word of `typed` may mean: whose name starts with it, then those in whom each word starts
        one, then by initials, then those in whom it stands anywhere; by name among equals. Everybody for ""."""
        sought = words(typed)
        if not sought:
            return [*self._ones]
        found: dict[int, None] = {}
        for number in self._numbers(sought):
            found[number] = None
            if len(found) == most:
                break
        return [self._ones[number] for number in found]

    def _numbers(self, sought: tuple[str, ...]) -> Iterator[int]:
        whole = " ".join(sought)
        if whole in self._keys:
            yield self._keys[whole]
        yield from self._lines.holding([f"\n {whole}"])
        yield from self._lines.holding([f" {word}" for word in sought])
        if len(whole) > 1 and whole.isalpha():
            yield from self._initials.holding([f" {whole}"])
            yield from self._initials.holding([f"\t{whole}"])
        yield from self._lines.holding(sought)


class _Lines:
    """Lines of text, each with "\\n" before it. They are searched as one text: that is what is fast."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text = "".join(lines)
        self._starts = [*accumulate(map(len, lines), initial=0)]

    def holding(self, parts: Sequence[str]) -> Iterator[int]:
        """The numbers of the lines that hold every part. The rarest leads, so that few lines are looked at."""
        rarest = min(parts, key=lambda part: self._text.count(part, 0, _SAMPLE))
        others = [part for part in parts if part is not rarest]
        at = self._text.find(rarest)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            if all(part in self._lines[number] for part in others):
                yield number
            at = self._text.find(rarest, self._starts[number + 1])
