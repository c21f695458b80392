"""The one field of a screen: large, and emptied by a touch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kiosk.kit.controls import TouchButton, plain
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes

LONGEST = 80


class TouchField(QLineEdit):
    """`name` is what a screen reader calls it. What is typed can be neither copied out nor brought back. `touched` says
    that a finger went down on it: somebody wants to write."""

    touched = Signal()

    def __init__(self, name: Words, *, text: str, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._name = name
        self.setMaxLength(LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._empty = _Clear(Words("Clear"), sizes=sizes, kind="inside", icon="close")
        self._empty.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._empty.clicked.connect(lambda: self.setText(""))  # clear() could be undone
        self._empty.setParent(self)
        self._empty.setCursor(Qt.CursorShape.ArrowCursor)
        self._side = sizes.touch(96)
        self.setTextMargins(0, 0, self._side, 0)
        self.textChanged.connect(self._on_text_changed)
        self._on_text_changed(text)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._empty.setGeometry(self.width() - self._side, 0, self._side, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.touched.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """No marking by sliding: what is marked could be pasted by the next one on some systems."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The same."""

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(self.textMargins().right() * 3, hint.height())

    def _on_text_changed(self, text: str) -> None:
        self._empty.setVisible(bool(text))

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(self._name)))


class _Clear(TouchButton):
    """Its picture says it; the word is for a screen reader."""

    def _speak(self) -> None:
        self.setAccessibleName(plain(str(self.words)))
