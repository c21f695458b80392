"""How far a person has come with the form. Of what they haven't come to yet, nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from app.services.meetings.checks import Mistake, Problem

Place = tuple[int, str]
"""Somewhere in the form: a visitor's row key, or 0 for the meeting itself, and the draft's attribute."""

_CHOICES = {"mail_reminder", "sms_reminder"}
"""Set with one press and complete then: what is wrong with them is said at once."""


class Progress:
    """What was left counts as done; after `try_all`, everything does."""

    def __init__(self) -> None:
        self._tried = False
        self._left: set[Place] = set()

    def leave(self, keys: Iterable[int], attributes: Iterable[str]) -> None:
        self._left.update(product(keys, attributes))

    def try_all(self) -> None:
        self._tried = True

    def start_again(self) -> None:
        self._tried = False
        self._left.clear()

    def due(self, mistakes: Sequence[Mistake], keys: Sequence[int]) -> tuple[Mistake, ...]:
        """The mistakes to speak of now; `keys` are the visitors' row keys in the order of the draft."""
        return tuple(mistake for mistake in mistakes if self._tried or self._is_due(mistake, keys))

    def _is_due(self, mistake: Mistake, keys: Sequence[int]) -> bool:
        if mistake.field == "title" and mistake.problem is Problem.MISSING:
            return False  # it comes by itself with the first visitor
        key = 0 if mistake.visitor is None else keys[mistake.visitor]
        return mistake.field in _CHOICES or (key, mistake.field) in self._left
