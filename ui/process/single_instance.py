"""One Foyer per data folder: the store has one connection. A second start raises the first one's window."""

from __future__ import annotations

import errno
import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from shiboken6 import isValid

from app.errors import DiskFull, StoreFailed

LOCK_NAME = "foyer.lock"
PATIENCE = 1000
"""Milliseconds for the first one to answer."""
BACKUP_PATIENCE = 600_000
"""Milliseconds for the first one to write a backup."""

_SHOW, _BACK_UP = "show", "backup"

Answer = Callable[[str], None]


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
        self._folder = folder
        self._name = f"foyer-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
        self._lock = QLockFile(str(folder / LOCK_NAME))
        self._server: QLocalServer | None = None
        self.taken = self._lock.tryLock(0)
        if not self.taken and self._lock.error() != QLockFile.LockError.LockFailedError:
            raise _hindrance(folder) or StoreFailed(f"{folder} can't be locked")

    def on_second_start(self, raise_window: Callable[[], None], back_up: Callable[[Path, Answer], None]) -> None:
        """`raise_window` is called each time somebody starts Foyer on this folder again; `back_up` gets the file that a
        backup is asked into, and what is to be called with a sentence when it can't be had, else with ""."""
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def on_connection() -> None:
            assert self._server is not None
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.readyRead.connect(lambda: on_line(caller))

        def on_line(caller: QLocalSocket) -> None:
            if not caller.canReadLine():
                return
            word, _, rest = bytes(caller.readLine().data()).decode().rstrip("\n").partition(" ")
            if word == _BACK_UP:
                back_up(Path(rest), lambda sentence: _answer(caller, sentence))
            else:
                _answer(caller, "")
                raise_window()

        self._server.newConnection.connect(on_connection)
        self._server.listen(self._name)

    def raise_first(self) -> bool:
        """Asks the Foyer that holds the folder to show its window. False when it doesn't answer."""
        return self._asked(_SHOW, PATIENCE) is not None

    def silence(self) -> str:
        """A sentence: why nobody answers though the folder seems to be held. On a full disk Qt can't take away the lock
        that a killed Foyer left, and calls it a held one."""
        hindrance = _hindrance(self._folder)
        if hindrance is not None:
            return f"the data folder can't be used: {hindrance}."
        return "another Foyer holds this data folder and does not answer."

    def back_up_first(self, file: Path) -> str | None:
        """Asks the Foyer that holds the folder for a backup into `file`, an absolute path. Gives why it can't be had,
        "" when it is written, None when nobody answers."""
        return self._asked(f"{_BACK_UP} {file}", BACKUP_PATIENCE)

    def _asked(self, line: str, patience: int) -> str | None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE):
            return None
        socket.write(f"{line}\n".encode())
        while not socket.canReadLine():
            if not socket.waitForReadyRead(patience):
                return None
        return bytes(socket.readLine().data()).decode().rstrip("\n")

    def let_go(self) -> None:
        if self._server is not None:
            self._server.close()
        if self.taken:
            self._lock.unlock()


def _hindrance(folder: Path) -> StoreFailed | None:
    """Why nothing can be written there, None when it can: Qt says no more of a full disk than that something is
    wrong."""
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(b"Foyer")
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return DiskFull("the disk is full")
        return StoreFailed(f"{folder} can't be written to: {error.strerror}")
    return None


def _answer(caller: QLocalSocket, sentence: str) -> None:
    if not isValid(caller):
        return  # whoever asked didn't wait
    caller.write(f"{sentence}\n".encode())
    caller.flush()
    caller.disconnectFromServer()
