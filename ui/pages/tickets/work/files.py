"""*Attach file*: chosen, dropped on the pane or pasted; and an attached file saved elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from app.errors import FileFailed
from app.models.objects.ticket import Attachment
from app.models.tickets.attachment import harmless_name
from app.services.tickets.tickets import TicketRow, Tickets
from ui.reception.tickets.ticket_actions import TicketActions
from ui.tasks import Tasks
from ui.widgets.dialogs.files import file_to_open, file_to_save

_ANY = ("All files (*)",)


class TicketFiles(QObject):
    """What is attached goes to `actions`; nothing of it is ever opened here."""

    def __init__(self, *, tickets: Tickets, actions: TicketActions, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._tickets = tickets
        self._actions = actions
        self._tasks = tasks
        self._window = parent

    def choose(self, row: TicketRow) -> None:
        self._tasks.start(self._chosen(row))

    def take(self, row: TicketRow, file: Path) -> None:
        """It was dropped."""
        self._actions.attach(row, file, harmless_name(file.name))

    def paste(self, row: TicketRow) -> None:
        """The image that was copied elsewhere, if there is one."""
        image = QGuiApplication.clipboard().image()
        if not image.isNull():
            self._tasks.start(self._pasted(row, image))

    def save(self, row: TicketRow, attachment: Attachment) -> None:
        self._tasks.start(self._saved(row, attachment))

    async def _chosen(self, row: TicketRow) -> None:
        file = await file_to_open(self._window, title="Attach file", kinds=_ANY)
        if file is not None:
            self.take(row, file)

    async def _pasted(self, row: TicketRow, image: QImage) -> None:
        self._actions.attach(row, await asyncio.to_thread(_png, image), "Pasted picture.png")

    async def _saved(self, row: TicketRow, attachment: Attachment) -> None:
        """Raises FileFailed when it can't be written, and what stands in the way of the server."""
        name = harmless_name(attachment.name)
        file = await file_to_save(self._window, title="Save file", proposed=name, kinds=_ANY)
        if file is None:
            return
        content = await self._tickets.attachment(row, attachment.digest)
        try:
            await asyncio.to_thread(file.write_bytes, content)
        except OSError as error:
            raise FileFailed(f"{file.name} could not be written: {error.strerror}.") from error
        self._actions.done.emit(f"Saved: {file.name}.", None)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())
