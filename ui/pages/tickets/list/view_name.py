"""Asks what a view that is saved is to be called."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field

_LONGEST = 60
_WIDTH = 380


class ViewName(QDialog):
    """Open it with `open()`. `named` carries the name, never "" and none of `taken`."""

    named = Signal(str)

    def __init__(self, *, taken: Container[str], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Save this view")
        self._taken = taken
        self._line = QLineEdit()
        self._line.setMaxLength(_LONGEST)
        self._field = Field("Name of the view", self._line, theme=theme)
        self._line.textChanged.connect(lambda: self._field.complain(""))
        save, cancel = Button("Save view", theme=theme, variant="primary"), Button("Cancel", theme=theme)
        save.setDefault(True)
        cancel.setAutoDefault(False)
        save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.px(20)] * 4)
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        column.addLayout(buttons)
        self.setMinimumWidth(theme.px(_WIDTH))
        self._line.setFocus()

    def _on_save(self) -> None:
        name = self._line.text().strip()
        if not name or name in self._taken:
            self._field.complain("Every desk has a view of that name: choose another." if name else "Enter a name.")
            self._line.setFocus()
            return
        self.accept()
        self.named.emit(name)
