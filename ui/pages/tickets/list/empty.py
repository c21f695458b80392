"""What *Tickets* says when there is no row to show: no ticket, none that matches, or none that is known."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.tickets.tickets import TicketList
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.wording.messages import unreadable_words


class TicketEmpty(EmptyState):
    """Stands in the place of the list."""

    new_requested = Signal()
    clear_requested = Signal()
    again_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._new = Button("New ticket", theme=theme, variant="primary", icon="plus")
        self._clear = Button("Clear search", theme=theme)
        self._again = Button("Try again", theme=theme, icon="refresh")
        self._new.clicked.connect(self.new_requested)
        self._clear.clicked.connect(self.clear_requested)
        self._again.clicked.connect(self.again_requested)

    def explain(self, tickets: TicketList | None, *, filtered: bool, failure: str) -> None:
        """`tickets` is None while this desk never heard what is asked for; `failure` is why it isn't any fresher."""
        fresh = "The list is up to date" if not failure else "So it was when the server was last heard"
        if tickets is None and failure:
            words = f"This desk never heard them from the server. {failure}"
            self.say("Tickets could not be loaded", words, (self._again,))
        elif tickets is None:
            self.say("Loading tickets", "One moment.")
        elif tickets.unreadable:
            self.say("Nothing could be read", f"{unreadable_words(tickets.unreadable, 'ticket')}.", (self._again,))
        elif filtered:
            self.say("No ticket matches", f"{fresh}.", (self._clear,))
        else:
            self.say("No tickets yet", f"{fresh}, and it is empty." if not failure else f"{fresh}.", (self._new,))
