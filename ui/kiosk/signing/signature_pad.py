"""Where a visitor signs with a finger: kept as strokes, drawn as ink."""

from __future__ import annotations

from itertools import pairwise
from math import dist

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.models.terms import Point, Strokes
from ui.kiosk.kit.controls import WordsLabel, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.widgets import strokes as ink

MOST = 20_000
"""Points; a hand that scribbles on for minutes fills no disk."""

LEAST = 80
"""Lines shorter than this, all together, are no signature. In the strokes' units."""

RESTS = 250
"""Milliseconds after which a contact that hasn't moved is a hand that rests there: a finger that comes then draws."""

APART = 3
"""Points nearer to each other only make a line tremble. In the strokes' units."""

_DOT = 20
_MOUSE = -1
_INK = 6
_WORDS = Words("Sign here")


class SignaturePad(QWidget):
    """One finger draws, or the mouse; a second one and a resting hand don't. `changed` says that a stroke has begun or
    ended, or that everything was cleared.

    What is seen is drawn from what is kept. Nobody can sign by the keys: there has to be another way beside it.
    """

    changed = Signal()

    def __init__(self, *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(sizes.touch(240))
        self._sizes = sizes
        self._strokes: list[list[Point]] = []
        self._points = 0
        self._finger: int | None = None
        self._began = 0
        self._ink = QPixmap()
        self._words = WordsLabel(_WORDS, variant="muted", wrap=False, parent=self)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
        sizes.theme.changed.connect(self._draw_anew)
        self._speak()

    @property
    def strokes(self) -> Strokes:
        return tuple(map(tuple, self._strokes))

    @property
    def is_signed(self) -> bool:
        """Whether more was drawn than somebody does who only touches it, however often."""
        length = 0.0
        for stroke in self._strokes:
            if _is_dot(stroke):
                continue
            for before, point in pairwise(stroke):
                length += dist(before[:2], point[:2])
                if length >= LEAST:
                    return True
        return False

    def clear(self) -> None:
        """Forgets everything; a finger that is still down draws no more."""
        self._strokes.clear()
        self._points = 0
        self._finger = None
        self._words.show()
        self._draw_anew()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._sizes.px(952), self._sizes.px(360))

    # Fingers

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent) and self.isEnabled():
            event.accept()
            if event.type() is QEvent.Type.TouchBegin:
                self._lift()  # nothing else is down: whatever was, its end got lost
            for point in event.points():
                self._take(point, int(event.timestamp()))
            if event.type() is QEvent.Type.TouchCancel:
                self._lift()
            return True
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._lift()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._press(_MOUSE, event.position(), event.timestamp())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._finger == _MOUSE:
            self._move(event.position(), event.timestamp())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._finger == _MOUSE and event.button() is Qt.MouseButton.LeftButton:
            self._lift()

    def _take(self, point: QEventPoint, moment: int) -> None:
        if point.state() is QEventPoint.State.Pressed:
            self._press(point.id(), point.position(), moment)
        elif point.id() == self._finger and point.state() is not QEventPoint.State.Stationary:
            self._move(point.position(), moment)
            if point.state() is QEventPoint.State.Released:
                self._lift()

    def _press(self, finger: int, place: QPointF, moment: int) -> None:
        if self._finger is not None:
            if not self._rests(moment):
                return
            self._points -= len(self._strokes.pop())
            self._draw_anew()
        if self._points >= MOST:
            return
        if not self._strokes:
            self._began = moment
        self._finger = finger
        self._strokes.append([self._point(place, moment)])
        self._points += 1
        self._words.hide()
        self._add_ink(ink.tail(self._strokes[-1]))
        self.changed.emit()

    def _move(self, place: QPointF, moment: int) -> None:
        stroke, point = self._strokes[-1], self._point(place, moment)
        if self._points < MOST and dist(point[:2], stroke[-1][:2]) >= APART:
            stroke.append(point)
            self._points += 1
            self._add_ink(ink.latest(stroke))

    def _lift(self) -> None:
        if self._finger is not None:
            self._finger = None
            self._add_ink(ink.tail(self._strokes[-1]))
            self.changed.emit()

    def _rests(self, moment: int) -> bool:
        """Whether what is down now is a hand, put down to write more easily."""
        stroke = self._strokes[-1]
        return _is_dot(stroke) and moment - self._began - stroke[0][2] >= RESTS

    def _point(self, place: QPointF, moment: int) -> Point:
        """A finger that slips off the pad draws along its edge. No clock goes back within a signature."""
        scale = ink.UNITS / max(1, self.width())
        x = min(max(place.x(), 0.0), float(self.width()))
        y = min(max(place.y(), 0.0), float(self.height()))
        latest = self._strokes[-1][-1][2] if self._strokes else 0
        return round(x * scale), round(y * scale), max(latest, moment - self._began)

    # Ink

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setGeometry(0, 0, self.width(), round(self._line() - self._sizes.px(12)))
        self._draw_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, round_off, margin = self._sizes.theme, self._sizes.px(24), self._sizes.px(48)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("field-border"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), round_off, round_off)
        painter.drawLine(QPointF(margin, self._line()), QPointF(self.width() - margin, self._line()))
        painter.drawPixmap(0, 0, self._ink)
        painter.end()

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(_WORDS)))

    def _line(self) -> float:
        return self.height() * 0.72

    def _draw_anew(self) -> None:
        ratio = self.devicePixelRatio()
        self._ink = QPixmap(self.size() * ratio)
        self._ink.setDevicePixelRatio(ratio)
        self._ink.fill(Qt.GlobalColor.transparent)
        self._add_ink(*(piece for stroke in self._strokes for piece in ink.curves(stroke)))
        self.update()

    def _add_ink(self, *pieces: QPainterPath) -> None:
        """No more than what is new: a long signature costs no more to draw on than a short one."""
        if self._ink.isNull():
            return
        scale = self.width() / ink.UNITS
        painter = QPainter(self._ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.setPen(ink.pen(self._sizes.theme.colour("text"), self._sizes.px(_INK) / scale))
        around = self._sizes.px(2 * _INK)
        for path in pieces:
            painter.drawPath(path)
            touched = path.controlPointRect()
            place = QRectF(touched.topLeft() * scale, touched.size() * scale).toAlignedRect()
            self.update(place.adjusted(-around, -around, around, around))
        painter.end()


def _is_dot(stroke: list[Point]) -> bool:
    return all(dist(stroke[0][:2], point[:2]) < _DOT for point in stroke)
