"""*Settings*, *Kiosk*: what it shows and asks, the PIN of staff, and what is said of files that aren't there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.settings import load
from app.system.staff_pin import FILE_NAME, PinOutcome, StaffPin
from tests.fake_server import FakeServer
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, find, write
from tests.ui.settings_desk import complaint, fill, open_settings, result
from ui.compose import DeskApp

PIN = "471204"
CHEAP = 2
"""scrypt's n where the test itself keeps a PIN."""

KEPT = "A PIN is kept; type another one to replace it"


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> DeskApp:
    return await open_settings(open_desk, server, monkeypatch)


async def save_as_kiosk(desk: DeskApp) -> None:
    """Until the kiosk is to be opened in the desk's place."""
    click(desk.window, "Save")
    following = await desk.closed()
    assert following is not None
    assert following.kiosk


async def save(desk: DeskApp) -> None:
    """Until the window is composed anew."""
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)
    desk.window.go_to("Settings")


def turn_on(desk: DeskApp) -> None:
    find(desk.window, "This is a kiosk", QCheckBox).click()


async def test_all_of_the_kiosk_is_kept(desk: DeskApp, tmp_path: Path) -> None:
    logo, picture, terms = tmp_path / "logo.svg", tmp_path / "night.png", tmp_path / "terms"
    logo.write_text("<svg/>")
    picture.write_bytes(b"")
    terms.mkdir()
    turn_on(desk)
    find(desk.window, "Deliveries come to the kiosk", QCheckBox).click()
    find(desk.window, "Kiosk language").selectAll()
    write(find(desk.window, "Kiosk language"), "Nederlands")
    for name, text in {
        "Staff PIN": PIN,
        "Ask who is there after": "60",
        "Opening hours": "07:30-19:00",
        "Logo": str(logo),
        "Picture after hours": str(picture),
        "Visitors are asked": "mobile, company",
        "Terms to sign": str(terms),
        "Where visitors wait": "On the sofa.",
        "Wi-Fi name": "Guests",
        "Wi-Fi password": " with spaces ",
    }.items():
        fill(desk, name, text)
    await save_as_kiosk(desk)
    stored = load(tmp_path / "foyer.toml", environment={})
    assert (stored.kiosk, stored.kiosk_language, stored.kiosk_idle_seconds) == (True, "nl", 60)
    assert stored.kiosk_deliveries
    assert (stored.kiosk_hours, stored.kiosk_waiting, stored.asks) == (
        "07:30-19:00",
        "On the sofa.",
        ("company", "mobile"),
    )
    assert (stored.kiosk_logo, stored.kiosk_picture, stored.kiosk_terms) == (str(logo), str(picture), str(terms))
    assert (stored.wifi_name, stored.wifi_password) == ("Guests", " with spaces ")


async def test_the_pin_is_kept_apart_and_never_shown_again(desk: DeskApp, clock: Clock, tmp_path: Path) -> None:
    pin = find(desk.window, "Staff PIN", QLineEdit)
    assert (pin.placeholderText(), pin.echoMode()) == ("", QLineEdit.EchoMode.Password)
    fill(desk, "Staff PIN", PIN)
    await save(desk)
    pin = find(desk.window, "Staff PIN", QLineEdit)
    await eventually(lambda: pin.placeholderText() == KEPT)
    assert pin.text() == ""
    assert StaffPin(tmp_path, clock).check(PIN).outcome is PinOutcome.RIGHT
    written = "".join(file.read_text() for file in (tmp_path / "foyer.toml", tmp_path / FILE_NAME) if file.exists())
    assert PIN not in written


async def test_an_empty_field_leaves_the_pin_as_it_is(desk: DeskApp, clock: Clock, tmp_path: Path) -> None:
    StaffPin(tmp_path, clock, cost=CHEAP).set(PIN)
    turn_on(desk)
    await save_as_kiosk(desk)
    assert StaffPin(tmp_path, clock).check(PIN).outcome is PinOutcome.RIGHT


