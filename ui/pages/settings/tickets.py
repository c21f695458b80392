"""*Settings*: when tickets are due that nobody gave a day, and where suppliers are told of theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.settings import Part
from ui.pages.settings.section import Section
from ui.theme import Theme
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label

SAYS = (
    "When a ticket is due that nobody gave a day, and where suppliers are told of theirs, on this desk's own server. "
    "foyer serve is told when it starts."
)


class TicketsSection(Section):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Part.TICKETS, theme=theme, parent=parent)
        self.column.addWidget(Label(SAYS, variant="muted", wrap=True))
        self.column.addWidget(FieldGrid(tuple(self.fields.values()), most=2, narrowest=200, theme=theme))
