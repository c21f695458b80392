"""*Settings*: what this desk is called, and how it looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.settings import Part, Settings
from ui.pages.settings.section import Section
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid

LOOKS = {"system": "As the system", "light": "Light", "dark": "Dark"}
FONTS = {"inter": "Inter", "system": "The system’s"}
SCALES = {"1.0": "100 %", "1.25": "125 %", "1.5": "150 %", "2.0": "200 %"}


class DeskSection(Section):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._scale = ChoiceField(SCALES, theme=theme)
        controls = {
            "look": ChoiceField(LOOKS, theme=theme),
            "font": ChoiceField(FONTS, theme=theme),
            "text_scale": self._scale,
        }
        super().__init__(Part.DESK, controls=controls, theme=theme, parent=parent)
        self.column.addWidget(FieldGrid(tuple(self.fields.values()), most=2, narrowest=200, theme=theme))

    def fill(self, settings: Settings) -> None:
        scale = str(settings.text_scale)
        self._scale.set_words(SCALES | {scale: f"{settings.text_scale:.0%}".replace("%", " %")})  # a file may say 1.1
        super().fill(settings)

    def written(self) -> dict[str, Any]:
        written = super().written()
        return written | {"text_scale": float(written["text_scale"])}
