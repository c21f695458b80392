"""On which days a rule makes something take place, to be left out by a click and taken back by another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.fields.field import Field
from ui.widgets.labels import Label
from ui.widgets.layout.flow_layout import FlowLayout
from ui.widgets.moments.day_field import DayField
from ui.wording.repeat_words import date_words


class RepeatsDates(QWidget):
    """`left_out` are the days on which it doesn't take place, in order."""

    changed = Signal()

    def __init__(self, *, today: Callable[[], date], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.left_out: tuple[date, ...] = ()
        self._heading = Label("Next dates: press one to leave it out", variant="heading", wrap=True)
        self._next = FlowLayout(theme=theme, gap=4)
        self._none = Label(variant="alarm", wrap=True)
        self._plain = Label(wrap=True)
        self._out_heading = Label("Left out: press one to take it back", variant="heading", wrap=True)
        self._out = FlowLayout(theme=theme, gap=4)
        self._day = DayField(theme=theme, today=today, placeholder="A day")
        self._field = Field("Leave out", self._day, theme=theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._heading, self._next, self._none, self._plain, self._out_heading, self._out, self._field):
            if isinstance(part, QWidget):
                column.addWidget(part)
            else:
                column.addLayout(part)
        self._day.editingFinished.connect(self._on_day)
        self._day.changed.connect(self._on_day_changed)

    def show_dates(self, dates: Sequence[datetime], *, start: datetime, editable: bool) -> None:
        """`editable` is False for a rule of which no day can be left out here."""
        self._heading.setText("Next dates: press one to leave it out" if editable else "Next dates")
        _empty(self._next)
        words = [f"{date_words(moment.date(), start.date())}, {moment:%H:%M}" for moment in dates]
        if editable:
            for moment, each in zip(dates, words, strict=True):
                self._add(self._next, each, partial(self._leave_out, moment.date()))
        self._none.setText("No date is left." if editable and not dates else "")
        self._plain.setText("" if editable else " · ".join(words) or "They can't be told here.")
        for label in (self._none, self._plain):
            label.setVisible(bool(label.text()))
        _empty(self._out)
        for day in self.left_out:
            self._add(self._out, date_words(day, start.date()), partial(self._take_back, day), icon="undo")
        self._out_heading.setVisible(bool(self.left_out))
        self._field.setVisible(editable)

    def _add(self, flow: FlowLayout, words: str, do: Callable[[], None], *, icon: str = "") -> None:
        button = Button(words, theme=self._theme, variant="chip", icon=icon)
        button.clicked.connect(do)
        button.clicked.connect(self._day.setFocus)  # the button that was pressed goes
        flow.addWidget(button)
        button.show()  # a layout would show it only later

    def _leave_out(self, day: date) -> None:
        self._set({*self.left_out, day})

    def _take_back(self, day: date) -> None:
        self._set({*self.left_out} - {day})

    def _set(self, days: set[date]) -> None:
        self.left_out = tuple(sorted(days))
        self.changed.emit()

    def _on_day_changed(self) -> None:
        """A day from the calendar is meant at once, a typed one when it is finished."""
        if not self._day.isModified():
            self._on_day()

    def _on_day(self) -> None:
        if day := self._day.day():
            self._day.clear()
            self._leave_out(day)


def _empty(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item and (widget := item.widget()):
            widget.hide()
            widget.deleteLater()
