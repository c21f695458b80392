"""*Who came with you?*: a group checks in together, and nobody reads the names of others by a guess."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.errors import PrinterFailed, PrinterFault
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.badge_printer import Printer
from tests.ui.conftest import eventually
from tests.ui.hands import find
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import field, has, inside, key_in, screen, sign_with_a_finger, tap
from tests.ui.kiosk.keyboard_hands import Fingers
from ui.badge.badge import Badge
from ui.compose.kiosk import KioskApp

LIST = "/vm/meetings"
OTHERS = ("Bo Ek", "Cy Orr")
GROUP = meeting(1, "Ana Lima", *OTHERS)
WHO = "Who came with you?"


def events(name: str) -> str:
    return f"/vm/visits/2026-03-12/M-1/V-{quote(name)}/events"


def takes_arrivals(server: FakeServer, *, refused: str = "") -> None:
    server.is_desk_server = True
    for name in ("ANA LIMA", "BO EK", "CY ORR"):
        visit = {"object": "visit", "id": f"2026-03-12/M-1/V-{name}"}
        server.answers("POST", events(name), status=400 if name == refused else 201, json=visit)


async def say_yes(running: KioskApp, *names: str) -> None:
    """Somebody is recognised by the last name, or by that and the first."""
    tap(running, "I have a meeting")
    for name in names:
        key_in(running, name)
        tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    assert not any(one in screen(running) for one in OTHERS)
    tap(running, "Yes, that's me")


def people(running: KioskApp) -> list[str]:
    return sorted(one.person.name for one in inside(running))


def is_ticked(running: KioskApp, name: str) -> bool:
    return find(running.window, name, QAbstractButton).isChecked()


async def test_those_who_are_ticked_are_checked_in_with_the_first(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP, meeting(2, "Dee Noor")])
    takes_arrivals(server)
    running = await open_kiosk()
    await say_yes(running, "Ana Lima")
    assert WHO in screen(running)
    assert [has(running, one) for one in (*OTHERS, "Ana Lima", "Dee Noor")] == [True, True, False, False]
    assert [is_ticked(running, one) for one in OTHERS] == [False, False]
    spoken = QAccessible.queryAccessibleInterface(find(running.window, "Bo Ek", QAbstractButton))
    assert spoken.role() is QAccessible.Role.CheckBox
    tap(running, "Bo Ek")
    assert spoken.state().checked
    running.kiosk.dress()  # as when the screen is turned
    assert [is_ticked(running, one) for one in OTHERS] == [True, False]
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert "2 people are checked in" in screen(running)
    assert people(running) == ["Ana Lima", "Bo Ek"]
    for name in ("ANA LIMA", "BO EK"):
        await eventually(lambda name=name: [one.method for one in server.asked(events(name))] == ["POST"])


async def test_who_came_alone_goes_on_as_ever(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    tap(running, "Bo Ek")  # a mistake
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert "You’re checked in, Ana" in screen(running)
    assert people(running) == ["Ana Lima"]


async def test_a_last_name_alone_shows_no_other_name(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    await say_yes(running, "Lima")
    assert "Did others come with you?" in screen(running)
    key_in(running, "Eva")
    tap(running, "Continue")
    assert "We can’t find that." in screen(running)
    assert not any(one in screen(running) for one in OTHERS)
    field(running).setText("")
    key_in(running, "Ana")
    tap(running, "Continue")
    assert WHO in screen(running)
    tap(running, "Cy Orr")
    tap(running, "Back")
    field(running).setText("")  # nobody after all
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert people(running) == ["Ana Lima"]


async def test_first_names_are_not_gone_through(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    await say_yes(running, "Lima")
    for name in ("Aa", "Bb", "Cc", "Dd", "Ee"):
        field(running).setText(name)
        tap(running, "Continue")
    assert "Please ask at the front desk" in screen(running)
    assert people(running) == []


async def test_where_identity_is_asked_it_isn_t_asked_twice(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk(kiosk_asks="identity")
    tap(running, "I have a meeting")
    key_in(running, "Lima")
    tap(running, "Continue")
    await eventually(lambda: "What is your first name?" in screen(running))
    key_in(running, "Ana")
    tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    assert WHO in screen(running)


async def test_a_code_is_no_guess(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk(kiosk_scanner=True)
    running.kiosk.scanned("2026-03-12/M-1/V-ANA LIMA")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    assert WHO in screen(running)


async def test_a_walk_in_who_is_invited_is_asked_as_well(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    tap(running, "I was not invited")
    for answer in ("Lima", "Ana"):
        key_in(running, answer)
        tap(running, "Continue")
    await eventually(lambda: has(running, "Yes, that's me"))
    tap(running, "Yes, that's me")
    assert WHO in screen(running)


async def test_nobody_is_asked_for_when_all_others_are_in_or_gone(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    others = [one for one in day.visits if one.name in OTHERS]
    await running.services.arrivals.check_in(others)
    await running.services.arrivals.check_out(others[:1])
    await say_yes(running, "Lima")
    await eventually(lambda: has(running, "Done"))
    assert "You’re checked in, Ana" in screen(running)


async def test_each_signs_in_turn_and_their_own_signature_is_kept(
    open_kiosk: OpenKiosk, server: FakeServer, tmp_path: Path
) -> None:
    folder = tmp_path / "terms"
    folder.mkdir()
    (folder / "en.txt").write_text("House rules\n\nStay with your host.\n", encoding="utf-8")
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk(kiosk_terms=str(folder))
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    tap(running, "Continue")
    await eventually(lambda: "Ana Lima, please read and sign" in screen(running))
    tap(running, "Agree without drawing")
    await eventually(lambda: "Bo Ek, please read and sign" in screen(running))
    tap(running, "Back")
    await eventually(lambda: "Ana Lima, please read and sign" in screen(running))
    sign_with_a_finger(running)
    tap(running, "I agree")
    await eventually(lambda: "Bo Ek, please read and sign" in screen(running))
    assert people(running) == []
    tap(running, "Agree without drawing")
    await eventually(lambda: has(running, "Done"))
    signatures = running.services.signatures
    drawn = {one.person.name: [each.signed for each in await signatures.of(one.visit)] for one in inside(running)}
    assert {name: [not one.by_button for one in signed] for name, signed in drawn.items()} == {
        "Ana Lima": [True],
        "Bo Ek": [False],
    }


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    printer = Printer()
    monkeypatch.setattr("ui.badge.printing.print_badges", lambda badges, **how: printer.take(badges, **how))
    monkeypatch.setattr("ui.compose.kiosk.check_printer", printer.answer)
    return printer


async def test_each_gets_a_badge(open_kiosk: OpenKiosk, server: FakeServer, printer: Printer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk(locked=True, kiosk_prints=True)
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    tap(running, "Continue")
    await eventually(lambda: "They come out of the printer now." in screen(running))
    assert [badge.last_name for badge in printer.badges] == ["Lima", "Ek"]


async def test_a_badge_that_is_missing_keeps_no_other_from_being_printed(
    open_kiosk: OpenKiosk, server: FakeServer, printer: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = printer.take

    async def but_the_first(badges: list[Badge], **how: object) -> None:
        if badges[0].last_name == "Lima":
            raise PrinterFailed(PrinterFault.STOPPED, "")
        await take(badges, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(printer, "take", but_the_first)
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk(locked=True, kiosk_prints=True)
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    tap(running, "Continue")
    await eventually(lambda: "Not all were printed. Please ask at the front desk." in screen(running))
    assert [badge.last_name for badge in printer.badges] == ["Ek"]
    assert people(running) == ["Ana Lima", "Bo Ek"]


async def test_it_is_said_when_the_server_refuses_one(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    takes_arrivals(server, refused="BO EK")
    running = await open_kiosk()
    await say_yes(running, "Ana Lima")
    for name in OTHERS:
        tap(running, name)
    tap(running, "Continue")
    await eventually(lambda: "2 of 3 people are checked in" in screen(running))
    assert "Please ask at the front desk about Bo Ek." in screen(running)


async def test_who_came_at_a_desk_meanwhile_is_in_once(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[GROUP])
    running = await open_kiosk()
    await say_yes(running, "Ana Lima")
    tap(running, "Bo Ek")
    day = await running.services.day.rows(running.services.site.today())
    assert day is not None
    await running.services.arrivals.check_in([one for one in day.visits if one.name == "Bo Ek"])
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert "2 people are checked in" in screen(running)
    assert people(running) == ["Ana Lima", "Bo Ek"]


async def test_a_long_list_is_gone_through_with_the_buttons_and_with_keys(
    open_kiosk: OpenKiosk, server: FakeServer
) -> None:
    many = [visitor(f"Guest Nr{number}") for number in range(40)]
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", *many)])
    running = await open_kiosk(size=(1920, 1080))
    await say_yes(running, "Ana Lima")
    await eventually(lambda: has(running, "Scroll down"))
    last = find(running.window, "Guest Nr39", QAbstractButton)
    assert last.visibleRegion().isEmpty()
    while find(running.window, "Scroll down", QAbstractButton).isEnabled():
        tap(running, "Scroll down")
    assert not last.visibleRegion().isEmpty()
    tap(running, "Guest Nr39")
    assert last.isChecked()
    QTest.keyClick(last, Qt.Key.Key_Space)
    assert not last.isChecked()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert last.isChecked()
    tap(running, "Continue")
    await eventually(lambda: has(running, "Done"))
    assert people(running) == ["Ana Lima", "Guest Nr39"]


async def test_a_finger_moves_the_list_and_ticks_nobody(open_kiosk: OpenKiosk, server: FakeServer) -> None:
    many = [visitor(f"Guest Nr{number}") for number in range(40)]
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", *many)])
    running = await open_kiosk(size=(1920, 1080))
    await say_yes(running, "Ana Lima")
    await eventually(lambda: has(running, "Scroll down"))
    touched = find(running.window, "Guest Nr6", QAbstractButton)
    before = touched.mapTo(running.window, QPoint())
    fingers = Fingers(running.window)
    fingers.press(0, touched, QPoint(50, 50))
    for _ in range(3):  # each time the name has followed
        fingers.move(0, touched, QPoint(50, 50 - 60))
    fingers.lift(0, touched, QPoint(50, 50))
    assert touched.mapTo(running.window, QPoint()).y() == before.y() - 180
    assert not touched.isChecked()
    tap(running, "Guest Nr6")
    assert touched.isChecked()
