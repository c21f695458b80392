"""What became of those who checked in, alone or together."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from app.models.visit_row import VisitRow
from app.services.visits.arrivals import Arrivals
from ui.kiosk.kit.i18n import Words

CHECKED_IN = Words("You’re checked in")
ASK = Words("Please ask at the front desk")
HELP = Words("Somebody at the front desk will help you.")


class Outcome(Struct, frozen=True):
    """How many they are, and the names of those who aren't in: the server did not take their check-in, or somebody
    took it back. `first_name` is of who checks in alone, "" where it isn't known."""

    people: int
    first_name: str = ""
    refused: tuple[str, ...] = ()

    @property
    def nobody_in(self) -> bool:
        """Whether who checked in alone isn't in."""
        return self.people == 1 and bool(self.refused)

    @property
    def title(self) -> Words:
        if self.people == 1:
            named = Words("You’re checked in, {name}", name=self.first_name) if self.first_name else CHECKED_IN
            return ASK if self.nobody_in else named
        if self.refused:
            count = self.people - len(self.refused)
            return Words("{count} of {people} people are checked in", count=count, people=self.people)
        return Words("{people} people are checked in", people=self.people)

    def notice(self, *, large: bool) -> Words | None:
        """What those do who aren't in; None when all are. In `large` text there is no room for names."""
        if not self.refused:
            return None
        if self.nobody_in:
            return HELP
        if large:
            return Words("Please ask at the front desk about the others.")
        return Words("Please ask at the front desk about {names}.", names=", ".join(self.refused))


async def outcome_of(visits: Iterable[VisitRow], arrivals: Arrivals) -> Outcome:
    """As this desk knows at this moment. Raises StoreFailed."""
    party = tuple(visits)
    refused = await arrivals.not_taken(party)
    return Outcome(len(party), party[0].first_name, tuple(visit.name for visit in refused))
