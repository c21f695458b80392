"""*Import calendar file*: an invitation that was sent as a file fills the form of a new meeting, to be looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.services.site import Site
from tests.calendars import OUTLOOK
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import click, says
from tests.ui.invite_desk import InviteDesk, body_shown, invited, opened
from tests.ui.test_import_visitors import choose_file
from ui.reception.calendars.import_window import ImportCalendar
from ui.tasks import Tasks
from ui.theme import Theme

TITLE = "Import calendar file"
SERIES_IN_UTC = "DTSTART:20260316T083000Z"


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    (tmp_path / "desk").mkdir()
    async with opened(tmp_path / "desk", server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "invite.ics"
    path.write_text(OUTLOOK)
    return path


def dropped(widget: QWidget, *, path: Path | None = None, text: str = "") -> bool:
    """Whether it was taken there, where it was dragged first."""
    data = QMimeData()
    if path:
        data.setUrls([QUrl.fromLocalFile(str(path))])
    else:
        data.setText(text)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drag = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, drag)
    drop = QDropEvent(QPointF(widget.rect().center()), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, drop)
    return drag.isAccepted() and drop.isAccepted()


def windows() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportCalendar) and one.isVisible()]


async def test_a_chosen_file_fills_the_form_and_nothing_is_sent(desk: InviteDesk, file: Path) -> None:
    page = desk.page
    click(page, TITLE)
    await choose_file("Choose a calendar file", file)
    await eventually(lambda: body_shown(page)["title"] == "Audit")
    body = body_shown(page)
    assert (body["startAt"], body["endAt"]) == ("2026-03-16T09:30:00+01:00", "2026-03-16T11:00:00+01:00")
    assert body["hostId"] == "US-G606"
    assert body["description"] == "Room Magritte · Fire doors, third floor Bring the plans"
    assert [row[0] for row in invited(page)] == ["Ada Ek", "Bo Lind"]
    assert says(page, "Named after the address: bo.lind@acme.example.")
    assert (desk.pending, desk.posted()) == ((), [])
    await eventually(lambda: not windows())
