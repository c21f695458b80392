"""*Settings*: trying a server, keeping it, and what is said beside a field that can't be right."""

from __future__ import annotations

import json
import stat
from datetime import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from app.settings import Settings, load
from tests.fake_server import FakeServer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, find, named, press, says, write
from tests.ui.settings_desk import PRINTER, complaint, fill, open_settings, result
from ui.compose import DeskApp

LIST = "/vm/meetings"


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    return await open_settings(open_desk, server, monkeypatch)


async def test_a_connection_that_works_names_the_site_and_keeps_nothing(
    desk: DeskApp, server: FakeServer, tmp_path: Path
) -> None:
    fill(desk, "Server address", "https://other.example.com")
    fill(desk, "Access token", "good")
    click(desk.window, "Test connection")
    await eventually(lambda: result(desk) == "Northgate House answered. Nothing is saved yet.")
    asked = [request for request in server.requests if request.url.startswith("https://other.example.com/")]
    assert [request.url.partition("?")[0] for request in asked] == ["https://other.example.com/app/CO-C202/vm/meetings"]
    assert asked[0].headers["Authorization"] == "Bearer good"
    assert not (tmp_path / "foyer.toml").exists()
    assert desk.window.page().name == "Settings"


async def test_a_site_without_meetings_is_asked_for_its_tickets(desk: DeskApp, server: FakeServer) -> None:
    """An empty list could come from anything; a ticket list is the API's own shape."""
    server.answers("GET", LIST, json=[])
    click(desk.window, "Test connection")
    await eventually(lambda: result(desk) == "The server answered. Nothing is saved yet.")
    assert "/sd/tickets" in [request.path for request in server.requests]
    server.answers("GET", "/sd/tickets", content=b"<html>")
    click(desk.window, "Test connection")
    await eventually(lambda: "the server sent a web page" in result(desk))


@pytest.mark.parametrize(
    ("address", "answer", "said", "beside"),
    [
        (
            "https://a.example.com",
            {"status": 401},
            "The server asks for sign-in",
            ("Access token", "The server does not take this token."),
        ),
        ("https://a.example.com", {"error": httpx.ConnectError("x")}, "The server can't be reached", ()),
        ("https://a.example.com", {"content": b"<html>"}, "expected a list, the server sent a web page", ()),
        (
            "a.example.com",
            {},
            "1 thing to fix: Server address. Nothing is saved.",
            ("Server address", "It starts with https:// or http://, such as https://api.example.com."),
        ),
        (
            "",
            {},
            "1 thing to fix: Server address. Nothing is saved.",
            ("Server address", "Fill in the server's address."),
        ),
    ],
    ids=["bad token", "unreachable", "no api", "no address", "nothing"],
)
async def test_what_stands_in_the_way_is_said(
    desk: DeskApp, server: FakeServer, address: str, answer: dict[str, Any], said: str, beside: tuple[str, ...]
) -> None:
    if answer:
        server.answers("GET", LIST, **answer)
    fill(desk, "Server address", address)
    click(desk.window, "Test connection")
    await eventually(lambda: said in result(desk))
    assert find(desk.window, "Test connection").isEnabled()
    if beside:
        assert complaint(desk, beside[0]) == beside[1]
        write(find(desk.window, beside[0]), "x")
        assert complaint(desk, beside[0]) == ""


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("Company ID", "", "Fill in the company's id, such as CO-C202."),
        ("Path prefix", "app", "It starts with a slash, such as /app/{companyId}."),
        ("Time zone", "Brussels", "Fill in a time zone, such as Europe/Brussels."),
        ("Late after", "soon", "Fill in a whole number from 1 to 240."),
        ("Late after", "0", "Fill in a whole number from 1 to 240."),
        ("Late after", "241", "Fill in a whole number from 1 to 240."),
        ("Forget after", "1", "Fill in a whole number from 15 to 3650."),
        ("List forgotten check-outs at", "late", "Fill in a time of day, such as 18:00."),
    ],
)
async def test_a_value_that_cant_be_used_is_said_beside_its_field_and_not_saved(
    desk: DeskApp, tmp_path: Path, name: str, typed: str, said: str
) -> None:
    fill(desk, name, typed)
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, name) == said)
    assert not (tmp_path / "foyer.toml").exists()
    assert desk.window.page().name == "Settings"


async def test_all_that_is_wrong_is_said_at_once_and_the_first_is_in_focus(desk: DeskApp, tmp_path: Path) -> None:
    wrong = {
        "Company ID": ("", "Fill in the company's id, such as CO-C202."),
        "Time zone": ("Mars", "Fill in a time zone, such as Europe/Brussels."),
        "Late after": ("soon", "Fill in a whole number from 1 to 240."),
        "Sender address": ("desk", "Fill in an email address, such as desk@example.com."),
        "Staff PIN": ("12", "A PIN for staff is 4 to 12 digits."),
        "Terms to sign": ("terms", "Fill in a whole path, such as "),
    }
    for name, (typed, _) in wrong.items():
        fill(desk, name, typed)
    click(desk.window, "Save")
    await eventually(lambda: result(desk) == f"6 things to fix: {', '.join(wrong)}. Nothing is saved.")
    for name, (_, words) in wrong.items():
        assert complaint(desk, name).startswith(words)
    assert find(desk.window, "Company ID").hasFocus()
    assert not (tmp_path / "foyer.toml").exists()

    fill(desk, "Company ID", "CO-C202")
    fill(desk, "Late after", "15")
    click(desk.window, "Save")
    await eventually(lambda: result(desk).startswith("4 things to fix: Time zone, "))
    assert find(desk.window, "Time zone").hasFocus()
    assert complaint(desk, "Late after") == ""


