"""Who wants to be told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


class Listeners:
    """Called with whatever there is to tell. A bug in one of them ends in the log and keeps nothing from the others."""

    def __init__(self) -> None:
        self._tell: list[Callable[..., object]] = []

    def add(self, tell: Callable[..., object]) -> None:
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
