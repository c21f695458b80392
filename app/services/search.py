"""Finding people by what a receptionist types: accents, case and the order of words don't matter."""

from __future__ import annotations

from app.models.folding import fold


def words(typed: str) -> tuple[str, ...]:
    """What was typed, as folded words to look for."""
    return tuple(fold(typed).split())


def matches(sought: tuple[str, ...], folded: str) -> bool:
    """Whether every word sought stands somewhere in the folded text."""
    return all(word in folded for word in sought)
