"""What Foyer proposes in a field is replaced by what a person types, however they came into the field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

_BACK_AGAIN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why a field gets the focus although the person never left it."""


class ProposalReplaced(QObject):
    """Selects all of `control` when the focus comes to it, and at the first click, while `proposed()` holds. A second
    click sets the cursor, and what a person selects with the mouse stays selected.
    """

    def __init__(self, control: QLineEdit | QAbstractSpinBox, *, proposed: Callable[[], bool] = lambda: True) -> None:
        super().__init__(control)
        self._control = control
        self._edit = control if isinstance(control, QLineEdit) else control.lineEdit()
        self._proposed = proposed
        self._untouched = False
        for watched in {self._control, self._edit}:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() not in _BACK_AGAIN:
            self._untouched = True
            if self._proposed():
                self._control.selectAll()
        elif event.type() is QEvent.Type.KeyPress:
            self._untouched = False
        elif event.type() is QEvent.Type.MouseButtonRelease and self._untouched:  # the press has set the cursor
            self._untouched = False
            if self._proposed() and not self._edit.hasSelectedText():
                self._control.selectAll()
        return super().eventFilter(watched, event)
