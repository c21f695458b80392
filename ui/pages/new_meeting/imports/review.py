"""The rows of a list before anything of it goes into the form: what each column holds, and each row with its check."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QVBoxLayout, QWidget

from app.services.imports.imported_table import ImportedTable
from app.services.imports.visitor_rows import ReadingRules, VisitorRow
from app.services.meetings.checks import Problem
from ui.models.table_model import TableModel
from ui.pages.new_meeting.imports.columns import FIELD_NAMES, columns_of, titles_of
from ui.pages.new_meeting.imports.reading_choices import ReadingChoices
from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.menu import open_menu
from ui.widgets.table.column_choices import ColumnChoices
from ui.widgets.table.table import DeskTable

_ROW = 32


class VisitorReview(QWidget):
    """`changed` asks for the rows to be checked anew, by what `table()` and `rules()` say then.

    `heading_chosen` says whether the first row names the columns, `reading_chosen` hands over the Reading by which the
    list is to be read: the table needs another review then.
    """

    changed = Signal()
    heading_chosen = Signal(bool)
    reading_chosen = Signal(object)

    def __init__(self, table: ImportedTable, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._rows: Sequence[VisitorRow] = ()
        self._all, self._flawed = Chip("All"), Chip("With a problem")
        self._heading = QCheckBox("First row is a heading")
        self._heading.setChecked(table.heading is not None)
        if table.asked_heading is not None:
            self._heading.setCheckState(Qt.CheckState.PartiallyChecked)
        self._complete = QCheckBox("Add missing country codes")
        self._complete.hide()
        self._double = QCheckBox("Use a single name as first and last name")
        self._double.hide()
        self._reading = ReadingChoices(table, theme=theme, parent=self)
        self._model: TableModel[VisitorRow] = TableModel(
            columns=columns_of(table), key=lambda row: row.number, parent=self
        )
        # the columns are the file's own: what stands over each is chosen, and another file has others
        self.view = DeskTable(name="Rows", model=self._model, theme=theme, row_height=_ROW, arrangeable=False)
        self.view.menu_requested.connect(lambda place: open_menu([self.view.copy_entry()], place, parent=self.view))
        self._choices = ColumnChoices(
            FIELD_NAMES,
            names=titles_of(table.headings),
            values=table.fields,
            nothing="Not used",
            table=self.view,
            theme=theme,
        )
        self._lay_out(theme)
        self._heading.clicked.connect(lambda: self.heading_chosen.emit(self._heading.isChecked()))
        self._reading.chosen.connect(self.reading_chosen)
        self._complete.toggled.connect(self.changed)
        self._double.toggled.connect(self.changed)
        self._choices.changed.connect(self.changed)
        self._flawed.toggled.connect(self._show)

    def table(self) -> ImportedTable:
        """With the columns as they were matched by hand."""
        return self._table.with_fields(self._choices.values())

    def rules(self) -> ReadingRules:
        return ReadingRules(complete_numbers=self._complete.isChecked(), double_names=self._double.isChecked())

    def show_rows(self, rows: Sequence[VisitorRow]) -> None:
        self._rows = rows
        flawed = sum(not row.ready for row in rows)
        _count(self._all, "All", len(rows))
        _count(self._flawed, "With a problem", flawed)
        without_code = any(
            each.problem is Problem.NO_COUNTRY_CODE and each.hint for row in rows for each in row.mistakes
        )
        self._complete.setVisible(without_code or self._complete.isChecked())
        self._double.setVisible(any(row.has_single_name for row in rows) or self._double.isChecked())
        self._show()

    def _show(self) -> None:
        flawed_only = self._flawed.isChecked()
        self._model.show([row for row in self._rows if not (flawed_only and row.ready)])

    def _lay_out(self, theme: Theme) -> None:
        group = QButtonGroup(self)
        for chip in (self._all, self._flawed):
            group.addButton(chip)
        self._all.setChecked(True)
        frame = QFrame()
        frame.setObjectName("framed")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addWidget(self._choices)
        inside.addWidget(self.view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(_in_lines(self._all, self._flawed, self._heading, self._complete, self._double, theme=theme))
        if self._reading.fields:
            column.addWidget(_in_lines(*self._reading.fields, theme=theme))
        column.addWidget(frame, 1)


def _count(chip: Chip, name: str, count: int) -> None:
    chip.setText(f"{name}  {count}")


def _in_lines(*widgets: QWidget, theme: Theme) -> QWidget:
    part = QWidget()
    flow = FlowLayout(theme=theme, gap=16)
    part.setLayout(flow)
    for widget in widgets:
        flow.add(widget)
    return part
