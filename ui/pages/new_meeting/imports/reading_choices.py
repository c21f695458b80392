"""How a list is read, where that can be chosen: which sheet, in which encoding, divided by what."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.imports.delimited import DELIMITERS, WHOLE_LINES
from app.services.imports.imported_table import ImportedTable
from app.services.imports.list_source import Reading
from app.services.imports.text_encoding import ENCODINGS
from ui.theme import Theme
from ui.widgets.fields.choices import ChoiceField

_DIVIDED_BY = DELIMITERS | {WHOLE_LINES: "Nothing, a line is a cell"}


class ReadingChoices(QObject):
    """`chosen` hands over the Reading that a person wants."""

    chosen = Signal(object)

    def __init__(self, table: ImportedTable, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._reading = table.reading
        self.fields = [
            self._field(name, attribute, words, theme) for name, attribute, words in _choices(table) if len(words) > 1
        ]

    def _field(self, name: str, attribute: str, words: dict[str, str], theme: Theme) -> ChoiceField:
        field = ChoiceField(words, theme=theme, lead=name)
        field.setAccessibleName(name)
        field.set_value(getattr(self._reading, attribute))
        field.chosen.connect(lambda: self._on_chosen(attribute, field.value()))
        field.editingFinished.connect(lambda: self._on_chosen(attribute, field.value()))
        return field

    def _on_chosen(self, attribute: str, value: str) -> None:
        if value != getattr(self._reading, attribute):
            self._reading = replace(self._reading, **{attribute: value})
            self.chosen.emit(self._reading)


def _choices(table: ImportedTable) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The name of each choice, the attribute of Reading that it is about, and its words by value."""
    reading: Reading = table.reading
    yield "Sheet", "sheet", {sheet: sheet for sheet in table.sheets}
    yield "Encoding", "encoding", ENCODINGS if reading.encoding else {}
    yield "Delimiter", "delimiter", _DIVIDED_BY if reading.delimiter else {}
