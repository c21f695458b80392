"""*New meeting*: what is typed arrives, once, exactly as it is shown beside the form."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.objects.company import Company
from app.models.operations import State
from app.services.site import Site
from tests.fake_server import FakeServer, page_json
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import CTRL, click, find, named, press, says, write
from tests.ui.invite_desk import (
    CREATE,
    InviteDesk,
    body_shown,
    complaint,
    fill_as_the_api_page_does,
    in_front,
    invited,
    opened,
    set_moment,
    tick,
    write_over,
)
from ui.pages.new_meeting.page import NewMeetingPage
from ui.tasks import Tasks
from ui.theme import Theme

LARS = VisitorDraft(first_name="Lars", last_name="Åkerström")


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, tasks: Tasks, theme: Theme) -> AsyncIterator[InviteDesk]:
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        yield desk


@pytest.fixture
def page(desk: InviteDesk) -> NewMeetingPage:
    return desk.page


async def test_the_api_pages_own_meeting_arrives_as_exactly_its_body(desk: InviteDesk, page: NewMeetingPage) -> None:
    desk.start()
    fill_as_the_api_page_does(page)
    expected = page_json("create_meeting_body")
    for undocumented in ("birthday", "frequent", "token"):
        del expected["visitors"][0][undocumented]
    expected["visitors"][0] |= {"smsReminder": 0, "mailReminder": 1}
    assert body_shown(page) == expected

    click(page, "Create meeting")
    await desk.sent()
    assert desk.posted() == [expected]
    assert desk.server.requests[0].path == CREATE


async def test_every_documented_field_reaches_the_body_under_its_name(desk: InviteDesk, page: NewMeetingPage) -> None:
    desk.start()
    fill_as_the_api_page_does(page)
    write_over(page, "Title", "Cold chain — “follow-up” 🚚")
    write(find(page, "Description"), "Second round")
    write(find(page, "Attendees"), "US-J118,Amelie Dubois,")
    write(find(page, "Notify on check-in"), "Sofia Marchetti")
    write(find(page, "Notify on check-out"), "US-NEW1; US-NEW2")
    write(find(page, "Repeats"), "Every weekday")
    write(find(page, "Phone"), " +32 2 555 12 12 ")
    write(find(page, "Mobile"), "+32471204410")
    write(find(page, "Function"), "Driver")
    write(find(page, "Licence plate"), "1-ABC-234")
    write(find(page, "About"), "Vegetarian")
    tick(page, "Invite by SMS")
    await eventually(lambda: body_shown(page)["userIds"] == ["US-J118", "US-A052"])
    await eventually(lambda: body_shown(page)["checkinNotificationUsers"] == ["US-G606"])

    shown = body_shown(page)
    click(page, "Create meeting")
    await desk.sent()
    assert desk.posted() == [shown]
    visitor = shown.pop("visitors")[0]
    assert shown == {
        "title": "Cold chain — “follow-up” 🚚",
        "description": "Second round",
        "startAt": "2015-01-12T15:00:00+01:00",
        "endAt": "2015-01-12T17:00:00+01:00",
        "hostId": "US-G606",
        "userIds": ["US-J118", "US-A052"],
        "recurrence": {"rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
        "checkinNotificationUsers": ["US-G606"],
        "checkoutNotificationUsers": ["US-NEW1", "US-NEW2"],
    }
    assert visitor["phone"] == "+32 2 555 12 12"
    assert visitor["mobile"] == "+32471204410"
    assert visitor["function"] == "Driver"
    assert visitor["licensePlate"] == "1-ABC-234"
    assert visitor["about"] == "Vegetarian"
    assert visitor["smsReminder"] == 1


@pytest.mark.parametrize("name", ["two\u2028lines", "non\u00a0breaking", 'a "quote": 1', "back\\slash", "عمر 👩🏽‍🚒"])
async def test_what_is_shown_is_what_is_sent_whatever_signs_are_in_it(page: NewMeetingPage, name: str) -> None:
    page.fill(MeetingDraft(title=name, visitors=(VisitorDraft(first_name=name, last_name="B"),)))
    assert body_shown(page) == page.draft().body()
    page.fill(MeetingDraft(title="plain"))
    assert body_shown(page) == page.draft().body()


async def test_whoever_opens_the_page_can_type_at_once(page: NewMeetingPage) -> None:
    assert find(page, "Title").hasFocus()


async def test_the_form_is_emptied_and_the_meeting_told_at_once(desk: InviteDesk, page: NewMeetingPage) -> None:
    fill_as_the_api_page_does(page)
    await in_front(page)
    press(find(page, "Email"), Qt.Key.Key_Return, CTRL)
    await eventually(lambda: desk.created)
    (kept,) = desk.pending
    assert desk.said == ["Meeting saved: John Doe. It is sent by itself."]
    assert desk.created == [(date(2015, 1, 12), kept.id)]
    assert [(one["firstName"], one["lastName"]) for one in kept.body["visitors"]] == [("John", "Doe")]
    assert invited(page) == []
    assert find(page, "Title", QLineEdit).text() == ""
    assert find(page, "Title").hasFocus()


async def test_pressed_twice_it_is_created_once(desk: InviteDesk, page: NewMeetingPage) -> None:
    desk.start()
    fill_as_the_api_page_does(page)
    click(page, "Create meeting")
    click(page, "Create meeting")
    press(find(page, "Email"), Qt.Key.Key_Return, CTRL)
    click(page, "Clear")
    await desk.sent()
    assert len(desk.created) == len(desk.posted()) == 1
    assert not says(page, "The form was cleared.")


async def test_what_was_changed_while_it_was_saved_stays_in_the_form(desk: InviteDesk, page: NewMeetingPage) -> None:
    desk.start()
    fill_as_the_api_page_does(page)
    click(page, "Create meeting")
    write_over(page, "Function", "Driver")
    await desk.sent()
    assert desk.posted()[0]["visitors"][0]["function"] == ""
    assert body_shown(page)["visitors"][0]["function"] == "Driver"
    assert desk.said[0].endswith("What was changed meanwhile is still in the form.")


async def test_without_a_network_the_meeting_is_kept_and_sent_when_it_is_back(
    desk: InviteDesk, page: NewMeetingPage, server: FakeServer
) -> None:
    desk.start()
    server.answers("POST", CREATE, error=httpx.ConnectError("no route to host"))
    fill_as_the_api_page_does(page)
    body = body_shown(page)
    click(page, "Create meeting")
    await eventually(lambda: desk.posted() and desk.pending[0].state is State.WAITING)
    assert desk.said == ["Meeting saved: John Doe. It is sent by itself."]
    assert invited(page) == []
    assert not says(page, "server")

    tried = len(desk.posted())
    server.answers("POST", CREATE, json=page_json("create_meeting"))
    desk.sync.wake()
    await eventually(lambda: not desk.pending)
    assert desk.posted()[tried:] == [body]


async def test_two_meetings_alike_are_two(desk: InviteDesk, page: NewMeetingPage) -> None:
    desk.start()
    for _ in range(2):
        fill_as_the_api_page_does(page)
        click(page, "Create meeting")
        await eventually(lambda: invited(page) == [])
    await desk.sent(2)
    assert len({request.headers["Idempotency-Key"] for request in desk.server.requests}) == 2


async def test_on_a_full_disk_the_form_keeps_its_words_and_the_focus(desk: InviteDesk, page: NewMeetingPage) -> None:
    fill_as_the_api_page_does(page)
    await in_front(page)
    find(page, "About", QLineEdit).setText("A long story. " * 800)
    body = body_shown(page)
    desk.fill_disk()
    button = find(page, "Create meeting")
    button.setFocus()
    click(page, "Create meeting")
    await eventually(lambda: says(page, "The disk of this PC is full"))
    assert says(page, "What you entered is still in the form.")
    assert body_shown(page) == body
    assert button.hasFocus()
    assert desk.said == []

    desk.make_room()
    desk.start()
    click(page, "Create meeting")
    await desk.sent()
    assert desk.posted() == [body]
    assert not says(page, "disk")


async def test_the_title_is_the_visitors_names_until_a_person_types_one_and_again_when_it_is_emptied(
    page: NewMeetingPage,
) -> None:
    title = find(page, "Title", QLineEdit)
    write(find(page, "First name"), "John")
    assert title.text() == "John"
    write(find(page, "Last name"), "Doe")
    assert title.text() == "John Doe"
    write_over(page, "Title", "Audit")
    write(find(page, "Last name"), "ck")
    assert title.text() == "Audit"
    write_over(page, "Title", "")
    assert title.text() == ""
    find(page, "Host").setFocus()
    assert title.text() == "John Doeck"


async def test_times_start_at_the_next_half_hour_at_the_site_and_the_end_moves_along(
    page: NewMeetingPage, pc_zone: Callable[[str], None]
) -> None:
    shown = body_shown(page)
    assert (shown["startAt"], shown["endAt"]) == ("2026-03-12T10:00:00+01:00", "2026-03-12T11:00:00+01:00")
    set_moment(page, "Ends", "12", "Mar", "2026", "11", "30")
    set_moment(page, "Starts", "1", "Jul", "2026", "14", "15")
    shown = body_shown(page)
    assert (shown["startAt"], shown["endAt"]) == ("2026-07-01T14:15:00+02:00", "2026-07-01T15:45:00+02:00")


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Europe/Brussels"])
async def test_an_hour_that_the_pcs_zone_skips_can_be_chosen_at_a_site_that_has_it(
    tmp_path: Path, server: FakeServer, tasks: Tasks, theme: Theme, pc_zone: Callable[[str], None], zone: str
) -> None:
    """New York skips 02:30 on 8 March, Brussels on 29 March; Kolkata never."""
    pc_zone(zone)
    site = Site(name="", time_zone="Asia/Kolkata", pc_zone=zone, clock=lambda: datetime(2026, 3, 1, 4, 0, tzinfo=UTC))
    async with opened(tmp_path, server, site, tasks, theme) as desk:
        for day in ("8", "29"):
            set_moment(desk.page, "Starts", day, "Mar", "2026", "02", "30")
            assert body_shown(desk.page)["startAt"] == f"2026-03-{day:0>2}T02:30:00+05:30"


async def test_what_is_typed_after_a_click_takes_the_place_of_the_proposed_title(page: NewMeetingPage) -> None:
    write(find(page, "First name"), "Ann")
    write(find(page, "Last name"), "Alpha")
    title = find(page, "Title", QLineEdit)
    QTest.mouseClick(title, Qt.MouseButton.LeftButton, pos=title.rect().center())
    QTest.keyClicks(title, "Kick-off")
    assert title.text() == "Kick-off"
    find(page, "Description").setFocus()
    QTest.mouseClick(title, Qt.MouseButton.LeftButton, pos=title.rect().center())
    QTest.keyClicks(title, " II")
    assert title.text() == "Kick-off II"


async def test_whoever_sets_the_cursor_goes_on_writing_the_proposed_title(page: NewMeetingPage) -> None:
    write(find(page, "First name"), "Ann")
    title = find(page, "Title", QLineEdit)
    QTest.mouseClick(title, Qt.MouseButton.LeftButton, pos=title.rect().center())
    press(title, Qt.Key.Key_End)
    QTest.keyClicks(title, " and team")
    assert title.text() == "Ann and team"


async def test_an_untouched_form_proposes_times_in_the_zone_that_the_server_names(
    page: NewMeetingPage, site: Site
) -> None:
    site.learn(Company(timezone="Asia/Tokyo"))
    assert body_shown(page)["startAt"] == "2026-03-12T18:00:00+09:00"
    write(find(page, "Host"), "US-G606")
    site.learn(Company(timezone="Europe/Brussels"))
    assert body_shown(page)["startAt"] == "2026-03-12T18:00:00+01:00"


async def test_the_wheel_changes_nothing_that_has_not_the_focus(page: NewMeetingPage) -> None:
    before = body_shown(page)
    find(page, "Title").setFocus()
    for name in ("Starts", "Ends", "Repeats", "Language"):
        turn_wheel(find(page, name))
    assert body_shown(page) == before
    ends = find(page, "Ends", QLineEdit)
    ends.setFocus()
    turn_wheel(ends)
    assert body_shown(page) != before


def turn_wheel(control: QWidget) -> None:
    middle = QPointF(control.rect().center())
    event = QWheelEvent(
        middle,
        control.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(control, event)


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("Does not repeat", None),
        ("Every day", "FREQ=DAILY"),
        ("every week", "FREQ=WEEKLY"),
        ("Every month", "FREQ=MONTHLY"),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=4 ", "FREQ=WEEKLY;BYDAY=TU;COUNT=4"),
    ],
)
async def test_repeats_takes_a_word_or_a_rule(page: NewMeetingPage, typed: str, rule: str | None) -> None:
    repeats = find(page, "Repeats")
    write(repeats, typed)
    assert body_shown(page).get("recurrence") == ({"rrule": rule} if rule else None)


async def test_clear_empties_the_form_and_can_be_undone(page: NewMeetingPage) -> None:
    fill_as_the_api_page_does(page)
    full = page.draft()
    click(page, "Clear")
    assert invited(page) == []
    assert says(page, "The form was cleared.")
    click(page, "Undo")
    assert page.draft() == full
    assert not says(page, "The form was cleared.")


async def test_an_undo_is_offered_until_the_person_goes_on(page: NewMeetingPage) -> None:
    fill_as_the_api_page_does(page)
    click(page, "Clear")
    write(find(page, "Title"), "Something else")
    assert not says(page, "The form was cleared.")
    assert not named(page, "Undo")


async def test_a_draft_taken_out_and_put_in_again_is_the_same(page: NewMeetingPage, site: Site) -> None:
    draft = MeetingDraft(
        title="Audit",
        description="Yearly",
        host_id="US-G606",
        start_at=site.at(datetime(2026, 10, 25, 9, 0)),  # noqa: DTZ001 (a wall time)
        end_at=site.at(datetime(2026, 10, 25, 9, 45)),  # noqa: DTZ001
        user_ids=("US-J118", "US-Z9"),
        recurrence="FREQ=WEEKLY;COUNT=4",
        checkin_notification_users=("US-G606",),
        checkout_notification_users=("US-A052",),
        visitors=(LARS, VisitorDraft(first_name="A ", last_name=" B", email="a@b.example", language="nl", about=" x ")),
    )
    page.fill(draft)
    assert page.draft() == draft
    page.open()
    assert page.draft() == draft


async def test_the_request_can_be_copied(page: NewMeetingPage) -> None:
    page.fill(MeetingDraft(title="Audit", visitors=(LARS,)))
    click(page, "Copy request body")
    assert '"lastName": "Åkerström"' in QGuiApplication.clipboard().text()


async def test_in_a_narrow_window_the_request_is_shown_in_place_of_the_form(page: NewMeetingPage) -> None:
    page.resize(700, 600)
    write(find(page, "Title"), "Audit")
    click(page, "Show request body")
    assert body_shown(page)["title"] == "Audit"
    click(page, "Show the form")
    assert find(page, "Title", QLineEdit).text() == "Audit"
    page.resize(1192, 744)
    assert body_shown(page)["title"] == "Audit"


async def test_the_request_stays_folded_away_after_a_restart(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.go_to("New meeting")
    click(desk.window, "Hide request body")
    assert desk.window.focusWidget() is find(desk.window, "Show request body")
    assert named(desk.window, "Request body") == []
    await eventually(desk.services.view_choices.all_now)
    await desk.close()
    again = open_desk()
    again.window.go_to("New meeting")
    assert named(again.window, "Request body") == []
    click(again.window, "Show request body")
    assert again.window.focusWidget() is find(again.window, "Hide request body")
    assert find(again.window, "Request body").isVisible()


async def test_every_control_is_called_what_the_label_beside_it_says(page: NewMeetingPage) -> None:
    for name in (
        "Title", "Description", "Host", "Starts", "Ends", "Attendees", "Repeats", "Notify on check-in",
        "Notify on check-out", "Invited visitors", "Add visitor", "Remove visitor", "First name", "Last name", "Email",
        "Phone", "Mobile", "Visitor company", "Function", "Language", "Licence plate", "About", "Invite by email",
        "Invite by SMS", "Request body", "Create meeting", "Clear",
    ):  # fmt: skip
        find(page, name)
    assert complaint(page, "Title") == ""
