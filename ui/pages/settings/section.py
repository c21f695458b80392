"""A part of *Settings*: a card of fields, each for the setting of its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, NamedTuple

from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from app.settings import FIELDS, Part, Place, Settings
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.labels import Label


class Secret(NamedTuple):
    """What the field of a secret is called, and what its label adds."""

    name: str
    note: str


class Section(QFrame):
    """The settings that are declared for `part`, by their names: a flag is one of `ticks`, any other one of `fields`.
    What is laid out goes into `column`.

    `controls` are those that are more than a line to type in. `secrets` have fields too, the last: they are no
    settings, so they are never filled from them, nor written into them.
    """

    def __init__(
        self,
        part: Part,
        *,
        controls: Mapping[str, ChoiceField] | None = None,
        secrets: Mapping[str, Secret] | None = None,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._controls: dict[str, QLineEdit] = {}
        self.fields: dict[str, Field] = {}
        self.ticks: dict[str, QCheckBox] = {}
        for name, declared in FIELDS.items():
            place = declared.place
            if place.part is part and declared.kind is bool:
                self.ticks[name] = _tick(place)
            elif place.part is part:
                control = (controls or {}).get(name) or _edit(place)
                self._add(name, control, Field(place.label, control, theme=theme, note=place.note))
        for key, secret in (secrets or {}).items():
            self.add_secret(key, secret, theme)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 20)
        self.column.setSpacing(8)
        self.column.addWidget(Label(part.value, variant="section"))

    def add_secret(self, key: str, secret: Secret, theme: Theme) -> Field:
        """A field more, which is to be laid out."""
        control = _secret_edit()
        return self._add(key, control, Field(secret.name, control, theme=theme, note=secret.note))

    def drop_secret(self, key: str) -> None:
        """With what was typed there."""
        del self._controls[key]
        self.fields.pop(key).deleteLater()

    def _add(self, key: str, control: QLineEdit, field: Field) -> Field:
        self._controls[key], self.fields[key] = control, field
        control.textEdited.connect(lambda: field.complain(""))
        return field

    def fill(self, settings: Settings) -> None:
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(settings, name))
        for key in self._controls:
            self.fill_one(key, settings)

    def fill_one(self, name: str, settings: Settings) -> None:
        """Where it stands in this part."""
        if name in self._controls and name in FIELDS:
            _put(self._controls[name], _text(getattr(settings, name)))

    def written(self) -> dict[str, Any]:
        """The settings as they stand in the fields."""
        ticked = {name: tick.isChecked() for name, tick in self.ticks.items()}
        return ticked | {key: self.text(key) for key in self._controls if key in FIELDS}

    def missing(self) -> dict[str, str]:
        """What has to be filled in, by the setting's name: what to do, in a few words without a full stop."""
        return {}

    def fields_but(self, *keys: str) -> tuple[Field, ...]:
        """All fields without those, which have a place of their own."""
        return tuple(field for key, field in self.fields.items() if key not in keys)

    def edit(self, key: str) -> QLineEdit:
        """What is typed into."""
        return self._controls[key]

    def text(self, key: str) -> str:
        control = self._controls[key]
        return control.value() if isinstance(control, ChoiceField) else control.text().strip()

    def secret(self, key: str) -> str:
        """As it was typed: a secret may begin or end with a space."""
        return self._controls[key].text()

    def complain(self, words: Mapping[str, str]) -> None:
        """Says beside each field what is wrong with it, by the setting's name; nothing beside all others."""
        for key, field in self.fields.items():
            field.complain(words.get(key, ""))

    def say_stored(self, key: str, words: str) -> None:
        """That a secret is kept is all that is ever shown of it."""
        self._controls[key].setPlaceholderText(words)

    def forget_typed(self, key: str) -> None:
        self._controls[key].clear()


def _edit(place: Place) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(place.hint)
    return edit


def _secret_edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def _tick(place: Place) -> QCheckBox:
    tick = QCheckBox(place.label)
    tick.setAccessibleName(place.label)
    return tick


def _put(control: QLineEdit, text: str) -> None:
    if isinstance(control, ChoiceField):
        control.set_value(text)
    else:
        control.setText(text)


def _text(value: object) -> str:
    """As a person would write it."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
