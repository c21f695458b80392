"""While a visitor's row is dragged: the days of five weeks, onto one of which it may be let go."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.models.moments import ONE_DAY, first_of_week
from ui.theme import Theme
from ui.wording.dates import MONTHS, WEEK, whole_day

WEEKS = 5
_CELL_WIDTH, _CELL_HEIGHT = 72, 44
_MARGIN, _HEAD, _NAMES, _FOOT = 14, 26, 22, 28


class DayTargets(QWidget):
    """Hidden until a row is dragged. A day before `today` and the one that is shown take nothing."""

    def __init__(self, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Move to another day")
        self._theme = theme
        self._page = parent
        self._first = self._today = self._shown = date.min
        self._target: date | None = None
        self._cell = QSize(theme.px(_CELL_WIDTH), theme.px(_CELL_HEIGHT))
        self._name = ""
        self.hide()

    def open(self, name: str, *, today: date, shown: date, over: QWidget) -> None:
        """`name` says who is dragged, `shown` is the day on which they stand; it opens in the middle of `over`."""
        self._name, self._today, self._shown, self._target = name, today, shown, None
        from_day = max(today, shown - timedelta(weeks=1))
        self._first = first_of_week(from_day, self.locale().firstDayOfWeek().value)
        self._cell = self._fitting_cell()
        self.resize(self.sizeHint())
        corner = over.mapTo(self._page, over.rect().center()) - self.rect().center()
        room = self._page.rect()
        self.move(
            max(0, min(corner.x(), room.right() - self.width())), max(0, min(corner.y(), room.bottom() - self.height()))
        )
        self.show()
        self.raise_()

    def point_at(self, place: QPoint) -> None:
        """`place` is on the screen: the day there is shown as the target."""
        target = self.day_at(place)
        if target != self._target:
            self._target = target
            self.setAccessibleDescription(whole_day(target) if target else "")
            self.update()

    def day_at(self, place: QPoint) -> date | None:
        """The day at that place of the screen, None where none is that takes the row."""
        here = self.mapFromGlobal(place)
        if self.isHidden() or not self.rect().contains(here):
            return None
        day = next((day for day in self._days() if self.place_of(day).contains(here)), None)
        return day if day and self._takes(day) else None

    def place_of(self, day: date) -> QRect:
        """Where the day stands in this widget."""
        week, column = divmod((day - self._first).days, 7)
        width, height = self._cell.width(), self._cell.height()
        left, top = self._theme.px(_MARGIN), self._theme.px(_MARGIN + _HEAD + _NAMES)
        return QRect(left + column * width, top + week * height, width, height)

    def sizeHint(self) -> QSize:
        around = QSize(self._theme.px(2 * _MARGIN), self._theme.px(2 * _MARGIN + _HEAD + _NAMES + _FOOT))
        return around + QSize(7 * self._cell.width(), WEEKS * self._cell.height())

    def _fitting_cell(self) -> QSize:
        """The room of a day: in a small window, or with large text, as much as there is for each."""
        across, down = self._page.width() - self._theme.px(2 * _MARGIN), self._page.height()
        down -= self._theme.px(2 * _MARGIN + _HEAD + _NAMES + _FOOT)
        return QSize(min(self._theme.px(_CELL_WIDTH), across // 7), min(self._theme.px(_CELL_HEIGHT), down // WEEKS))

    def _days(self) -> list[date]:
        return [self._first + ONE_DAY * number for number in range(7 * WEEKS)]

    def _takes(self, day: date) -> bool:
        return day >= self._today and day != self._shown

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("surface-raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        inside = self.rect().adjusted(px(_MARGIN), px(_MARGIN), -px(_MARGIN), -px(_MARGIN))
        self._write(painter, QRect(inside.topLeft(), QSize(inside.width(), px(_HEAD))), f"Move {self._name} to", 600)
        for number in range(7):
            day = self._first + ONE_DAY * number
            place = self.place_of(day).translated(0, -px(_NAMES))
            place.setHeight(px(_NAMES))
            self._write(painter, place, WEEK[day.weekday()][:3], 500, ink="text-muted", middle=True)
        for day in self._days():
            self._paint_day(painter, day)
        foot = QRect(inside.left(), inside.bottom() - px(_FOOT) + px(6), inside.width(), px(_FOOT))
        words = f"Let go to move it to {whole_day(self._target)}" if self._target else "Let go on a day, or press Esc"
        self._write(painter, foot, words, 500 if self._target else 400, ink="accent" if self._target else "text-muted")
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        """The target is filled and has a ring, today is underlined, and a day that takes nothing is pale."""
        theme = self._theme
        place = self.place_of(day).adjusted(2, 2, -2, -2)
        targeted = day == self._target
        if targeted or day == self._shown:
            painter.setPen(QPen(theme.colour("accent" if targeted else "border"), 2))
            painter.setBrush(theme.colour("accent" if targeted else "surface-raised"))
            painter.drawRoundedRect(QRectF(place), 6, 6)
        ink = "accent-text" if targeted else "text" if self._takes(day) else "text-disabled"
        month = f" {MONTHS[day.month - 1][:3]}" if day.day == 1 or day == self._first else ""
        self._write(painter, place, f"{day.day}{month}", 600 if day == self._today else 400, ink=ink, middle=True)
        if day == self._today:
            below = theme.metrics(theme.font(13, 600)).height() // 2 + 1
            painter.fillRect(place.center().x() - 9, place.center().y() + below, 18, 2, theme.colour(ink))

    def _write(
        self, painter: QPainter, place: QRect, words: str, weight: int, *, ink: str = "text", middle: bool = False
    ) -> None:
        font = self._theme.font(13, weight)
        across = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = self._theme.metrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(across | Qt.AlignmentFlag.AlignVCenter), shown)
