"""*Import calendar file*: an invitation that was sent as a file fills the form of a new meeting, to be looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QTableView

from app.services.site import Site
from tests.calendars import NEXTCLOUD, OUTLOOK, event
from tests.fake_server import FakeServer, page_json
from tests.ui.calendar_hands import dropped
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, column, find, press, says
from tests.ui.invite_desk import CREATE, InviteDesk, body_shown, in_front, invited, opened, set_moment, write_over
from tests.ui.test_import_visitors import choose_file, file_dialog, window
from ui.pages.new_meeting.visitors.invited_visitors import InvitedVisitors
from ui.reception.calendars.import_window import ImportCalendar
from ui.tasks import Tasks
from ui.theme import Theme

TITLE = "Import calendar file"


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


async def test_a_file_may_be_dropped_onto_the_page_or_any_field_of_it(desk: InviteDesk, file: Path) -> None:
    page = desk.page
    for place in (page, find(page, "Title"), find(page, "Invited visitors"), page.findChildren(InvitedVisitors)[0]):
        click(page, "Clear")
        assert dropped(place if place.acceptDrops() else page, path=file)
        await eventually(lambda: body_shown(page)["title"] == "Audit")


async def test_the_text_of_a_calendar_may_be_dropped_and_other_text_is_the_fields(desk: InviteDesk) -> None:
    page = desk.page
    title = find(page, "Title")
    assert dropped(title, text="Audit of doors")
    assert body_shown(page)["title"] == "Audit of doors"
    assert dropped(title, text=event("SUMMARY:Another audit"))
    await eventually(lambda: body_shown(page)["title"] == "Another audit")


async def test_an_hour_that_is_given_to_whole_days_ends_on_the_last_of_them(desk: InviteDesk) -> None:
    page = desk.page
    assert dropped(page, text=event("DTSTART;VALUE=DATE:20260316", "DTEND;VALUE=DATE:20260318"))
    await eventually(lambda: body_shown(page)["endAt"] == "2026-03-18T00:00:00+01:00")
    await in_front(page)
    set_moment(page, "Starts", "17", "Mar", "2026", "09", "30")
    await eventually(lambda: body_shown(page)["endAt"] == "2026-03-18T10:30:00+01:00")
    set_moment(page, "Starts", "16", "Mar", "2026", "09", "00")
    await eventually(lambda: body_shown(page)["endAt"] == "2026-03-17T10:00:00+01:00")


@pytest.mark.parametrize("place", ["Title", "Invited visitors"])
async def test_a_copied_calendar_is_pasted_wherever_the_keyboard_is(desk: InviteDesk, place: str) -> None:
    page = desk.page
    QGuiApplication.clipboard().setText(event())
    find(page, place).setFocus()
    press(find(page, place), Qt.Key.Key_V, CTRL)
    await eventually(lambda: body_shown(page)["title"] == "Audit")
    assert not windows()


async def test_a_copied_text_is_pasted_in_the_window(desk: InviteDesk) -> None:
    page = desk.page
    click(page, TITLE)
    (await file_dialog("Choose a calendar file")).reject()
    asked = await window(TITLE, until="Paste the text")
    QGuiApplication.clipboard().setText("")
    click(asked, "Paste the text")
    assert says(asked, "Nothing was copied")
    QGuiApplication.clipboard().setText(event())
    asked.activateWindow()
    await eventually(asked.isActiveWindow)
    press(asked, Qt.Key.Key_V, CTRL)
    await eventually(lambda: body_shown(page)["title"] == "Audit")


async def test_what_is_in_the_form_is_put_aside_as_a_draft(desk: InviteDesk) -> None:
    page = desk.page
    write_over(page, "Title", "Begun before")
    assert dropped(page, text=event())
    await eventually(lambda: body_shown(page)["title"] == "Audit")
    assert says(page, "New meeting: Begun before")


async def test_what_is_in_doubt_is_said_at_its_field_until_somebody_changes_that(desk: InviteDesk) -> None:
    page = desk.page
    zone = "DTSTART;TZID=Middle Earth:20260316T090000"
    dropped(page, text=event(zone, "RRULE:FREQ=HOURLY", "ORGANIZER;CN=Bo Lind:mailto:bo@acme.example"))
    await eventually(lambda: body_shown(page)["title"] == "Audit")
    assert says(page, "The file's time zone, “Middle Earth”, is not known here: read as this site's time.")
    assert says(page, "The file gives no end: an hour is proposed.")
    assert says(page, "The file repeats it in a way that can't be taken over (FREQ=HOURLY).")
    assert says(page, "Bo Lind, bo@acme.example arranged it and is not known here.")
    await in_front(page)
    set_moment(page, "Starts", "16", "Mar", "2026", "10", "00")
    await eventually(lambda: not says(page, "Middle Earth"))
    assert says(page, "Bo Lind, bo@acme.example arranged it")
    write_over(page, "Host", "US-G606")
    assert not says(page, "Bo Lind, bo@acme.example arranged it")


async def test_doubts_and_the_event_outlive_a_power_cut(desk: InviteDesk) -> None:
    dropped(desk.page, text=event("DTSTART;VALUE=DATE:20260316"))
    await eventually(lambda: body_shown(desk.page)["title"] == "Audit")
    await desk.page.put_down()
    page = await desk.power_cut()
    assert body_shown(page)["startAt"] == "2026-03-16T00:00:00+01:00"
    assert says(page, "The file gives the day and no hour. At what time do the visitors come?")
    click(page, "Create meeting")
    await eventually(lambda: desk.pending)
    dropped(page, text=event("DTSTART;VALUE=DATE:20260316"))
    again = await window(TITLE, until="Open as a new meeting")
    assert says(again, "Already imported")


async def test_a_file_with_several_events_is_a_list_to_choose_from(desk: InviteDesk) -> None:
    page = desk.page
    dropped(page, text=NEXTCLOUD + event("DTSTART:soon"))
    asked = await window(TITLE, until="Open in the form")
    table = find(asked, "Events", QTableView)
    assert column(table, "Starts") == ["Mon 16 Mar 2026  09:30", "Tue 24 Mar 2026  14:00"]
    assert column(table, "Visitors") == ["Ada Ek", "Ada Ek"]
    assert column(table, "At this desk") == ["New", "New"]
    assert says(asked, "2 events. 1 event can't be read.")
    press(table, Qt.Key.Key_Down)
    click(asked, "Open in the form")
    await eventually(lambda: body_shown(page)["startAt"] == "2026-03-24T14:00:00+01:00")
    assert not windows()


async def test_several_chosen_events_are_a_draft_each(desk: InviteDesk) -> None:
    page = desk.page
    dropped(page, text=event() + event("UID:other", "SUMMARY:Second", "DTSTART:20260317T083000Z"))
    asked = await window(TITLE, until="Open in the form")
    find(asked, "Events", QTableView).selectAll()
    press(asked, Qt.Key.Key_Return, CTRL)
    await eventually(lambda: body_shown(page)["title"] == "Audit")
    assert says(page, "New meeting: Second")


async def test_an_answer_to_an_invitation_is_called_what_it_is(desk: InviteDesk) -> None:
    dropped(desk.page, text=event(calendar=("METHOD:REPLY",)))
    asked = await window(TITLE, until="Choose a file")
    assert says(asked, "What was pasted is somebody's answer to an invitation, and no invitation.")


async def test_a_cancellation_of_what_is_not_here_is_said(desk: InviteDesk) -> None:
    dropped(desk.page, text=event(calendar=("METHOD:CANCEL",)))
    asked = await window(TITLE, until="Choose a file")
    assert says(asked, "It takes back “Audit” on Monday 16 March 2026 at 09:30, which was not imported at this desk.")


async def test_a_created_meeting_is_sent_as_it_was_looked_at(desk: InviteDesk) -> None:
    page = desk.page
    desk.server.answers("POST", CREATE, json=page_json("create_meeting"))
    desk.start()
    dropped(page, text=event("ATTENDEE;CN=Ada Ek:mailto:ada@acme.example", "RRULE:FREQ=WEEKLY;COUNT=3;WKST=SU"))
    await eventually(lambda: body_shown(page)["title"] == "Audit" and body_shown(page)["hostId"] == "US-G606")
    assert (looked_at := body_shown(page))["recurrence"] == {"rrule": "FREQ=WEEKLY;COUNT=3"}
    click(page, "Create meeting")
    await eventually(desk.posted)
    assert desk.posted() == [looked_at]