async def test_what_became_of_a_test_stands_beside_its_button(desk: DeskApp, server: FakeServer) -> None:
    server.answers("GET", LIST, status=401)
    fill(desk, "Time zone", "Mars")  # is no matter of the connection
    click(desk.window, "Test connection")
    await eventually(lambda: "The server asks for sign-in" in result(desk))
    button, answer = find(desk.window, "Test connection"), find(desk.window, "Result", QLabel)
    assert button.parentWidget() is answer.parentWidget()
    assert find(desk.window, "Access token").hasFocus()
    assert complaint(desk, "Time zone") == ""
    click(desk.window, "Save")
    await eventually(lambda: result(desk) == "1 thing to fix: Time zone. Nothing is saved.")


async def test_saving_keeps_the_settings_and_the_token(desk: DeskApp, tmp_path: Path) -> None:
    file = tmp_path / "foyer.toml"
    file.write_text('# of site IT\nserver = "https://api.example.com"  # the old one\ndesk_name = "Desk 1"\n')
    fill(desk, "Company ID", "CO-9")
    fill(desk, "Access token", "secret")
    fill(desk, "Name of this site", "Am Tor")
    write(find(desk.window, "Look"), "Dark")
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    assert file.read_text() == (
        '# of site IT\nserver = "https://api.example.com"  # the old one\ndesk_name = "Desk 1"\n'
        'company = "CO-9"\nsite_name = "Am Tor"\nlook = "dark"\n'
    )
    tokens = tmp_path / "token.json"
    assert json.loads(tokens.read_text()) == {"https://api.example.com CO-9": "secret"}
    assert stat.S_IMODE(tokens.stat().st_mode) & 0o077 == 0
    assert says(desk.window, "Saved. No keyring answered: what is secret is in a private file.")
    assert load(file, environment={}).company == "CO-9"


async def test_the_systems_font_can_be_had_and_is_there_at_once(desk: DeskApp, tmp_path: Path) -> None:
    own = desk.window.font().family()
    assert find(desk.window, "Font", QLineEdit).text() == "Inter"
    fill(desk, "Font", "The system’s")
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    assert load(tmp_path / "foyer.toml", environment={}).font == "system"
    assert desk.window.font().family() != own


async def test_what_is_set_back_to_the_system_wide_value_follows_that_again(desk: DeskApp, tmp_path: Path) -> None:
    file, system = tmp_path / "foyer.toml", tmp_path / "system.toml"
    system.write_text('desk_name = "Fleet"\nlook = "dark"\n')
    file.write_text('desk_name = "North"\n')
    fill(desk, "Name of this desk", "Fleet")
    fill(desk, "Name of this site", "Am Tor")
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    assert file.read_text() == 'site_name = "Am Tor"\n'


async def test_a_kept_token_is_known_but_never_shown(desk: DeskApp, tmp_path: Path) -> None:
    (tmp_path / "token.json").write_text('{"https://api.example.com CO-C202": "secret"}')
    desk.window.go_to("Today")
    desk.window.go_to("Settings")
    token = find(desk.window, "Access token", QLineEdit)
    await eventually(lambda: token.placeholderText() == "A token is kept; type another one to replace it")
    assert token.text() == ""
    assert token.echoMode() is QLineEdit.EchoMode.Password


async def test_back_to_this_computer(desk: DeskApp, tmp_path: Path) -> None:
    find(desk.window, "On this computer", QRadioButton).click()
    assert not named(desk.window, "Server address")
    click(desk.window, "Save")
    await eventually(lambda: says(desk.window, "Nobody is expected"))
    assert load(tmp_path / "foyer.toml", environment={}).embedded


async def test_a_file_that_cant_be_written_is_said(desk: DeskApp, tmp_path: Path) -> None:
    (tmp_path / "foyer.toml").write_text("broken = ")
    fill(desk, "Name of this desk", "Desk 2")
    click(desk.window, "Save")
    await eventually(lambda: "foyer.toml can't be read as TOML" in result(desk))
    assert find(desk.window, "Save").isEnabled()


async def test_values_beyond_our_own_choices_are_shown_and_kept(open_desk: OpenDesk, server: FakeServer) -> None:
    desk = open_desk(Settings(server="https://api.example.com", company="CO-C202", text_scale=1.1))
    desk.window.go_to("Settings")
    assert find(desk.window, "Text size", QLineEdit).text() == "110 %"


async def test_arrivals_are_set_in_the_words_of_a_person(desk: DeskApp, tmp_path: Path) -> None:
    assert find(desk.window, "Late after", QLineEdit).text() == "15"
    assert find(desk.window, "List forgotten check-outs at", QLineEdit).text() == "18:00"
    fill(desk, "Late after", "5")
    fill(desk, "List forgotten check-outs at", "19:30")
    printer = find(desk.window, "Badge printer", QLineEdit)
    press(printer, Qt.Key.Key_Down)
    assert printer.text() == PRINTER
    fill(desk, "Badge paper", "A6")
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    kept = load(tmp_path / "foyer.toml", environment={})
    assert (kept.late_minutes, kept.check_out_at, kept.badge_paper) == (5, time(19, 30), "A6")
    assert kept.badge_printer == PRINTER


async def test_forgotten_check_outs_need_not_be_listed(desk: DeskApp, tmp_path: Path) -> None:
    find(desk.window, "List forgotten check-outs at", QLineEdit).clear()
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    assert load(tmp_path / "foyer.toml", environment={}).check_out_at is None


async def test_a_list_of_holidays_that_is_gone_is_said_beside_it(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(Settings(ticket_hours="high 8", holidays=str(tmp_path / "gone.ics")))
    desk.window.go_to("Settings")
    said = "There is no such file on this computer. Meanwhile tickets are due by the list as it was last read."
    await eventually(lambda: complaint(desk, "Holidays") == said)
