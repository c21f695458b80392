"""How it stands with one visit's arrival, as far as this desk knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.store.outbox import Operation


class Telling(Enum):
    """What became of telling the host. NOT_SAID: somebody else saw to it, or nobody is in the building."""

    NOT_SAID = "not said"
    ON_ITS_WAY = "on its way"
    TOLD = "told"
    NOT_TOLD = "not told"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Moments are in the site's zone. `operation` is the first of what the server doesn't have of it yet; `told_at` is
    when the host's mail was taken by the mail server; `badge_at` is when this desk last printed the badge."""

    arrived_at: datetime | None = None
    left_at: datetime | None = None
    operation: Operation | None = None
    telling: Telling = Telling.NOT_SAID
    told_at: datetime | None = None
    badge_at: datetime | None = None

    @property
    def on_site(self) -> bool:
        return self.arrived_at is not None and self.left_at is None

    @property
    def left(self) -> bool:
        return self.left_at is not None


NOT_COME = Arrival()
