"""The page's part of the window's header."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.shell import screens
from ui.widgets.labels import Elided, Label


class OverviewHeader(QWidget):
    """The page's name, and the days that it tells of; `tools` stand at its end."""

    def __init__(self, tools: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = Elided(variant="muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Label(screens.OVERVIEW.name, variant="page"))
        row.addWidget(self._days, 1)
        for tool in tools:
            row.addWidget(tool)

    def say(self, days: str) -> None:
        self._days.setText(days)
