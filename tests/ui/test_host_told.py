"""*Host told*: on the row and in the pane, what really happened; tried with a real mail server."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.fake_server import FakeServer
from tests.meetings import JONAS, SOFIA, meeting
from tests.post_office import PostOffice, mail_settings
from tests.ui.arrivals_hands import status_of, take_in_hand, visitors
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.doors import all_sent
from tests.ui.hands import CTRL, click, find, named, press, row, says
from ui.compose.desk import DeskApp
from ui.pages.today.page import TodayPage

SERVER = {"server": "https://api.example.com", "company": "CO-C202", "desk_name": "Desk 1"}
HOST = SOFIA | {"email": "sofia@northgate.example", "mobile": "+32 471 20 44 10"}
COLLEAGUE = JONAS | {"email": "jonas@northgate.example"}


async def open_today(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice, *visitors: str, **more: Any
) -> tuple[DeskApp, TodayPage]:
    """On a server that keeps no arrivals: what waits is mail alone."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, *(visitors or ("Ana Lima",)), **{"host": HOST} | more)])
    desk = open_desk(mail_settings(office, **SERVER))
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    return desk, page


def hosts(page: TodayPage) -> list[str]:
    """What the rows say of the host, in their order."""
    table = visitors(page)
    return [row(table, number)[3] for number in range(table.model().rowCount())]


def check_in(page: TodayPage) -> None:
    press(visitors(page), Qt.Key.Key_I, CTRL)


def check_out(page: TodayPage) -> None:
    press(visitors(page), Qt.Key.Key_O, CTRL)


async def test_nothing_is_said_of_the_host_before_anybody_came(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    _, page = await open_today(open_desk, server, office)
    assert hosts(page) == ["Sofia Marchetti"]


async def test_a_mail_that_was_taken_is_host_told(open_desk: OpenDesk, server: FakeServer, office: PostOffice) -> None:
    _, page = await open_today(open_desk, server, office)
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    assert says(find(page, "Visit"), "Host told 09:42")
    assert office.subjects() == ["Ana Lima has arrived"]


async def test_without_an_address_the_row_gives_the_number_to_call(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    _, page = await open_today(open_desk, server, office, host=HOST | {"email": ""})
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host not told, +32 471 20 44 10"])
    assert says(find(page, "Visit"), "Please call +32 471 20 44 10.")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "The meeting has no email address of theirs."),
        ("sofia@@northgate", "“sofia@@northgate” is no email address: "),
    ],
)
async def test_an_address_that_is_none_is_named_with_the_reason(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice, address: str, reason: str
) -> None:
    _, page = await open_today(open_desk, server, office, host=HOST | {"email": address})
    check_in(page)
    await eventually(lambda: says(find(page, "Visit"), reason))


@pytest.mark.parametrize("address", ["sofia@reception.local", " sofia@northgate.example ", "Sofia <sofia@northgate>"])
async def test_an_address_of_the_site_s_own_and_one_with_something_around_it_will_do(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice, address: str
) -> None:
    _, page = await open_today(open_desk, server, office, host=HOST | {"email": address})
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    assert [to for _, to in office.envelopes] == [address.partition("<")[2].strip("> ") or address.strip()]


async def test_of_a_meeting_without_a_host_it_stands_in_the_pane_and_the_keyboard_stays(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    """Nothing of the pane is ever a window of its own, which would take the keyboard."""
    desk, page = await open_today(open_desk, server, office, host=None)
    pane = find(page, "Visit")
    await eventually(lambda: says(pane, "Meeting 1"))
    visitors(page).setFocus()
    check_in(page)
    await eventually(lambda: says(pane, "The meeting names no host."))
    assert not says(pane, "to call")
    assert not named(pane, "Tell again"), "there is nobody to write to"
    assert not named(pane, "I called"), "there is nobody to call"
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.window() is not desk.window] == []
    assert visitors(page).hasFocus()


