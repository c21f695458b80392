"""The window around the screens: going from one to the other, what the header and the banner say."""

from __future__ import annotations

import sys
from datetime import timedelta

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QPushButton, QTableView

from tests.fake_server import Answer, FakeServer, Held
from tests.meetings import meeting
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import CTRL, click, column, find, named, press, says, shown, write
from ui.compose import DeskApp
from ui.process.start import tell_bugs
from ui.shell.main_window import MainWindow

LIST = "/vm/meetings"
SCREENS = ("Today", "New meeting", "Tickets", "Settings")


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    """It asks for the days around today no more: such an answer would say how it stands with the server, too."""
    monkeypatch.setattr("app.services.visits.day.NEAR", timedelta(0))
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors") and spoken(desk.window)[0] == "Online")
    return desk


def spoken(window: MainWindow) -> tuple[str, str, str]:
    pill = find(window, "Connection", QPushButton)
    return pill.text(), pill.accessibleName(), pill.accessibleDescription()


async def test_each_screen_is_one_click_or_one_key_away(desk: DeskApp) -> None:
    window = desk.window
    for name in (*SCREENS[1:], SCREENS[0]):
        click_rail(window, name)
        assert window.page().name == name
    keys = {"2": "New meeting", "4": "Tickets", "5": "Overview", "6": "Settings", "1": "Today"}
    for key, name in keys.items():
        press(window, Qt.Key(ord(key)), CTRL)
        assert window.page().name == name
    press(window, Qt.Key.Key_N, CTRL)
    assert window.page().name == "New meeting"


def click_rail(window: MainWindow, name: str) -> None:
    rail = next(one for one in named(window, name, QPushButton) if one.isCheckable())
    rail.click()


async def test_f5_asks_the_server_again(desk: DeskApp, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Berg")])
    press(desk.window, Qt.Key.Key_F5)
    table = find(desk.window, "Visitors", QTableView)
    await eventually(lambda: column(table, "Visitor") == ["Ana Lima", "Bo Berg"])
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Berg"), meeting(3, "Cy Dahl")])
    click(desk.window, "Refresh")
    await eventually(lambda: column(table, "Visitor") == ["Ana Lima", "Bo Berg", "Cy Dahl"])


@pytest.mark.parametrize(
    ("screen", "field"), [("Today", "Search"), ("Tickets", "Search tickets")], ids=["today", "tickets"]
)
async def test_slash_and_ctrl_f_search(desk: DeskApp, screen: str, field: str) -> None:
    window = desk.window
    window.go_to(screen)
    search = find(window, field, QLineEdit)
    for key, modifiers in ((Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F, CTRL)):
        find(window, "Connection").setFocus()
        press(find(window, "Connection"), key, modifiers)
        assert search.hasFocus()
        assert search.text() == ""


async def test_slash_stays_a_slash_where_somebody_writes(desk: DeskApp) -> None:
    window = desk.window
    search = find(window, "Search", QLineEdit)
    write(search, "a/b")
    assert search.text() == "a/b"
    window.go_to("New meeting")
    about = find(window, "Description", QLineEdit)
    write(about, "and/or")
    assert about.text() == "and/or"
    window.go_to("Tickets")
    for name in ("Due from", "Agent", "Status"):
        field = find(window, name)
        field.setFocus()
        press(field, Qt.Key.Key_Slash)
        assert field.hasFocus(), f"/ typed into {name} went to the search"


async def test_connection_says_how_it_stands(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", LIST, content=(held := Held([])))
    desk = open_desk()
    assert spoken(desk.window) == ("Connecting", "Connection", "Connecting")
    held.let_go()
    await eventually(lambda: spoken(desk.window) == ("Online", "Connection", "Online"))
    server.instead = Answer(error=httpx.ConnectError("refused"))
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: spoken(desk.window) == ("Offline", "Connection", "Offline"))
    server.instead = Answer(status=401)
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: spoken(desk.window) == ("Sign in needed", "Connection", "Sign in needed"))
    server.instead = None
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: spoken(desk.window)[0] == "Online")


