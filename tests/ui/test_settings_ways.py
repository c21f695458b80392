"""*Settings*, *Other ways than mail*: the file that names them, what is secret of each, and that people are told so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.settings import load
from tests.post_office import PostOffice, mail_settings
from tests.site_program import SiteProgram
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, find, named, says, write
from tests.ui.settings_desk import complaint, fill, result
from ui.compose import DeskApp

FILE = "Other ways than mail"
SECRET = "Secret of office"


@pytest.fixture
def ways(tmp_path: Path, program: SiteProgram) -> Path:
    file = tmp_path / "ways.toml"
    file.write_text(f'[notify.office]\nkinds = ["created"]\nwebhook = "http://127.0.0.1:{program.port}/told"\n')
    return file


async def settings_of(open_desk: OpenDesk, office: PostOffice) -> DeskApp:
    """On the desk's own server, which mails."""
    desk = open_desk(mail_settings(office, time_zone="Europe/Brussels"), over=None)
    desk.window.go_to("Settings")
    return desk


def put(file: Path, content: str) -> None:
    file.write_text(content)


def name_file(desk: DeskApp, file: Path) -> None:
    """And go on to the next field."""
    fill(desk, FILE, str(file))
    find(desk.window, "Mail server", QLineEdit).setFocus()


async def save(desk: DeskApp) -> None:
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)


async def test_a_program_of_the_site_is_told_of_a_ticket(
    open_desk: OpenDesk, office: PostOffice, program: SiteProgram, ways: Path, tmp_path: Path
) -> None:
    desk = await settings_of(open_desk, office)
    name_file(desk, ways)
    await eventually(lambda: named(desk.window, SECRET))
    fill(desk, SECRET, "hush")
    await save(desk)
    assert load(tmp_path / "foyer.toml", environment={}).notify_file == str(ways)
    assert "hush" not in (tmp_path / "foyer.toml").read_text()
    desk.window.go_to("Tickets")
    await eventually(lambda: named(desk.window, "New ticket"))
    click(desk.window, "New ticket")
    write(find(desk.window, "Ticket title"), "Water under goods lift B")
    write(find(desk.window, "Notifier"), "Jonas Weber")
    await eventually(lambda: find(desk.window, "Send requester a copy").isEnabled())
    find(desk.window, "Send requester a copy", QCheckBox).click()
    click(desk.window, "Create ticket")
    await eventually(lambda: program.bodies)
    assert "Water under goods lift B" in json.loads(program.bodies[0])["text"]
    desk.window.go_to("Settings")
    await eventually(lambda: named(desk.window, SECRET))
    field = find(desk.window, SECRET, QLineEdit)
    assert (field.text(), field.placeholderText()) == ("", "It is kept; type another one to replace it")


async def test_the_secret_of_a_way_that_is_taken_away_is_forgotten(
    open_desk: OpenDesk, office: PostOffice, ways: Path, tmp_path: Path
) -> None:
    desk = await settings_of(open_desk, office)
    webhook = "kinds = ['solved']\nwebhook = 'https://office.example/'\n"
    put(ways, f"[notify.office]\n{webhook}[notify.lobby]\n{webhook}")
    name_file(desk, ways)
    await eventually(lambda: named(desk.window, SECRET))
    fill(desk, SECRET, "hush")
    fill(desk, "Secret of lobby", "hush-hush")
    await save(desk)
    fewer = tmp_path / "fewer.toml"
    put(fewer, f"[notify.office]\n{webhook}")
    desk.window.go_to("Settings")
    fill(desk, FILE, str(fewer))
    await save(desk)
    assert json.loads((tmp_path / "token.json").read_text()) == {"notify office": "hush"}
    desk.window.go_to("Settings")
    fill(desk, FILE, "")
    await save(desk)
    assert json.loads((tmp_path / "token.json").read_text()) == {}


async def test_a_way_without_its_secret_is_not_kept(
    open_desk: OpenDesk, office: PostOffice, ways: Path, tmp_path: Path
) -> None:
    desk = await settings_of(open_desk, office)
    put(ways, "[notify.sms]\nsms = true\n[notify.office]\nkinds = ['created']\nwebhook = 'https://office.example/'\n")
    fill(desk, FILE, str(ways))
    click(desk.window, "Save")
    await eventually(lambda: result(desk) == "2 things to fix: Secret of sms, Secret of office. Nothing is saved.")
    assert complaint(desk, SECRET) == "Fill in what its calls are signed with."
    words = "Fill in the address of an SMS gateway, with {number} for the number."
    assert complaint(desk, "Secret of sms") == words
    fill(desk, "Secret of sms", "json://127.0.0.1/no-number")
    fill(desk, SECRET, "hush")
    click(desk.window, "Save")
    await eventually(lambda: result(desk) == "1 thing to fix: Secret of sms. Nothing is saved.")
    assert not (tmp_path / "foyer.toml").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[notify.office]\nkinds = ["weather"]\n', "In [notify.office], there is no kind weather"),
        ("[notify.office]\nkind = []\n", "ways.toml, [notify.office]: It contains unknown field `kind`."),
        ('hosts = "x"\n[mail]\nserver = "y"\n', "line 1: hosts has no place here, where all parts are called [notify."),
        ('[notify.sms]\nsms = true\n[mail]\nserver = "y"\n', "line 3: mail has no place here"),
        ("[[notify]]\nsms = true\n", "line 1: a part is called [notify.NAME]."),
        ("[notify.office\n", "line 1"),
    ],
)
async def test_a_file_that_cannot_be_used_is_said_at_its_field(
    open_desk: OpenDesk, office: PostOffice, ways: Path, content: str, said: str
) -> None:
    put(ways, content)
    desk = await settings_of(open_desk, office)
    fill(desk, FILE, str(ways))
    click(desk.window, "Save")
    await eventually(lambda: said in complaint(desk, FILE))
    assert complaint(desk, FILE).startswith("It can't be used: ")
    assert complaint(desk, FILE).count("can't be used") == 1


async def test_a_file_that_is_gone_keeps_no_desk_from_opening_and_is_said(
    open_desk: OpenDesk, office: PostOffice, tmp_path: Path
) -> None:
    file = str(tmp_path / "gone.toml")
    desk = open_desk(mail_settings(office, time_zone="Europe/Brussels", notify_file=file), over=None)
    desk.window.go_to("Settings")
    await eventually(lambda: complaint(desk, FILE))
    assert says(desk.window, "There is no such file on this computer.")
