"""Boxes that promise a message which the server never sends: they can't be ticked, and the reason stands below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.widgets.labels import Label


class UnsendableBoxes(QObject):
    """`server_sends` says whether the server sends what `boxes` ask for, as far as the desk knows by now. One that is
    ticked, from an older draft or a file, can still be unticked. `reason` is the label that says why, for the form to
    put below them."""

    def __init__(
        self, boxes: Sequence[QCheckBox], *, reason: str, server_sends: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.reason = Label(reason, variant="caption", wrap=True, parent=parent)  # else a window of its own is shown
        self._boxes = boxes
        self._server_sends = server_sends
        for box in boxes:
            box.checkStateChanged.connect(self.weigh)
        self.weigh()

    def weigh(self) -> None:
        """The server may have become known, or other values are shown."""
        sends = self._server_sends()
        for box in self._boxes:
            box.setEnabled(sends or box.checkState() is not Qt.CheckState.Unchecked)
            if not sends:  # else the description is the field's: what is wrong there
                box.setAccessibleDescription(self.reason.text())
                box.setToolTip(self.reason.text())
        self.reason.setVisible(not sends)
