"""Small pictures of attached images, made off the window's thread. Nothing but a few plain kinds of image is decoded,
and none that would take much memory: an SVG, a PDF or a zip is never opened."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from app.errors import FoyerError
from app.models.objects.ticket import Attachment
from app.models.tickets.file_types import UNKNOWN, file_type
from app.services.tickets.tickets import TicketRow, Tickets
from ui.tasks import Tasks
from ui.theme import Theme

SIDE = 56
"""Pixels at 100 % text."""

_KINDS = {"image/png": b"png", "image/jpeg": b"jpeg", "image/gif": b"gif", "image/webp": b"webp"}
_MOST_PIXELS = 60_000_000
_MOST_MEGABYTES = 256
"""What decoding one image may take: the largest photo of a telephone needs less."""

_KEPT = 200
"""So many are kept; then they are made anew."""


class Thumbnails(QObject):
    """Each is made once for as long as the page is there. One that can't be had is tried again when it is next
    wanted."""

    def __init__(self, *, tickets: Tickets, tasks: Tasks, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        QImageReader.setAllocationLimit(_MOST_MEGABYTES)
        self._tickets = tickets
        self._tasks = tasks
        self._theme = theme
        self._made: dict[str, QImage | None] = {}
        self._wanted: dict[str, list[QLabel]] = {}

    def show_in(self, label: QLabel, row: TicketRow, attachment: Attachment) -> None:
        """Puts the picture into `label`, now or when it is made; what has none keeps what `label` shows."""
        if attachment.type not in (*_KINDS, UNKNOWN, "") or (attachment.type == UNKNOWN and not attachment.operation):
            return
        if not attachment.operation and attachment.received < attachment.size:
            return
        digest = attachment.digest
        if digest in self._made:
            _fill(label, self._made[digest])
        elif digest in self._wanted:
            self._wanted[digest].append(label)
        else:
            self._wanted[digest] = [label]
            self._tasks.start(self._make(row, digest), on_error=lambda error: self._on_failed(digest, error))

    async def _make(self, row: TicketRow, digest: str) -> None:
        content = await self._tickets.attachment(row, digest)
        side = self._theme.px(SIDE)
        image = await asyncio.to_thread(thumbnail, content, side)
        if len(self._made) >= _KEPT:
            self._made.clear()
        self._made[digest] = image
        for label in self._wanted.pop(digest, ()):
            _fill(label, image)

    def _on_failed(self, digest: str, error: FoyerError) -> None:
        """That the server is away is told of elsewhere."""
        self._wanted.pop(digest, None)


def thumbnail(content: bytes, side: int) -> QImage | None:
    """The image that `content` is, no larger than `side` pixels either way; None for what isn't one of the few kinds,
    is broken, or would take too much memory. May be called on any thread."""
    kind = _KINDS.get(file_type(content))
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return None
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _fill(label: QLabel, image: QImage | None) -> None:
    if image is not None and isValid(label):
        label.setPixmap(QPixmap.fromImage(image))
