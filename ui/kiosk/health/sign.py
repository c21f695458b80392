"""The small sign in a corner of the kiosk that staff know: something is wrong here. It is nothing to visitors."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.models.objects.kiosk_trouble import Trouble
from ui.kiosk.kit.sizes import Sizes

SIZE, MARGIN = 40, 12


class TroubleSign(QLabel):
    """Stays in the lower right corner of its parent, above what else is there; touches go through it.

    Without words and without a name: a visitor's screen reader passes it by.
    """

    def __init__(self, *, sizes: Sizes, parent: QWidget) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._parent = parent
        self._margin = sizes.px(MARGIN)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sizes.theme.changed.connect(self._draw)
        parent.installEventFilter(self)
        self._draw()
        self.hide()

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        self.setVisible(bool(troubles))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() is QEvent.Type.Resize:
            self._take_corner()
        return False

    def _draw(self) -> None:
        self.setPixmap(self._sizes.pixmap("alert", "text-muted", SIZE))
        self.adjustSize()
        self._take_corner()

    def _take_corner(self) -> None:
        room = self._parent.size()
        self.move(room.width() - self.width() - self._margin, room.height() - self.height() - self._margin)
