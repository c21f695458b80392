"""By which column a table stands, as a person chose it by clicking its heading."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.models.table_model import TableModel
from ui.widgets.table.table import DeskTable


class Sorting(QObject):
    """`column` is the title of the one that was chosen, `ascending` the direction: another column begins upwards, the
    same one again turns round. `fixed` are titles of columns that nothing is sorted by.

    It moves no row: whoever shows the rows puts them in order, when `changed` says so.
    """

    changed = Signal()

    def __init__(self, table: DeskTable, model: TableModel[Any], *, column: str, fixed: Container[str] = ()) -> None:
        super().__init__(table)
        self.column, self.ascending = column, True
        self._table = table
        self._model = model
        self._fixed = fixed
        header = table.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._on_clicked)

    def show(self) -> None:
        """Draws the arrow at its heading, wherever that column stands now."""
        titles = [column.title for column in self._model.columns]
        self._table.show_sorting(titles.index(self.column), self.ascending)

    def _on_clicked(self, section: int) -> None:
        title = self._model.columns[section].title
        if title not in self._fixed:
            self.column, self.ascending = title, title != self.column or not self.ascending
            self.changed.emit()
