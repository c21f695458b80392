"""Says when what is on screen may have grown old: every 30 s while the window is seen, seldom while not, at once with
the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

SEEN = 30_000
UNSEEN = 300_000
OFFLINE = 10_000
"""While the server is away it is asked more often: coming back should be seen at once."""
LISTEN_AFTER = 1_000
"""The first window doesn't wait for what Qt needs to hear of the network."""


class Freshness(QObject):
    """`due` is emitted when it is time to ask again a server that doesn't tell of changes by itself. `network_back`
    says that the PC is connected again."""

    due = Signal()
    network_back = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._offline = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.due)
        self._timer.start(SEEN)
        window.installEventFilter(self)
        QTimer.singleShot(LISTEN_AFTER, self, self._listen)

    def show_offline(self, offline: bool) -> None:
        """Whether the last asking found nobody."""
        if offline != self._offline:
            self._offline = offline
            self._pace()

    def stop(self) -> None:
        """The window is about to go."""
        self._timer.stop()
        self._window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange):
            seen_before = self._timer.interval() != UNSEEN
            self._pace()
            if not seen_before and self._timer.interval() != UNSEEN:
                self.due.emit()
        return False

    def _pace(self) -> None:
        seen = self._window.isVisible() and not self._window.isMinimized()
        interval = UNSEEN if not seen else OFFLINE if self._offline else SEEN
        if interval != self._timer.interval():
            self._timer.start(interval)

    def _listen(self) -> None:
        from PySide6.QtNetwork import QNetworkInformation

        if QNetworkInformation.loadDefaultBackend():
            information = QNetworkInformation.instance()
            assert information is not None
            information.reachabilityChanged.connect(self._on_reachability)

    def _on_reachability(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability.name == "Online":
            self.network_back.emit()
            self.due.emit()
