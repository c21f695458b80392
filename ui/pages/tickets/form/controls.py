"""The controls of a ticket's forms: made, read and written alike."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from ui.reception.repeats.field import RepeatsField
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.fields.person_picker import PersonPicker


def lines() -> QPlainTextEdit:
    """Three lines; more of them scroll."""
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setProperty("variant", "lines")
    return edit


def tick(name: str) -> QCheckBox:
    """A box that is called as it reads."""
    box = QCheckBox(name)
    box.setAccessibleName(name)
    return box


def text_of(control: QWidget) -> str:
    """What stands in a control; for one that knows ids, the id or what was typed in its place."""
    match control:
        case PersonPicker() | ChoiceField():
            return control.value()
        case RepeatsField():
            return control.rule()
        case QPlainTextEdit():
            return control.toPlainText()
        case QLineEdit():
            return control.text()
    raise TypeError(type(control).__name__)


def write(control: QWidget, text: str) -> None:
    """Puts into a control what `text_of` gave."""
    match control:
        case PersonPicker() | ChoiceField():
            control.set_value(text)
        case RepeatsField():
            control.set_rule(text, "")
        case QPlainTextEdit():
            control.setPlainText(text)
        case QLineEdit():
            control.setText(text)
