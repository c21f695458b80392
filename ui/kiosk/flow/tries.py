"""How often somebody may be wrong: names, codes and hosts that were tried count together, whoever tried them."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.services.site import Site

MOST_TRIES = 5
MISSED_FOR = timedelta(minutes=2)
"""Who isn't found so often in that time is helped sooner by somebody at the desk, and doesn't go through names."""


class Tries:
    def __init__(self, site: Site) -> None:
        self._site = site
        self._missed: list[datetime] = []

    def miss(self) -> bool:
        """Counts one more name or code that was not the visitor's own. Says whether it was one too many."""
        now = self._site.moment()
        self._missed = [*(at for at in self._missed if now - at < MISSED_FOR), now]
        return len(self._missed) >= MOST_TRIES

    def forget(self) -> None:
        """Somebody was who they said."""
        self._missed.clear()
