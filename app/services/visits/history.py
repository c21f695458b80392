"""*Visitor history*: the earlier visits of a visitor here."""

from __future__ import annotations

from app.models.text.identity import Identity
from app.models.visit_row import VisitRow
from app.models.visits.history import History
from app.store.days.earlier_visits import EarlierVisits


class VisitorHistory:
    """A person is known again by the email address, else by name and company: as everywhere at this desk."""

    def __init__(self, *, stored: EarlierVisits) -> None:
        self._stored = stored

    async def of(self, visit: VisitRow, email: str) -> History:
        """Of the visitor of a row, whose `email` address is "" where nobody told one: the visits before that one, and
        others of the same day. Raises StoreFailed."""
        return await self._stored.of(Identity.of(visit.name, visit.company, email), visit.id)
