"""Files of a ticket: dropped, pasted, sent, seen as small pictures where they are plain images, and saved."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QLabel, QProgressBar

from app.models.operations import Kind, Operation, State
from tests.ui.calendar_hands import dropped
from tests.ui.conftest import NOON, eventually
from tests.ui.dialog_hands import save_as
from tests.ui.hands import CTRL, click, find, named, press
from tests.ui.test_ticket_life import desk
from tests.ui.ticket_desk import TicketDesk
from ui.pages.tickets.detail.pane import TicketPane
from ui.pages.tickets.detail.thumbnails import thumbnail
from ui.pages.tickets.list.table import TicketTable

__all__ = ["desk"]


def png(width: int = 40, height: int = 30) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def teal(desk: TicketDesk) -> int:
    """How many small pictures of that colour the pane shows."""
    labels = find(desk.page, "Ticket").findChildren(QLabel)
    images = [label.pixmap().toImage() for label in labels if label.isVisible() and not label.pixmap().isNull()]
    return sum(one.pixelColor(one.width() // 2, one.height() // 2) == QColor("teal") for one in images)


async def test_a_photo_is_dropped_sent_seen_and_saved(desk: TicketDesk, tmp_path: Path) -> None:
    photo, copy = tmp_path / "leak under the lift.png", tmp_path / "copy.png"
    photo.write_bytes(png())
    assert dropped(find(desk.page, "Ticket"), path=photo)
    await eventually(lambda: desk.pending == () and "leak under the lift.png" in desk.pane())
    await eventually(lambda: teal(desk) == 1)
    click(desk.page, "Save leak under the lift.png")
    await save_as(desk.page, copy)
    await eventually(lambda: copy.exists() and desk.said[-1] == "Saved: copy.png.")
    assert copy.read_bytes() == photo.read_bytes()


async def test_words_that_are_marked_stay_so_while_a_file_is_sent(desk: TicketDesk, tmp_path: Path) -> None:
    pane = find(desk.page, "Ticket")
    words = next(one for one in pane.findChildren(QLabel) if one.accessibleName().startswith("Notifier: "))
    words.setSelection(0, 3)
    photo = tmp_path / "leak.png"
    photo.write_bytes(png())
    assert dropped(pane, path=photo)
    await eventually(lambda: desk.pending == () and named(desk.page, "Save leak.png"))
    assert words.selectedText() == words.text()[:3]


async def test_a_copied_picture_is_pasted_and_a_file_with_a_false_name_is_only_a_name(
    desk: TicketDesk, tmp_path: Path
) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(png()))
    press(desk.table, Qt.Key.Key_V, CTRL)
    program = tmp_path / "photo.png"
    program.write_bytes(b"MZ" + bytes(300))
    await eventually(lambda: desk.said)
    assert dropped(find(desk.page, "Ticket"), path=program)
    await eventually(lambda: len(desk.said) == 2 and desk.pending == ())
    await eventually(lambda: named(desk.page, "Save photo.png") and named(desk.page, "Save Pasted picture.png"))
    await eventually(lambda: teal(desk) == 1)
    QGuiApplication.clipboard().clear()


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"MZ" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        png()[:60],
        b"",
    ],
)
def test_what_is_no_plain_image_has_no_picture(content: bytes) -> None:
    assert thumbnail(content, 56) is None


def test_an_image_that_would_fill_the_memory_is_not_decoded() -> None:
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + bytes(40)
    assert thumbnail(bomb, 56) is None
    small = thumbnail(png(4000, 1000), 56)
    assert small is not None
    assert (small.width(), small.height()) == (56, 14)


async def test_a_bar_goes_on_with_each_piece_and_nothing_else_is_drawn_anew(desk: TicketDesk) -> None:
    pane = find(desk.page, "Ticket", TicketPane)
    row = desk.page.findChildren(TicketTable)[0].chosen_row()
    assert row is not None
    sent = Operation(
        position=1,
        id="A-1",
        kind=Kind.TICKET_ATTACHMENT,
        body={"ticket": row.ticket.id, "digest": "d", "name": "leak.png", "size": 100},
        state=State.SENDING,
        entered_at=NOON,
        changed_at=NOON,
        attempts=1,
        searches=0,
        status=0,
        words="",
        known=(),
        candidates=(),
        made="",
        progress={"received": 10},
    )
    pane.show_row(replace(row, changes=(sent,)))
    bar = find(pane, "Sent of leak.png", QProgressBar)
    assert bar.value() == 10
    between = replace(sent, state=State.WAITING, attempts=0, changed_at=NOON + timedelta(seconds=1))
    pane.show_row(replace(row, changes=(replace(between, progress={"received": 60}),)))
    assert bar.isVisible()
    assert bar.value() == 60
    assert "Being sent" in desk.pane()
    pane.show_row(replace(row, changes=(replace(between, attempts=1, progress={"received": 60}),)))
    assert "Waiting to be sent" in desk.pane()