async def test_a_kiosk_that_nobody_could_leave_is_not_kept(desk: DeskApp, tmp_path: Path) -> None:
    turn_on(desk)
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, "Staff PIN") == "Choose a PIN: without one nobody leaves the kiosk.")
    assert result(desk) == "1 thing to fix: Staff PIN. Nothing is saved."
    assert not (tmp_path / "foyer.toml").exists()
    turn_on(desk)
    assert complaint(desk, "Staff PIN") == ""


@pytest.mark.parametrize("pin", ["123", "12a4", "1234567890123"])
async def test_what_is_no_pin_is_said_beside_it(desk: DeskApp, tmp_path: Path, pin: str) -> None:
    fill(desk, "Staff PIN", pin)
    fill(desk, "Name of this desk", "Lobby")
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, "Staff PIN") == "A PIN for staff is 4 to 12 digits.")
    assert not (tmp_path / "foyer.toml").exists()
    assert not (tmp_path / FILE_NAME).exists()
    write(find(desk.window, "Staff PIN"), "5")
    assert complaint(desk, "Staff PIN") == ""


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Logo", "file"),
        ("Picture after hours", "file"),
        ("Terms to sign", "folder"),
        ("List of hosts", "file"),
        ("Questions of your own", "file"),
    ],
)
async def test_what_is_not_there_is_said_beside_its_field(desk: DeskApp, tmp_path: Path, name: str, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    other = tmp_path / {"file": "folder", "folder": "file"}[what]
    for place in (tmp_path / "nowhere", other):
        fill(desk, name, str(place))
        click(desk.window, "Save")
        await eventually(lambda: complaint(desk, name) == f"There is no such {what} on this computer.")
        await eventually(lambda: find(desk.window, "Save").isEnabled())
    fill(desk, name, "logo.svg")
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, name).startswith("Fill in a whole path, such as "))
    assert not (tmp_path / "foyer.toml").exists()


async def test_a_list_of_hosts_that_is_none_is_said_beside_its_field(desk: DeskApp, tmp_path: Path) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("id,department\nUS-1,IT\n")
    fill(desk, "List of hosts", str(hosts))
    click(desk.window, "Save")
    await eventually(
        lambda: complaint(desk, "List of hosts").startswith("It can't be used: hosts.csv has no column with names.")
    )
    await eventually(lambda: find(desk.window, "Save").isEnabled())
    hosts.write_text("name\nBo Ek\n")
    await save(desk)
    assert load(tmp_path / "foyer.toml", environment={}).hosts_file == str(hosts)


async def test_questions_that_are_none_are_said_beside_their_field_with_the_line(desk: DeskApp, tmp_path: Path) -> None:
    questions = tmp_path / "questions.toml"
    questions.write_text('[[question]]\nkind = "number"\nask.en = "How many are you?"\n')
    fill(desk, "Questions of your own", str(questions))
    click(desk.window, "Save")
    await eventually(
        lambda: (
            complaint(desk, "Questions of your own")
            == f'It can\'t be used: {questions}, line 2: kind is "text", "yes/no" or "choice".'
        )
    )
    await eventually(lambda: find(desk.window, "Save").isEnabled())
    questions.write_text('[[question]]\nask.en = "How many are you?"\n')
    await save(desk)
    assert load(tmp_path / "foyer.toml", environment={}).kiosk_questions == str(questions)


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("Opening hours", "7 to 19", "Fill in two times of day, such as 07:00-19:00."),
        ("Ask who is there after", "5", "Fill in a whole number from 15 to 600."),
        (
            "Visitors are asked",
            "shoe size",
            "Identity, company, mobile, email and plate can be asked, and nothing else.",
        ),
    ],
)
async def test_what_cant_be_is_said_beside_its_field(desk: DeskApp, name: str, typed: str, words: str) -> None:
    fill(desk, name, typed)
    click(desk.window, "Save")
    await eventually(lambda: complaint(desk, name) == words)


async def test_a_pin_that_cant_be_kept_keeps_nothing_else(
    desk: DeskApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.system.whole_file.os.fsync", full)
    turn_on(desk)
    fill(desk, "Staff PIN", PIN)
    click(desk.window, "Save")
    await eventually(lambda: result(desk).startswith("The disk of this PC is full"))
    assert not (tmp_path / "foyer.toml").exists()
