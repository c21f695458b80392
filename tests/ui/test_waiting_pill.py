"""*Connection* in the header, and the banner below it: what they say of the server and of what isn't there yet."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.errors import DiskFull, SignInNeeded, Unreachable
from app.services.site import Site
from tests.fake_server import FakeServer
from tests.ui.conftest import eventually
from tests.ui.hands import click, find, named, press, says
from tests.ui.waiting_desk import MEETINGS, NO_NETWORK, WaitingDesk, unanswered
from ui.theme import Theme

OFFLINE = (
    "No answer from the server since 09:42: keep working, everything is saved on this desk and will be sent by itself."
)


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer, site: Site, theme: Theme) -> AsyncIterator[WaitingDesk]:
    desk = WaitingDesk(tmp_path, server, site, theme)
    yield desk
    await desk.close()


def pill(desk: WaitingDesk) -> QPushButton:
    return find(desk.window, "Connection", QPushButton)


def spoken(desk: WaitingDesk) -> tuple[str, str, str]:
    return pill(desk).text(), pill(desk).accessibleName(), pill(desk).accessibleDescription()


async def test_before_anything_was_asked_it_only_counts(desk: WaitingDesk) -> None:
    await eventually(lambda: spoken(desk) == ("Connecting", "Connection", "Connecting"))
    await desk.enter("Board lunch")
    await eventually(lambda: spoken(desk) == ("Connecting · 1 waiting", "Connection", "Connecting · 1 waiting"))


async def test_online_with_nothing_waiting_says_only_that(desk: WaitingDesk) -> None:
    await desk.enter("Board lunch")
    desk.start()
    await desk.until()
    await eventually(lambda: spoken(desk) == ("Online", "Connection", "Online"))


async def test_offline_and_how_many_wait(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    desk.start()
    for number in range(1, 4):
        await desk.enter(f"Meeting {number}")
    await desk.rests()
    await eventually(lambda: spoken(desk) == ("Offline · 3 waiting", "Connection", "Offline · 3 waiting"))


async def test_sign_in_needed_and_how_many_wait(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, status=401)
    await desk.enter("Board lunch")
    desk.start()
    await eventually(lambda: pill(desk).text() == "Sign in needed · 1 waiting")
    await desk.until("waiting")
    await eventually(lambda: spoken(desk)[2] == "Sign in needed · 1 waiting")


async def test_what_was_refused_is_told_and_waits_no_more(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, status=400, json={"error": "Unknown host: US-X990"})
    await desk.enter("Board lunch")
    desk.start()
    await desk.until("rejected")
    await eventually(lambda: spoken(desk) == ("Online · 1 refused", "Connection", "Online · 1 refused"))
    assert "1 refused" in pill(desk).toolTip()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
async def test_keys_open_the_list_and_escape_leads_back(desk: WaitingDesk, key: Qt.Key) -> None:
    pill(desk).setFocus()
    press(pill(desk), key)
    assert desk.window.page().name == "Waiting changes"
    press(desk.window, Qt.Key.Key_Escape)
    assert desk.window.page().name == "Today"


async def test_a_click_opens_the_list_and_back_or_the_rail_lead_away(desk: WaitingDesk) -> None:
    for name in ("Back", "Today"):
        click(desk.window, "Connection")
        assert desk.window.page().name == "Waiting changes"
        assert not find(desk.window, "Today", QPushButton).isChecked()
        click(desk.window, name)
        assert desk.window.page().name == "Today"
        assert find(desk.window, "Today", QPushButton).isChecked()
        assert not named(desk.window, "Back")


async def test_escape_does_nothing_elsewhere(desk: WaitingDesk) -> None:
    press(desk.window, Qt.Key.Key_Escape)
    assert desk.window.page().name == "Today"
    assert desk.window.isVisible()


async def test_the_banner_comes_and_goes_with_the_server(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    assert desk.window.banner.words == OFFLINE
    server.answers("POST", MEETINGS, json={"object": "meeting", "id": "M-7"} | _times())
    click(desk.window, "Try now")
    await desk.until()
    assert desk.window.banner.words == ""
    await eventually(lambda: pill(desk).text() == "Online")


async def test_a_banner_that_was_closed_stays_closed_until_the_server_was_back(
    desk: WaitingDesk, server: FakeServer
) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    click(desk.window.banner, "Close message")
    desk.window.show_error(Unreachable())
    assert desk.window.banner.words == ""
    server.answers("POST", MEETINGS, status=400)
    desk.sync.wake()
    await desk.until("rejected")
    await eventually(lambda: "refused" in desk.window.banner.words)
    click(desk.window.banner, "Close message")
    desk.window.show_error(Unreachable())
    assert desk.window.banner.words == "", "it came late: the server has answered since"
    with suppress(Unreachable):
        await desk.services.connection.call(unanswered)
    assert desk.window.banner.words == OFFLINE


async def test_a_notice_makes_room(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    desk.window.banner.say("Ticket created", kind="notice")
    desk.window.show_error(Unreachable())
    assert desk.window.banner.words == OFFLINE


def _times() -> dict[str, str]:
    return {"startAt": "2026-03-13T12:00:00+01:00", "endAt": "2026-03-13T13:30:00+01:00"}


async def test_the_banner_leads_to_the_list_where_try_now_is_there_once(desk: WaitingDesk, server: FakeServer) -> None:
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    assert desk.window.banner.words == OFFLINE
    click(desk.window, "Show waiting")
    assert desk.window.page().name == "Waiting changes"
    await eventually(lambda: len(named(desk.window, "Try now")) == 1)
    await eventually(lambda: says(desk.window, "The server doesn't answer."))
    click(desk.window, "Back")
    assert desk.window.banner.words == OFFLINE


async def test_an_error_that_nobody_read_stays(desk: WaitingDesk, server: FakeServer) -> None:
    desk.window.show_error(DiskFull("the disk is full"))
    told = desk.window.banner.words
    assert told
    server.answers("POST", MEETINGS, error=NO_NETWORK)
    await desk.enter("Board lunch")
    desk.start()
    await desk.rests()
    await eventually(lambda: pill(desk).text() == "Offline · 1 waiting")
    assert desk.window.banner.words == told


async def test_the_banner_about_sign_in_goes_when_the_server_takes_the_token(
    desk: WaitingDesk, server: FakeServer
) -> None:
    server.answers("POST", MEETINGS, status=401)
    await desk.enter("Board lunch")
    desk.start()
    await eventually(lambda: pill(desk).text().startswith("Sign in needed"))
    desk.window.show_error(SignInNeeded(401))
    assert "sign-in" in desk.window.banner.words
    server.answers("POST", MEETINGS, json={"object": "meeting", "id": "M-7"} | _times())
    desk.sync.wake()
    await desk.until()
    assert desk.window.banner.words == ""
