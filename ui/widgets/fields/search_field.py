"""A search field with its lens, its key and a way to clear it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.fields.field_parts import InsideButton, StartPicture


class SearchField(QLineEdit):
    """Emits `textChanged` as every line edit does; Escape clears, and Down asks to go on into the list."""

    went_down = Signal()

    def __init__(self, name: str, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setToolTip(f"{name} ( / or Ctrl+F )")
        StartPicture("search", edit=self, theme=theme, side=18)
        cross = InsideButton("Empty the search", self.clear, icon="close", theme=theme)
        cross.stand_in(self)
        cross.hide()
        self.textChanged.connect(lambda text: cross.setVisible(bool(text)))

    def event(self, event: QEvent) -> bool:
        """On X11 Qt goes to the end of a line by Ctrl+E, as Emacs does: here that is the page's, and End is enough."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.MoveToEndOfLine)
            and event.key() != Qt.Key.Key_End
        ):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
