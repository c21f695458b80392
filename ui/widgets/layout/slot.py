"""A place for one widget, that another may take: what stands around it stays."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Slot(QWidget):
    """Takes no room while it is empty. It may be filled before it stands anywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_one(self, widget: QWidget | None) -> None:
        """In the place of what was shown."""
        if self._shown is not None:
            self._layout.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        if widget is not None:
            self._layout.addWidget(widget)
            widget.show()
        self._take_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ParentChange:
            self._take_room()

    def _take_room(self) -> None:
        """Only where it stands: without a parent it would be a window of its own, and take the keyboard."""
        self.setVisible(self._shown is not None and self.parentWidget() is not None)