@pytest.mark.parametrize(
    ("answer", "said", "actions"),
    [
        (Answer(error=httpx.ConnectError("no")), "No answer from the server since 09:42", "Show waiting, Try now"),
        (Answer(error=httpx.ReadTimeout("slow")), "No answer from the server since 09:42", "Show waiting, Try now"),
        (Answer(status=401), "The server asks for sign-in", "Settings"),
        (Answer(403, b'{"message": "not yours"}'), "not allowed to do that (403). It says: not yours", ""),
        (Answer(status=404), "The server knows no such thing (404).", ""),
        (Answer(status=418), "teapot (418).", ""),
        (Answer(500, b"<h1>Oops</h1>"), "The server failed (500).", ""),
        (Answer(503, headers={"Retry-After": "70"}), "The server is busy. Try again in 70 s.", ""),
        (Answer(content=b"<html>"), "expected a list, the server sent a web page", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_the_banner_says_what_went_wrong_and_the_window_works_on(
    desk: DeskApp, server: FakeServer, answer: Answer, said: str, actions: str
) -> None:
    server.instead = answer
    press(desk.window, Qt.Key.Key_F5)
    banner = desk.window.banner
    await eventually(lambda: said in banner.words)
    assert banner.accessibleDescription() == banner.words
    assert [button.accessibleName() for button in banner.findChildren(QPushButton) if button.isVisible()] == [
        *(actions.split(", ") if actions else []),
        "Close message",
    ]
    assert column(find(desk.window, "Visitors", QTableView), "Visitor") == ["Ana Lima"]
    click(banner, "Close message")
    assert banner.words == ""


async def test_what_the_banner_said_of_the_connection_is_over_once_the_server_answers(
    desk: DeskApp, server: FakeServer
) -> None:
    server.instead = Answer(error=httpx.ConnectError("no"))
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: desk.window.banner.words)
    server.instead = None
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Berg")])
    click(desk.window.banner, "Try now")
    await eventually(lambda: column(find(desk.window, "Visitors", QTableView), "Visitor") == ["Ana Lima", "Bo Berg"])
    await eventually(lambda: desk.window.banner.words == "")


async def test_sign_in_needed_leads_to_settings(desk: DeskApp, server: FakeServer) -> None:
    server.instead = Answer(status=401)
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: desk.window.banner.words)
    click(desk.window.banner, "Settings")
    assert desk.window.page().name == "Settings"


async def test_a_bug_is_told_with_its_details_and_the_window_works_on(
    desk: DeskApp, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug of our own")

    monkeypatch.setattr("app.services.visits.day.Day.refresh", broken)
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: desk.window.banner.words.startswith("Something went wrong"))
    click(desk.window.banner, "Details")
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert "ZeroDivisionError: a bug of our own" in box.detailedText()
    assert "test_main_window.py" in box.detailedText()
    box.close()
    monkeypatch.undo()
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima"), meeting(2, "Bo Berg")])
    press(desk.window, Qt.Key.Key_F5)
    await eventually(lambda: column(find(desk.window, "Visitors", QTableView), "Visitor") == ["Ana Lima", "Bo Berg"])


async def test_a_bug_in_a_click_is_told_as_well(
    desk: DeskApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Qt swallows what a slot raises, so it comes another way than a coroutine's."""

    def broken() -> None:
        raise ZeroDivisionError("in a slot")

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    tell_bugs(desk.report)
    find(desk.window, "Refresh", QPushButton).clicked.connect(broken)
    click(desk.window, "Refresh")
    assert desk.window.banner.words.startswith("Something went wrong")
    assert "ZeroDivisionError: in a slot" in capsys.readouterr().err


async def test_the_header_names_the_site_as_the_server_does_and_tells_its_time(desk: DeskApp, clock: Clock) -> None:
    assert says(desk.window, "Northgate House")
    assert "Brussels · Desk 1" in shown(desk.window)
    assert find(desk.window, "Clock").text() == "09:42"
