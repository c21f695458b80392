"""How a backup comes back: what is there is set aside, never overwritten, and its log goes with it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from app.errors import FileFailed
from app.models.tickets.attachment import folder_beside, is_digest, whole_files
from app.store.backup.backup import LONGEST
from app.store.database import FILE_NAME
from app.store.rescue.aside import rescue_file, set_aside
from app.store.rescue.inspection import Condition, inspected
from app.store.tickets.attachment_files import folder_to_send

_FAULTS = {
    Condition.NEWER: "was made by a newer Foyer: update this one first",
    Condition.UNFINISHED: "takes too long to read: is its disk all right?",
}


def restore(backup: Path, folder: Path, others: Sequence[str]) -> list[Path]:
    """Puts the files of `backup` into the data folder, of which no Foyer may be running. `others` are the names of
    further SQLite files that may be in it. Gives where those lie now that were there before.

    What the backup has still to send may have been sent since: Foyer looks for it before it sends it again.

    Raises FileFailed, and then everything is as it was; only where the disk fails between two files, the first may be
    the backup's already: the same command goes on from there. It takes a while.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix="restore-") as name:
            parts = _unpacked(backup, Path(name), others)
            attached = _attached(backup, Path(name), others)
            _doubt_what_waits(parts[FILE_NAME])
            _bring(attached, folder)
            aside = _put_in_place(parts, folder)
            _separate(folder / FILE_NAME, {file.name for file in attached}, aside)
            return aside
    except (OSError, sqlite3.Error) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        raise FileFailed(f"The backup {backup.name} can't be restored: {words}.") from error


def _unpacked(backup: Path, folder: Path, others: Sequence[str]) -> dict[str, Path]:
    try:
        with ZipFile(backup) as packed:
            names = [name for name in (*others, FILE_NAME) if name in packed.namelist()]
            if FILE_NAME not in names:
                raise FileFailed(f"{backup.name} is no backup of Foyer's.")
            for name in names:
                with packed.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except BadZipFile as error:
        raise FileFailed(f"{backup.name} is no backup of Foyer's, or was cut off.") from error
    for name in names:
        condition = inspected(folder / name, seconds=LONGEST, is_store=name == FILE_NAME).condition
        if condition is not Condition.SOUND:
            raise FileFailed(f"{backup.name} {_FAULTS.get(condition, f'holds a damaged {name}: take another backup')}.")
    return {name: folder / name for name in names}


def _attached(backup: Path, folder: Path, others: Sequence[str]) -> list[Path]:
    """Unpacks what is attached to tickets or is to be: names that are digests, below a folder of one of the `others` or
    of the desk's file."""
    folders = {folder_beside(Path(name)).name for name in others} | {folder_to_send(Path(FILE_NAME)).name}
    unpacked = []
    with ZipFile(backup) as packed:
        for name in packed.namelist():
            parent, _, digest = name.partition("/")
            if parent in folders and is_digest(digest):
                file = folder / parent / digest
                file.parent.mkdir(mode=0o700, exist_ok=True)
                with packed.open(name) as source, file.open("wb") as target:
                    shutil.copyfileobj(source, target)
                file.chmod(0o600)
                unpacked.append(file)
    return unpacked


def _bring(attached: Sequence[Path], folder: Path) -> None:
    """Puts what is attached into the data folder. A name says what is in the file, so none is another's."""
    for file in attached:
        target = folder / file.parent.name
        target.mkdir(mode=0o700, exist_ok=True)
        file.replace(target / file.name)


def _separate(desk: Path, brought: set[str], aside: Sequence[Path]) -> None:
    """What the desk that was there before had to send goes with its file: the one in its place would delete it."""
    for before in aside:
        if before.name.startswith(desk.stem):
            for file in whole_files(folder_to_send(desk)):
                if file.name not in brought:
                    folder_to_send(before).mkdir(mode=0o700, exist_ok=True)
                    file.replace(folder_to_send(before) / file.name)


def _doubt_what_waits(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("update outbox set state = 'unknown', looked = 0 where state in ('waiting', 'sending')")


def _put_in_place(parts: dict[str, Path], folder: Path) -> list[Path]:
    """The desk's file comes last, and by the name under which a start finishes it when this is broken off."""
    aside = []
    for name, part in parts.items():
        file = folder / name
        part.chmod(0o600)
        if name == FILE_NAME:
            part = part.replace(rescue_file(file))
        if file.exists():
            aside.append(set_aside(file, "replaced"))
        part.replace(file)
    return aside
