"""The keys of the list of tickets, and its menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.tickets.list.table import TicketTable
from ui.pages.tickets.work.actions import TicketListActions
from ui.widgets.focus.letter_keys import LetterKeys


class TicketKeys(QObject):
    """Heard in `view`, which holds the list and the pane."""

    def __init__(self, *, actions: TicketListActions, table: TicketTable, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        letters = {
            "J": lambda: table.step(1),
            "K": lambda: table.step(-1),
            "A": actions.assign_to_me,
            "C": actions.comment,
        }
        LetterKeys(application, letters, view=view)
        self._key("Ctrl+V", actions.paste)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(keys, actions.solve)
        table.menu_requested.connect(actions.open_menu)

    def _key(self, keys: str, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._view)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)
