"""Two desks change one meeting: nothing is overwritten unseen, whichever comes first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QTableView

from tests.ui.arrivals_hands import status_of
from tests.ui.conftest import eventually
from tests.ui.dialog_hands import dialog
from tests.ui.doors import Doors, all_sent, refresh, today
from tests.ui.hands import click, find, named, row, says
from tests.ui.invite_desk import write_over
from tests.ui.test_edit_meeting import AUDIT, edited, saved, titles
from ui.compose.desk import DeskApp


@pytest.fixture
async def house(house: Doors) -> Doors:
    await house.server.make("/vm/meetings", AUDIT)
    return house


async def entered(desk: DeskApp, **fields: str) -> None:
    """Somebody edits Ana's meeting, and saves it."""
    page = await edited(desk, await today(desk), "Ana")
    for name, text in fields.items():
        write_over(page, name, text)
    click(page, "Save changes")
    await saved(desk)


async def both(house: Doors, at_front: dict[str, str], at_garage: dict[str, str]) -> tuple[DeskApp, DeskApp]:
    """The front desk is cut off while it edits; the garage's edit comes first."""
    front, garage = house.open("Front"), house.open("Garage")
    await today(front)
    await today(garage)
    house.lines["Front"].up = False
    await entered(front, **at_front)
    await entered(garage, **at_garage)
    await all_sent(garage)
    house.lines["Front"].up = True
    refresh(front)
    return front, garage


async def choice(desk: DeskApp) -> QDialog:
    """The sheet that *Waiting changes* leads to."""
    click(desk.window, "Connection")
    await eventually(lambda: named(desk.window.page(), "Choose what counts"))
    click(desk.window.page(), "Choose what counts")
    return await dialog(desk.window)


async def test_different_fields_are_both_kept_and_that_is_said(house: Doors) -> None:
    front, _ = await both(house, {"Title": "Audit of the year"}, {"Description": "Bring the books"})
    await all_sent(front)
    meeting = (await house.server.meetings())[0]
    assert (meeting["title"], meeting["description"]) == ("Audit of the year", "Bring the books")
    words = "Garage also changed the description of “Audit of the year”: both are kept."
    await eventually(lambda: front.window.notice.words == words)


@pytest.mark.parametrize(
    ("way", "title"), [("Keep theirs", "Audit at the garage"), ("Keep yours", "Audit at the front")]
)
async def test_of_the_same_field_a_person_chooses(house: Doors, way: str, title: str) -> None:
    front, garage = await both(house, {"Title": "Audit at the front"}, {"Title": "Audit at the garage"})
    at_front = front.window.page()
    await eventually(lambda: "Somebody changed it too" in status_of(at_front, "Ana Lima"))
    assert (await house.server.meetings())[0]["title"] == "Audit at the garage"
    sheet = await choice(front)
    assert says(sheet, "Audit at the garage")
    assert says(sheet, "Audit at the front")
    assert says(sheet, "Before: Audit")
    assert not find(sheet, "Save changes").isEnabled()
    find(sheet, way, QAbstractButton).click()
    assert find(sheet, way, QAbstractButton).accessibleDescription() == f"Title: {title}"
    click(sheet, "Save changes")
    await all_sent(front)
    assert (await house.server.meetings())[0]["title"] == title
    click(front.window, "Today")
    refresh(front)
    await eventually(lambda: set(titles(front.window.page())) == {title})
    refresh(garage)
    await eventually(lambda: set(titles(garage.window.page())) == {title})


async def test_decided_later_it_waits_on(house: Doors) -> None:
    """Where it is narrow, yours stand below theirs."""
    front, _ = await both(house, {"Title": "Audit at the front"}, {"Title": "Audit at the garage"})
    await eventually(lambda: "Somebody changed it too" in status_of(front.window.page(), "Ana Lima"))
    sheet = await choice(front)

    def below() -> int:
        theirs, yours = (find(sheet, name).mapTo(sheet, QPoint()) for name in ("Keep theirs", "Keep yours"))
        return yours.y() - theirs.y()

    assert below() == 0
    sheet.resize(400, 600)
    await eventually(lambda: below() > 0)
    click(sheet, "Decide later")
    assert named(front.window.page(), "Choose what counts")
    table = find(front.window.page(), "Waiting changes", QTableView)
    assert row(table, 0)[3].startswith("Somebody changed it too")


async def test_what_is_gone_on_the_server_is_offered_as_a_new_meeting(house: Doors) -> None:
    front, garage = house.open("Front"), house.open("Garage")
    await today(front)
    at_garage = await today(garage)
    house.lines["Front"].up = False
    await entered(front, Title="Audit of the year")
    at_garage.start_search()
    click(at_garage, "Cancel meeting")
    click(await dialog(garage.window), "Cancel meeting")
    await eventually(lambda: status_of(at_garage, "Ana Lima").startswith("Cancelled"))
    await all_sent(garage)
    house.lines["Front"].up = True
    refresh(front)
    at_front = front.window.page()
    await eventually(lambda: "Gone on the server" in status_of(at_front, "Ana Lima"))
    click(front.window, "Connection")
    await eventually(lambda: named(front.window.page(), "Make a new meeting"))
    told = find(front.window.page(), "Change")
    assert says(told, "Gone on the server: “Audit of the year”")
    assert says(told, "The server doesn't have this meeting any more")
    assert not says(told, "in vain")
    click(front.window.page(), "Make a new meeting")
    await eventually(lambda: front.window.page().name == "New meeting")
    page = front.window.page()
    assert find(page, "Title", QLineEdit).text() == "Audit of the year"
    click(page, "Create meeting")
    await saved(front)
    await all_sent(front)
    assert [one["title"] for one in await house.server.meetings()] == ["Audit of the year"]
