"""A part of *Settings*: a card of fields, each for the setting of its name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, NamedTuple

from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.settings import FIELDS, Settings
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.field import Field
from ui.widgets.labels import Label


class Entry(NamedTuple):
    """What a field is called, what it is filled in with, and what its label adds."""

    name: str
    control: QLineEdit
    note: str = ""


class Section(QFrame):
    """`fields` are by the setting's name. One of another name holds a secret: it is never filled from the settings, nor
    written into them. What is laid out goes into `column`."""

    def __init__(
        self, title: str, entries: Mapping[str, Entry], *, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)  # the rest stays below them
        self.fields = {
            key: Field(entry.name, entry.control, theme=theme, note=entry.note) for key, entry in entries.items()
        }
        self._controls = {key: entry.control for key, entry in entries.items()}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 20)
        self.column.setSpacing(8)
        self.column.addWidget(Label(title, look="section"))
        for key, control in self._controls.items():
            control.textEdited.connect(lambda text, key=key: self.fields[key].complain(""))

    def fill(self, settings: Settings) -> None:
        for key, control in self._controls.items():
            if key in FIELDS:
                _put(control, _text(getattr(settings, key)))

    def written(self) -> dict[str, Any]:
        """The settings as they stand in the fields. Raises BadSetting after it was said beside its field."""
        return {key: self.text(key) for key in self._controls if key in FIELDS}

    def text(self, key: str) -> str:
        control = self._controls[key]
        return control.value() if isinstance(control, ChoiceField) else control.text().strip()

    def secret(self, key: str) -> str:
        """As it was typed: a secret may begin or end with a space."""
        return self._controls[key].text()

    def complain(self, key: str, words: str) -> None:
        """Says it beside the field, if it is one of these."""
        if key in self.fields:
            self.fields[key].complain(words)

    def say_kept(self, key: str, words: str) -> None:
        """That a secret is kept is all that is ever shown of it."""
        self._controls[key].setPlaceholderText(words)

    def forget_typed(self, key: str) -> None:
        self._controls[key].clear()


def secret_edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def hinting(placeholder: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    return edit


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
