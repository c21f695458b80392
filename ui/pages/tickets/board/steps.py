"""What a card's way to another column does with its ticket."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.models.tickets.standing import is_done, may_step
from app.models.tickets.steps import DONE, SOLVED
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.board.columns import status_of
from ui.reception.tickets.ticket_actions import TicketActions
from ui.wording.tickets.ticket_words import no_step_words


class CardSteps(QObject):
    """`refused` carries words: why a card can't go where somebody wants it."""

    refused = Signal(str)

    def __init__(self, *, actions: TicketActions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions

    def may_go(self, row: TicketRow, status: str) -> bool:
        """Whether the ticket may go to the column of that status now, and isn't there."""
        return not self._actions.why_not and status.isdecimal() and may_step(row.ticket, int(status))

    def go(self, row: TicketRow, status: str, word: str) -> None:
        """The ticket gets the status, which is called `word`."""
        if status == status_of(row):
            return
        if not self.may_go(row, status):
            self.refused.emit(self._actions.why_not or no_step_words(row, word))
            return
        number = int(status)
        if number == SOLVED:
            self._actions.solve([row])
        elif is_done(row.ticket) and number not in DONE:
            self._actions.reopen([row])
        else:
            self._actions.set_status([row], number)

    def step(self, row: TicketRow, statuses: Sequence[str], by: int) -> None:
        """To the next of the columns that it may go to: -1 to the left, 1 to the right."""
        if self._actions.why_not:
            self.refused.emit(self._actions.why_not)
            return
        here = statuses.index(status_of(row))
        further = statuses[here + 1 :] if by > 0 else statuses[:here][::-1]
        status = next((one for one in further if self.may_go(row, one)), None)
        if status is not None:
            self.go(row, status, "")
