"""Badges of visits: looked at and printed on request, or printed at once when somebody walks in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.models.entries import EntryKind
from app.models.visit_row import VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Arrivals
from ui.badge.badge import Badge
from ui.badge.sheets import Paper
from ui.tasks import Tasks
from ui.theme import Theme


class Badges(QObject):
    """`printer` is a name, "" for the system's own; `paper` is where a badge goes unless somebody chooses another."""

    done = Signal(str, object)

    def __init__(
        self,
        *,
        arrivals: Arrivals,
        site: Site,
        printer: str,
        paper: Paper,
        tasks: Tasks,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._arrivals = arrivals
        self._site = site
        self._printer = printer
        self._paper = paper
        self._tasks = tasks
        self._theme = theme

    def show(self, visits: Sequence[VisitRow], window: QWidget) -> None:
        """A preview over `window`; it warns when one of them was printed before."""
        self._tasks.start(self._shown(visits, window))

    async def _shown(self, visits: Sequence[VisitRow], window: QWidget) -> None:
        from ui.reception.badge_preview import BadgePreview

        # asked now: what a badge is wanted of may be shown as it stood a moment ago
        printed = [self._site.local(at) for visit in visits if (at := (await self._arrivals.of(visit.id)).badge_at)]
        preview = BadgePreview(
            badges=[self._badge(visit) for visit in visits],
            printed_at=max(printed, default=None),
            today=self._site.today(),
            printer=self._printer,
            paper=self._paper,
            tasks=self._tasks,
            theme=self._theme,
            parent=window,
        )
        preview.printed.connect(lambda *_: self._tasks.start(self._noted(visits)))
        preview.open()

    async def print(self, visits: Sequence[VisitRow]) -> None:
        """At once, on the desk's own paper and printer. Raises PrinterFailed."""
        from ui.badge.printing import print_badges

        badges = [self._badge(visit) for visit in visits]
        await print_badges(badges, printer=self._printer, paper=self._paper)
        await self._noted(visits)

    async def _noted(self, visits: Sequence[VisitRow]) -> None:
        await self._arrivals.note_each(EntryKind.BADGE, [(visit.id, visit.person()) for visit in visits])

    def _badge(self, visit: VisitRow) -> Badge:
        return Badge(
            first_name=visit.first_name,
            last_name=visit.last_name,
            company=visit.company,
            host=visit.host,
            day=visit.day,
            site=self._site.name,
            visit_id=visit.code or visit.id,
        )
