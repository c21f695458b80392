"""What can be done with the tickets in hand, as entries of their menu, with their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from app.models.objects.ticket import Ticket
from app.models.operations import State
from app.models.tickets.fields import RECURRENCE
from app.models.tickets.standing import is_done, may_step, steps_of
from app.models.tickets.steps import DONE, SOLVED
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.pages.tickets.list.table import TicketTable
from ui.pages.tickets.work.files import TicketFiles
from ui.pages.tickets.work.forms import TicketForms
from ui.reception.tickets.ticket_actions import TicketActions
from ui.widgets.menu import MenuEntry, open_menu

SOLVE, REOPEN, ASSIGN, COMMENT, EDIT = (
    "Solve ticket",
    "Reopen ticket",
    "Assign to me",
    "Add comment",
    "Edit ticket",
)
ATTACH, PASTE = "Attach file", "Paste picture"
RELATED, SAME = "Related tickets", "Same as another"

_FAVOURITE = (("Make favourite", "a favourite"), ("No favourite any more", "no favourite any more"))
_ARCHIVE = (("Archive", "archived"), ("Take out of the archive", "not archived now"))
"""The menu's words for it and what is said then, and those of the way back."""

Rows = Sequence[TicketRow]


class TicketListActions(QObject):
    """`new_requested` asks for the form of a new ticket; `edit_requested` carries an operation that was refused."""

    new_requested = Signal()
    edit_requested = Signal(object)

    def __init__(
        self,
        *,
        table: TicketTable,
        actions: TicketActions,
        forms: TicketForms,
        files: TicketFiles,
        whole: Callable[[TicketRow], Ticket],
        words: TicketWords,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._actions = actions
        self._forms = forms
        self.files = files
        self._whole = whole
        self._words = words

    @property
    def why_not(self) -> str:
        """Why tickets can't be changed here, in one sentence; "" when they can."""
        return self._actions.why_not

    def in_hand(self) -> list[TicketRow]:
        return self._table.rows_in_hand()

    def unrelate(self, row: TicketRow, other: str) -> None:
        """The ticket with the id `other` has nothing to do with that one."""
        self._actions.unrelate(row, other)

    def solve(self) -> None:
        self._do(self._actions.solve)

    def assign_to_me(self) -> None:
        self._do(self._actions.assign_to_me)

    def comment(self) -> None:
        self._do(self._comment)

    def take_file(self, file: Path) -> None:
        """It was dropped on the ticket in hand."""
        self._do_with_one(lambda row: self.files.take(row, file))

    def paste(self) -> None:
        self._do_with_one(self.files.paste)

    def edit(self) -> None:
        self._do(self._forms.edit)

    def open_menu(self, place: QPoint) -> None:
        rows = self.in_hand()
        if rows:
            open_menu(self._entries(rows), place, parent=self._table)

    def main(self) -> Iterator[MenuEntry]:
        """What is done most with those in hand."""
        rows = self.in_hand()
        if self.why_not or not rows:
            return
        if any(may_step(row.ticket, SOLVED) for row in rows):
            yield MenuEntry(SOLVE, "Ctrl+Enter", partial(self._actions.solve, rows))
        if any(is_done(row.ticket) for row in rows):
            yield MenuEntry(REOPEN, "", partial(self._actions.reopen, rows))
        yield MenuEntry(ASSIGN, "A", partial(self._actions.assign_to_me, rows))
        if len(rows) == 1:
            yield MenuEntry(COMMENT, "C", partial(self._comment, rows))
            yield MenuEntry(ATTACH, "", partial(self.files.choose, rows[0]))
        yield MenuEntry(EDIT if len(rows) == 1 else "Edit tickets", "Ctrl+E", partial(self._forms.edit, rows))

    def do(self, word: str) -> None:
        """What `main` has by that word, with those that are in hand by now."""
        for entry in self.main():
            if entry.word == word:
                entry.do()

    def _do(self, do: Callable[[Rows], object]) -> None:
        rows = self.in_hand()
        if rows and not self.why_not:
            do(rows)

    def _do_with_one(self, do: Callable[[TicketRow], object]) -> None:
        self._do(lambda rows: do(rows[0]) if len(rows) == 1 else None)

    def _comment(self, rows: Rows) -> None:
        if len(rows) == 1:
            self._forms.comment(rows[0])

    def _entries(self, rows: list[TicketRow]) -> Iterator[MenuEntry | None]:
        row = rows[0]
        if len(rows) == 1 and row.operation is not None and row.operation.state is State.REJECTED:
            yield MenuEntry("Edit and resend", "", lambda: self.edit_requested.emit(row.operation))
            yield None
        yield from self._changes(rows)
        yield MenuEntry("Next ticket", "J", lambda: self._table.step(1))
        yield MenuEntry("Previous ticket", "K", lambda: self._table.step(-1))
        yield None
        numbers = [one.ticket.id for one in rows if one.operation is None]
        if numbers:
            word = "Copy ticket number" if len(numbers) == 1 else "Copy ticket numbers"
            yield MenuEntry(word, "", lambda: QGuiApplication.clipboard().setText("\n".join(numbers)))
        if self._table.isVisible():
            yield self._table.copy_entry()
        yield MenuEntry("New ticket", "", self.new_requested.emit)

    def _changes(self, rows: list[TicketRow]) -> Iterator[MenuEntry | None]:
        if self.why_not:
            return
        yield from self.main()
        if len(rows) == 1 and not QGuiApplication.clipboard().image().isNull():
            yield MenuEntry(PASTE, "Ctrl+V", partial(self.files.paste, rows[0]))
        yield None
        common = [one for one in steps_of(rows[0].ticket) if all(may_step(row.ticket, one) for row in rows)]
        for status in common:
            if status != SOLVED and not (is_done(rows[0].ticket) and status not in DONE):
                word = self._words.statuses.get(str(status), str(status))
                yield MenuEntry(f"Status: {word}", "", partial(self._actions.set_status, rows, status))
        if common:
            yield None
        yield from self._flags(rows)
        if len(rows) == 1 and rows[0].operation is None:
            yield MenuEntry(RELATED, "", partial(self._forms.relate, rows[0], same=False))
            if not is_done(rows[0].ticket):
                yield MenuEntry(SAME, "", partial(self._forms.relate, rows[0], same=True))
        yield None

    def _flags(self, rows: list[TicketRow]) -> Iterator[MenuEntry]:
        wholes = [self._whole(row) for row in rows]
        repeating = [row for row, one in zip(rows, wholes, strict=True) if one.recurrence]
        if repeating:
            stop = partial(self._actions.save, repeating, {RECURRENCE: None}, "not repeated any more")
            yield MenuEntry("Stop repeating", "", stop)
        for name, is_so, on, off in (
            ("favorite", all(one.favorite for one in wholes), *_FAVOURITE),
            ("archived", all(one.archived for one in wholes), *_ARCHIVE),
        ):
            word, said = off if is_so else on
            yield MenuEntry(word, "", partial(self._actions.save, rows, {name: not is_so}, said))
