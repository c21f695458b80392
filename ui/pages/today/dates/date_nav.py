"""Which day is looked at: a step back, a step on, another that is typed, and back to today. Stands in the header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.pages.today.dates.go_to_date import NAME, GoToDate
from ui.pages.today.dates.week_view import WEEK, WEEK_KEY
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.wording.dates import day_and_month, whole_day

GAP = 4


class DateNav(QWidget):
    """`stepped` tells by how many days, `day_chosen` carries the day that the person wants, `week_requested` says that
    it is the week. Its keys work all over `page`."""

    stepped = Signal(int)
    day_chosen = Signal(object)
    week_requested = Signal()

    def __init__(
        self, *, today: Callable[[], date], theme: Theme, page: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._current_day = today
        self._day = date.min
        self._go_to: GoToDate | None = None
        # it takes what room the header has, and chooses its words by that
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        previous = Button("Previous day", theme=theme, variant="icon", icon="chevron-left", hint="Ctrl+PgUp")
        following = Button("Next day", theme=theme, variant="icon", icon="chevron-right", hint="Ctrl+PgDown")
        self._date = Button(NAME, theme=theme, variant="title")
        self._date.setToolTip(f"{NAME} (Ctrl+G)")
        self._today = Button("Go to today", theme=theme, variant="bar")
        self._week = Button(WEEK, theme=theme, variant="bar", hint=WEEK_KEY)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._always = (previous, self._date, following)
        for widget in self._always:
            row.addWidget(widget)
        row.addSpacing(GAP)
        row.addWidget(self._today)
        row.addWidget(self._week)
        row.addStretch()
        previous.clicked.connect(lambda: self.stepped.emit(-1))
        following.clicked.connect(lambda: self.stepped.emit(1))
        self._date.clicked.connect(self._open)
        self._today.clicked.connect(lambda: self.day_chosen.emit(today()))
        self._week.clicked.connect(self.week_requested)
        for keys, do in (
            ("Ctrl+PgUp", previous.click),
            ("Ctrl+PgDown", following.click),
            ("Ctrl+G", self._open),
            (WEEK_KEY, self.week_requested),
        ):
            QShortcut(QKeySequence(keys), page).activated.connect(do)

    def show_date(self, day: date, *, is_today: bool) -> None:
        self._day = day
        if is_today and self._today.hasFocus():
            self._date.setFocus()  # a button that rests hands the keyboard on to whatever comes next in the window
        self._today.setEnabled(not is_today)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write()

    def _write(self) -> None:
        """The whole date where all fits, else the short one; the date never elides, and the week has its key."""
        day = self._day
        self._date.setText(whole_day(day))
        roomy = self._fits(self._today, self._week)
        self._date.setText(whole_day(day) if roomy else day_and_month(day))
        self._date.setAccessibleDescription(whole_day(day))
        offered = roomy or self._today.isEnabled()
        self._today.setVisible(offered)
        self._week.setVisible(roomy or self._fits(self._week, *([self._today] if offered else [])))

    def _fits(self, *buttons: Button) -> bool:
        parts = (*self._always, *buttons)
        return sum(one.sizeHint().width() + GAP for one in parts) + GAP <= self.width()

    def _open(self) -> None:
        if self._go_to is None:
            self._go_to = GoToDate(today=self._current_day, theme=self._theme, parent=self)
            self._go_to.chosen.connect(self.day_chosen)
        self._go_to.open(self._day, below=self._date)
