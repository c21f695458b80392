"""The whole desk: put together, put together anew for another server, and closed, whatever is under way."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QTableView
from shiboken6 import isValid

from app.settings import Settings
from app.system.credentials import Credentials
from tests.fake_server import Answer, FakeServer, Held
from tests.meetings import meeting
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, column, find, named, press, says, write
from ui.compose import DeskApp, Profile
from ui.process.start import Start, pictured, used
from ui.shell.main_window import MainWindow
from ui.shell.screens import NEW_TICKET, SCREENS
from ui.theme import Theme

LIST = "/vm/meetings"
EMBEDDED = Settings(site_name="Northgate House", time_zone="Europe/Brussels")


def visitors(desk: DeskApp) -> list[str]:
    tables = named(desk.window, "Visitors", QTableView)
    return column(tables[0], "Visitor") if tables else []


async def test_the_first_start_opens_on_an_empty_today_of_the_desks_own_server(open_desk: OpenDesk) -> None:
    desk = open_desk(EMBEDDED)
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    assert find(desk.window, "Connection").accessibleDescription() == "Online"
    assert desk.window.banner.words == ""
    assert desk.failure == ""


async def test_at_the_first_start_another_server_is_asked_for_the_day_once(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    """Its list also says that the server isn't ours."""
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    await eventually(lambda: visitors(desk) == ["Ana Lima"] and desk.services.calls.exist is False)
    await eventually(lambda: any(one.query["from"] == "2026-03-13" for one in server.asked(LIST)))
    assert [one.query["from"] for one in server.asked(LIST)].count("2026-03-12") == 1


