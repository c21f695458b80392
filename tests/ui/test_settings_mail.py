"""*Settings*, *Mail*: trying a mail server, keeping it with its password, and what is said when it won't do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from app.settings import load
from tests.fake_server import FakeServer
from tests.post_office import HOST, PASSWORD, SENDER, USER, PostOffice
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, find, write
from tests.ui.settings_desk import complaint, fill, open_settings, result
from ui.compose import DeskApp


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    return await open_settings(open_desk, server, monkeypatch)


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    office = PostOffice(signed_in=True)
    await office.open()
    yield office
    await office.close()


def fill_in(desk: DeskApp, office: PostOffice, *, password: str = PASSWORD) -> None:
    write(find(desk.window, "Mail security"), "None")
    fill(desk, "Mail server", HOST)
    fill(desk, "Mail port", str(office.port))
    fill(desk, "Mail user", USER)
    fill(desk, "Mail password", password)
    fill(desk, "Sender address", SENDER)


async def test_a_test_mail_goes_to_the_sender_and_nothing_is_kept(
    desk: DeskApp, office: PostOffice, tmp_path: Path
) -> None:
    fill_in(desk, office)
    click(desk.window, "Test message")
    await eventually(lambda: result(desk).startswith(f"The mail server took a mail to {SENDER}"))
    assert office.subjects() == ["Foyer can send mail"]
    assert office.envelopes == [(SENDER, SENDER)]
    assert not (tmp_path / "foyer.toml").exists()


async def test_a_password_that_is_not_taken_is_said_beside_it(desk: DeskApp, office: PostOffice) -> None:
    fill_in(desk, office, password="wrong")
    click(desk.window, "Test message")
    await eventually(lambda: result(desk).startswith("The mail server does not take this user and password: 535"))
    assert complaint(desk, "Mail password") == "The mail server does not take it."
    assert find(desk.window, "Test message").isEnabled()


async def test_a_mail_server_that_is_not_there_is_said(desk: DeskApp, office: PostOffice) -> None:
    fill_in(desk, office)
    await office.close()
    click(desk.window, "Test message")
    await eventually(lambda: result(desk) == "The mail server can't be reached.")


async def test_a_refused_mail_is_told_in_the_servers_words(desk: DeskApp, office: PostOffice) -> None:
    fill_in(desk, office)
    office.answers[SENDER] = "550 5.7.1 Relaying denied"
    click(desk.window, "Test message")
    said = "The mail server refused this mail (550). It says: 5.7.1 Relaying denied."
    await eventually(lambda: result(desk) == said)


@pytest.mark.parametrize(
    ("host", "sender", "beside", "said"),
    [
        ("", "", "Mail server", "Fill in the mail server's address."),
        (HOST, "", "Sender address", "Fill in the address that mails come from, such as desk@example.com."),
        (HOST, "desk", "Sender address", "Fill in an email address, such as desk@example.com."),
    ],
)
async def test_what_is_missing_for_a_mail_is_said_beside_its_field(
    desk: DeskApp, host: str, sender: str, beside: str, said: str
) -> None:
    fill(desk, "Mail server", host)
    fill(desk, "Sender address", sender)
    click(desk.window, "Test message")
    await eventually(lambda: complaint(desk, beside) == said)


async def test_saving_keeps_the_mail_server_and_its_password_apart(
    desk: DeskApp, office: PostOffice, tmp_path: Path
) -> None:
    fill_in(desk, office)
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    kept = load(tmp_path / "foyer.toml", environment={})
    assert (kept.smtp_server, kept.smtp_security, kept.smtp_user, kept.mail_from) == (HOST, "none", USER, SENDER)
    assert PASSWORD not in (tmp_path / "foyer.toml").read_text()
    assert json.loads((tmp_path / "token.json").read_text()) == {f"mail {HOST} {USER}": PASSWORD}
    desk.window.go_to("Settings")
    password = find(desk.window, "Mail password", QLineEdit)
    await eventually(lambda: password.placeholderText() == "A password is kept; type another one to replace it")
    assert (password.text(), password.echoMode()) == ("", QLineEdit.EchoMode.Password)
    click(desk.window, "Test message")
    await eventually(lambda: office.passwords == [PASSWORD])
    await eventually(lambda: len(office.mails) == 1)


async def test_the_usual_port_goes_along_with_the_security(desk: DeskApp) -> None:
    port, security = find(desk.window, "Mail port", QLineEdit), find(desk.window, "Mail security", QLineEdit)
    assert port.text() == "587"
    security.selectAll()
    write(security, "TLS from")
    assert port.text() == "465"
    fill(desk, "Mail port", "2525")
    security.selectAll()
    write(security, "STARTTLS")
    assert port.text() == "2525"
