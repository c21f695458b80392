"""A row of a table or a list that is taken with the mouse and let go elsewhere.

Not a QDrag: its `exec()` is a loop of its own, and what the desk goes on with waits for its end.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from ui.models.table_model import TableModel

_OVER = (QEvent.Type.WindowDeactivate, QEvent.Type.Hide)
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_IN_HAND = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class RowDrag(QObject):
    """`began` carries the row. `moved` and `dropped` tell where the mouse is, on the screen; `over` comes after a drop,
    and without one when it was given up: by Escape, or since the window lost the focus."""

    began = Signal(object)
    moved = Signal(QPoint)
    dropped = Signal(QPoint)
    over = Signal()

    def __init__(self, view: QAbstractItemView, model: TableModel[Any]) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._pressed: tuple[QPoint, object] | None = None
        """Where a row was pressed, and its key."""
        self._dragging = False
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The view gets nothing of the mouse while a row is dragged: it would take each one below it in hand."""
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if self._dragging and isinstance(event, QKeyEvent) and event.type() in _KEYS:
            if event.key() == Qt.Key.Key_Escape and event.type() is QEvent.Type.KeyPress:
                self._end()
            event.accept()
            return True
        if event.type() in _OVER:
            self._end()
        return False

    def _on_mouse(self, event: QMouseEvent) -> bool:
        place = event.globalPosition().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() is Qt.MouseButton.LeftButton:
                number = self._view.indexAt(event.position().toPoint()).row()
                self._pressed = (place, self._model.key_at(number)) if number >= 0 else None
            case QEvent.Type.MouseMove if self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
                self._drag_to(place)
                return self._dragging
            case QEvent.Type.MouseButtonRelease:
                return self._let_go(place)
        return False

    def _drag_to(self, place: QPoint) -> None:
        assert self._pressed is not None
        start, key = self._pressed
        if not self._dragging and (place - start).manhattanLength() >= QApplication.startDragDistance():
            number = self._model.row_of(key)
            if number < 0:
                self._pressed = None  # it went meanwhile
                return
            self._dragging = True
            index = self._model.index(number, 0)  # on the way here another row may have come in hand
            self._view.selectionModel().setCurrentIndex(index, _IN_HAND)
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            for listened_to in (self._view, self._view.window()):
                listened_to.installEventFilter(self)
            self.began.emit(self._model.rows[number])
        if self._dragging:
            self.moved.emit(place)

    def _let_go(self, place: QPoint) -> bool:
        self._pressed = None
        if not self._dragging:
            return False
        self.dropped.emit(place)
        self._end()
        return True

    def _end(self) -> None:
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._view.viewport().unsetCursor()
            for listened_to in (self._view, self._view.window()):
                listened_to.removeEventFilter(self)
            self.over.emit()
