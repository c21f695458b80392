"""One key: pressed by any finger, by a mouse or by a screen reader, and never in the way of the field's focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QEventPoint, QFont, QFontMetrics, QMouseEvent, QPaintEvent, QTouchEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.kiosk.keyboard.layouts import Cap, Does, capital
from ui.kiosk.kit.sizes import Sizes

GAP = 6
"""From a key's edge to its face, in the mock-ups' pixels. The gap belongs to the key: a finger beside it meets it."""

_ICON, _SIGN, _WORD = 44, 44, 28

_NOWHERE = QPointF(-100_000, -100_000)

_TOUCHES = {
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
}


class Key(QPushButton):
    """`types` is what it types in the case in force. `counted` tells of a press that ended on the key, as `clicked`
    does. While `held` is set, it doesn't count any more: `slid` and `let_go` tell where on the screen the finger is."""

    went_down = Signal(object)
    counted = Signal(object)
    slid = Signal(object, QPoint)
    let_go = Signal(object, QPoint)

    def __init__(self, cap: Cap, *, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self.cap = cap
        self.types = cap.types
        self.held = False
        self._sizes = sizes
        self._finger: int | None = None
        self.setProperty("variant", "side" if cap.side else "")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoDefault(False)
        self.setCheckable(cap.does is Does.SHIFT)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.pressed.connect(self._on_pressed)
        self.clicked.connect(self._on_clicked)
        self._speak()

    def show_case(self, *, raised: bool) -> None:
        self.types = capital(self.cap.types) if raised else self.cap.types
        if self.isCheckable():
            self.setChecked(raised)
        self._speak()

    def face(self) -> QRect:
        """What is seen of it."""
        gap = self._sizes.px(GAP)
        return self.rect().adjusted(gap, gap, -gap, -gap)

    def label_font(self) -> QFont:
        """As large as the setting asks, and never larger than the face holds. Signs of one width get one size."""
        face = self.face()
        if len(self.text()) == 1:
            font = self._sizes.font(_SIGN, 500)
            font.setPixelSize(max(1, min(font.pixelSize(), face.height() * 6 // 10, face.width() * 7 // 10)))
            return font
        font = self._sizes.font(_WORD, 500)
        room, taken = face.width() * 9 // 10, QFontMetrics(font).horizontalAdvance(self.text())
        largest = font.pixelSize() * room // taken if taken > room else font.pixelSize()
        font.setPixelSize(max(1, min(largest, face.height() * 5 // 10)))
        return font

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt makes a mouse of the first finger alone; a fast typist's second one is down before that has left."""
        if event.type() in _TOUCHES and isinstance(event, QTouchEvent):
            self._follow_fingers(event)
            return True
        return super().event(event)

    def hitButton(self, place: QPoint) -> bool:
        """A thumb rolls a little as it lifts."""
        roll = self.height() // 4
        return self.rect().adjusted(-roll, -roll, roll, roll).contains(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.held:
            self.slid.emit(self, event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, self.held = self.held, False
        if held:
            self.setDown(False)  # so that it isn't clicked
        super().mouseReleaseEvent(event)
        if held:
            self.let_go.emit(self, event.globalPosition().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sheet draws the face; its font can't shrink to what a word needs, so the label is drawn here."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        if self.cap.icon:
            pixmap = self._sizes.pixmap(self.cap.icon, self._ink(), _ICON)
            side = round(pixmap.width() / pixmap.devicePixelRatio())
            painter.drawPixmap(self.rect().center() - QPoint(side // 2, side // 2), pixmap)
        else:
            painter.setFont(self.label_font())
            painter.setPen(self._sizes.theme.colour(self._ink()))
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()

    def _ink(self) -> str:
        if self.isDown():
            return "accent-text"
        if self.isChecked():
            return "accent"
        return "text-muted" if self.cap.side or self.types == " " else "text"

    def _speak(self) -> None:
        name = str(self.cap.name) if self.cap.name else self.types
        self.setText("" if self.cap.icon else name if not self.cap.label else self.types or self.cap.label)
        self.setAccessibleName(name)

    def _follow_fingers(self, event: QTouchEvent) -> None:
        """One finger at a time: who comes while another is down ends that one's press, which counts."""
        if event.type() is QEvent.Type.TouchCancel:
            self._as_mouse(QEvent.Type.MouseButtonRelease, _NOWHERE)
            self._finger = None
            return
        for point in event.points():
            if point.state() is QEventPoint.State.Pressed:
                if self._finger is not None:
                    self._as_mouse(QEvent.Type.MouseButtonRelease, point.position())
                self._finger = point.id()
                self._as_mouse(QEvent.Type.MouseButtonPress, point.position())
            elif point.id() != self._finger:
                continue
            elif point.state() is QEventPoint.State.Released:
                self._finger = None
                self._as_mouse(QEvent.Type.MouseButtonRelease, point.position())
            else:
                self._as_mouse(QEvent.Type.MouseMove, point.position())

    def _as_mouse(self, kind: QEvent.Type, place: QPointF) -> None:
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        down = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
        mouse = QMouseEvent(kind, place, self.mapToGlobal(place), button, down, Qt.KeyboardModifier.NoModifier)
        match kind:
            case QEvent.Type.MouseButtonPress:
                self.mousePressEvent(mouse)
            case QEvent.Type.MouseButtonRelease:
                self.mouseReleaseEvent(mouse)
            case _:
                self.mouseMoveEvent(mouse)

    def _on_pressed(self) -> None:
        self.went_down.emit(self)

    def _on_clicked(self) -> None:
        self.counted.emit(self)
