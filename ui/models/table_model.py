"""The one table model. A table is a tuple of columns; a row is whatever object the columns can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()
_RUNS = 40
"""More separate changes than this are faster told as one new table."""
_FAR = 200
"""And so is a table that is so many rows longer or shorter."""


class Cell(Struct, frozen=True):
    """What one cell shows. `mark` is a silhouette that stands before the text, `tint` a status that colours a chip."""

    text: str = ""
    second: str = ""
    variant: str = "plain"  # plain, strong, muted, figures, number, button; a number stands at the right
    mark: str = ""
    role: str = ""  # the colour of mark and text, "" for the text colour
    chip: bool = False
    aside: str = ""  # stands behind the text, in the muted or the mark's colour
    aside_icon: str = ""
    aside_spoken: str = ""  # where the aside alone says too little
    second_mark: str = ""
    second_role: str = "text-muted"
    third: str = ""  # stands behind the second line, with a mark and a colour of its own; it never elides
    third_mark: str = ""
    third_role: str = "text-muted"
    struck: bool = False  # the text is crossed out: it isn't so any more
    whole: str = ""  # all of the second line, where that says a part of it

    @property
    def copied(self) -> str:
        """The words themselves, on one line, without what stands beside or below them; that where it is all."""
        return " ".join((self.text or self.second or self.aside).split())

    @property
    def spoken(self) -> str:
        first = self.text if self.aside_spoken else " ".join(filter(None, (self.text, self.aside)))
        return ", ".join(filter(None, (first, self.aside_spoken, self.whole or self.second, self.third)))


class Column(Struct, Generic[Row], frozen=True):
    """`width`, in pixels at 100 % text, is the least in which the column can be read. Without a `weight` it is as wide
    as what it says, however little room there is; with one it shares what is left by it.

    Where not all columns can be read, the one with the highest `gives_way` is the first to be left out; 0 stays. The
    title of `numbers` stands at the right, as they do.
    """

    title: str
    cell: Callable[[Row], Cell]
    width: int = 0
    weight: int = 0
    gives_way: int = 0
    numbers: bool = False


class TableModel(QAbstractTableModel, Generic[Row]):
    """`key` names a row for good, so that a changed row is known again and keeps its place and its selection."""

    def __init__(
        self, *, columns: Sequence[Column[Row]], key: Callable[[Row], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._key = key
        self._keys: list[object] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Shows exactly `rows`, telling the view no more than what differs from what it shows now."""
        if len(rows) == len(self.rows) and all(map(is_, rows, self.rows)):
            return
        keys = list(map(self._key, rows))
        far_apart = abs(len(keys) - len(self._keys)) > _FAR
        if far_apart or (keys != self._keys and not self._reshape(rows, keys)):
            self.beginResetModel()
            self.rows, self._keys = list(rows), keys
            self.endResetModel()
            return
        changed = [number for number, row in enumerate(rows) if row is not self.rows[number]]
        self.rows = list(rows)
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """The same rows, read across otherwise."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def repaint_all(self) -> None:
        """Says that every cell may look different, as when the clock moved on."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def row_of(self, key: object) -> int:
        """Where the row with that key stands, or -1."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def cell(self, row: int, column: int) -> Cell:
        return self.columns[column].cell(self.rows[row])

    def key_at(self, number: int) -> object:
        return self._keys[number]

    def _reshape(self, rows: Sequence[Row], keys: list[object]) -> bool:
        """Takes rows out and puts rows in until the keys are the same; False when too much moved for that."""
        old, new = set(self._keys), set(keys)
        gone = [number for number, key in enumerate(self._keys) if key not in new]
        come = [number for number, key in enumerate(keys) if key not in old]
        staying = [key for key in self._keys if key in new]
        gone_runs, come_runs = runs(gone), runs(come)
        if len(gone_runs) + len(come_runs) > _RUNS or staying != [key for key in keys if key in old]:
            return False
        for first, last in reversed(gone_runs):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self.rows[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()
        for first, last in come_runs:
            self.beginInsertRows(QModelIndex(), first, last)
            self.rows[first:first] = rows[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()
        return True

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL:
            return self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cell(index.row(), index.column()).spoken
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.cell(index.row(), index.column()).whole
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].numbers else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None


def runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs of neighbours: [1, 2, 5] is [(1, 2), (5, 5)]."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
