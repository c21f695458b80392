"""The desk's table view: whole rows, a bar at the selected one, a ring inside it while the table has the focus."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QToolTip, QWidget

from ui.models.table_model import TableModel
from ui.theme import Theme
from ui.widgets.labels import plain_tooltip
from ui.widgets.menu import MenuEntry, is_menu_key, menu_place, place_in_hand
from ui.widgets.table.cells import Cells
from ui.widgets.table.row_pictures import Lane, RowPictures
from ui.widgets.table.table_columns import TableColumns
from ui.widgets.table.whole_rows import show_whole_rows


class DeskTable(QTableView):
    """Shows a TableModel. Selection and scroll stay where they are when the model changes under them.

    `row_chosen` is emitted when another row is selected, and when the selected row's content changed. With
    `arrangeable` a person moves its columns and makes them wider or narrower, and it is so again after a restart.
    `menu_requested` says at what place of the screen somebody wants the menu of what is in hand. The cell in hand,
    which Ctrl+C copies, is one of the column titled `named_by` until somebody goes to another.
    """

    row_chosen = Signal(object)
    opened = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(
        self,
        *,
        name: str,
        model: TableModel[Any],
        theme: Theme,
        row_height: int = 40,
        arrangeable: bool = True,
        named_by: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = model
        self._theme = theme
        self._row_height = row_height
        self._named_by = named_by
        self._chosen: object = None
        self._before_reset: tuple[object, int] = (None, 0)
        self.setModel(model)
        self._cells = Cells(theme=theme)
        self._pictures = RowPictures(cells=self._cells, theme=theme)
        self._hovered = -1
        show_whole_rows(self)
        self._columns = TableColumns(self, model, cells=self._cells, theme=theme, arrangeable=arrangeable)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_data_changed)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.rowsRemoved.connect(self._on_rows_removed)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.rows[index.row()]))
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def chosen_row(self) -> Any | None:
        """The row in hand, or None."""
        number = self.currentIndex().row()
        return self._model.rows[number] if 0 <= number < len(self._model.rows) else None

    def copy(self) -> None:
        """Copies the cell in hand."""
        if (at := self.currentIndex()).isValid():
            QGuiApplication.clipboard().setText(self._model.cell(at.row(), at.column()).copied)

    def copy_entry(self) -> MenuEntry:
        """What a menu says of that."""
        return MenuEntry("Copy cell", "Ctrl+C", self.copy)

    def choose(self, key: object) -> bool:
        """Selects the row with that key and brings it into view; False when it isn't shown."""
        number = self._model.row_of(key)
        if number < 0:
            return False
        self._select(number)
        self.scrollTo(self._model.index(number, 0))
        return True

    def choose_nobody(self) -> None:
        """No row is in hand."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def elides(self, row: int, column: int) -> bool:
        """Whether that cell can't show its whole text."""
        leads = column == self._columns.leading
        return self._cells.elides(self._model.cell(row, column), self.columnWidth(column), first=leads)

    def show_sorting(self, section: int, ascending: bool) -> None:
        """Draws the arrow of the column that the rows are sorted by."""
        header = self.horizontalHeader()
        if not header.isSortIndicatorShown():
            header.setSortIndicatorShown(True)
            self._columns.measure()
            self._columns.spread()
        header.setSortIndicator(section, Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder)

    def scroll_to_upper_half(self, number: int) -> None:
        """Puts row `number` a third down the view, so that what was before it stays in sight."""
        self.updateGeometries()  # else the bar's range is still that of the rows before
        above = self.viewport().height() // 3 // max(1, self.rowHeight(0) or 1)
        self.scrollTo(self._model.index(max(0, number - above), 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _select(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(number, self._column_in_hand()), flags)

    def _column_in_hand(self) -> int:
        at = self.currentIndex()
        if at.isValid() and not self.isColumnHidden(at.column()):
            return at.column()
        titles = [column.title for column in self._model.columns]
        return titles.index(self._named_by) if self._named_by in titles else self._columns.leading

    def _on_theme_changed(self) -> None:
        self._pictures.forget()
        self._columns.measure()
        self.verticalHeader().setDefaultSectionSize(self._theme.px(self._row_height))
        self.horizontalHeader().setFixedHeight(self._theme.px(34))
        self._columns.spread()
        self.viewport().update()

    def _on_about_to_be_reset(self) -> None:
        self._before_reset = (self._chosen, self.verticalScrollBar().value())

    def _on_reset(self) -> None:
        self._columns.measure_others()
        self._columns.spread()
        key, scrolled = self._before_reset
        number = self._model.row_of(key) if key is not None else -1
        self._chosen = key if number >= 0 else None
        if number >= 0:
            self._select(number)
        self.verticalScrollBar().setValue(scrolled)
        if key is not None:
            self.row_chosen.emit(self._model.rows[number] if number >= 0 else None)

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        number = self.currentIndex().row()
        if first.row() <= number <= last.row():
            self.row_chosen.emit(self._model.rows[number])
        if self._columns.widen(first.row(), last.row()):
            self._columns.spread()

    def _on_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """Rows that come above the view don't push away what is looked at."""
        if self._columns.measure_new(first, last):
            self._columns.spread()
        scrolled = self.verticalScrollBar().value()
        if first * self.verticalHeader().defaultSectionSize() < scrolled:
            self._scroll_by(last - first + 1)

    def _on_rows_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        hidden = self.verticalScrollBar().value() // self.verticalHeader().defaultSectionSize()
        above = min(last + 1, hidden) - first
        if above > 0:
            self._scroll_by(-above)

    def _scroll_by(self, rows: int) -> None:
        bar = self.verticalScrollBar()
        value = bar.value() + rows * self.verticalHeader().defaultSectionSize()
        self.updateGeometries()  # else the bar's range is still that of the rows before
        bar.setValue(value)

    def _on_current_changed(self, current: QModelIndex, before: QModelIndex) -> None:
        for row in (before.row(), current.row()):  # the ring's edges may round into the rows beside it
            place = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            self.viewport().update(place.adjusted(0, -2, 0, 2))
        key = self._model.key_at(current.row()) if current.isValid() else None
        if key != self._chosen:
            self._chosen = key
            self.row_chosen.emit(self._model.rows[current.row()] if current.isValid() else None)

    def _on_selection_changed(self, added: QItemSelection) -> None:
        """A screen reader selects a row without making it the current one; here both are the row in hand."""
        selected = {index.row() for index in self.selectionModel().selectedIndexes()}
        if len(selected) == 1 and self.currentIndex().row() not in selected:
            self._select(selected.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (row := self.chosen_row()) is not None:
            self.opened.emit(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif is_menu_key(event):
            if self.currentIndex().isValid():
                self.menu_requested.emit(place_in_hand(self))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Nothing is in hand below the last row: a click there wants no row's menu."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        if (self.currentIndex() if by_key else self.indexAt(event.pos())).isValid():
            self.menu_requested.emit(menu_place(self, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.spread()

    def showEvent(self, event: QShowEvent) -> None:
        self._columns.take_choices()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows that the event touches, then the bar and the ring of the current one."""
        rows = len(self._model.rows)
        height = self.verticalHeader().defaultSectionSize()
        above = self.verticalScrollBar().value()
        first, last = (above + event.rect().top()) // height, (above + event.rect().bottom()) // height
        header = self.horizontalHeader()
        lanes = tuple(
            (number, header.sectionViewportPosition(number), header.sectionSize(number))
            for number in self._columns.from_left()
        )
        width = self.viewport().width()
        painter = QPainter(self.viewport())
        for row in range(max(0, first), min(rows, last + 1)):
            self._paint_row(painter, row, QRect(0, row * height - above, width, height), lanes)
        self._paint_current(painter, height, above)
        painter.end()

    def _paint_row(self, painter: QPainter, row: int, place: QRect, lanes: tuple[Lane, ...]) -> None:
        chosen = self.selectionModel().isRowSelected(row, QModelIndex())
        ground = "accent-soft" if chosen else "hover" if row == self._hovered else "surface"
        cells = [self._model.cell(row, number) for number, _, _ in lanes]
        self._pictures.paint(painter, cells, lanes, place, ground)

    def _paint_current(self, painter: QPainter, height: int, above: int) -> None:
        number = self.currentIndex().row()
        if number < 0:
            return
        top = number * height - above
        painter.fillRect(0, top, 3, height - 1, self._theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(QRectF(1, top + 1, self.viewport().width() - 2, height - 3))
            self._paint_cell_in_hand(painter, top, height)

    def _paint_cell_in_hand(self, painter: QPainter, top: int, height: int) -> None:
        """So that it is seen what Ctrl+C copies."""
        header, column = self.horizontalHeader(), self.currentIndex().column()
        left, width = header.sectionViewportPosition(column), header.sectionSize(column)
        painter.fillRect(left + 4, top + height - 5, width - 8, 2, self._theme.colour("accent"))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """A cell that had to elide tells the whole text, as plain words, and one that says a part of something all of
        it."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if index.isValid():
                cell = self._model.cell(index.row(), index.column())
                words = cell.text if self.elides(index.row(), index.column()) else ""
                told = "\n".join(filter(None, (words, cell.whole)))
                QToolTip.showText(event.globalPos(), plain_tooltip(told) if told else "", self)
                return True
        return super().viewportEvent(event)