async def test_an_address_of_other_letters_is_refused_where_the_mail_server_takes_none(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    desk, page = await open_today(open_desk, server, office, host=HOST | {"email": "sófia@northgate.example"})
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host not told, +32 471 20 44 10"])
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 refused"))


async def test_who_called_says_so_and_the_notice_goes(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    desk, page = await open_today(open_desk, server, office, host=HOST | {"email": ""})
    check_in(page)
    pane = find(page, "Visit")
    await eventually(lambda: named(pane, "I called"))
    assert not named(pane, "Tell again"), "there is no address to write to"
    click(pane, "I called")
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    assert says(desk.window.notice, "Sofia Marchetti knows of Ana Lima.")
    await eventually(lambda: not named(pane, "I called"))
    assert not says(pane, "Please call")


async def test_a_host_whose_mail_was_refused_is_told_again(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    office.answers["sofia@northgate.example"] = "550 5.1.1 No such mailbox"
    desk, page = await open_today(open_desk, server, office)
    check_in(page)
    pane = find(page, "Visit")
    await eventually(lambda: named(pane, "Tell again"))
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 refused"))
    del office.answers["sofia@northgate.example"]
    click(pane, "Tell again")
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    assert office.subjects() == ["Ana Lima has arrived"]
    await all_sent(desk)
    assert not named(pane, "Tell again")


async def test_who_called_after_a_refused_mail_is_done_with_it(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    office.answers["sofia@northgate.example"] = "550 5.1.1 No such mailbox"
    desk, page = await open_today(open_desk, server, office)
    check_in(page)
    pane = find(page, "Visit")
    await eventually(lambda: named(pane, "I called"))
    click(pane, "I called")
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    await all_sent(desk)


async def test_a_refused_mail_is_host_not_told(open_desk: OpenDesk, server: FakeServer, office: PostOffice) -> None:
    office.answers["sofia@northgate.example"] = "550 5.1.1 No such mailbox"
    _, page = await open_today(open_desk, server, office)
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host not told, +32 471 20 44 10"])
    assert status_of(page, "Ana Lima").startswith("On site 09:42"), "the arrival stands, whatever becomes of the mail"


async def test_while_the_mail_server_is_away_nothing_is_claimed(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    await office.close()
    desk, page = await open_today(open_desk, server, office)
    check_in(page)
    await eventually(lambda: desk.services.mailing.trouble)
    assert hosts(page) == ["Sofia Marchetti, Telling the host"]
    await eventually(lambda: find(desk.window, "Connection").text().endswith("1 waiting"))
    await office.open()
    click(desk.window, "Connection")
    await eventually(lambda: find(desk.window.page(), "Try now").isEnabled())
    click(desk.window.page(), "Try now")
    await eventually(lambda: office.subjects() == ["Ana Lima has arrived"])
    desk.window.go_to("Today")
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    assert find(desk.window, "Connection").text() == "Online"


async def test_a_departure_tells_those_who_asked_for_it(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    _, page = await open_today(open_desk, server, office, checkoutNotificationUsers=[COLLEAGUE])
    check_in(page)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"])
    check_out(page)
    await eventually(lambda: office.subjects() == ["Ana Lima has arrived", "Ana Lima has left"])
    assert [to for _, to in office.envelopes] == [HOST["email"], COLLEAGUE["email"]]
    await eventually(lambda: hosts(page) == ["Sofia Marchetti"])


async def test_a_group_is_one_mail_and_each_row_says_so(
    open_desk: OpenDesk, server: FakeServer, office: PostOffice
) -> None:
    _, page = await open_today(open_desk, server, office, "Ana Lima", "Bo Berg", "Cy Young")
    take_in_hand(page, "Ana Lima")
    click(find(page, "Visit"), "Check in all 3")
    find(page, "Search").clear()
    await eventually(lambda: hosts(page) == ["Sofia Marchetti, Host told 09:42"] * 3)
    assert office.subjects() == ["Ana Lima and 2 more have arrived"]


async def test_an_undo_before_it_left_tells_nobody(open_desk: OpenDesk, server: FakeServer, office: PostOffice) -> None:
    await office.close()
    desk, page = await open_today(open_desk, server, office)
    check_in(page)
    await eventually(lambda: desk.services.mailing.trouble and named(desk.window.notice, "Undo"))
    click(desk.window.notice, "Undo")
    await eventually(lambda: not desk.services.lists.waiting_now().operations)
    await eventually(lambda: hosts(page) == ["Sofia Marchetti"])
