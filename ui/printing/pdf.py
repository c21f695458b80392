"""A document as a PDF file: text stays text, and the file is whole or not there at all."""

from __future__ import annotations

import asyncio
import os
import tempfile
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from app.errors import FileFailed
from ui.printing.document import DOTS_PER_INCH, Document, layout, play


async def save_pdf(document: Document, file: Path) -> None:
    """Writes `file`, in the place of an older one. Raises FileFailed, and then nothing of it is left behind."""
    await asyncio.to_thread(lambda: _write(file, _pdf(document)))


def _pdf(document: Document) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.title)
    writer.setCreator("Foyer")
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(layout(document.millimetres))
    play(document.pages, writer)
    return bytes(buffer.data().data())


def _write(file: Path, content: bytes) -> None:
    """Beside it first: a disk that is full on the way leaves an older file as it was."""
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
