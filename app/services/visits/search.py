"""Finding people by what a receptionist types: accents, case and the order of words don't matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from app.models.text.folding import fold


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


def matches(sought: tuple[str, ...], folded: str) -> bool:
    """Whether every word sought stands somewhere in the folded text."""
    return all(word in folded for word in sought)
