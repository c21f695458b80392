"""What *On site* says when there is no row to show: nobody in the building, nobody found, or nobody left to find."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.visits.roll_call import Standing
from ui.pages.on_site.bar import TO_FIND
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState


class OnSiteEmpty(EmptyState):
    clear_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, parent=parent)
        self._clear = Button("Clear search", theme=theme)
        self._clear.clicked.connect(self.clear_requested)

    def explain(self, standing: Standing, *, part: str, typed: str, source: str) -> None:
        """`part` is the chip that is chosen, `typed` what is searched for, `source` where the list comes from."""
        if not standing.people:
            self.say("Nobody is on site", source)
        elif typed:
            hint = "Names, companies, hosts, meetings and numbers were searched."
            self.say(f"No one called “{typed}” here", hint, (self._clear,))
        elif part == TO_FIND:
            self.say("Everybody is safe", "Nobody is left to find. End the roll call when it is over.")
        else:
            self.say("Nobody is marked safe yet", "Whoever is found goes here.")
