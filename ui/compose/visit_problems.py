"""*Report a problem*: the form of a ticket, with what is known of the visit filled in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.models.drafts import Body, TicketDraft
from app.models.entries import VisitorSnapshot
from app.models.tickets.visit_link import link_to, visit_in
from app.models.visit_row import VisitRow
from app.services.visits.visit import Visit
from ui.compose.services import Services
from ui.tasks import Tasks
from ui.wording.tickets.problem_words import problem_words, unknown_visit_words

if TYPE_CHECKING:
    from app.models.objects.ticket import FromVisit
    from ui.pages.tickets.page import TicketsPage


class VisitProblems:
    """`form` goes to *Tickets* and gives its page, `show_visit` to a visit on *Today*; `desk` is this desk's name."""

    def __init__(
        self,
        *,
        services: Services,
        desk: str,
        form: Callable[[], TicketsPage],
        show_visit: Callable[[VisitRow], object],
        tasks: Tasks,
    ) -> None:
        self._services = services
        self._desk = desk
        self._form = form
        self._show_visit = show_visit
        self._tasks = tasks

    def report(self, visit: str, person: VisitorSnapshot) -> None:
        """Of the visit of that id, by any that it had, and of that visitor."""
        self._tasks.start(self._reported(visit, person))

    def report_here(self) -> None:
        """Of what is broken at this desk, with nobody's visit."""
        self._open(TicketDraft(description=problem_words(None, self._place(), self._services.site)))

    def show_visit(self, visit: FromVisit) -> None:
        """The way back, from the ticket."""
        self._tasks.start(self._shown(visit))

    async def _shown(self, visit: FromVisit) -> None:
        link = visit.model_dump()
        row = await self._services.day.find(visit_in(link))
        if row is not None:
            self._show_visit(row)
        else:
            self._form().notice_requested.emit(unknown_visit_words(link))

    async def _reported(self, visit: str, person: VisitorSnapshot) -> None:
        """The host reports it, where one is known; what is told of the visit may be less than its row tells."""
        services = self._services
        row = await services.day.find(visit)
        whole = await services.day.whole(row) if row else None
        host = whole.meeting.host if whole and whole.meeting else None
        self._open(
            TicketDraft(
                description=problem_words(person, self._place(), services.site),
                notifier_id=host.id if host else "",
                visit=self._link(whole),
            )
        )

    def _place(self) -> str:
        return ", ".join(filter(None, (self._services.site.name, self._desk)))

    def _link(self, visit: Visit | None) -> Body:
        """Our own server alone keeps it. One that isn't on the server yet gets its name there before the ticket is
        sent."""
        row = visit.row if visit else None
        return link_to(row.id, row.name) if row and self._services.takes_names() else {}

    def _open(self, draft: TicketDraft) -> None:
        self._form().report(draft)
