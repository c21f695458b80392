"""One Foyer per data folder: the store has one connection. A second start raises the first one's window."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.errors import DiskFull, StoreFailed

LOCK_NAME = "foyer.lock"
PATIENCE = 1000
"""Milliseconds for the first one to answer."""


class SingleInstance(QObject):
    """Holds the data folder while it lives, when `taken` says so.

    The lock keeps QLockFile's stale time of 30 s: without it, an empty lock that a power cut left would never go.
    """

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Raises StoreFailed when the folder can't be made or written to, DiskFull when that is why."""
        super().__init__(parent)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(f"{folder} can't be made: {error.strerror}") from error
        self._name = f"foyer-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(folder / LOCK_NAME))
        self._server: QLocalServer | None = None
        self.taken = self._lock.tryLock(0)
        if not self.taken and self._lock.error() != QLockFile.LockError.LockFailedError:
            raise _unlockable(folder)

    def on_second_start(self, raise_window: Callable[[], None]) -> None:
        """`raise_window` is called each time somebody starts Foyer on this folder again."""
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def on_connection() -> None:
            assert self._server is not None
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            raise_window()

        self._server.newConnection.connect(on_connection)
        self._server.listen(self._name)

    def raise_first(self) -> bool:
        """Asks the Foyer that holds the folder to show its window. False when it doesn't answer."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(PATIENCE)

    def let_go(self) -> None:
        if self._server is not None:
            self._server.close()
        if self.taken:
            self._lock.unlock()


def _unlockable(folder: Path) -> StoreFailed:
    """Why nothing can be written there: Qt says no more of a full disk than that something is wrong."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(b"Foyer")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull("the disk is full")
        return StoreFailed(f"{folder} can't be written to: {error.strerror}")
    return StoreFailed(f"{folder} can't be locked")
