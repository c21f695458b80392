"""What is being written on *New meeting* is there again after a power cut, and several can be written at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QTableView, QWidget

from app.errors import DiskFull, FoyerError
from app.models.drafts import MeetingDraft, StoredDraft, VisitorDraft
from app.models.operations import Operation, State
from app.services.site import Site
from tests.fake_server import FakeServer, page_json
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, click_row, find, named, press, row_in_hand, says, write
from tests.ui.invite_desk import (
    CREATE,
    InviteDesk,
    body_shown,
    fill_as_the_api_page_does,
    invited,
    opened,
    set_moment,
    tick,
    write_over,
)
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme

SUPPLIER_DAY = MeetingDraft(
    title="Supplier day",
    host_id="US-J118",
    visitors=(VisitorDraft(first_name="Lars", last_name="Åkerström", email="lars@norrland.example"),),
)
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment between the last key and its keeping is real time, and these tests look at what comes after it."""
    monkeypatch.setattr("ui.reception.drafts.keeping.MOMENT", 0)
    monkeypatch.setattr("ui.reception.drafts.keeping.AGAIN", 0)


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


def text(page: NewMeetingPage, name: str) -> str:
    return find(page, name, QLineEdit).text()


def titles(desk: InviteDesk) -> list[str]:
    """Of what is on the disk."""
    return sorted(draft.body["title"] for draft in desk.drafts.stored_now("meeting"))


async def kept(desk: InviteDesk, *expected: str) -> None:
    await eventually(lambda: titles(desk) == sorted(expected))


def chips(page: NewMeetingPage) -> list[str]:
    """The drafts that can be chosen, as they are read, the one in hand with a star."""
    found = [chip for part in named(page, "Drafts") for chip in part.findChildren(QAbstractButton) if chip.isVisible()]
    return [chip.accessibleName() + ("*" if chip.isChecked() else "") for chip in found]


def all_that_is_shown(page: NewMeetingPage) -> dict[str, Any]:
    fields = {edit.accessibleName(): edit.text() for edit in page.findChildren(QLineEdit) if edit.accessibleName()}
    boxes = {box.accessibleName(): box.isChecked() for box in page.findChildren(QCheckBox)}
    return fields | boxes | {"body": body_shown(page), "invited": [row[:3] for row in invited(page)]}


async def a_refused_meeting(desk: InviteDesk, draft: MeetingDraft = SUPPLIER_DAY) -> Operation:
    """It was created here, and the server doesn't want it."""
    desk.server.answers("POST", CREATE, status=400, json={"error": "hostId is nobody"})
    desk.page.fill(draft)
    click(desk.page, "Create meeting")
    await eventually(lambda: [row.state for row in desk.pending] == [State.REJECTED])
    return desk.pending[0]


async def test_everything_half_typed_is_there_again_after_a_power_cut(desk: InviteDesk) -> None:
    page = desk.page
    write(find(page, "Description"), "Second rou")
    write(find(page, "Host"), "Sof")
    write(find(page, "Attendees"), "US-J118, Amél")
    write(find(page, "Notify on check-out"), "US-NEW1")
    set_moment(page, "Starts", "12", "Jan", "2015", "15", "07")
    set_moment(page, "Ends", "11", "Jan", "2015", "9", "00")
    write_over(page, "Repeats", "FREQ=WEEKLY;BYD")
    for first, last in (("Anna", "Nagy"), ("Bela", "Kis"), ("", "")):
        click(page, "Add visitor")
        write(find(page, "First name"), first)
        write(find(page, "Last name"), last)
    click_row(find(page, "Invited visitors", QTableView), 1)
    write(find(page, "Mobile"), "0471 2")
    tick(page, "Invite by SMS")
    before = all_that_is_shown(page)
    assert before["Title"] == "Anna Nagy, Bela Kis"
    await eventually(lambda: titles(desk) and desk.drafts.stored_now("meeting")[0].body["visitors"][1]["smsReminder"])

    page = await desk.power_cut()
    assert all_that_is_shown(page) == before
    assert row_in_hand(find(page, "Invited visitors", QTableView))[0] == "Bela Kis"
    press(find(page, "Last name"), Qt.Key.Key_End)
    write(find(page, "Last name"), "s")
    assert text(page, "Title") == "Anna Nagy, Bela Kiss"


@pytest.mark.parametrize("typed", ["next wee", "5 Dec 2026 14:37"], ids=["no time yet", "a field that was not left"])
async def test_a_half_typed_time_alone_is_kept(desk: InviteDesk, typed: str) -> None:
    write_over(desk.page, "Starts", typed)
    await eventually(lambda: bool(desk.drafts.stored_now("meeting")))
    page = await desk.power_cut()
    assert typed in " ".join(text(page, "Starts").split())


