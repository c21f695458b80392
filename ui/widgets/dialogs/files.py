"""Asking for a file, by a dialog on top without a loop of its own; and writing one whole or not at all."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import FileFailed


async def file_to_open(parent: QWidget, *, title: str, kinds: tuple[str, ...]) -> Path | None:
    """The file that was chosen, or None. A kind is a word and its patterns: "Spreadsheets (*.xlsx *.ods)"."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _answer(dialog, kinds)


async def file_to_save(parent: QWidget, *, title: str, proposed: str, kinds: tuple[str, ...]) -> Path | None:
    """Where to write to, or None. The name gets the ending of `proposed`; an older file was agreed to be replaced."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(proposed).suffix)
    dialog.selectFile(proposed)
    return await _answer(dialog, kinds)


def write_whole(file: Path, content: bytes) -> None:
    """Writes `file`, in the place of an older one. Raises FileFailed, and then nothing of it is left behind.

    Beside it first: a disk that is full on the way leaves an older file as it was. It takes a while: for a thread.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(content)
        beside.chmod(0o644)
        beside.replace(file)
    except OSError as error:
        raise FileFailed(f"{file.name} can't be saved there: {error.strerror}.") from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


async def _answer(dialog: QFileDialog, kinds: tuple[str, ...]) -> Path | None:
    chosen: asyncio.Future[Path | None] = asyncio.get_running_loop().create_future()

    def on_finished(result: int) -> None:
        if not chosen.done():
            chosen.set_result(Path(dialog.selectedFiles()[0]) if result else None)

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(kinds)
    dialog.finished.connect(on_finished)
    dialog.open()
    return await chosen
