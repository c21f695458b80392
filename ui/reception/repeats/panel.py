"""The panel that builds how something repeats, below the field *Repeats*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.meetings.repeats import Repeats, next_dates
from ui.reception.repeats.dates import RepeatsDates
from ui.reception.repeats.end import RepeatsEnd
from ui.reception.repeats.frequency import RepeatsHow
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, line

_SHOWN = 5
_WIDTH = 524


class RepeatsPanel(QFrame):
    """`chosen` carries a rule and what is left out of it, when a person chose other ones. Enter, *Apply* and going on
    elsewhere take what is chosen, so that nothing entered is lost; Escape and *Cancel* leave everything as it was.

    A rule that can't be said in the panel's words is shown as its text, and stays until something is chosen.
    """

    chosen = Signal(str, str)

    def __init__(
        self, *, start: datetime, today: Callable[[], date], theme: Theme, leaves_out: bool, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("repeats")
        self.setAccessibleName("Repeats")
        self._theme = theme
        self._leaves_out = leaves_out
        self._rule = self._exdate = ""
        self._start = start
        self._before: Repeats | None = None
        self._filling = self._cancelled = False
        self._below = parent
        self._elsewhere = Label(variant="muted", wrap=True)
        self._how = RepeatsHow(start=start, theme=theme)
        self._ends_heading = Label("Ends", variant="heading")
        self._end = RepeatsEnd(today=today, theme=theme)
        self._dates = RepeatsDates(today=today, theme=theme)
        self._lay_out()
        for part in (self._how, self._end, self._dates):
            part.changed.connect(self._refresh)
        theme.changed.connect(self._fit)

    def open(self, rule: str, exdate: str, start: datetime, *, below: QWidget) -> None:
        self._rule, self._exdate, self._start, self._below = rule, exdate, start, below
        self._before = Repeats.read(rule, exdate, start)
        self._filling = True
        repeats = self._before
        self._elsewhere.setText("" if repeats or not rule else f"{rule}\nThis rule stays until you choose another.")
        self._dates.left_out = repeats.left_out if repeats else ()
        self._how.show_repeats(repeats, start, unsayable=bool(rule) and repeats is None)
        self._end.show_end(repeats.until if repeats else None, repeats.times if repeats else 0, start=start.date())
        self._filling = self._cancelled = False
        self._refresh()
        self.show()
        self._fit()
        self._how.take_focus()

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setObjectName("scrolled")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        for part in (self._elsewhere, self._how, self._ends_heading, self._end, self._dates):
            column.addWidget(part)
        column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        cancel = Button("Cancel", theme=self._theme, variant="bar")
        cancel.setAutoDefault(True)  # Enter on it is for itself, and doesn't apply
        cancel.clicked.connect(self._cancel)
        apply = Button("Apply", theme=self._theme, variant="primary", hint="Enter")
        apply.clicked.connect(self._apply)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(16, 10, 16, 12)
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(apply)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.setSpacing(0)
        for widget in (self._scroll, line(), self._foot):
            around.addWidget(widget)

    def _repeats(self) -> Repeats | None:
        """What is chosen; None for what doesn't repeat, and while nothing is chosen in place of a rule."""
        return self._how.repeats(until=self._end.until(), times=self._end.times(), left_out=self._dates.left_out)

    def _refresh(self) -> None:
        if self._filling:
            return
        repeats, unsayable = self._repeats(), self._how.unsayable()
        self._ends_heading.setVisible(repeats is not None)
        self._end.setVisible(repeats is not None)
        self._elsewhere.setVisible(unsayable)
        self._dates.setVisible(repeats is not None or unsayable)
        if repeats:
            rule, exdate = repeats.rule(self._start), repeats.exdate(self._start)
            dates = next_dates(rule, exdate, self._start, _SHOWN)
            self._dates.show_dates(dates, start=self._start, editable=self._leaves_out)
        elif unsayable:
            self._dates.show_dates(self._dates_of_rule(), start=self._start, editable=False)

    def _dates_of_rule(self) -> tuple[datetime, ...]:
        try:
            return next_dates(self._rule, self._exdate, self._start, _SHOWN)
        except ValueError:
            return ()

    def _apply(self) -> None:
        """A last day that is none is to be mended first."""
        if self._end.isVisible() and self._end.lacks_day():
            self._end.last_day.setFocus()
        else:
            self.close()

    def _cancel(self) -> None:
        self._cancelled = True
        self.close()

    def _tell(self) -> None:
        repeats = self._repeats()
        if self._how.unsayable() or repeats == self._before or (repeats and self._end.lacks_day()):
            return
        if repeats:
            self.chosen.emit(repeats.rule(self._start), repeats.exdate(self._start))
        else:
            self.chosen.emit("", "")

    def _fit(self) -> None:
        """As high as what is shown and no higher than the screen; what has no room scrolls."""
        room = self._below.screen().availableGeometry()
        width = min(self._theme.px(_WIDTH), room.width())
        layout = self._content.layout()
        assert layout is not None
        around = self.sizeHint().height() - self._scroll.sizeHint().height()
        content = max(layout.totalHeightForWidth(width - 4), self._content.minimumSizeHint().height())
        self.resize(QSize(width, min(content + around, room.height())))
        corner = self._below.mapToGlobal(QPoint(0, self._below.height() + 2))
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        self.move(left, max(room.top(), min(corner.y(), room.bottom() - self.height())))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._apply()
        elif event.key() == Qt.Key.Key_Escape:
            self._cancel()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._cancelled:
            self._tell()
