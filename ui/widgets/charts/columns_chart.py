"""Upright bars over a scale: one or several a place, with a line for their average and one for now."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.charts.bars import Bar, Series, highest, scale
from ui.widgets.charts.chart import Chart

WIDEST = 24
"""Pixels of a bar at 100 % text, at most."""

_ABOVE, _FOOT, _LINE = 30, 22, 16
_RIGHT = Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class Mark(Struct, frozen=True):
    """A line over the bars, upright: `at` counts bars from the left edge, with a fraction."""

    at: float
    words: str


class ColumnsChart(Chart):
    """`touching` bars have no gaps: they are parts of one course. `height` is in pixels at 100 % text."""

    def __init__(
        self,
        *,
        name: str,
        first: str,
        series: Sequence[Series],
        theme: Theme,
        height: int = 200,
        touching: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, first=first, series=series, theme=theme, parent=parent)
        self._height = height
        self._touching = touching
        self._average: float | None = None
        self._now: Mark | None = None
        self._scale = scale(0, lines=4)
        self._lines = 1
        self._plotted: tuple[QSize, QRectF] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def show_columns(self, bars: Sequence[Bar], *, average: float | None = None, now: Mark | None = None) -> None:
        """`average` is drawn across, `now` upright; what lies behind it is shaded."""
        if (average, now) != (self._average, self._now):
            self.viewport().update()
        self._average, self._now = average, now
        self._scale = scale(max(highest(bars), average or 0), lines=4)
        self._lines = 2 if any(bar.second for bar in bars) else 1
        self._plotted = None
        self.show_bars(bars)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(self._height))

    def place_of(self, number: int) -> QRect:
        plot = self._plot()
        left, right = self._left(number), self._left(number + 1)
        bottom = self.viewport().height()
        return QRectF(left, plot.top(), right - left, bottom - plot.top()).toAlignedRect()

    # Where things stand

    def _on_theme_changed(self) -> None:
        self._plotted = None
        super()._on_theme_changed()

    def _plot(self) -> QRectF:
        """Inside of it the bars grow. Measured once for a size: each bar asks for it several times."""
        size = self.viewport().size()
        if self._plotted is None or self._plotted[0] != size:
            px, metrics = self.theme.px, self.theme.metrics(self.font_of(11))
            edge = metrics.horizontalAdvance(f"{self._scale[-1]:,}") + px(10)
            foot = px(_FOOT) + px(_LINE) * (self._lines - 1)
            place = QRectF(edge, px(_ABOVE), size.width() - edge, size.height() - px(_ABOVE) - foot)
            self._plotted = (size, place)
        return self._plotted[1]

    def _left(self, number: int) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * number / max(1, len(self.bars.rows))

    def _level(self, value: float) -> float:
        plot = self._plot()
        return plot.bottom() - plot.height() * value / self._scale[-1]

    def _bar_width(self) -> float:
        room = self._plot().width() / max(1, len(self.bars.rows))
        if self._touching:
            return room
        count = len(self.series)
        return max(1.0, min(self.theme.px(WIDEST if count == 1 else 18), room * 0.76 / count))

    # What is painted

    def paint(self, painter: QPainter) -> None:
        plot = self._plot()
        self._paint_shade(painter, plot)
        self._paint_scale(painter, plot)
        places = [
            (bar, which, value, self._across(number, which))
            for number, bar in enumerate(self.bars.rows)
            for which, value in enumerate(bar.values)
        ]
        for bar, which, value, across in places:
            if value:
                self._paint_bar(painter, bar, which, value, across)
        self._paint_average(painter, plot)
        self._paint_now(painter, plot)
        written = [one for one in places if self._is_written(one[1], one[2])]
        if self._fits([bar.words(which) for bar, which, _, _ in written]):
            for bar, which, value, across in written:
                self._paint_words(painter, bar, which, across, self._level(value or 0))
        self._paint_labels(painter, plot)

    def _across(self, number: int, which: int) -> QRectF:
        """Where the bar of that series stands, from left to right."""
        width, gap, count = self._bar_width(), self._gap(), len(self.series)
        middle = (self._left(number) + self._left(number + 1)) / 2
        left = middle - (count * width + (count - 1) * gap) / 2 + which * (width + gap)
        return QRectF(left, 0, width, 0)

    def _gap(self) -> int:
        return 0 if self._touching else self.theme.px(3)

    def _is_written(self, which: int, value: float | None) -> bool:
        """What isn't known says so; a 0 only where it stands alone."""
        if self._touching or self.series[which].look == "outline":
            return False
        return value is None or value > 0 or len(self.series) == 1

    def _paint_shade(self, painter: QPainter, plot: QRectF) -> None:
        if self._now is not None:
            ahead = QRectF(plot)
            ahead.setLeft(self._at(self._now))
            painter.fillRect(ahead, self.theme.colour("surface-sunken"))

    def _paint_scale(self, painter: QPainter, plot: QRectF) -> None:
        for value in self._scale:
            level = round(self._level(value)) + 0.5
            painter.setPen(QPen(self.theme.colour("field-border" if value == 0 else "border"), 1))
            painter.drawLine(QLineF(plot.left(), level, plot.right(), level))
            place = QRect(0, round(level) - self.theme.px(10), round(plot.left()) - self.theme.px(8), self.theme.px(20))
            self.write(painter, place, f"{value:,}", self.font_of(11), "text-muted", _RIGHT)

    def _paint_bar(self, painter: QPainter, bar: Bar, which: int, value: float, across: QRectF) -> None:
        top, base = self._level(value), self._level(0)
        fill, edge = self._colours("full" if bar.strong else self.series[which].look, bar.role)
        painter.setPen(QPen(edge, 1))
        if self._touching:
            soft = self.theme.colour("accent-soft")
            painter.fillRect(QRectF(across.left(), top, across.width() + 0.5, base - top), soft)
            painter.drawLine(QLineF(across.left(), top, across.right(), top))
        else:
            painter.setBrush(fill)
            painter.drawPath(_upright(QRectF(across.left(), top, across.width(), base - top)))

    def _colours(self, look: str, role: str) -> tuple[QColor, QColor]:
        theme = self.theme
        full = theme.colour(role or "accent")
        if look == "full":
            return full, full
        if look == "outline":
            return theme.colour("accent-soft"), full
        return theme.colour("border"), theme.colour("field-border")

    def _paint_words(self, painter: QPainter, bar: Bar, which: int, across: QRectF, above: float) -> None:
        font = self.font_of(11, 600 if bar.strong else 500)
        words = bar.words(which)
        width = self.theme.metrics(font).horizontalAdvance(words) + 2
        height = self.theme.px(16)
        place = QRectF(across.center().x() - width / 2, above - height - 1, width, height).toRect()
        if self._average is not None:
            painter.fillRect(place, self.theme.colour("surface"))  # else its line would cross the figure out
        role = "accent" if bar.strong or self.series[which].look == "full" else "text"
        self.write(painter, place, words, font, role if bar.values[which] is not None else "text-muted", _MIDDLE)

    def _fits(self, words: Sequence[str]) -> bool:
        """Whether there is room for each of the values between those beside it: some of them alone would mislead."""
        metrics = self.theme.metrics(self.font_of(11, 600))
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        if len(self.series) == 1:
            return widest <= self._plot().width() / max(1, len(self.bars.rows))
        return widest <= self._bar_width() + 2 * self._gap()

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        """As many as fit beside each other, from the last one back."""
        if not self.bars.rows:
            return
        metrics = self.theme.metrics(self.font_of(11, 600))
        words = {word for bar in self.bars.rows for word in (bar.label, bar.second) if word}
        widest = max(map(metrics.horizontalAdvance, words), default=0)
        labelled = [number for number, bar in enumerate(self.bars.rows) if bar.label]
        every = max(1, -int(-(widest + self.theme.px(16)) * len(labelled) // plot.width()))
        for number in labelled[::-1][::every]:
            bar = self.bars.rows[number]
            middle = (self._left(number) + self._left(number + 1)) / 2
            left = min(max(0.0, middle - widest / 2 - 2), self.viewport().width() - widest - 4)
            top = round(plot.bottom()) + self.theme.px(6)
            for line, word in enumerate((bar.label, bar.second)):
                if not word:
                    continue
                place = QRect(round(left), top + line * self.theme.px(_LINE), widest + 4, self.theme.px(_LINE))
                font = self.font_of(11, 600 if bar.strong else 400)
                self.write(painter, place, word, font, "accent" if bar.strong else "text-muted", _MIDDLE)

    def _paint_average(self, painter: QPainter, plot: QRectF) -> None:
        if self._average is not None:
            level = self._level(self._average)
            painter.setPen(QPen(self.theme.colour("late"), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(plot.left(), level, plot.right(), level))

    def _at(self, mark: Mark) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * mark.at / max(1, len(self.bars.rows))

    def _paint_now(self, painter: QPainter, plot: QRectF) -> None:
        if self._now is None:
            return
        x, px = self._at(self._now), self.theme.px
        painter.setPen(QPen(self.theme.colour("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        font = self.font_of(11, 600)
        width = self.theme.metrics(font).horizontalAdvance(self._now.words) + px(14)
        left = min(max(0.0, x - width / 2), self.viewport().width() - width)
        bubble = QRectF(left, plot.top() - px(20), width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("text"))
        painter.drawRoundedRect(bubble, bubble.height() / 2, bubble.height() / 2)
        self.write(painter, bubble.toAlignedRect(), self._now.words, font, "surface", _MIDDLE)


def _upright(place: QRectF) -> QPainterPath:
    """Round at the top, and standing on its line."""
    round_by = min(2.0, place.height(), place.width() / 2)
    path = QPainterPath(place.bottomLeft())
    path.lineTo(place.left(), place.top() + round_by)
    path.quadTo(place.topLeft(), QPointF(place.left() + round_by, place.top()))
    path.lineTo(place.right() - round_by, place.top())
    path.quadTo(place.topRight(), QPointF(place.right(), place.top() + round_by))
    path.lineTo(place.bottomRight())
    return path
