"""A document as a PDF file: text stays text, and the file is whole or not there at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from app.system.exports import write_export
from ui.printing.document import DOTS_PER_INCH, Document, layout, play


async def save_pdf(document: Document, file: Path) -> None:
    """Writes `file`, in the place of an older one. Raises FileFailed, and then nothing of it is left behind."""
    await asyncio.to_thread(lambda: write_export(file, pdf_of(document)))


def pdf_of(document: Document) -> bytes:
    """It takes a while: for a thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.title)
    writer.setCreator("Foyer")
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageLayout(layout(document.millimetres))
    play(document.pages, writer)
    return bytes(buffer.data().data())
