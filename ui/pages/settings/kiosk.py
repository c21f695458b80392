"""*Settings*: whether visitors serve themselves here, and what the kiosk shows and asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.services.setup import STAFF_PIN
from app.settings import Part
from ui.pages.settings.section import Secret, Section
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label
from ui.wording.languages import LANGUAGES

_HOW = "Visitors check in by themselves, on the whole screen. Staff leave it: hold the top right corner, then the PIN."


class KioskSection(Section):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            Part.KIOSK,
            controls={"kiosk_language": ChoiceField(LANGUAGES, theme=theme)},
            secrets={STAFF_PIN: Secret("Staff PIN", "4 to 12 digits")},
            theme=theme,
            parent=parent,
        )
        on = self.ticks["kiosk"]
        on.setAccessibleDescription(_HOW)
        on.toggled.connect(lambda: self.fields[STAFF_PIN].complain(""))
        self.column.addWidget(on)
        self.column.addWidget(Label(_HOW, variant="muted", wrap=True))
        self.column.addWidget(self.fields[STAFF_PIN])
        for tick in self.ticks.values():
            if tick is not on:
                self.column.addWidget(tick)
        self.column.addWidget(FieldGrid(self.fields_but(STAFF_PIN), most=2, narrowest=200, theme=theme))

    def written(self) -> dict[str, Any]:
        return super().written() | {"wifi_password": self.secret("wifi_password")}
