"""The PIN pad: what staff type, what they read, and what is left of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from app.services.site import Site
from app.system.staff_pin import TRIES
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, find, press, says, shown, spoken_name
from tests.ui.kiosk.staff_lobby import OTHER, PIN, Finger, Lobby, Pads, gone, touch, typed, wait_out
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def lobby(theme: Theme) -> Iterator[Lobby]:
    lobby = Lobby(theme=theme)
    yield lobby
    lobby.deleteLater()


@pytest.fixture
def pads(lobby: Lobby, tmp_path: Path, clock: Clock, site: Site, tasks: Tasks) -> Pads:
    pads = Pads(lobby=lobby, folder=tmp_path, clock=clock, site=site, tasks=tasks)
    pads.pin.set(PIN)
    return pads


async def test_the_right_pin_opens(pads: Pads) -> None:
    pad = await pads.ask()
    assert says(pad, "PIN for staff")
    touch(pad, PIN)
    await eventually(lambda: pads.events)
    assert pads.events == ["opened"]
    assert gone(pad)


async def test_a_real_keyboard_works_as_well(lobby: Lobby, pads: Pads) -> None:
    pad = await pads.ask()
    assert lobby.focusWidget() is pad
    QTest.keyClicks(pad, "4712x-99")
    press(pad, Qt.Key.Key_Backspace)
    press(pad, Qt.Key.Key_Backspace)
    QTest.keyClicks(pad, "04")
    press(pad, Qt.Key.Key_Enter)
    await eventually(lambda: pads.events)
    assert pads.events == ["opened"]


async def test_a_finger_finds_the_keys(lobby: Lobby, pads: Pads) -> None:
    finger = Finger(lobby)
    pad = await pads.ask()
    lobby.grab()  # lays it out
    for name in (*PIN, "OK"):
        key = find(pad, name, QAbstractButton)
        finger.tap(key.mapTo(lobby, key.rect().center()))
    await eventually(lambda: pads.events)
    assert pads.events == ["opened"]


class German(QTranslator):
    """Some of the pad's words, as a file of translations would give them."""

    words: ClassVar = {
        "PIN for staff": "PIN für Mitarbeitende",
        "Cancel": "Abbrechen",
        "Erase": "Löschen",
        "Wrong PIN. {count} tries left.": "Falsche PIN. Noch {count} Versuche.",
    }

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return self.words.get(source, "")


async def test_another_language_is_spoken_on_the_spot(qapp: QApplication, pads: Pads) -> None:
    pad = await pads.ask()
    touch(pad, OTHER)
    await eventually(lambda: says(pad, "Wrong PIN. 4 tries left."))
    german = German()
    qapp.installTranslator(german)
    await eventually(lambda: says(pad, "Falsche PIN. Noch 4 Versuche."))
    assert says(pad, "PIN für Mitarbeitende")
    assert spoken_name(pad) == "PIN für Mitarbeitende"
    assert find(pad, "Löschen", QAbstractButton).text() == ""
    assert find(pad, "Abbrechen", QAbstractButton).text() == "Abbrechen"
    qapp.removeTranslator(german)
    await eventually(lambda: says(pad, "Wrong PIN. 4 tries left."))


async def test_a_wrong_pin_says_how_many_tries_are_left(pads: Pads) -> None:
    pad = await pads.ask()
    for refusal in (*(f"Wrong PIN. {left} tries left." for left in (4, 3, 2)), "Wrong PIN. One try left."):
        touch(pad, OTHER)
        await eventually(lambda refusal=refusal: says(pad, refusal))
        assert typed(pad) == "0"
    touch(pad, "4", ok=False)
    assert not says(pad, "Wrong PIN")
    assert pads.events == []


