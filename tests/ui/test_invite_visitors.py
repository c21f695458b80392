"""*New meeting*: visitors are entered one by one without the mouse, and changed many at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QTableView, QWidget

from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.notices.ways import Ways
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.hands import CTRL, click, click_row, find, press, row_in_hand, says, write
from tests.ui.invite_desk import InviteDesk, body_shown, complaint, invited, opened, set_language, tick, write_over
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.json_view import JsonView

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
GROUP = tuple(
    VisitorDraft(first_name=first, last_name="Nagy", email=f"{first.lower()}@duna.example", company_name=company)
    for first, company in (("Anna", "Duna"), ("Bela", "Duna"), ("Csaba", "Tisza"))
)


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    return desk.page


def names(page: NewMeetingPage) -> list[str]:
    return [row[0] for row in invited(page)]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


async def test_a_group_is_entered_without_the_mouse(page: NewMeetingPage) -> None:
    press(find(page, "Title"), Qt.Key.Key_A, CTRL_SHIFT)
    for first, last in (("Anna", "Nagy"), ("Bela", "Kis"), ("Csaba", "Toth")):
        assert focused() is find(page, "First name")
        write(focused(), first)
        press(focused(), Qt.Key.Key_Tab)
        write(focused(), last)
        press(focused(), Qt.Key.Key_Return)
    assert names(page) == ["Anna Nagy", "Bela Kis", "Csaba Toth", "No name yet"]
    assert [visitor["firstName"] for visitor in body_shown(page)["visitors"]] == ["Anna", "Bela", "Csaba"]
    assert find(page, "Title", QLineEdit).text() == "Anna Nagy, Bela Kis, Csaba Toth"
    assert complaint(page, "First name") == complaint(page, "Last name") == ""
    press(focused(), Qt.Key.Key_Return)
    assert len(names(page)) == 4


async def test_typing_a_name_with_nobody_in_hand_adds_a_visitor(page: NewMeetingPage) -> None:
    write(find(page, "Last name"), "Nagy")
    assert names(page) == ["Nagy"]
    assert body_shown(page)["visitors"][0]["lastName"] == "Nagy"


async def test_the_row_in_hand_is_what_the_fields_show_and_the_request_points_at(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=GROUP))
    table = find(page, "Invited visitors", QTableView)
    click_row(table, 1)
    assert find(page, "First name", QLineEdit).text() == "Bela"
    assert row_in_hand(table) == ("Bela Nagy", "Duna", "bela@duna.example", "No")
    view = find(page, "Request body", JsonView)
    tinted = [line for number, line in enumerate(view.toPlainText().split("\n")) if view.tint_of(number)]
    assert tinted[1].strip() == '"firstName": "Bela",'
    assert len(tinted) == 14
    write_over(page, "Function", "Driver")
    assert [visitor["function"] for visitor in body_shown(page)["visitors"]] == ["", "Driver", ""]


async def test_on_our_own_server_nobody_can_be_invited_and_it_says_why(desk: InviteDesk, page: NewMeetingPage) -> None:
    reasons = {
        "Invite by email": "This server has no mail server, so it sends nothing by email.",
        "Invite by SMS": "No way to send SMS is set up at this server.",
    }
    assert not says(page, " ".join(reasons.values()))
    page.fill(MeetingDraft(visitors=(replace(GROUP[0], mail_reminder=True), *GROUP[1:])))
    desk.ways = Ways(ours=True, email=False, sms=False)  # as soon as it said whose it is
    table = find(page, "Invited visitors", QTableView)
    click_row(table, 1)
    assert says(page, " ".join(reasons.values()))
    for name, reason in reasons.items():
        box = find(page, name, QCheckBox)
        assert not box.isEnabled()
        assert box.accessibleDescription() == reason
        box.click()
        assert not box.isChecked()
    click_row(table, 0)  # ticked before: it can be taken back, and not ticked again
    box = find(page, "Invite by email", QCheckBox)
    assert (box.isChecked(), box.isEnabled()) == (True, True)
    box.click()
    assert (box.isChecked(), box.isEnabled()) == (False, False)
    assert {visitor["mailReminder"] for visitor in body_shown(page)["visitors"]} == {0}
    desk.ways = Ways(ours=True)  # it got both
    click_row(table, 1)
    assert not says(page, " ".join(reasons.values()))
    for name in reasons:
        box = find(page, name, QCheckBox)
        assert (box.isEnabled(), box.accessibleDescription(), box.toolTip()) == (True, "", "")


async def test_on_a_server_that_mails_visitors_are_invited_by_email_alone(
    desk: InviteDesk, page: NewMeetingPage
) -> None:
    desk.ways = Ways(ours=True, sms=False)
    page.fill(MeetingDraft(visitors=GROUP))
    click_row(find(page, "Invited visitors", QTableView), 1)
    assert says(page, "No way to send SMS is set up at this server.")
    assert not find(page, "Invite by SMS", QCheckBox).isEnabled()
    find(page, "Invite by email", QCheckBox).click()
    assert [visitor["mailReminder"] for visitor in body_shown(page)["visitors"]] == [0, 1, 0]


async def test_several_visitors_are_changed_at_once(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=GROUP))
    table = find(page, "Invited visitors", QTableView)
    press(table, Qt.Key.Key_A, CTRL)
    assert says(page, "3 visitors selected: a change here is made for all of them.")
    assert not find(page, "First name").isEnabled()
    assert find(page, "Visitor company", QLineEdit).text() == ""
    assert find(page, "Visitor company", QLineEdit).placeholderText() == "Different"
    tick(page, "Invite by email")
    write(find(page, "Visitor company"), "Duna Logisztika Zrt.")
    set_language(page, "fran")
    visitors = body_shown(page)["visitors"]
    assert {(one["companyName"], one["language"], one["mailReminder"]) for one in visitors} == {
        ("Duna Logisztika Zrt.", "fr", 1)
    }
    assert [one["firstName"] for one in visitors] == ["Anna", "Bela", "Csaba"]


async def test_a_flag_that_differs_is_set_for_all_by_one_press(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=(GROUP[0], replace(GROUP[1], mail_reminder=True))))
    press(find(page, "Invited visitors"), Qt.Key.Key_A, CTRL)
    box = find(page, "Invite by email", QCheckBox)
    assert box.checkState() is Qt.CheckState.PartiallyChecked
    box.click()
    assert [one["mailReminder"] for one in body_shown(page)["visitors"]] == [1, 1]
    box.click()
    assert [one["mailReminder"] for one in body_shown(page)["visitors"]] == [0, 0]


async def test_removing_takes_out_those_in_hand_and_can_be_undone(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(title="Audit", visitors=GROUP))
    table = find(page, "Invited visitors", QTableView)
    click_row(table, 1)
    click(page, "Remove visitor")
    assert names(page) == ["Anna Nagy", "Csaba Nagy"]
    assert find(page, "First name", QLineEdit).text() == "Csaba"
    assert says(page, "Bela Nagy removed.")
    click(page, "Undo")
    assert names(page) == ["Anna Nagy", "Bela Nagy", "Csaba Nagy"]
    table.setFocus()
    press(table, Qt.Key.Key_A, CTRL)
    press(table, Qt.Key.Key_Delete)
    assert names(page) == []
    assert body_shown(page)["visitors"] == []
    assert not find(page, "Remove visitor").isEnabled()
    assert find(page, "First name", QLineEdit).text() == ""


async def test_words_go_out_as_typed_only_addresses_and_numbers_lose_their_outer_spaces(page: NewMeetingPage) -> None:
    for name, typed in (
        ("First name", " Anna "),
        ("Visitor company", "Duna "),
        ("Email", " anna@duna.example "),
        ("Phone", " +36 1 234 5678 "),
        ("Mobile", "+36 20 123 4567 "),
    ):
        write(find(page, name), typed)
    visitor = body_shown(page)["visitors"][0]
    assert visitor["firstName"] == " Anna "
    assert visitor["companyName"] == "Duna "
    assert visitor["email"] == "anna@duna.example"
    assert visitor["phone"] == "+36 1 234 5678"
    assert visitor["mobile"] == "+36 20 123 4567"


async def test_tab_goes_from_field_to_field_as_the_eye_does(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=GROUP))
    expected = [
        "Title", "Host", "Description", "Starts", "Ends", "Repeats", "Attendees", "Notify on check-in",
        "Notify on check-out", "Paste visitors", "Import visitors", "Remove visitor", "Add visitor", "Invited visitors",
        "First name", "Last name", "Visitor company", "Function", "Email", "Phone", "Mobile", "Licence plate",
        "Language", "About", "Invite by email", "Invite by SMS", "Clear", "Create meeting", "Copy request body",
        "Hide request body", "Request body",
    ]  # fmt: skip
    find(page, "Title").setFocus()
    met = []
    for _ in expected:
        met.append(focused().accessibleName())
        press_tab_out_of(focused())
    assert met == expected


def press_tab_out_of(widget: QWidget) -> None:
    """A date has parts that Tab goes through as well: from the last one it goes on."""
    QTest.keyClick(widget, Qt.Key.Key_Tab)
    while QApplication.focusWidget() is widget:
        QTest.keyClick(widget, Qt.Key.Key_Tab)


async def test_markup_in_a_name_is_shown_as_it_is(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=(VisitorDraft(first_name="<img src=x>", last_name="&amp;"),)))
    assert names(page) == ["<img src=x> &amp;"]
    click(page, "Remove visitor")
    assert says(page, "<img src=x> &amp; removed.")
