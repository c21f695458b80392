"""What became of those who checked in together."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from app.models.operations import State
from app.models.visit_row import Arrival, VisitRow
from app.services.visits.arrivals import Arrivals
from ui.kiosk.kit.i18n import Words


class GroupOutcome(Struct, frozen=True):
    """How many they are, and the names of those who aren't in: the server did not take their check-in, or somebody
    took it back."""

    people: int
    refused: tuple[str, ...] = ()

    @property
    def title(self) -> Words:
        if self.refused:
            count = self.people - len(self.refused)
            return Words("{count} of {people} people are checked in", count=count, people=self.people)
        return Words("{people} people are checked in", people=self.people)

    def notice(self, *, large: bool) -> Words | None:
        """What those do who aren't in; None when all are. In `large` text there is no room for names."""
        if not self.refused:
            return None
        if large:
            return Words("Please ask at the front desk about the others.")
        return Words("Please ask at the front desk about {names}.", names=", ".join(self.refused))


async def outcome_of(visits: Iterable[VisitRow], arrivals: Arrivals) -> GroupOutcome:
    """As this desk knows at this moment. Raises StoreFailed."""
    stands = [(visit, await arrivals.of(visit.id)) for visit in visits]
    return GroupOutcome(len(stands), tuple(visit.name for visit, arrival in stands if not _is_in(arrival)))


def _is_in(arrival: Arrival) -> bool:
    return arrival.on_site and (arrival.waits is None or arrival.waits.state is not State.REJECTED)
