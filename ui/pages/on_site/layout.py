"""The count beside the list, or above it where there is no room for that."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from ui.pages.on_site.summary import OnSiteSummary
from ui.theme import Theme
from ui.widgets.labels import line

WIDTH, NARROW, LOWEST_LIST = 256, 820, 300
"""In pixels at 100 % text: the summary beside the list, the page below which it goes above, and the list then."""

ANY = 16_777_215  # Qt's word for "no limit"


class SummaryAndList(QScrollArea):
    """A window too low for both scrolls."""

    def __init__(self, summary: OnSiteSummary, listed: QWidget, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary = summary
        self._listed = listed
        both = QWidget()
        both.setObjectName("scrolled")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(summary)
        self._line = line(upright=True)
        self._row.addWidget(self._line)
        self._row.addWidget(listed, 1)
        self.setWidget(both)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= self._theme.px(NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._summary.stand(beside=beside)
        self._summary.setMinimumWidth(self._theme.px(WIDTH) if beside else 0)
        self._summary.setMaximumWidth(self._theme.px(WIDTH) if beside else ANY)
        self._line.setVisible(beside)
        self._listed.setMinimumHeight(0 if beside else self._theme.px(LOWEST_LIST))