async def test_that_the_server_is_busy_is_taken_back_once_it_answers(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    await eventually(lambda: visitors(desk) == ["Ana Lima"])
    server.answers("GET", LIST, status=503)
    click(desk.window, "Refresh")
    await eventually(lambda: desk.window.banner.words == "The server is busy. Try again.")
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    click(desk.window, "Refresh")
    await eventually(lambda: desk.window.banner.words == "")


async def test_a_field_is_left_before_the_window_goes(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.window.go_to("Tickets")
    field = find(desk.window.page(), "Status", QLineEdit)
    field.setFocus()
    await eventually(field.hasFocus)
    await desk.window.put_down()
    assert not field.hasFocus()


async def test_looking_around_with_a_sample_day_and_leaving_it(open_desk: OpenDesk) -> None:
    desk = open_desk(EMBEDDED)
    await eventually(lambda: named(desk.window, "Look around with a sample day"))
    click(desk.window, "Look around with a sample day")
    await eventually(lambda: len(visitors(desk)) == 40)
    assert desk.window.standing.words.startswith("A sample day: nothing that you do or set here is kept")
    assert not named(desk.window.standing, "Close message")
    desk.window.banner.say("Something else")
    click(desk.window, "Leave the sample day")
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    assert (desk.window.standing.words, desk.window.banner.words) == ("", "")


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
async def test_the_sample_day_is_today_wherever_somebody_looks_around(
    open_desk: OpenDesk, clock: Clock, pc_zone: Callable[[str], None], zone: str
) -> None:
    """It is a day in Brussels; at this moment the PC in Auckland has another date."""
    pc_zone(zone)
    clock.now = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
    desk = open_desk(Settings(), sample=True)
    await eventually(lambda: len(visitors(desk)) == 40)
    assert says(desk.window, "Thursday 12 March 2026")
    assert find(desk.window, "Clock", QLabel).text() == "19:00"


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/Los_Angeles"])
async def test_without_a_setting_the_desks_own_site_is_where_the_pc_is(
    open_desk: OpenDesk, pc_zone: Callable[[str], None], zone: str
) -> None:
    pc_zone(zone)
    desk = open_desk(Settings())
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    assert says(desk.window, zone.partition("/")[2].replace("_", " "))
    assert find(desk.window, "Clock", QLabel).text() == {"Asia/Kolkata": "14:12"}.get(zone, "01:42")


async def test_connect_to_a_server_goes_to_settings(open_desk: OpenDesk) -> None:
    desk = open_desk(EMBEDDED)
    await eventually(lambda: named(desk.window, "Connect to a server"))
    click(desk.window, "Connect to a server")
    assert desk.window.page().name == "Settings"
    assert find(desk.window, "On this computer", QRadioButton).isChecked()


async def test_the_desks_own_server_keeps_what_it_was_told(open_desk: OpenDesk, tmp_path: Path) -> None:
    """One desk after the other on the same folder: the first lets go of its file."""
    for _ in range(2):
        desk = open_desk(EMBEDDED)
        await eventually(lambda desk=desk: says(desk.window, "Nobody is expected"))
        await desk.close()
    assert (tmp_path / "desk-server.sqlite3").exists()


async def test_a_desk_closed_before_its_server_was_ready_lets_go_of_its_file(open_desk: OpenDesk) -> None:
    desk = open_desk(EMBEDDED)
    await asyncio.sleep(0)
    await desk.close()
    again = open_desk(EMBEDDED)
    await eventually(lambda: says(again.window, "Nobody is expected") or again.failure)
    assert again.failure == ""


async def test_a_data_folder_that_cant_be_used_is_said(open_desk: OpenDesk, tmp_path: Path) -> None:
    (tmp_path / "desk-server.sqlite3").mkdir()
    desk = open_desk(EMBEDDED)
    await eventually(lambda: desk.failure)
    assert "desk-server.sqlite3" in desk.window.banner.words
    assert "bug" not in desk.failure


async def test_closing_while_the_server_is_asked_ends_cleanly(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, content=Held([]))
    desk = open_desk()
    await eventually(lambda: server.asked(LIST))
    desk.window.close()
    await asyncio.wait_for(desk.closed(), 100)
    await desk.close()
    assert desk.failure == ""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert others == []


def settings_of(desk: DeskApp, **typed: str) -> None:
    """Writes into the fields of *Settings*, each by its name."""
    desk.window.go_to("Settings")
    for name, text in typed.items():
        field = find(desk.window, name.replace("_", " "), QLineEdit)
        field.clear()
        write(field, text)


async def test_another_server_composes_the_desk_anew_and_cancels_the_work_for_the_old_one(
    open_desk: OpenDesk, server: FakeServer, tmp_path: Path
) -> None:
    server.answers("GET", LIST, content=(held := Held([meeting(1, "Of The Old")])))
    server.answers("GET", LIST, json=[meeting(2, "Of The New")])
    desk = open_desk()
    await eventually(lambda: server.asked(LIST))
    before = desk.window
    settings_of(desk, Server_address="https://new.example.com", Company_ID="CO-NEW", Access_token="fresh")
    click(desk.window, "Save")
    await eventually(lambda: visitors(desk) == ["Of The New"])
    held.let_go()
    assert desk.window is not before
    await eventually(lambda: not isValid(before))
    assert server.asked(LIST)[-1].url.startswith("https://new.example.com/app/CO-NEW/vm/meetings")
    assert server.asked(LIST)[-1].headers["Authorization"] == "Bearer fresh"
    assert (tmp_path / "foyer.toml").read_text() == 'server = "https://new.example.com"\ncompany = "CO-NEW"\n'
    assert json.loads((tmp_path / "token.json").read_text()) == {"https://new.example.com CO-NEW": "fresh"}
    assert desk.window.banner.words == "Saved. No keyring answered: what is secret is in a private file."
    assert desk.failure == ""


async def test_the_old_window_is_gone_for_good(open_desk: OpenDesk, server: FakeServer) -> None:
    """Nothing that lives on, such as the theme, holds it or calls it."""
    server.answers("GET", LIST, json=[])
    desk = open_desk()
    old: list[weakref.ref[MainWindow]] = []
    for number, look in enumerate(("Dark", "Light", "Dark")):
        await eventually(lambda: says(desk.window, "Nobody is expected") or desk.window.page().name == "Settings")
        old.append(weakref.ref(desk.window))
        settings_of(desk, Name_of_this_desk=f"Desk {number + 5}")
        choose(desk, "Look", look)
        now = desk.window
        click(desk.window, "Save")
        await eventually(lambda now=now: desk.window is not now)
        del now
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    gc.collect()
    await eventually(lambda: [window() for window in old] == [None, None, None])


def choose(desk: DeskApp, name: str, word: str) -> None:
    write(find(desk.window, name), word)


async def test_the_keys_still_work_in_the_new_window(open_desk: OpenDesk, server: FakeServer, clock: Clock) -> None:
    server.answers("GET", LIST, json=[])
    desk = open_desk()
    settings_of(desk, Name_of_this_desk="Desk 2")
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before and desk.window.isActiveWindow())
    press(desk.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.page().name == "New meeting"
    assert says(desk.window, "Brussels · Desk 2") or says(desk.window, "UTC · Desk 2")


@pytest.mark.parametrize("status", [401, 500])
async def test_a_server_that_refuses_leaves_a_desk_that_can_be_set_up(
    open_desk: OpenDesk, server: FakeServer, status: int
) -> None:
    server.answers("GET", LIST, status=status)
    desk = open_desk()
    await eventually(lambda: desk.failure)
    settings_of(desk, Access_token="better")
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    click(desk.window, "Save")
    await eventually(lambda: visitors(desk) == ["Ana Lima"])


async def test_an_unreachable_server_is_told_once_and_tried_again_on_demand(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    server.instead = Answer(error=httpx.ConnectError("no route"))
    desk = open_desk()
    await eventually(lambda: says(desk.window, "This day could not be loaded"))
    assert find(desk.window, "Connection").accessibleDescription() == "Offline"
    server.instead = None
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    click(desk.window.banner, "Try now")
    await eventually(lambda: visitors(desk) == ["Ana Lima"])


@pytest.mark.parametrize("page", [*(one.page for one in SCREENS), NEW_TICKET])
async def test_every_screen_can_be_drawn(
    qapp: QApplication,
    theme: Theme,
    tmp_path: Path,
    page: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As --screenshot does it, but for the application that is already there."""
    file = tmp_path / "picture.png"
    start = Start(EMBEDDED, tmp_path / "foyer.toml", tmp_path, "", sample=True, page=page, size=(1024, 700))
    profile = Profile(EMBEDDED, tmp_path / "foyer.toml", tmp_path, Credentials(tmp_path))
    qapp.setQuitOnLastWindowClosed(False)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    assert await used(qapp, profile, theme, start, lambda front: pictured(front, start, file)) == 0
    picture = QImage(str(file))
    assert (picture.width(), picture.height()) == (1024, 700)
    colours = {picture.pixel(x, y) for x in range(0, 1024, 7) for y in range(0, 700, 7)}
    assert len(colours) > 8, "an empty frame"
    assert capsys.readouterr().err == ""
