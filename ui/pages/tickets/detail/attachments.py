"""The files of a ticket: a small picture of each that is an image, how far each is sent, and a way to save it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.models.objects.ticket import Attachment, Ticket
from app.services.tickets.tickets import TicketRow
from ui.pages.tickets.detail.thumbnails import SIDE, Thumbnails
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Elided, Label, picture
from ui.wording.tickets.ticket_words import size_words


def attachments_part(
    row: TicketRow,
    ticket: Ticket,
    *,
    thumbnails: Thumbnails,
    save: Callable[[TicketRow, Attachment], object],
    theme: Theme,
) -> QWidget | None:
    if not ticket.attachments:
        return None
    files = (_file(row, one, thumbnails, save, theme) for one in ticket.attachments)
    return section(*files, heading="Files")


def files_told(row: TicketRow, ticket: Ticket) -> object:
    """All that decides how the part looks but how far a file is sent, which `show_progress` tells."""
    files = ((one, one.received) for one in ticket.attachments)
    told = [one.model_copy(update={"received": min(received, 1) + (received >= one.size)}) for one, received in files]
    return row.ticket.id, told


def show_progress(pane: QWidget, ticket: Ticket) -> None:
    for attachment in ticket.attachments:
        for bar in pane.findChildren(QProgressBar, attachment.digest):
            bar.setValue(_percent(attachment))


def _file(
    row: TicketRow,
    attachment: Attachment,
    thumbnails: Thumbnails,
    save: Callable[[TicketRow, Attachment], object],
    theme: Theme,
) -> QWidget:
    sign = picture(theme.pixmap("attachment", "text-muted", 20))
    sign.setFixedSize(theme.px(SIDE), theme.px(SIDE))
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    thumbnails.show_in(sign, row, attachment)
    is_whole = attachment.received >= attachment.size
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Elided(attachment.name))
    words.addWidget(Label(_standing(attachment), variant="small", wrap=True))
    if not is_whole:
        words.addWidget(_progress(attachment, theme))
    part = QWidget()
    line = QHBoxLayout(part)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(10)
    line.addWidget(sign)
    line.addLayout(words, 1)
    if is_whole or attachment.operation:
        keep = Button(f"Save {attachment.name}", theme=theme, variant="icon", icon="download")
        keep.clicked.connect(lambda: save(row, attachment))
        line.addWidget(keep)
    return part


def _standing(attachment: Attachment) -> str:
    size = size_words(attachment.size)
    if attachment.received >= attachment.size:
        return "  ·  ".join(filter(None, (size, attachment.by)))
    if attachment.operation:
        return f"Waiting to be sent  ·  {size}" if not attachment.received else f"Being sent  ·  {size}"
    return f"Not all of it is at the server yet  ·  {size}"


def _progress(attachment: Attachment, theme: Theme) -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName(attachment.digest)
    bar.setRange(0, 100)
    bar.setValue(_percent(attachment))
    bar.setTextVisible(False)
    bar.setFixedHeight(theme.px(6))
    bar.setAccessibleName(f"Sent of {attachment.name}")
    return bar


def _percent(attachment: Attachment) -> int:
    return attachment.received * 100 // max(1, attachment.size)
