"""The files that are to be sent with tickets: each a copy in the desk's data folder, under the SHA-256 of its content,
until the server has it or a person decided against it."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
import time
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from app.errors import DiskFull, FileFailed, StoreFailed
from app.models.operations import Kind
from app.models.tickets.attachment import LARGEST
from app.store.database import Database

PIECE = 2**18
"""Bytes that are sent at once: half of what our server takes, so that a slow line loses less of them."""

LONGEST_WRITING = 3600
"""Seconds after which nobody writes such a copy any more."""

_NEW = "new-"
"""Begins the name of what isn't whole yet."""


class KeptFile(Struct, frozen=True):
    """`digest` is the SHA-256 of its content, in hexadecimal; `size` is in bytes."""

    digest: str
    size: int


class AttachmentFiles:
    """None of it is done on the loop's thread. No file is opened as what its name says it is."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._folder = folder_to_send(database.file)
        self._unnamed: list[str] = []
        self._turn = asyncio.Lock()  # a new copy isn't deleted before it is known to be wanted

    async def keep(self, name: str, content: Path | bytes) -> KeptFile:
        """Copies the file, or what it holds, durably; it isn't deleted before `named` is told of it. `name` is for
        words. Raises FileFailed when it can't be read, is empty or larger than the server takes, DiskFull or
        StoreFailed when it can't be kept."""
        async with self._turn:
            file = await asyncio.to_thread(self._keep, name, content)
            self._unnamed.append(file.digest)
        return file

    def named(self, file: KeptFile) -> None:
        """An operation that sends it is kept by now, or none will be."""
        self._unnamed.remove(file.digest)

    async def piece(self, digest: str, start: int) -> bytes | None:
        """The bytes from `start` on, PIECE at the most; None when there is no such file any more. Raises StoreFailed
        when it can't be read."""
        return await asyncio.to_thread(self._piece, digest, start)

    async def whole(self, digest: str) -> bytes | None:
        """All of it; else as `piece`."""
        return await asyncio.to_thread(self._piece, digest, 0, -1)

    async def drop_unused(self) -> None:
        """Deletes those that no operation of any account sends any more. What can't be deleted now is deleted another
        time. Raises StoreFailed."""
        async with self._turn:
            if await asyncio.to_thread(self._folder.is_dir):
                unnamed = {*self._unnamed}  # before it is read what is named: one may become that meanwhile
                wanted = await self._database.read(digests_to_send)
                await asyncio.to_thread(self._drop, wanted | unnamed)

    def _keep(self, name: str, content: Path | bytes) -> KeptFile:
        held = content if isinstance(content, bytes) else _read(name, content)
        if not held:
            raise FileFailed(f"{name} is empty.")
        if len(held) > LARGEST:
            raise FileFailed(f"{name} is larger than {LARGEST // 2**20} MB, the most that a ticket takes.")
        digest = sha256(held).hexdigest()
        new = self._folder / f"{_NEW}{os.urandom(8).hex()}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with new.open("xb") as stream:
                stream.write(held)
                stream.flush()
                os.fsync(stream.fileno())
            new.replace(self._folder / digest)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise _failure(error) from error
        return KeptFile(digest, len(held))

    def _piece(self, digest: str, start: int, size: int = PIECE) -> bytes | None:
        try:
            with (self._folder / digest).open("rb") as stream:
                stream.seek(start)
                return stream.read(size)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failure(error) from error

    def _drop(self, wanted: set[str]) -> None:
        for file in self._folder.iterdir():
            try:
                if file.name not in wanted and not _is_being_written(file):
                    file.unlink(missing_ok=True)
            except OSError:  # another program reads it
                continue


def _is_being_written(file: Path) -> bool:
    """What a desk that went down left half is older."""
    return file.name.startswith(_NEW) and file.stat().st_mtime > time.time() - LONGEST_WRITING


def folder_to_send(file: Path) -> Path:
    """Where the desk of that file keeps its copies."""
    return file.with_name(f"{file.stem}-to-send")


def digests_to_send(connection: sqlite3.Connection) -> set[str]:
    """Of the files that operations of any account have still to send."""
    rows = connection.execute(
        f"select json_extract(body, '$.digest') from outbox where kind = '{Kind.TICKET_ATTACHMENT.value}'"
        " and state != 'sent'"
    )
    return {digest for (digest,) in rows}


def _read(name: str, path: Path) -> bytes:
    """No more than is needed to know that it is too large."""
    try:
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise FileFailed(f"{name} can't be read: {error.strerror}.") from error


def _failure(error: OSError) -> StoreFailed:
    if error.errno == errno.ENOSPC:
        return DiskFull("the disk is full")
    return StoreFailed(f"an attached file can't be kept: {error.strerror}")
