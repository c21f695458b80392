"""*Settings*: whether visitors serve themselves here, and what the kiosk shows and asks."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.settings import Settings
from ui.pages.settings.section import Entry, Section, hinting, secret_edit
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field_grid import FieldGrid
from ui.widgets.labels import Label
from ui.wording.languages import LANGUAGES

PIN = "staff_pin"

_HOW = "Visitors check in by themselves, on the whole screen. Staff leave it: hold the top right corner, then the PIN."


class KioskSection(Section):
    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        entries = {
            PIN: Entry("Staff PIN", secret_edit(), "4 to 12 digits"),
            "kiosk_language": Entry("Kiosk language", ChoiceField(LANGUAGES, theme=theme)),
            "kiosk_idle_seconds": Entry("Ask who is there after", QLineEdit(), "seconds"),
            "kiosk_hours": Entry("Opening hours", hinting("07:00-19:00"), "empty: always open"),
            "kiosk_logo": Entry("Logo", hinting("None"), "a PNG or SVG file"),
            "kiosk_picture": Entry("Picture after hours", hinting("A clock"), "a file"),
            "kiosk_asks": Entry("Visitors are asked", hinting("company, mobile, email"), "besides the name"),
            "kiosk_terms": Entry("Terms to sign", hinting("None"), "a folder"),
            "kiosk_waiting": Entry("Where visitors wait", hinting("Please take a seat in the lobby.")),
            "wifi_name": Entry("Wi-Fi name", hinting("None is shown")),
            "wifi_password": Entry("Wi-Fi password", hinting("Open"), "shown to visitors"),
        }
        super().__init__("Kiosk", entries, theme=theme, parent=parent)
        self._on = QCheckBox("This is a kiosk")
        self._on.setAccessibleName("This is a kiosk")
        self._on.setAccessibleDescription(_HOW)
        self._on.toggled.connect(lambda: self.complain(PIN, ""))
        self._prints = QCheckBox("Print badges at the kiosk")
        self._prints.setAccessibleName("Print badges at the kiosk")
        self._scanner = QCheckBox("A scanner stands at the kiosk")
        self._scanner.setAccessibleName("A scanner stands at the kiosk")
        self.column.addWidget(self._on)
        self.column.addWidget(Label(_HOW, look="muted", wrap=True))
        self.column.addWidget(self.fields[PIN])
        others = tuple(field for key, field in self.fields.items() if key != PIN)
        self.column.addWidget(self._prints)
        self.column.addWidget(self._scanner)
        self.column.addWidget(FieldGrid(others, most=2, narrowest=200, theme=theme))

    def fill(self, settings: Settings) -> None:
        super().fill(settings)
        self._on.setChecked(settings.kiosk)
        self._prints.setChecked(settings.kiosk_prints)
        self._scanner.setChecked(settings.kiosk_scanner)

    def written(self) -> dict[str, Any]:
        ticked = {
            "kiosk": self._on.isChecked(),
            "kiosk_prints": self._prints.isChecked(),
            "kiosk_scanner": self._scanner.isChecked(),
        }
        return super().written() | ticked | {"wifi_password": self.secret("wifi_password")}
