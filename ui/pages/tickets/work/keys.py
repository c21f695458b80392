"""The keys of the list of tickets, and its menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.tickets.list.table import TicketTable
from ui.pages.tickets.work.actions import TicketListActions
from ui.widgets.focus.finish_keys import on_finish
from ui.widgets.focus.letter_keys import LetterKeys


class TicketKeys(QObject):
    """Heard in `view`, which holds the list and the pane."""

    def __init__(self, *, actions: TicketListActions, table: TicketTable, view: QWidget) -> None:
        super().__init__(view)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        letters = {
            "J": lambda: table.step(1),
            "K": lambda: table.step(-1),
            "A": actions.assign_to_me,
            "C": actions.comment,
        }
        LetterKeys(application, letters, view=view)
        for keys, do in (("Ctrl+E", actions.edit), ("Ctrl+V", actions.paste)):
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        on_finish(view, actions.solve)
        table.menu_requested.connect(actions.open_menu)
