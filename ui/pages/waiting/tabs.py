"""The tabs of *Waiting changes*: what waits at this desk, and the notices that wait at our own server."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.layout.flow_layout import FlowLayout


class WaitingTabs(QFrame):
    """`notices` says whether that tab is chosen; `exist` whether the server has any. Against another server there is
    nothing to choose: `weigh` says so once it stands in its page."""

    changed = Signal()

    def __init__(self, *, exist: Callable[[], bool], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.notices = False
        self._exist = exist
        self._changes, self._notices = Chip("At this desk"), Chip("Notices")
        self._changes.setChecked(True)
        group = QButtonGroup(self)
        row = FlowLayout(theme=theme, gap=8)
        row.setContentsMargins(20, 10, 16, 10)
        self.setLayout(row)
        for chip in (self._changes, self._notices):
            group.addButton(chip)
            row.add(chip)
        self._notices.toggled.connect(self._on_toggled)

    def weigh(self) -> None:
        """The server may have become known."""
        self.setVisible(self._exist())
        if not self._exist():
            self._changes.setChecked(True)

    def count(self, notices: int) -> None:
        self._notices.set_count(notices)

    def _on_toggled(self, on: bool) -> None:
        self.notices = on
        self.changed.emit()