async def test_a_typed_title_stays_a_typed_one(desk: InviteDesk) -> None:
    write(find(desk.page, "Last name"), "Nagy")
    write_over(desk.page, "Title", "Audit")
    await kept(desk, "Audit")
    page = await desk.power_cut()
    press(find(page, "Last name"), Qt.Key.Key_End)
    write(find(page, "Last name"), "-Kis")
    assert (text(page, "Title"), text(page, "Last name")) == ("Audit", "Nagy-Kis")


async def test_several_visitors_in_hand_are_in_hand_again(desk: InviteDesk) -> None:
    desk.page.fill(replace(SUPPLIER_DAY, visitors=SUPPLIER_DAY.visitors * 3))
    press(find(desk.page, "Invited visitors"), Qt.Key.Key_A, CTRL)
    await eventually(lambda: [one.body["in_hand"] for one in desk.drafts.stored_now("meeting")] == [[0, 1, 2]])
    page = await desk.power_cut()
    assert says(page, "3 visitors selected: a change here is made for all of them.")


async def test_what_was_typed_last_is_kept_when_the_page_is_put_down(
    desk: InviteDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.reception.drafts.keeping.MOMENT", 3_600_000)
    page = await desk.power_cut()
    write(find(page, "Title"), "Audit")
    await page.put_down()
    assert titles(desk) == ["Audit"]


async def test_an_untouched_form_is_no_draft(desk: InviteDesk) -> None:
    write(find(desk.page, "Title"), "A")
    await kept(desk, "A")
    press(find(desk.page, "Title"), Qt.Key.Key_Backspace)
    await kept(desk)
    await desk.page.put_down()
    assert titles(desk) == []


async def test_what_was_created_is_no_draft_any_more(desk: InviteDesk) -> None:
    fill_as_the_api_page_does(desk.page)
    await kept(desk, "John Doe")
    click(desk.page, "Create meeting")
    await eventually(lambda: desk.created)
    await kept(desk)
    page = await desk.power_cut()
    assert (text(page, "Title"), invited(page)) == ("", [])


async def test_what_was_cleared_is_no_draft_until_it_is_taken_back(desk: InviteDesk) -> None:
    fill_as_the_api_page_does(desk.page)
    await kept(desk, "John Doe")
    before = body_shown(desk.page)
    click(desk.page, "Clear")
    await kept(desk)
    click(desk.page, "Undo")
    await kept(desk, "John Doe")
    assert body_shown(desk.page) == before
    assert chips(desk.page) == []


async def test_a_refused_meeting_is_edited_and_sent_in_its_own_place(desk: InviteDesk) -> None:
    desk.start()
    refused = await a_refused_meeting(desk)
    desk.page.edit(refused)
    assert body_shown(desk.page) == refused.body
    assert chips(desk.page) == ["Edit: Supplier day*"]
    assert says(desk.page, "It says: hostId is nobody.")
    write_over(desk.page, "Host", "US-G606")
    assert not says(desk.page, "hostId is nobody")
    desk.server.answers("POST", CREATE, json=page_json("create_meeting"))
    click(desk.page, "Create meeting")
    await desk.sent(2)
    assert [body["hostId"] for body in desk.posted()] == ["US-J118", "US-G606"]
    await kept(desk)
    assert chips(desk.page) == []
    assert text(desk.page, "Title") == ""


async def test_a_half_typed_meeting_waits_beside_the_one_that_is_edited(desk: InviteDesk) -> None:
    desk.start()
    refused = await a_refused_meeting(desk)
    page = desk.page
    write(find(page, "Title"), "Half ty")
    page.edit(refused)
    assert chips(page) == ["New meeting: Half ty", "Edit: Supplier day*"]
    write_over(page, "Title", "Supplier week")
    await kept(desk, "Half ty", "Supplier week")

    page = await desk.power_cut()
    assert sorted(chip.strip("*") for chip in chips(page)) == ["Edit: Supplier week", "New meeting: Half ty"]
    click(page, "New meeting: Half ty")
    assert (text(page, "Title"), invited(page)) == ("Half ty", [])
    page.edit(refused)
    assert text(page, "Title") == "Supplier week"
    desk.server.answers("POST", CREATE, json=page_json("create_meeting"))
    desk.start()
    click(page, "Create meeting")
    await desk.sent(2)
    assert desk.posted()[1]["title"] == "Supplier week"
    assert [chip.strip("*") for chip in chips(page)] == ["New meeting: Half ty", "New meeting"]
    click(page, "New meeting: Half ty")
    assert chips(page) == []
    assert text(page, "Title") == "Half ty"


async def test_another_new_draft_is_begun_from_the_keyboard_or_beside_the_others(desk: InviteDesk) -> None:
    page = desk.page
    assert named(page, "New draft") == []
    write(find(page, "Title"), "First & foremost")
    press(find(page, "Title"), Qt.Key.Key_N, CTRL_SHIFT)
    assert text(page, "Title") == ""
    assert find(page, "Title").hasFocus()
    assert chips(page) == ["New meeting: First & foremost", "New meeting*"]
    write(find(page, "Title"), "Second")
    click(page, "New draft")
    write(find(page, "Title"), "Third")
    await kept(desk, "First & foremost", "Second", "Third")
    assert chips(page) == ["New meeting: First & foremost", "New meeting: Second", "New meeting: Third*"]
    click(page, "New meeting: Second")
    assert text(page, "Title") == "Second"
    click(page, "Clear")
    await kept(desk, "First & foremost", "Third")


async def test_drafts_are_chosen_by_keyboard_and_the_focus_stays(desk: InviteDesk) -> None:
    page = desk.page
    write(find(page, "Title"), "First")
    press(find(page, "Title"), Qt.Key.Key_N, CTRL_SHIFT)
    chip = find(page, "New meeting: First", QWidget)
    chip.setFocus()
    press(chip, Qt.Key.Key_Space)
    assert text(page, "Title") == "First"


async def test_an_edit_that_is_cleared_and_taken_back_still_replaces_the_refused(desk: InviteDesk) -> None:
    desk.start()
    desk.page.edit(await a_refused_meeting(desk))
    click(desk.page, "Clear")
    assert chips(desk.page) == []
    click(desk.page, "Undo")
    assert chips(desk.page) == ["Edit: Supplier day*"]
    desk.server.answers("POST", CREATE, json=page_json("create_meeting"))
    click(desk.page, "Create meeting")
    await desk.sent(2)


async def test_a_meeting_that_was_sent_while_it_was_edited_is_not_doubled(desk: InviteDesk) -> None:
    desk.page.fill(SUPPLIER_DAY)
    click(desk.page, "Create meeting")
    await eventually(lambda: desk.created)
    desk.page.edit(desk.pending[0])
    desk.start()
    await desk.sent()
    write_over(desk.page, "Title", "Supplier week")
    click(desk.page, "Create meeting")
    await eventually(lambda: says(desk.page, "it was sent in the meantime"))
    assert says(desk.page, "What you entered is still in the form.")
    assert text(desk.page, "Title") == "Supplier week"
    assert len(desk.posted()) == 1


async def test_a_power_cut_just_after_creating_makes_no_second_meeting(desk: InviteDesk) -> None:
    """The meeting was sent, and its draft could not be dropped any more."""
    desk.start()
    desk.page.fill(SUPPLIER_DAY)
    await kept(desk, "Supplier day")
    (draft,) = desk.drafts.stored_now("meeting")
    click(desk.page, "Create meeting")
    await desk.sent()
    await kept(desk)
    await desk.drafts.keep(draft)
    page = await desk.power_cut()
    assert text(page, "Title") == "Supplier day"
    click(page, "Create meeting")
    await eventually(lambda: says(page, "it was sent in the meantime"))
    assert desk.pending == ()


async def test_a_full_disk_is_told_once_and_kept_up_when_there_is_room(
    desk: InviteDesk, told: list[FoyerError]
) -> None:
    find(desk.page, "About", QLineEdit).setText("A long story. " * 800)
    desk.fill_disk()
    await eventually(lambda: told)
    for key in "Audit":
        write(find(desk.page, "Title"), key)
        await desk.page.put_down()
    assert [type(error) for error in told] == [DiskFull]
    assert titles(desk) == []
    desk.make_room()
    await kept(desk, "Audit")
    desk.fill_disk()
    find(desk.page, "Function", QLineEdit).setText("Another one. " * 800)
    await eventually(lambda: len(told) == 2)
    desk.make_room()


async def test_a_draft_of_an_older_foyer_is_shown_as_far_as_it_goes(desk: InviteDesk) -> None:
    await desk.drafts.keep(StoredDraft("meeting", "older", {"title": "Audit"}))
    page = await desk.power_cut()
    assert text(page, "Title") == "Audit"
    assert body_shown(page)["startAt"] == "2026-03-12T10:00:00+01:00"
