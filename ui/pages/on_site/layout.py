"""The count beside the list, or above it where there is no room for that."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.on_site.summary import OnSiteSummary
from ui.theme import Theme
from ui.widgets.labels import line
from ui.widgets.layout.side_by_side import SideBySide

WIDTH, NARROW, LOWEST_LIST = 256, 820, 300
"""In pixels at 100 % text: the summary beside the list, the page below which it goes above, and the list then."""

ANY = 16_777_215  # Qt's word for "no limit"


class SummaryAndList(SideBySide):
    """A window too low for both scrolls."""

    def __init__(self, summary: OnSiteSummary, listed: QWidget, *, theme: Theme, parent: QWidget | None = None) -> None:
        between = line(upright=True)
        super().__init__((summary, between, listed), main=listed, narrow=NARROW, theme=theme, parent=parent)
        self._summary = summary
        self._line = between
        self._listed = listed
        self.arranged.connect(self._measure)

    def _measure(self, beside: bool) -> None:
        self._summary.stand(beside=beside)
        self._summary.setMinimumWidth(self._theme.px(WIDTH) if beside else 0)
        self._summary.setMaximumWidth(self._theme.px(WIDTH) if beside else ANY)
        self._line.setVisible(beside)
        self._listed.setMinimumHeight(0 if beside else self._theme.px(LOWEST_LIST))
