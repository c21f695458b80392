"""What is being written in the small forms of a ticket: kept while it is written, also when the disk has no room, and
resting while it is saved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.errors import DiskFull, StoreFailed
from app.services.drafts import Drafts
from app.services.site import Site
from app.settings import Settings
from app.store.outbox import Outbox
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, find, named, press, write
from tests.ui.ticket_desk import TicketDesk
from ui.compose.connect import open_sample
from ui.theme import Theme

WORDS = "The spare roll is used up"


@pytest.fixture
async def desk(site: Site, theme: Theme, tmp_path: Path) -> AsyncIterator[TicketDesk]:
    """On the sample's real server, with the first ticket in hand."""
    desk = TicketDesk(lambda: open_sample(Settings(), site), folder=tmp_path, site=site, theme=theme, names_as_ids=True)
    await desk.open()
    await eventually(desk.page.isActiveWindow)
    desk.table.setFocus()
    yield desk
    await desk.close()


async def form(desk: TicketDesk, key: Qt.Key, name: str) -> QWidget:
    """The control of that name, in the form that a key opens."""
    desk.table.setFocus()
    press(desk.table, key, CTRL if key == Qt.Key.Key_E else Qt.KeyboardModifier.NoModifier)
    await eventually(lambda: named(desk.page, name) and find(desk.page, name).hasFocus())
    return find(desk.page, name)


async def comment_field(desk: TicketDesk) -> QPlainTextEdit:
    comment = await form(desk, Qt.Key.Key_C, "Comment")
    assert isinstance(comment, QPlainTextEdit)
    return comment


def begun(desk: TicketDesk, kind: str) -> list[dict[str, Any]]:
    return [draft.body for draft in desk.drafts.stored_now(kind)]


@pytest.mark.parametrize(
    ("key", "name", "kind"),
    [(Qt.Key.Key_C, "Comment", "comment"), (Qt.Key.Key_E, "Reference", "ticket edit")],
    ids=["comment", "edit"],
)
async def test_what_the_disk_had_no_room_for_is_kept_when_it_has(
    desk: TicketDesk, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, name: str, kind: str
) -> None:
    monkeypatch.setattr("ui.reception.drafts.keeping.AGAIN", 0)
    monkeypatch.setattr("ui.reception.drafts.keeping.MOMENT", 3_600_000)
    words = WORDS * 200  # more than fits into what is left of the file's last page
    await form(desk, key, "Comment" if key == Qt.Key.Key_C else "Ticket title")
    desk.fill_disk()
    field = find(desk.page, name)
    QGuiApplication.clipboard().setText(words)
    press(field, Qt.Key.Key_V, CTRL)
    press(field, Qt.Key.Key_Escape)
    await eventually(lambda: [type(one) for one in desk.reports] == [DiskFull])
    desk.make_room()
    await eventually(lambda: begun(desk, kind))
    assert words in str(begun(desk, kind))


async def test_what_is_typed_without_a_rest_is_kept_too(desk: TicketDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.reception.drafts.keeping.MOMENT", 100)
    comment = await comment_field(desk)

    def typed_on() -> bool:
        write(comment, "a")
        return bool(begun(desk, "comment"))

    await eventually(typed_on)


async def test_a_form_opens_when_what_was_begun_can_not_be_read(
    desk: TicketDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Drafts, form: str) -> None:
        raise StoreFailed("the file can't be read")

    monkeypatch.setattr(Drafts, "stored_now", fails)
    assert (await comment_field(desk)).toPlainText() == ""
    assert [type(one) for one in desk.reports] == [StoreFailed]


@pytest.mark.parametrize(
    ("key", "name", "done"),
    [
        (Qt.Key.Key_C, "Comment", "Comment saved. It is sent by itself."),
        (Qt.Key.Key_E, "Ticket title", "is changed."),
    ],
    ids=["comment", "edit"],
)
async def test_a_form_rests_while_it_is_saved(
    desk: TicketDesk, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, name: str, done: str
) -> None:
    """Nothing is typed that would go with it, and Escape leaves nothing behind that is still being saved."""
    goes_on, put = asyncio.Event(), Outbox.put

    async def slow(self: Outbox, *writes: Any, **options: Any) -> Any:
        await goes_on.wait()
        return await put(self, *writes, **options)

    field = await form(desk, key, name)
    write(field, WORDS)
    monkeypatch.setattr(Outbox, "put", slow)
    press(field, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: not field.isEnabled())
    press(field, Qt.Key.Key_Escape)
    field.window().close()
    assert field.isVisible()
    goes_on.set()
    await eventually(lambda: desk.said and desk.said[-1].endswith(done))
    await eventually(lambda: named(desk.page, name) == [])
    assert desk.reports == []
