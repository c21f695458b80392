"""Boxes that promise a message which the server can't send: they can't be ticked, and the reason stands below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.labels import Label


class UnsendableBoxes(QObject):
    """`why_not` says of each box why the server can't send what it asks for, as far as the desk knows by now, "" where
    it can. A box that is ticked, from an older draft or a file, can still be unticked. `reason` is the label that says
    why, for the form to put below them."""

    def __init__(self, why_not: Mapping[QCheckBox, Callable[[], str]], *, parent: QWidget) -> None:
        super().__init__(parent)
        self.reason = Label(variant="caption", wrap=True, parent=parent)  # else a window of its own is shown
        self._why_not = why_not
        self._said = dict.fromkeys(why_not, "")
        for box in why_not:
            box.checkStateChanged.connect(self.weigh)
        self.weigh()

    def weigh(self) -> None:
        """The server may have become known, or other values are shown."""
        reasons = {box: why_not() for box, why_not in self._why_not.items()}
        for box, reason in reasons.items():
            box.setEnabled(not reason or box.checkState() is not Qt.CheckState.Unchecked)
            if reason or box.accessibleDescription() == self._said[box]:  # else it is the field's: what is wrong there
                box.setAccessibleDescription(reason)
            if reason != self._said[box]:
                box.setToolTip(reason)
            self._said[box] = reason
        self.reason.setText(" ".join(dict.fromkeys(filter(None, reasons.values()))))
        self.reason.setVisible(bool(self.reason.text()))
