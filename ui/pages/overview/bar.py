"""Which days are counted, what they are compared with, and whether charts or tables are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.models.statistics.period import LONGEST, Period
from app.services.site import Site
from ui.pages.overview.periods import BEFORE, COMPARED, DAYS, PERIODS, WEEKDAY, compared_with, period_of
from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.fields.choices import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.moments.day_field import DayField


class OverviewBar(QFrame):
    """`changed` is emitted when `period()` or `compared()` is another, `tables_wanted` with whether tables are shown in
    the place of charts."""

    changed = Signal()
    tables_wanted = Signal(bool)

    def __init__(self, *, site: Site, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._site = site
        self._period = ChoiceField(PERIODS, theme=theme, lead="Period")
        self._period.setAccessibleName("Period")
        self._compare = ChoiceField(COMPARED, theme=theme, nothing="Nothing", lead="Compare with")
        self._compare.setAccessibleName("Compare with")
        self._compare.set_value(WEEKDAY)
        self._from = DayField(theme=theme, today=site.today, placeholder="First day")
        self._from.setAccessibleName("First day")
        self._to = DayField(theme=theme, today=site.today, placeholder="Last day")
        self._to.setAccessibleName("Last day")
        self._tables = Chip("Show as tables")
        self._wrong = Label(variant="error", wrap=True)
        self._wrong.hide()
        self._compare_chosen = self._filling = False
        self._told: tuple[Period, Period | None] = (self.period(), self.compared())
        self._lay_out(theme)
        self._compare.changed.connect(self._on_compare_changed)
        self._period.changed.connect(self._on_period_changed)
        for field in (self._from, self._to):
            field.changed.connect(self._on_changed)
        self._tables.toggled.connect(self.tables_wanted)
        self._show_fields()

    def period(self) -> Period:
        """What is chosen; of other days those that were last typed whole."""
        today = self._site.today()
        if self._period.value() != DAYS:
            return period_of(self._period.value(), today, week_begins=self.locale().firstDayOfWeek().value)
        first, last = self._from.day(), self._to.day()
        if first is None or last is None or self._mistake():
            return self._told[0]
        return Period(first, last)

    def compared(self) -> Period | None:
        return compared_with(self._compare.value(), self._period.value(), self.period())

    def tables_are_wanted(self) -> bool:
        return self._tables.isChecked()

    def choose(self, period: Period) -> None:
        """Those days, by their fields."""
        self._from.set_day(period.first)
        self._to.set_day(period.last)
        self._period.set_value(DAYS)

    def take_focus(self) -> None:
        self._period.setFocus()

    def look_at_clock(self) -> None:
        """At midnight today is another day."""
        self._tell()

    def _on_period_changed(self) -> None:
        """Other days begin with those that were shown until then; what is typed after that is left as it is."""
        if self._period.value() == DAYS and self._mistake():
            before = self._told[0]
            self._from.set_day(before.first)
            self._to.set_day(before.last)
        self._on_changed()

    def _on_changed(self) -> None:
        self._show_fields()
        self._tell()

    def _on_compare_changed(self) -> None:
        """What a person compares with stays, whichever period follows."""
        if not self._filling:
            self._compare_chosen = True
            self._tell()

    def _tell(self) -> None:
        now = (self.period(), self.compared())
        if now != self._told:
            self._told = now
            self.changed.emit()

    def _show_fields(self) -> None:
        free = self._period.value() == DAYS
        for field in (self._from, self._to):
            field.setVisible(free)
        words = self._mistake() if free else ""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        one = self.period().length == 1
        weekday = COMPARED[WEEKDAY] if one else "Same weekdays earlier"
        self._filling = True
        self._compare.set_words({WEEKDAY: weekday, BEFORE: COMPARED[BEFORE]})
        self._compare.set_value(self._compare.value() if self._compare_chosen else WEEKDAY if one else BEFORE)
        self._filling = False

    def _mistake(self) -> str:
        first, last = self._from.day(), self._to.day()
        if first is None or last is None:
            return "Type the first and the last day, such as 11 Mar 2026."
        if last < first:
            return "The last day is before the first one."
        if (last - first).days >= LONGEST:
            return "That is too long: four years at most."
        return ""

    def _lay_out(self, theme: Theme) -> None:
        flow = FlowLayout(theme=theme)
        flow.add(self._period, basis=200)
        flow.add(self._from, basis=140)
        flow.add(self._to, basis=140)
        flow.add(self._compare, basis=345)
        flow.add(self._tables)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 4)
        column.setSpacing(4)
        column.addLayout(flow)
        column.addWidget(self._wrong)
