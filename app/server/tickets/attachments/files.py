"""The files themselves: a folder beside the database, with one file for each content, named by its SHA-256.

They are written, compared and sent, and never opened as what they may be.
"""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from app.models.tickets.file_types import SNIFFED, file_type

_PART = ".part"
"""At the end of the name of a file that isn't whole yet."""


class AttachmentFiles:
    """The files in `folder`, which is made when the first one comes; with None they last as long as this. Digests are
    64 hexadecimal digits: who calls has seen to it. `turn` is held by whoever writes one. Errors of the disk pass as
    OSError."""

    def __init__(self, folder: Path | None) -> None:
        self._for_now = TemporaryDirectory(prefix="foyer-attachments-") if folder is None else None
        self._folder = folder or Path(self._for_now.name if self._for_now else "")
        self.turn = threading.Lock()

    def path(self, digest: str) -> Path:
        """Where the whole file is."""
        return self._folder / digest

    def is_whole(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def held(self, digest: str) -> int:
        """How many bytes of it are here."""
        file = self.path(digest) if self.is_whole(digest) else self._part(digest)
        return file.stat().st_size if file.is_file() else 0

    def write(self, digest: str, at: int, piece: bytes) -> None:
        """Puts a piece at its place in a file that isn't whole yet; when it returns, it is on the disk."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = os.open(self._part(digest), os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(part, "wb") as file:
            file.seek(at)
            file.write(piece)
            file.flush()
            os.fsync(part)

    def finish(self, digest: str, size: int) -> str | None:
        """Makes the file that all pieces are of a whole one, and gives its type; None when it isn't what its digest
        says: then it is thrown away. One that is whole already stays so."""
        if self.is_whole(digest):
            with self.path(digest).open("rb") as file:
                return file_type(file.read(SNIFFED))
        part = self._part(digest)
        with part.open("rb+") as file:
            file.truncate(size)  # what an upload of another size left behind it
            beginning = file.read(SNIFFED)
            file.seek(0)
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != digest:
            self.drop(digest)
            return None
        part.replace(self.path(digest))
        return file_type(beginning)

    def drop(self, digest: str) -> None:
        """Throws away what came of a file that isn't whole."""
        self._part(digest).unlink(missing_ok=True)

    def close(self) -> None:
        """Takes away what was to last as long as this."""
        if self._for_now:
            self._for_now.cleanup()

    def _part(self, digest: str) -> Path:
        return self._folder / (digest + _PART)
