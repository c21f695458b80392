"""The kiosk's only window: the whole screen, without a title, and it doesn't close. What lies over it is part of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.kiosk.key_filter import is_for_visitors
from ui.kiosk.keyboard.keyboard import Keyboard
from ui.kiosk.kit.bar import Bar
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.pages.page import StepPage

BACK_IN_FRONT = 500
"""Milliseconds until it comes to the front again when something else has got there."""

_TOUCHES = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.KeyPress)
_OF_A_MOUSE = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)


class KioskWindow(QWidget):
    """`touched` is emitted at each touch and key, `resized` when the screen has another size: then what is shown is to
    be built anew with other sizes. `unlocked` is a window as any other, for a picture of it."""

    touched = Signal()
    resized = Signal()
    closed = Signal()

    def __init__(self, *, unlocked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kiosk")
        self.setWindowTitle("Foyer")
        self._unlocked = unlocked
        self._page: StepPage | None = None
        self._bar: Bar | None = None
        self._keyboard: Keyboard | None = None
        self._overlay: Overlay | None = None
        self._on_top: list[QWidget] = []
        self._ground = QWidget()
        self._column = _column(self._ground)
        _column(self).addWidget(self._ground)
        if not unlocked:
            self.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.winId()  # makes the window of the system, which all that comes from outside passes through
        self.windowHandle().installEventFilter(self)

    def fill_the_screen(self) -> None:
        """Shows it, as large as the screen and as the screen will be. A bare X server has no window manager that would
        make it so."""
        self.setGeometry(self.screen().geometry())
        self.screen().geometryChanged.connect(self.setGeometry)
        self.showFullScreen()

    @property
    def page(self) -> StepPage | None:
        return self._page

    @property
    def overlay(self) -> Overlay | None:
        return self._overlay

    def dress(self, sizes: Sizes, *, bar: Bar, keyboard: Keyboard) -> None:
        """Takes other sizes, with a bar and a keyboard made for it; the page has to be shown anew."""
        self.close_overlay()
        for before in (self._bar, self._page, self._keyboard):
            if before is not None:
                self._drop(before)
        self._page, self._bar, self._keyboard = None, bar, keyboard
        self.setStyleSheet(sizes.sheet())
        self._column.addWidget(bar)
        self._column.addWidget(keyboard)
        bar.hide()
        keyboard.hide()

    def show_page(self, page: StepPage) -> None:
        """In the place of the one before, which is gone for good, with all that was entered in it."""
        assert self._bar is not None
        assert self._keyboard is not None
        self.close_overlay()
        if self._page is not None:
            self._drop(self._page)
        self._page = page
        page.typing.connect(self._keyboard.setVisible)
        page.news.connect(self._on_news)
        self._column.insertWidget(1, page, 1)
        page.show()
        self._bar.setVisible(not page.whole)
        self._bar.show_stage(page.stage)
        self._keyboard.setVisible(page.field is not None)
        self._keyboard.type_into(page.field)
        if page.field is not None:
            self._keyboard.use_layout(page.keys)
        self.raise_on_top()
        page.take_focus()
        self.announce(str(page.title))

    def keep_on_top(self, widget: QWidget) -> None:
        """It stays over whatever page is shown, and under what is opened over that."""
        self._on_top = [one for one in self._on_top if isValid(one)] + [widget]
        self.raise_on_top()

    def raise_on_top(self) -> None:
        for widget in self._on_top:
            if isValid(widget):
                widget.raise_()

    def open_overlay(self, overlay: Overlay) -> None:
        """One at a time. What lies beneath is hidden, so that no screen reader leads there, and seen as a picture."""
        self.close_overlay()
        self._overlay = overlay
        overlay.cover(self._ground.grab())
        self._ground.hide()
        overlay.left.connect(self._on_overlay_left)
        overlay.open()

    def close_overlay(self) -> None:
        if self._overlay is not None:
            self._overlay.leave()

    def announce(self, words: str) -> None:
        """Says it aloud, where a screen reader listens."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def let_go(self) -> None:
        """Staff leave the kiosk: from now on it can be closed."""
        self._unlocked = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit()
        if isinstance(event, QKeyEvent):
            return not is_for_visitors(event)
        if isinstance(event, QMouseEvent) and event.type() in _OF_A_MOUSE:
            return event.button() is not Qt.MouseButton.LeftButton
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.WindowStateChange) and not self._unlocked:
            if not self.isActiveWindow() or self.isMinimized():
                QTimer.singleShot(BACK_IN_FRONT, self, self._come_back)
            elif QGuiApplication.platformName() == "xcb":
                self.windowHandle().setKeyboardGrabEnabled(True)  # no key of the window manager's gets past it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self.resized.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._unlocked:
            super().closeEvent(event)
            self.closed.emit()
        else:
            event.ignore()

    def _on_overlay_left(self) -> None:
        self._overlay = None
        self._ground.show()

    def _on_news(self, words: Words) -> None:
        self.announce(str(words))

    def _come_back(self) -> None:
        if self._unlocked or (self.isActiveWindow() and not self.isMinimized()):
            return
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        QTimer.singleShot(BACK_IN_FRONT, self, self._come_back)

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def _column(widget: QWidget) -> QVBoxLayout:
    """A layout without edges, which leaves its widget as large as the screen is."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    return column
