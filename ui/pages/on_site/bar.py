"""Above the list of *On site*: the search and *Check out*, and in a roll call whom to show, *Mark safe* and *Undo last
mark*."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.visits.roll_call import RollCallEntry, Standing
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.chips import Chips
from ui.widgets.fields.search_field import SearchField
from ui.widgets.layout.flow_layout import FlowLayout

EVERYONE, TO_FIND, SAFE = "Everyone", "Still to find", "Safe"


class OnSiteBar(QFrame):
    """`changed` is emitted when others are to be shown."""

    changed = Signal()
    mark_requested = Signal()
    undo_requested = Signal()
    check_out_requested = Signal()
    problem_requested = Signal()

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.search = SearchField("Search", theme=theme)
        self._chips = Chips((EVERYONE, TO_FIND, SAFE))
        self._mark = Button("Mark safe", theme=theme, variant="bar", icon="check", hint="Space")
        self._undo = Button("Undo last mark", theme=theme, variant="link", icon="undo", hint="Ctrl+Z")
        self._check_out = Button("Check out", theme=theme, variant="bar", icon="leave", hint="Ctrl+O")
        self._report = Button("Report a problem", theme=theme, variant="link", icon="tickets", hint="Ctrl+T")
        self.search.setMaximumWidth(theme.px(420))
        flow = FlowLayout(theme=theme)
        flow.add(self.search, basis=180, grows=True)
        flow.add(self._chips)
        flow.add(self._mark)
        flow.add(self._undo)
        flow.add(self._check_out)
        flow.add(self._report)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 16, 14)
        column.addLayout(flow)
        self.search.textChanged.connect(self.changed)
        self._chips.changed.connect(self.changed)
        self._mark.clicked.connect(self.mark_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._check_out.clicked.connect(self.check_out_requested)
        self._report.clicked.connect(self.problem_requested)

    @property
    def typed(self) -> str:
        return self.search.text().strip()

    @property
    def part(self) -> str:
        """The word of the chip that is chosen."""
        return self._chips.chosen

    def shows(self, one: RollCallEntry) -> bool:
        """Whether the chip that is chosen lets them through."""
        return self.part == EVERYONE or (self.part == SAFE) is one.safe

    def show_standing(self, standing: Standing) -> None:
        running, count = standing.since is not None, len(standing.people)
        if not running:
            self._chips.choose(EVERYONE)
        for widget in (self._chips, self._mark, self._undo):
            widget.setVisible(running)
        self._check_out.setVisible(not running)
        self._chips.count({EVERYONE: count, TO_FIND: standing.to_find, SAFE: count - standing.to_find})
        self._undo.setEnabled(standing.last is not None)

    def show_in_hand(self, one: RollCallEntry | None) -> None:
        self._report.setEnabled(one is not None)
        self._mark.setEnabled(one is not None and not one.safe)
        self._check_out.setEnabled(one is not None and one.present.arrival.on_site)
