"""After hours the screen goes dark once nobody has touched it for a while."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap

from app.services.site import Site
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.screensaver.dark_screen import DarkScreen, is_open
from ui.kiosk.window import KioskWindow

AWAKE = 60
"""Ticks, which are seconds, until it sleeps again after a touch."""


class Screensaver(QObject):
    """`hours` are the setting's; `picture` is what is shown in the place of a clock."""

    def __init__(self, *, hours: str, picture: QPixmap | None, site: Site, window: KioskWindow) -> None:
        super().__init__(window)
        self._hours = hours
        self._picture = picture
        self._site = site
        self._window = window
        self._quiet = AWAKE
        self._screen: DarkScreen | None = None
        self._sizes: Sizes

    def dress(self, sizes: Sizes) -> None:
        self._sizes = sizes
        self.wake()

    def touched(self) -> None:
        """A touch wakes it by itself, and ends there; a key, once it has ended without leading anywhere."""
        self._quiet = 0
        QTimer.singleShot(0, self, self.wake)

    def tick(self, *, busy: bool) -> None:
        """Once a second; `busy` says that a visitor is in the middle of something."""
        self._quiet = 0 if busy else self._quiet + 1
        now = self._site.now()
        if is_open(self._hours, now.time()):
            self.wake()
        elif self._screen is None and self._quiet >= AWAKE:
            self._sleep()
        if self._screen is not None:
            self._screen.show_time(now)

    def wake(self) -> None:
        if self._screen is not None:
            screen, self._screen = self._screen, None
            screen.hide()
            screen.deleteLater()

    def _sleep(self) -> None:
        self._screen = DarkScreen(picture=self._picture, sizes=self._sizes, parent=self._window)
        self._screen.woken.connect(self.wake)
        self._screen.setGeometry(self._window.rect())
        self._screen.show()
        self._screen.raise_()
        self._window.raise_on_top()
