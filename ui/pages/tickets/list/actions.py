"""What is done with the tickets in hand: by keys while nobody types, and in their menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.models.operations import State
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.list.table import TicketTable
from ui.widgets.menu import MenuEntry, open_menu


class TicketListActions(QObject):
    """Keys without Ctrl are a field's own while it has the focus: they are letters there.

    `new_requested` asks for the form of a new ticket; `edit_requested` carries an operation that the server refused.
    """

    new_requested = Signal()
    edit_requested = Signal(object)

    def __init__(self, *, table: TicketTable, view: QWidget) -> None:
        """`view` holds the table and what belongs to it: the keys are heard in there."""
        super().__init__(view)
        self._table = table
        self._view = view
        self._key("J", lambda: table.step(1))
        self._key("K", lambda: table.step(-1))
        table.menu_requested.connect(self._on_menu)

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)

    def _on_menu(self, place: QPoint) -> None:
        rows = self._table.rows_in_hand()
        if rows:
            open_menu(self._entries(rows), place, parent=self._table)

    def _entries(self, rows: list[TicketRow]) -> Iterator[MenuEntry | None]:
        row = rows[0]
        if len(rows) == 1 and row.operation is not None and row.operation.state is State.REJECTED:
            yield MenuEntry("Edit and resend", "", lambda: self.edit_requested.emit(row.operation))
            yield None
        yield MenuEntry("Next ticket", "J", lambda: self._table.step(1))
        yield MenuEntry("Previous ticket", "K", lambda: self._table.step(-1))
        yield None
        numbers = [one.ticket.id for one in rows if one.operation is None]
        if numbers:
            word = "Copy ticket number" if len(numbers) == 1 else "Copy ticket numbers"
            yield MenuEntry(word, "", lambda: QGuiApplication.clipboard().setText("\n".join(numbers)))
        yield MenuEntry("New ticket", "", self.new_requested.emit)
