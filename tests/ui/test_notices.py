"""*Notices*: in the pane of a visit and of a ticket, and what waits at the server among *Waiting changes*."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import select, update

from app.server.storage.tables.notices import notices
from tests.told import NoPost, tell
from tests.ui.arrivals_hands import take_in_hand
from tests.ui.conftest import Clock, eventually
from tests.ui.dialog_hands import dialog, no_dialog, open_menu
from tests.ui.doors import Doors, doors, today
from tests.ui.hands import click, column, find, named, press, says, shown
from ui.compose.desk import DeskApp
from ui.theme import Theme

AUDIT: dict[str, Any] = {
    "title": "Audit",
    "startAt": "2026-03-12T10:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "hostId": "Sofia Marchetti",
    "visitors": [{"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example"}],
}
ANA = "ana@lumen.example"
TOO_LATE = "It was not sent again from here: somebody else had it sent meanwhile, or it is no longer needed."
UNREACHED = "Which messages were sent is known at the server, which can't be reached now."


@pytest.fixture
async def house(theme: Theme, clock: Clock, tmp_path: Path, qapp: QApplication) -> AsyncIterator[Doors]:
    async with doors(theme, clock, tmp_path, qapp, mail_server=NoPost()) as house:
        yield house


@pytest.fixture
async def of_ana(house: Doors) -> dict[str, str]:
    """Whom what is told of: Ana, of her audit."""
    meeting = await house.server.make("/vm/meetings", AUDIT)
    (visitor,) = (await house.meeting(meeting))["visitors"]
    return {"meeting": meeting, "visitor": visitor["id"], "address": ANA}


def kept(house: Doors) -> list[tuple[str, ...]]:
    """What the server keeps of each notice: its state, whose it was and where it went, and its words."""
    columns = (notices.c[name] for name in ("state", "name", "address", "subject", "text"))
    with house.server.context.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


async def open_at_ana(house: Doors) -> DeskApp:
    desk = house.open("North door")
    page = await today(desk)
    await eventually(lambda: "Ana Lima" in column(find(page, "Visitors", QTableView), "Visitor"))
    take_in_hand(page, "Ana Lima")
    return desk


def sent_again_elsewhere(house: Doors) -> None:
    """Another desk had all of them sent again a moment ago: nobody has heard of it yet."""
    with house.server.context.database.writing() as connection:
        connection.execute(update(notices).values(state="overtaken", said="550 No such mailbox. It was sent again."))


def reads(desk: DeskApp, *sentences: str) -> bool:
    return all(says(desk.window, words) for words in sentences)


async def test_the_pane_tells_how_it_stands_with_each(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, subject="Welcome to Northgate House", text="Dear Ana,\nyou are expected.", **of_ana)
    tell(house.server, "refused", kind="change", said="550 No such mailbox", **of_ana)
    desk = await open_at_ana(house)
    await eventually(lambda: reads(desk, "Notices", f"Changed invitation not sent to {ANA}", "550 No such mailbox."))
    assert reads(desk, f"Invitation sent 09:42 to {ANA}")
    assert not says(desk.window, "Dear Ana,\nyou are expected.")
    click(desk.window, "Show message")
    assert reads(desk, "Welcome to Northgate House", "Dear Ana,\nyou are expected.")
    click(desk.window, "Hide message")
    await eventually(lambda: not says(desk.window, "Dear Ana,\nyou are expected."))


async def test_what_becomes_of_one_is_seen_at_once(house: Doors, of_ana: dict[str, str]) -> None:
    desk = await open_at_ana(house)
    await eventually(lambda: reads(desk, "Notices", "No message was sent, and none waits."))
    tell(house.server, "queued", **of_ana)
    await eventually(lambda: says(desk.window, f"Invitation queued 09:42 to {ANA}"))


async def test_a_server_that_cannot_mail_has_no_notices(
    theme: Theme, clock: Clock, tmp_path: Path, qapp: QApplication
) -> None:
    async with doors(theme, clock, tmp_path, qapp) as house:
        await house.server.make("/vm/meetings", AUDIT)
        desk = await open_at_ana(house)
        await eventually(lambda: any("notices" in call for call in house.server.calls))
        await eventually(lambda: desk.services.notices.mails is False)
        assert not says(desk.window, "Notices")


async def test_who_was_to_be_invited_by_a_server_that_cannot_mail_is_not_said_to_be(
    theme: Theme, clock: Clock, tmp_path: Path, qapp: QApplication
) -> None:
    async with doors(theme, clock, tmp_path, qapp) as house:
        invited = [one | {"mailReminder": 1} for one in AUDIT["visitors"]]
        await house.server.make("/vm/meetings", AUDIT | {"visitors": invited})
        desk = await open_at_ana(house)
        await eventually(lambda: desk.services.notices.mails is False)
        await house.close(desk)
        desk = await open_at_ana(house)  # which knows it from its file
        await eventually(
            lambda: says(desk.window, "by email. This server has no mail server, so it sends nothing by email.")
        )


async def test_who_is_offline_is_told_so_and_sees_them_again(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, **of_ana)
    desk = await open_at_ana(house)
    await eventually(lambda: says(desk.window, f"Invitation sent 09:42 to {ANA}"))
    await house.close(desk)
    desk = house.open("North door")
    house.lines["North door"].up = False
    await eventually(lambda: says(desk.window, UNREACHED))
    house.lines["North door"].up = True
    click(desk.window, "Refresh")
    await eventually(lambda: says(desk.window, f"Invitation sent 09:42 to {ANA}"))


async def test_who_is_forgotten_is_taken_out_of_what_the_server_wrote(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, name="Ana Lima", subject="Welcome, Ana Lima", text="Dear Ana Lima.", **of_ana)
    desk = await open_at_ana(house)
    await eventually(lambda: says(desk.window, f"Invitation sent 09:42 to {ANA}"))
    click(desk.window, "Forget this visitor")
    click(await dialog(desk.window), "Forget visitor")
    await no_dialog(desk.window)
    await eventually(lambda: kept(house) == [("sent", "", "", "", "")])


async def test_nobody_is_forgotten_while_our_server_is_away(house: Doors, of_ana: dict[str, str]) -> None:
    desk = await open_at_ana(house)
    await eventually(lambda: named(desk.window, "Forget this visitor"))
    house.lines["North door"].up = False
    click(desk.window, "Forget this visitor")
    click(await dialog(desk.window), "Forget visitor")
    await no_dialog(desk.window)
    await eventually(lambda: desk.window.banner.words == "Ana Lima was not forgotten. The server can't be reached.")
    assert column(find(desk.window, "Visitors", QTableView), "Visitor") == ["Ana Lima"]


async def test_among_waiting_changes_what_was_not_sent_leads_to_its_visit(house: Doors, of_ana: dict[str, str]) -> None:
    desk = house.open("North door")
    await today(desk)
    desk.window.go_to("Waiting changes")
    assert not named(desk.window, "Notices", QTableView)
    await eventually(lambda: named(desk.window, "Notices"))
    find(desk.window, "Notices").click()
    await eventually(lambda: says(desk.window, "All that people were to be told of was sent."))
    tell(house.server, "refused", kind="change", said="550 No such mailbox", **of_ana)
    await eventually(lambda: named(desk.window, "Notices", QTableView))
    table = find(desk.window, "Notices", QTableView)
    assert column(table, "For") == ["Ana Lima"]
    assert column(table, "State") == ["Not sent"]
    assert reads(desk, "1 not sent", "550 No such mailbox.", "Audit", "Notices  1")
    press(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = open_menu()
    assert [one.text() for one in menu.actions() if one.text()] == ["Send again", "Show visit", "Copy cell"]
    menu.close()
    click(desk.window, "Show visit")
    await eventually(lambda: says(desk.window, "Ana Lima") and not named(desk.window, "Notices", QTableView))
    assert desk.window.page() is await today(desk)


async def test_who_comes_late_to_send_again_is_told_so(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, "refused", said="550 No such mailbox.", **of_ana)
    desk = await open_at_ana(house)
    await eventually(lambda: named(desk.window, "Send again"))
    sent_again_elsewhere(house)
    click(desk.window, "Send again")
    await eventually(lambda: says(desk.window, TOO_LATE))
    await eventually(lambda: not named(desk.window, "Send again"))
    assert says(desk.window, TOO_LATE), "it stays while it is read"


async def test_it_is_said_among_waiting_changes_although_the_row_is_gone(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, "refused", said="550 No such mailbox.", **of_ana)
    desk = house.open("North door")
    await today(desk)
    desk.window.go_to("Waiting changes")
    await eventually(lambda: named(desk.window, "Notices"))
    find(desk.window, "Notices").click()
    await eventually(lambda: named(desk.window, "Send again"))
    sent_again_elsewhere(house)
    click(desk.window, "Send again")
    await eventually(lambda: says(desk.window, "All that people were to be told of was sent."))
    await eventually(lambda: says(desk.window, f"Invitation to {ANA}: {TOO_LATE[0].lower()}{TOO_LATE[1:]}"))


async def test_the_tab_says_when_the_server_is_away(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, "refused", said="550 No such mailbox", **of_ana)
    desk = house.open("North door")
    await today(desk)
    house.lines["North door"].up = False
    desk.window.go_to("Waiting changes")
    find(desk.window, "Notices").click()
    await eventually(lambda: reads(desk, "Notices are known at the server", "The server can't be reached."))


async def test_other_ways_than_mail_are_named(house: Doors, of_ana: dict[str, str]) -> None:
    tell(house.server, way="sms", **(of_ana | {"address": "+32 471 20 44 10"}))
    tell(house.server, "refused", way="lobby-screen", said="It answered 404", **of_ana)
    desk = await open_at_ana(house)
    await eventually(lambda: says(desk.window, "Invitation sent 09:42 to +32 471 20 44 10 by SMS"))
    assert reads(desk, "Invitation not sent by lobby-screen", "It answered 404.")


async def test_a_ticket_tells_whom_it_told(house: Doors) -> None:
    ticket = await house.server.make("/sd/tickets", {"title": "Lift", "notifierId": "Ida Berg"})
    tell(house.server, "unknown", kind="created", ticket=ticket, address="ida@northgate.example", said="It hung up.")
    desk = house.open("North door")
    click(desk.window, "Tickets")
    await eventually(lambda: reads(desk, "Copy of the ticket perhaps not sent to ida@northgate.example"))
    assert "Send again" in shown(desk.window)
    click(desk.window, "Add comment")
    await eventually(lambda: says(desk.window, "The requester gets it by email."))
    click(desk.window, "Close")
