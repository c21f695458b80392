"""*Settings*: when somebody is late, when forgotten check-outs are listed, and what badges are printed on."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.settings import Part
from ui.pages.settings.section import Section
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid

PAPERS = {"label": "Label, 62 × 100 mm", "A6": "A6, one badge", "A4": "A4, four badges"}


class ArrivalsSection(Section):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._printer = ChoiceField({}, theme=theme, nothing="The system's own", free=True)
        controls = {"badge_printer": self._printer, "badge_paper": ChoiceField(PAPERS, theme=theme)}
        super().__init__(Part.ARRIVALS, controls=controls, theme=theme, parent=parent)
        self.column.addWidget(FieldGrid(tuple(self.fields.values()), most=2, narrowest=200, theme=theme))

    def show_printers(self, names: Iterable[str]) -> None:
        """Those of this PC, to choose from; another may be typed, such as one that is away just now."""
        self._printer.set_words({name: name for name in names})
