"""*Settings*: what this desk's own server adds to what visitors are sent, and the site's own message texts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.settings import Part
from ui.pages.settings.section import Section
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label

_WHAT = "Added to what visitors are sent by this desk's own server, with the mail server below."


class InvitationsSection(Section):
    """`texts_requested` asks to look at the message texts, with those of the folder that is filled in."""

    texts_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Part.INVITATIONS, theme=theme, parent=parent)
        self.texts = Button("Message texts", theme=theme)
        self.texts.clicked.connect(self.texts_requested)
        self.column.addWidget(Label(_WHAT, variant="muted", wrap=True))
        self.column.addWidget(FieldGrid(tuple(self.fields.values()), most=2, narrowest=200, theme=theme))
        for tick in self.ticks.values():
            self.column.addWidget(tick)
        self.column.addWidget(self.texts, 0, Qt.AlignmentFlag.AlignLeft)
