"""Who wants to be told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


class Listeners:
    """They are told by calling this with the news, in the order in which they were added, before the call returns.
    Whatever one of them raises ends in the log; the others are told all the same."""

    def __init__(self) -> None:
        self._tell: list[Callable[..., object]] = []

    def add(self, tell: Callable[..., object]) -> None:
        """`tell` is called with the arguments that this is called with."""
        self._tell.append(tell)

    def clear(self) -> None:
        """Nobody is told any more."""
        self._tell.clear()

    def __call__(self, *news: Any) -> None:
        for tell in [*self._tell]:
            try:
                tell(*news)
            except Exception:
                log.exception("A listener met a bug")
