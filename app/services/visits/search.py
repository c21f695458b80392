"""Finding people by what a receptionist types: accents, case and the order of words don't matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from app.models.text.folding import fold
from app.models.text.sought import Way
from app.models.visit_row import VisitRow


def words(typed: str) -> tuple[str, ...]:
    """What was typed, as folded words to look for."""
    return tuple(fold(typed).split())


class Searched(Protocol):
    """Something that can be found by its folded words."""

    @property
    def searched(self) -> str: ...


Item = TypeVar("Item", bound=Searched)


def matching(items: Sequence[Item], sought: tuple[str, ...]) -> list[Item]:
    """Those in which every word sought stands somewhere, in their order. Fast enough for each key typed."""
    left = [*items]
    for word in sought:
        left = [item for item in left if word in item.searched]
    return left


def found(visits: Sequence[VisitRow], ways: Sequence[Way]) -> list[VisitRow]:
    """The visits that any of the ways leads to, in their order. As fast, where what was typed is no number."""
    by_way = [_led_to(visits, way) for way in ways]
    if len(by_way) < 2 or not any(by_way[1:]):
        return by_way[0] if by_way else [*visits]
    keys = {visit.key for those in by_way for visit in those}
    return [visit for visit in visits if visit.key in keys]


def _led_to(visits: Sequence[VisitRow], way: Way) -> list[VisitRow]:
    left = matching(visits, way.words)
    if not way.numbers:
        return left
    return [visit for visit in left if any(number in visit.numbers for number in way.numbers)]


def matches(sought: tuple[str, ...], folded: str) -> bool:
    """Whether every word sought stands somewhere in the folded text."""
    return all(word in folded for word in sought)
