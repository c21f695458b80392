"""When a ticket is due that nobody gave a day: by its priority, in hours that are worked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.models.tickets.working_time import WorkingTime


class DueTimes(NamedTuple):
    """Hours that are worked until a ticket of each priority is due, by the numbers of PRIORITIES; a priority that isn't
    there has none."""

    hours_by_priority: Mapping[int, float]
    calendar: WorkingTime

    def allowed(self, priority: int) -> int | None:
        """Seconds that may be worked on a ticket of this priority."""
        hours = self.hours_by_priority.get(priority)
        return None if hours is None else int(hours * 3600)
