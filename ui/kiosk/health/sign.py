"""The small sign in a corner of the kiosk that staff know: something is wrong here. It is nothing to visitors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTextEdit, QWidget

from app.models.objects.kiosk_trouble import Trouble
from ui.kiosk.kit.sizes import Sizes

SIZE, MARGIN = 40, 12

_MOVING = (QEvent.Type.Resize, QEvent.Type.Paint)
"""With these what stands in the parent may stand elsewhere."""


class TroubleSign(QLabel):
    """Stays in a corner of its parent where nothing else stands, the lower right one first; touches go through it. It
    is as large at any size of text: staff look for it.

    Without words and without a name: a visitor's screen reader passes it by.
    """

    def __init__(self, *, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._parent = parent
        self._margin = sizes.px(MARGIN)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._placing = QTimer(self)
        self._placing.setSingleShot(True)
        self._placing.setInterval(0)  # once what stands there has its place
        self._placing.timeout.connect(self._take_corner)
        sizes.theme.changed.connect(self._draw)
        parent.installEventFilter(self)
        self._draw()
        self.hide()

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        self.setVisible(bool(troubles))
        self._take_corner()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() in _MOVING and self.isVisible() and not self._placing.isActive():
            self._placing.start()
        return False

    def _draw(self) -> None:
        self.setPixmap(self._sizes.theme.pixmap("alert", "text-muted", self._sizes.plain_icon(SIZE)))
        self.adjustSize()
        self._take_corner()

    def _take_corner(self) -> None:
        places = self._corners()
        taken = [QRect(one.mapTo(self._parent, QPoint(0, 0)), one.size()) for one in self._standing()]
        free = (place for place in places if not any(place.intersects(one) for one in taken))
        self.move(next(free, places[0]).topLeft())

    def _corners(self) -> list[QRect]:
        """The four of the parent, and the middles between them, in the order in which they are tried."""
        room = self._parent.rect().marginsRemoved(QMargins(*[self._margin] * 4))
        across = (room.right() + 1 - self.width(), room.left(), room.center().x() - self.width() // 2)
        down = (room.bottom() + 1 - self.height(), room.top(), room.center().y() - self.height() // 2)
        return [QRect(QPoint(x, y), self.size()) for y in down for x in across]

    def _standing(self) -> list[QWidget]:
        """What may not be covered: what is touched, and what is read."""
        seen = [one for one in self._parent.findChildren(QWidget) if one is not self and one.isVisible()]
        return [
            one
            for one in seen
            if isinstance(one, QAbstractButton | QLineEdit | QTextEdit) or (isinstance(one, QLabel) and one.text())
        ]
