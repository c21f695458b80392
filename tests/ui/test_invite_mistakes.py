"""*New meeting*: what is wrong is said beside its field before anything is sent, and not before its time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.models.drafts import MeetingDraft, VisitorDraft
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import CTRL, click, find, press, says, write
from tests.ui.invite_desk import InviteDesk, body_shown, complaint, invited, opened, set_moment, tick, write_over
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.fields.field import Field
from ui.widgets.json_view import JsonView

ZSOFIA = VisitorDraft(first_name="Zsófia", last_name="Szentgyörgyi-Nagy", mobile="0471 20 44 10", sms_reminder=True)
LARS = VisitorDraft(first_name="Lars", last_name="Åkerström", email="lars@norrlandpaper.example", mail_reminder=True)
COUNTRY_CODE = "Add the country code, such as +32 471 20 44 10."


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    return desk.page


def complaints(page: NewMeetingPage) -> dict[str, str]:
    return {field.name: field.complaint for field in page.findChildren(Field) if field.complaint}


def red_lines(page: NewMeetingPage) -> list[str]:
    view = find(page, "Request body", JsonView)
    lines = view.toPlainText().split("\n")
    return [text.strip().rstrip(",") for number, text in enumerate(lines) if view.tint_of(number) == "rejected-tint"]


async def test_an_untouched_form_complains_of_nothing(page: NewMeetingPage) -> None:
    assert complaints(page) == {}
    assert not says(page, "to fix")
    assert red_lines(page) == []


async def test_what_is_missing_is_said_once_its_field_was_left(page: NewMeetingPage) -> None:
    find(page, "Title").setFocus()
    find(page, "Host").setFocus()
    assert complaints(page) == {}
    find(page, "Description").setFocus()
    assert complaints(page) == {"Host": "Say who receives the visitors."}
    assert says(page, "1 thing to fix: host")
    assert red_lines(page) == ['"hostId": ""']


async def test_a_try_tells_all_that_is_missing_and_goes_to_the_first(page: NewMeetingPage) -> None:
    click(page, "Add visitor")
    click(page, "Create meeting")
    assert complaints(page) == {
        "Title": "Give it a title.",
        "Host": "Say who receives the visitors.",
        "First name": "Fill in the first name.",
        "Last name": "Fill in the last name.",
    }
    assert says(page, "4 things to fix: title, host and 2 more")
    assert find(page, "Title").hasFocus()
    assert find(page, "Create meeting").isEnabled()
    write(find(page, "Title"), "Audit")
    assert complaint(page, "Title") == ""
    write(find(page, "Host"), "US-G606")
    press(find(page, "Host"), Qt.Key.Key_Return, CTRL)
    assert find(page, "First name").hasFocus()
    assert says(page, "2 things to fix: first name of visitor 1, last name of visitor 1")
    assert page.ready()


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Email", "lars@@norrland", "This can't be an email address. One is name@example.com."),
        ("Phone", "+12", "This can't be a phone number."),
        ("Mobile", "0471 20 44 10", COUNTRY_CODE),
        ("Mobile", "+32 4", "This can't be a phone number."),
    ],
)
async def test_an_impossible_address_or_number_is_said_when_its_field_is_left(
    page: NewMeetingPage, name: str, typed: str, words: str
) -> None:
    write(find(page, name), typed)
    assert complaint(page, name) == ""
    find(page, "About").setFocus()
    assert complaint(page, name) == words
    write_over(page, name, "")
    assert complaint(page, name) == ""


async def test_an_invitation_needs_the_way_that_it_goes(page: NewMeetingPage) -> None:
    tick(page, "Invite by email")
    tick(page, "Invite by SMS")
    assert complaints(page) == {
        "Invite by email": "An invitation by email needs an email address.",
        "Invite by SMS": "An invitation by SMS needs a mobile number.",
    }
    write(find(page, "Email"), "lars@norrlandpaper.example")
    write(find(page, "Mobile"), "+32471204410")
    assert complaint(page, "Invite by email") == complaint(page, "Invite by SMS") == ""


async def test_the_end_has_to_come_after_the_start(page: NewMeetingPage) -> None:
    set_moment(page, "Ends", "12", "Mar", "2026", "09", "30")
    find(page, "Description").setFocus()
    assert complaint(page, "Ends") == "The end has to be after the start."
    assert red_lines(page) == ['"endAt": "2026-03-12T09:30:00+01:00"']


async def test_an_hour_that_the_sites_clocks_skip_is_no_time(page: NewMeetingPage) -> None:
    set_moment(page, "Starts", "29", "Mar", "2026", "02", "30")
    find(page, "Description").setFocus()
    assert complaint(page, "Starts") == "The clocks go forward that night: this time does not exist."


async def test_a_rule_that_is_none_is_told(page: NewMeetingPage) -> None:
    repeats = find(page, "Repeats")
    write(repeats, "FREQ=SOMETIMES")
    find(page, "Description").setFocus()
    assert complaint(page, "Repeats") == "This is no rule for repeating. One is FREQ=WEEKLY;COUNT=4."


async def test_a_name_that_nobody_has_is_no_host_but_any_id_is(page: NewMeetingPage) -> None:
    write(find(page, "Host"), "Somebody Else")
    find(page, "Description").setFocus()
    assert complaint(page, "Host") == "Choose a name from the list, or type an id such as US-G606."
    write_over(page, "Host", "US-NEVERSEEN")
    assert complaint(page, "Host") == ""


async def test_our_own_server_takes_a_name_that_nobody_has(
    tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme
) -> None:
    async with opened(tmp_path, server, site, tasks, theme, names_as_ids=True) as desk:
        page = desk.page
        write(find(page, "Host"), "Somebody Else")
        find(page, "Description").setFocus()
        assert complaints(page) == {}
        assert body_shown(page)["hostId"] == "Somebody Else"


async def test_a_visitors_mistake_stands_in_the_table_by_the_button_and_in_the_request(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(title="Cold chain follow-up", host_id="US-G606", visitors=(LARS, ZSOFIA)))
    assert complaints(page) == {}
    click(page, "Create meeting")
    assert [row[3] for row in invited(page)] == ["By email", "Fix mobile"]
    assert says(page, "1 thing to fix: mobile of Zsófia Szentgyörgyi-Nagy")
    assert complaint(page, "Mobile") == COUNTRY_CODE
    assert find(page, "Mobile").accessibleDescription() == COUNTRY_CODE
    assert find(page, "Mobile", QLineEdit).selectedText() == "0471 20 44 10"
    assert red_lines(page) == ['"mobile": "0471 20 44 10"']
    write_over(page, "Mobile", "+32 471 20 44 10")
    assert [row[3] for row in invited(page)] == ["By email", "By SMS"]
    assert not says(page, "to fix")


async def test_a_visitor_who_was_left_is_complained_of_in_the_table(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(visitors=(LARS,)))
    click(page, "Add visitor")
    write(find(page, "First name"), "Zsófia")
    tick(page, "Invite by SMS")
    click(page, "Add visitor")
    assert [row[3] for row in invited(page)] == ["By email", "Fix 2 things", "Not filled in"]
    assert complaints(page) == {}


async def test_a_mended_form_is_taken(desk: InviteDesk, page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(title="Audit", host_id="US-G606", visitors=(ZSOFIA,)))
    click(page, "Create meeting")
    assert page.ready()
    find(page, "Invite by SMS", QCheckBox).click()
    write_over(page, "Mobile", "")
    click(page, "Create meeting")
    await eventually(lambda: desk.created)
    assert desk.pending[0].body["visitors"][0]["mobile"] == ""
