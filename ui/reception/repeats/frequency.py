"""How often something repeats and on which days: the upper part of the panel."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.models.calendars.weekdays import weekday_places
from app.services.meetings.repeats import MOST_BETWEEN, WEEKDAYS, Every, Repeats
from ui.reception.repeats.end import number_field
from ui.theme import Theme
from ui.widgets.buttons import Chip
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.wording.dates import WEEK
from ui.wording.repeat_words import ordinal, place_words, unit_words

_NOT, _WEEKDAYS = "Does not repeat", "Weekdays"
_EVERY: dict[str, Every | None] = {
    _NOT: None,
    "Daily": Every.DAY,
    _WEEKDAYS: Every.WEEK,
    "Weekly": Every.WEEK,
    "Monthly": Every.MONTH,
}
_LONGEST_IN_ALL = 28


class RepeatsHow(QWidget):
    """All of a Repeats but its end and what is left out."""

    changed = Signal()

    def __init__(self, *, start: datetime, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = start
        self._kinds = {word: Chip(word) for word in _EVERY}
        self._group = QButtonGroup(self)
        kinds = FlowLayout(theme=theme)
        for chip in self._kinds.values():
            self._group.addButton(chip)
            kinds.addWidget(chip)
            chip.toggled.connect(self._on_kind)
        self._every_label = Label("Every")
        self._interval = number_field("Every", most=MOST_BETWEEN)
        self._days = tuple(Chip(name[:3]) for name in WEEK)
        self._on = _MonthDays()
        self._short = Label(variant="muted", wrap=True)
        interval = QHBoxLayout()
        interval.setSpacing(12)
        interval.addWidget(self._every_label)
        interval.addWidget(self._interval)
        interval.addStretch()
        self._week = QWidget()
        week = FlowLayout(theme=theme, gap=4)
        self._week.setLayout(week)
        for chip in self._days:
            week.addWidget(chip)
            chip.toggled.connect(self._on_day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(kinds)
        column.addLayout(interval)
        for part in (self._week, self._on, self._short):
            column.addWidget(part)
        self._interval.valueChanged.connect(self._on_changed)
        self._on.changed.connect(self._on_changed)

    def show_repeats(self, repeats: Repeats | None, start: datetime, *, unsayable: bool) -> None:
        """`unsayable` shows nothing chosen at all."""
        self._start = start
        self._group.setExclusive(False)
        for word, chip in self._kinds.items():
            chip.setChecked(not unsayable and word == _word(repeats))
        self._group.setExclusive(True)
        self._interval.setValue(repeats.interval if repeats else 1)
        days = (repeats.days if repeats else ()) or (start.weekday(),)
        for day, chip in enumerate(self._days):
            chip.setChecked(day in days)
        self._on.show_days(repeats.on if repeats else "", start)
        self._on_changed()

    def unsayable(self) -> bool:
        return self._group.checkedButton() is None

    def repeats(self, **rest: object) -> Repeats | None:
        """With `rest` for what isn't chosen here. Only other days than the start's own are named in the rule."""
        word = self._kind()
        every = _EVERY.get(word)
        if every is None:
            return None
        days = tuple(day for day, chip in enumerate(self._days) if chip.isChecked())
        if word == _WEEKDAYS:
            return Repeats(Every.WEEK, days=WEEKDAYS, **rest)  # type: ignore[arg-type]
        return Repeats(
            every,
            interval=self._interval.value(),
            days=days if every is Every.WEEK and days != (self._start.weekday(),) else (),
            on=self._on.value() if every is Every.MONTH else "",
            **rest,  # type: ignore[arg-type]
        )

    def take_focus(self) -> None:
        chip = self._group.checkedButton() or self._kinds[_NOT]
        chip.setFocus(Qt.FocusReason.PopupFocusReason)

    def _kind(self) -> str:
        return next((word for word, chip in self._kinds.items() if chip.isChecked()), "")

    def _on_kind(self, on: bool) -> None:
        if on:
            self._on_changed()

    def _on_day(self, on: bool) -> None:
        """A week without a day is none: the start's own comes back."""
        if not any(chip.isChecked() for chip in self._days):
            self._days[self._start.weekday()].setChecked(True)
        self._on_changed()

    def _on_changed(self) -> None:
        every, word = _EVERY.get(self._kind()), self._kind()
        counted = every is not None and word != _WEEKDAYS
        for part in (self._every_label, self._interval):
            part.setVisible(counted)
        if every:
            self._interval.setSuffix(f" {unit_words(every, self._interval.value())}")
        self._week.setVisible(word == "Weekly")
        self._on.setVisible(every is Every.MONTH)
        day = self._on.month_day(self._start) if every is Every.MONTH else 0
        self._short.setText(f"Months without a {ordinal(day)} are left out." if day > _LONGEST_IN_ALL else "")
        self._short.setVisible(day > _LONGEST_IN_ALL)
        self.changed.emit()


class _MonthDays(QWidget):
    """On which day of the month: those that the start is, and one that was chosen otherwise before."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_days(self, on: str, start: datetime) -> None:
        for radio in self._radios.values():
            self._group.removeButton(radio)
            radio.hide()
            radio.deleteLater()
        self._radios = {}
        for each in dict.fromkeys(("", *weekday_places(start.date()), on)):
            words = place_words(each, start)
            radio = self._radios[each] = QRadioButton(words)
            radio.setAccessibleName(words)
            radio.setChecked(each == on)
            self._group.addButton(radio)
            self._column.addWidget(radio)
            radio.show()
            radio.toggled.connect(self.changed)

    def value(self) -> str:
        return next((on for on, radio in self._radios.items() if radio.isChecked()), "")

    def month_day(self, start: datetime) -> int:
        """The date, or 0 for a weekday of the month."""
        on = self.value() or str(start.day)
        return int(on) if on.isdecimal() else 0


def _word(repeats: Repeats | None) -> str:
    """The chip that stands for it."""
    if repeats is None:
        return _NOT
    if repeats.days == WEEKDAYS and repeats.interval == 1:
        return _WEEKDAYS
    return {Every.DAY: "Daily", Every.WEEK: "Weekly", Every.MONTH: "Monthly"}[repeats.every]