async def test_after_five_wrong_ones_the_pad_counts_down_and_then_asks_again(pads: Pads, clock: Clock) -> None:
    for _ in range(TRIES - 1):
        pads.pin.check(OTHER)
    pad = await pads.ask()
    touch(pad, OTHER)
    await eventually(lambda: says(pad, "Too many tries. Try again at 09:42, in 0:30."))
    assert not find(pad, "1").isEnabled()
    QTest.keyClicks(pad, "4")
    assert typed(pad) == "0"
    clock.now += timedelta(seconds=21)
    pad.findChildren(QTimer)[-1].timeout.emit()
    assert says(pad, "in 0:09.")
    clock.now += timedelta(seconds=9)
    pad.findChildren(QTimer)[-1].timeout.emit()
    assert not says(pad, "Too many tries")
    touch(pad, PIN)
    await eventually(lambda: pads.events == ["opened"])


async def test_a_wait_that_is_on_is_told_at_once(pads: Pads) -> None:
    for _ in range(TRIES):
        pads.pin.check(OTHER)
    pad = await pads.ask()
    assert says(pad, "Too many tries. Try again at 09:42, in 0:30.")
    click(pad, "Cancel")
    assert pads.events == ["cancelled"]


async def test_a_damaged_file_is_said_and_opens_nothing(pads: Pads) -> None:
    pads.file.write_text("{")
    pad = await pads.ask()
    touch(pad, PIN)
    await eventually(lambda: says(pad, "The PIN's file can't be read. Choose another PIN in Settings."))
    assert pads.events == []


async def test_a_disk_that_is_full_opens_nothing(pads: Pads, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.system.whole_file.os.fsync", full)
    pad = await pads.ask()
    touch(pad, PIN)
    await eventually(lambda: says(pad, "The PIN can't be checked: the disk of this kiosk takes nothing."))
    assert pads.events == []
    assert find(pad, "1").isEnabled()


@pytest.mark.parametrize("way", ["Cancel", "Escape", "Enter on Cancel", "left alone"])
async def test_who_gives_up_leaves_nothing_behind(lobby: Lobby, pads: Pads, way: str) -> None:
    pad = await pads.ask()
    touch(pad, PIN, ok=False)
    match way:
        case "Cancel":
            click(pad, way)
        case "Escape":
            press(pad, Qt.Key.Key_Escape)
        case "Enter on Cancel":
            find(pad, "Cancel").setFocus()
            press(lobby.focusWidget() or pad, Qt.Key.Key_Enter)
        case _:
            wait_out(pad)
    assert pads.events == ["cancelled"]
    assert gone(pad)
    again = await pads.ask()
    assert typed(again) == "0"
    await eventually(lambda: not isValid(pad))


async def test_each_touch_puts_off_the_end(pads: Pads) -> None:
    pad = await pads.ask()
    clock = next(timer for timer in pad.findChildren(QTimer) if timer.interval() == 30_000)
    for act in (
        lambda: click(pad, "1"),
        lambda: click(pad, "Erase"),
        lambda: press(pad, Qt.Key.Key_Tab),
        lambda: QTest.mouseClick(pad, Qt.MouseButton.LeftButton, pos=QPoint(5, 5)),
    ):
        clock.stop()
        act()
        assert clock.isActive()


async def test_the_digits_are_nowhere_to_be_read(lobby: Lobby, pads: Pads, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    pad = await pads.ask()
    touch(pad, OTHER, ok=False)
    assert typed(pad) == "6"
    assert pad.findChildren(QLineEdit) == []
    read = [*shown(lobby), *(spoken_name(one) for one in lobby.findChildren(QWidget))]
    assert not any(OTHER in one for one in read)
    click(pad, "OK")
    await eventually(lambda: says(pad, "Wrong PIN. 4 tries left."))
    assert OTHER not in caplog.text


async def test_a_pin_has_four_to_twelve_digits(pads: Pads) -> None:
    pad = await pads.ask()
    touch(pad, "123", ok=False)
    assert not find(pad, "OK").isEnabled()
    press(pad, Qt.Key.Key_Return)
    assert typed(pad) == "3"
    touch(pad, "4567890123", ok=False)
    assert typed(pad) == "12"
    assert find(pad, "OK").isEnabled()
