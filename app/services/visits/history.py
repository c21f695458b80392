"""*Visitor history*: the earlier visits of a visitor here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.models.objects.summaries import person_in
from app.models.objects.visit_summary import summary_of
from app.models.text.identity import Identity
from app.models.values.json_fields import object_of, object_under
from app.models.visit_events import stands
from app.models.visit_row import VisitRow
from app.models.visits.history import EarlierVisit, History
from app.services.connection import Connection
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.store.days.earlier_visits import EarlierVisits

if TYPE_CHECKING:
    from app.api.answers import ListAnswer
    from app.api.api import Api


class VisitorHistory:
    """A person is known again by the email address, else by name and company: as everywhere at this desk. An `email`
    address is "" where nobody told one. Each method may raise StoreFailed."""

    def __init__(self, *, stored: EarlierVisits, connection: Connection, calls: ServerCalls, site: Site) -> None:
        self._stored = stored
        self._connection = connection
        self._calls = calls
        self._site = site

    @property
    def server_tells(self) -> bool:
        """Whether our own server can be asked for more than this desk's file has. Another one is never asked."""
        return bool(self._calls.likely)

    async def of(self, visit: VisitRow, email: str) -> History:
        """Of the visitor of a row: the other visits that they came to, as far as this desk's file goes back."""
        return await self._stored.of(_identity(visit, email), visit.id)

    async def whole(self, visit: VisitRow, email: str) -> History:
        """The same of all that our own server has, with what it doesn't have yet. Raises what `Connection.call`
        does."""

        async def ask(api: Api) -> ListAnswer:
            return await api.visits.of_visitor(name=visit.name, company=visit.company, email=email)

        here = await self.of(visit, email)
        if not await self._calls.find_out():
            return here
        told = self._told((await self._connection.call(ask)).pieces)
        others = (one for one in told if one.visit != visit.id)
        return History.of(_identity(visit, email), (*here.visits, *others), whole=True)

    def _told(self, pieces: tuple[bytes, ...]) -> Iterator[EarlierVisit]:
        """One that can't be read is left out."""
        for piece in pieces:
            try:
                fields = object_of(piece, "visit")
                told = summary_of(fields, self._site.zone)
            except ValueError:
                continue
            email = person_in(object_under(fields, "visitor")).email
            person, now = told.person, stands(told.events)
            if now.arrived_at is not None:
                whom = Identity.of(person.name, person.company, email)
                yield EarlierVisit(told.id, now.arrived_at, now.left_at, person.host, person.meeting, whom)


def _identity(visit: VisitRow, email: str) -> Identity:
    return Identity.of(visit.name, visit.company, email)
