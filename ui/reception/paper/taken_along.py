"""A list that is taken along: handed to the system's printer, or written into the file that a person chooses."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.system.exports import write_export
from ui.widgets.dialogs.files import file_to_save

if TYPE_CHECKING:
    from ui.printing.document import Document


async def printed(document: Document) -> str:
    """What is said of it then. Raises what `print_document` does."""
    from ui.printing.printers import print_document

    await print_document(document, printer="")
    return "The list was handed to the printer."


async def saved(window: QWidget, *, title: str, name: str, word: str, content: Callable[[], Awaitable[bytes]]) -> str:
    """What is said of it then, "" when no file was chosen. `name` is proposed, with the ending that a file of the kind
    called `word` has. Raises FileFailed, and what `content` does."""
    kinds = (f"{word} (*.{name.rpartition('.')[2]})",)
    file = await file_to_save(window, title=title, proposed=name, kinds=kinds)
    if file is None:
        return ""
    await asyncio.to_thread(write_export, file, await content())
    return f"The list was saved as {file.name}."


async def pdf(document: Document) -> bytes:
    from ui.printing.pdf import pdf_of

    return await asyncio.to_thread(pdf_of, document)
