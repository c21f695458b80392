"""What the visitor in hand signed and answered at the kiosk, read for the pane beside the list."""

from __future__ import annotations

from datetime import datetime

from app.models.terms import Signature
from app.models.visit_events import Answer
from app.models.visit_row import VisitRow
from ui.pages.today.visit.answers_given import AnswersOf, answers_part
from ui.pages.today.visit.drawn import Drawn
from ui.pages.today.visit.terms_signed import SignaturesOf
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.detail import DetailPane

Came = tuple[str, datetime | None]
"""A visit's id, and when the visitor arrived."""

NOBODY: Came = ("", None)


class Given:
    """The store is asked when another visitor is in hand who came, or the same one comes."""

    def __init__(
        self, pane: DetailPane, *, signatures_of: SignaturesOf, answers_of: AnswersOf, tasks: Tasks, theme: Theme
    ) -> None:
        self._pane = pane
        self._signatures_of = signatures_of
        self._answers_of = answers_of
        self._tasks = tasks
        self._theme = theme
        self._asked = NOBODY
        self._signatures: tuple[Signature, ...] = ()
        self._answers: tuple[Answer, ...] = ()

    def forget(self) -> None:
        """Nobody is in hand."""
        self._asked = NOBODY

    def show_again(self, drawn: Drawn) -> None:
        """The same visit is drawn anew."""
        self._pane.show_in(drawn.answers, answers_part(self._answers, theme=self._theme))

    def show(self, drawn: Drawn, row: VisitRow) -> None:
        came = (row.id, row.arrival.arrived_at)
        if came != self._asked:
            self._asked, self._signatures, self._answers = came, (), ()
            self._pane.show_in(drawn.answers, None)
            if row.arrival.arrived_at is not None:
                self._tasks.start(self._read(came, drawn))
        drawn.terms.tell(self._signatures)

    async def _read(self, came: Came, drawn: Drawn) -> None:
        signatures, answers = await self._signatures_of(came[0]), await self._answers_of(came[0])
        if came == self._asked:  # else another is in hand by now
            self._signatures, self._answers = signatures, answers
            drawn.terms.tell(signatures)
            self._pane.show_in(drawn.answers, answers_part(answers, theme=self._theme))
