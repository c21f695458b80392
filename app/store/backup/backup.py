"""A backup: one .zip file with the desk's file in it and what that has still to attach to tickets, and, where the desk
has its own server, that server's, and what is attached to its tickets.

Each is copied by SQLite, as it stands between two transactions: a copy of the file alone lacks what its log holds.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from app.errors import FileFailed
from app.models.tickets.attachment import folder_beside, whole_files
from app.store.database import FILE_NAME
from app.store.rescue.inspection import read_from_outside
from app.store.tickets.attachment_files import digests_to_send, folder_to_send

LONGEST = 600.0
"""Seconds for reading one of them."""

Copy = Callable[[Path], object]
"""Writes a copy of the desk's file there."""


def back_up(desk: Path, copy_desk: Copy, others: Sequence[Path], file: Path) -> None:
    """Writes `file`, in the place of an older backup, whole or not at all. `desk` is the desk's file, of which
    `copy_desk` makes a copy. `others` are further SQLite files; those that aren't there are left out, and what is
    attached to the tickets in them comes along. The desk's file comes first: what it has still to send, the server may
    have then.

    Raises FileFailed when it can't be written or something else is in its place, StoreFailed when the desk's file can't
    be read. It takes a while: for a thread.
    """
    file = file.absolute()
    try:
        if file.exists() and not is_backup(file):
            raise FileFailed(f"{file.name} is there already, and is no backup of Foyer's: name another file.")
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".foyer-backup-") as name:
            folder = Path(name)
            copy_desk(folder / FILE_NAME)
            for other in others:
                if other.exists():
                    copy_file(other, folder / other.name)
            attached = [one for other in others for one in whole_files(folder_beside(other))]
            _pack(folder, [*_to_send(folder / FILE_NAME, desk), *attached], file)
    except (OSError, sqlite3.Error) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        raise FileFailed(f"The backup {file.name} can't be written: {words}.") from error


def copy_file(source: Path, target: Path) -> None:
    """Copies a SQLite file that no running Foyer holds for itself alone, with what its log holds. SQLite's errors
    pass."""
    with read_from_outside(source, LONGEST) as connection:
        copy_out(connection, target)


def copy_out(connection: sqlite3.Connection, target: Path) -> None:
    """Copies what the connection reads. SQLite's errors pass."""
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)


def is_backup(file: Path) -> bool:
    try:
        with ZipFile(file) as packed:
            return FILE_NAME in packed.namelist()
    except (BadZipFile, OSError):
        return False


def _to_send(copy: Path, desk: Path) -> list[Path]:
    """The files that the copy of the desk's file has still to send, and no others that lie beside them."""
    with closing(sqlite3.connect(copy)) as connection:
        return [folder_to_send(desk) / digest for digest in sorted(digests_to_send(connection))]


def _pack(folder: Path, attached: Sequence[Path], file: Path) -> None:
    packed = folder / "packed"
    os.close(os.open(packed, os.O_WRONLY | os.O_CREAT, 0o600))
    with packed.open("r+b") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            for part in sorted(folder.glob("*.sqlite3")):
                archive.write(part, part.name)
            for one in attached:  # they never change, so they needn't be copied first
                with suppress(FileNotFoundError):  # the server has it by now
                    archive.write(one, f"{one.parent.name}/{one.name}", ZIP_STORED)
        stream.flush()
        os.fsync(stream.fileno())
    packed.replace(file)
