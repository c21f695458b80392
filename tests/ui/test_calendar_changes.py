"""A calendar file at a desk on the real server: a later version edits the meeting, a cancellation offers to cancel it,
and a meeting is copied as a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QTableView

from tests.calendars import event
from tests.ui.arrivals_hands import take_in_hand
from tests.ui.calendar_hands import dropped
from tests.ui.conftest import eventually
from tests.ui.doors import Doors, all_sent, refresh, today
from tests.ui.hands import CTRL, click, column, find, named, press, says
from tests.ui.invite_desk import body_shown, invited
from tests.ui.test_edit_meeting import AUDIT
from tests.ui.test_import_visitors import window
from ui.compose.desk import DeskApp
from ui.pages.new_meeting.edit.page import EditMeetingPage
from ui.pages.new_meeting.page import NewMeetingPage
from ui.pages.today.page import TodayPage

ADA = "ATTENDEE;CN=Ada Ek:mailto:ada.ek@acme.example"
BO = "ATTENDEE;CN=Bo Lind:mailto:bo@acme.example"
TODAY = ("DTSTART:20260312T130000Z", "DURATION:PT1H")
MOVED = ("DTSTART:20260312T140000Z", "DURATION:PT2H", "SEQUENCE:1", "SUMMARY:Audit, longer")


@pytest.fixture
async def desk(house: Doors) -> DeskApp:
    """A meeting came from a calendar file that was dropped onto *Today*, and the server has it."""
    desk = house.open("Front")
    await all_sent(desk)
    dropped(desk.window.page(), text=event(*TODAY, ADA))
    form = await new_meeting(desk)
    await eventually(lambda: body_shown(form)["title"] == "Audit")
    click(form, "Create meeting")
    await on_today(desk)
    await all_sent(desk)
    refresh(desk)
    await eventually(lambda: desk.services.site.zone.key == "Europe/Brussels")
    return desk


async def on_today(desk: DeskApp) -> TodayPage:
    await eventually(lambda: isinstance(desk.window.page(), TodayPage))
    return await today(desk)


async def new_meeting(desk: DeskApp) -> NewMeetingPage:
    await eventually(lambda: isinstance(desk.window.page(), NewMeetingPage))
    page = desk.window.page()
    assert isinstance(page, NewMeetingPage)
    return page


async def edit_form(desk: DeskApp) -> EditMeetingPage:
    await eventually(lambda: isinstance(desk.window.page(), EditMeetingPage))
    page = desk.window.page()
    assert isinstance(page, EditMeetingPage)
    await eventually(lambda: find(page, "Title", QLineEdit).text())
    return page


def titles(page: TodayPage) -> list[str]:
    return column(find(page, "Visitors", QTableView), "Meeting")


async def test_a_later_version_opens_the_meeting_with_what_differs(house: Doors, desk: DeskApp) -> None:
    before = (await house.server.meetings())[0]
    dropped(await on_today(desk), text=event(*MOVED, ADA, BO))
    form = await edit_form(desk)
    await eventually(lambda: body_shown(form)["title"] == "Audit, longer")
    assert (body_shown(form)["startAt"], body_shown(form)["endAt"]) == (
        "2026-03-12T15:00:00+01:00",
        "2026-03-12T17:00:00+01:00",
    )
    assert [one[0] for one in invited(form)] == ["Ada Ek", "Bo Lind new"]
    assert (await house.server.meetings())[0] == before
    click(form, "Save changes")
    await on_today(desk)
    await all_sent(desk)
    (after,) = await house.server.meetings()
    assert (after["id"], after["title"]) == (before["id"], "Audit, longer")
    assert after["visitors"][0]["id"] == before["visitors"][0]["id"]
    dropped(await on_today(desk), text=event(*MOVED, ADA, BO))
    asked = await window("Import calendar file", until="Open as a new meeting")
    assert says(asked, "Already imported")


async def test_whoever_is_no_guest_any_more_stays_until_a_person_decides(desk: DeskApp) -> None:
    dropped(await on_today(desk), text=event(*MOVED, BO))
    form = await edit_form(desk)
    await eventually(lambda: body_shown(form)["title"] == "Audit, longer")
    assert [one[0] for one in invited(form)] == ["Ada Ek", "Bo Lind new"]
    assert says(form, "No guests of the new version: Ada Ek. Remove whoever doesn't come.")


async def test_a_later_version_of_a_meeting_that_waits_changes_what_will_be_created(house: Doors) -> None:
    desk = house.open("Front")
    await all_sent(desk)
    house.lines["Front"].up = False
    dropped(desk.window.page(), text=event(*TODAY, ADA))
    form = await new_meeting(desk)
    await eventually(lambda: body_shown(form)["title"] == "Audit")
    click(form, "Create meeting")
    page = await on_today(desk)
    dropped(page, text=event(*MOVED, ADA))
    form = await new_meeting(desk)
    await eventually(lambda: body_shown(form)["title"] == "Audit, longer")
    click(form, "Create meeting")
    page = await on_today(desk)
    await eventually(lambda: titles(page) == ["Audit, longer"])
    house.lines["Front"].up = True
    desk.services.sync.wake()
    await all_sent(desk)
    assert [one["title"] for one in await house.server.meetings()] == ["Audit, longer"]


async def test_a_cancellation_offers_to_cancel_the_meeting(house: Doors, desk: DeskApp) -> None:
    page = await on_today(desk)
    dropped(page, text=event(*TODAY, ADA, "SEQUENCE:2", calendar=("METHOD:CANCEL",)))
    asked = await window("Import calendar file", until="Cancel meeting")
    assert says(asked, "“Audit” on Thursday 12 March 2026 at 14:00 was cancelled by its organiser.")
    assert len(await house.server.meetings()) == 1
    click(asked, "Cancel meeting")
    sure = await window("Cancel meeting?", until="Cancel meeting")
    click(sure, "Cancel meeting")
    await eventually(lambda: says(desk.window, "cancelled"))
    await all_sent(desk)
    assert await house.server.meetings() == []


async def copied(desk: DeskApp, name: str) -> str:
    """The text on the clipboard after the meeting of that visitor was copied in the pane."""
    page = await on_today(desk)
    await eventually(lambda: name in " ".join(column(find(page, "Visitors", QTableView), "Visitor")))
    take_in_hand(page, name)
    QGuiApplication.clipboard().clear()
    await eventually(lambda: named(page, "Copy as .ics"))
    click(page, "Copy as .ics")
    await eventually(lambda: says(desk.window, "“Audit” was copied as .ics."))
    data = QGuiApplication.clipboard().mimeData()
    text = bytes(data.data("text/calendar").data()).decode()
    assert data.text().splitlines() == text.splitlines()
    return text


async def test_a_copied_meeting_is_the_same_when_it_is_pasted(house: Doors) -> None:
    await house.server.make("/vm/meetings", AUDIT)
    desk = house.open("Front")
    text = await copied(desk, "Ana Lima")
    assert text.count("BEGIN:VEVENT") == 1
    table = find(await on_today(desk), "Visitors")
    table.setFocus()
    press(table, Qt.Key.Key_V, CTRL)
    form = await new_meeting(desk)
    await eventually(lambda: find(form, "Host", QLineEdit).text() == "Sofia Marchetti")
    (made,) = await house.server.meetings()
    body = body_shown(form)
    assert (body["title"], body["hostId"]) == ("Audit", made["host"]["id"])
    assert (body["startAt"], body["endAt"]) == (AUDIT["startAt"], AUDIT["endAt"])
    assert [(one["firstName"], one["lastName"]) for one in body["visitors"]] == [("Ana", "Lima"), ("Bo", "Berg")]


async def test_a_copy_of_what_came_from_a_file_is_still_that_event(desk: DeskApp) -> None:
    text = await copied(desk, "Ada Ek")
    assert "UID:audit-1" in text
    dropped(await on_today(desk), text=text)
    form = await edit_form(desk)
    await eventually(lambda: says(form, "The new version of the event changes nothing of this meeting."))
