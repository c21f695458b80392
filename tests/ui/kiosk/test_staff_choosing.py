"""The PIN is chosen at the kiosk: at a first start, where it can't be put off, and later by staff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.services.site import Site
from app.system.staff_pin import PinOutcome
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, named, press, says
from tests.ui.kiosk.staff_lobby import OTHER, PIN, Lobby, Pads, gone, touch, typed, wait_out
from ui.kiosk.staff.pin_pad import Purpose
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


@pytest.fixture
def fresh(lobby: Lobby, tmp_path: Path, clock: Clock, site: Site, tasks: Tasks) -> Pads:
    """At a first start: no PIN was set."""
    return Pads(lobby=lobby, folder=tmp_path, clock=clock, site=site, tasks=tasks)


async def test_the_first_pin_is_typed_twice_and_then_kept(fresh: Pads) -> None:
    pad = fresh.open(Purpose.FIRST)
    assert says(pad, "Choose a PIN for staff")
    assert says(pad, "It is needed to leave the kiosk. 4 to 12 digits.")
    touch(pad, PIN)
    assert says(pad, "Type the new PIN once more")
    assert typed(pad) == "0"
    assert not fresh.pin.is_set
    touch(pad, PIN)
    await eventually(lambda: fresh.events == ["chosen"])
    assert gone(pad)
    assert fresh.pin.check(PIN).outcome is PinOutcome.RIGHT


async def test_two_pins_that_differ_are_chosen_again(fresh: Pads) -> None:
    pad = fresh.open(Purpose.FIRST)
    touch(pad, PIN)
    touch(pad, OTHER)
    assert says(pad, "The two PINs differ. Choose one again.")
    assert says(pad, "Choose a PIN for staff")
    touch(pad, OTHER)
    touch(pad, OTHER)
    await eventually(lambda: fresh.events == ["chosen"])
    assert fresh.pin.check(OTHER).outcome is PinOutcome.RIGHT


async def test_a_pin_of_one_digit_is_refused_before_it_is_typed_again(fresh: Pads) -> None:
    pad = fresh.open(Purpose.FIRST)
    touch(pad, "1111")
    assert says(pad, "That PIN is guessed at once. Choose another one.")
    assert says(pad, "Choose a PIN for staff")
    touch(pad, OTHER)
    touch(pad, OTHER)
    await eventually(lambda: fresh.events == ["chosen"])


async def test_the_first_pin_cant_be_put_off(fresh: Pads) -> None:
    pad = fresh.open(Purpose.FIRST)
    assert named(pad, "Cancel") == []
    touch(pad, PIN)
    press(pad, Qt.Key.Key_Escape)
    wait_out(pad)
    assert pad.isVisible()
    assert says(pad, "Choose a PIN for staff")  # who comes later begins anew
    assert fresh.events == []


async def test_another_pin_can_be_chosen_or_not(pads: Pads) -> None:
    pad = pads.open(Purpose.CHANGE)
    touch(pad, OTHER)
    click(pad, "Cancel")
    assert pads.events == ["cancelled"]
    assert pads.pin.check(PIN).outcome is PinOutcome.RIGHT
    pad = pads.open(Purpose.CHANGE)
    touch(pad, OTHER)
    touch(pad, OTHER)
    await eventually(lambda: pads.events == ["chosen"])
    assert pads.pin.check(OTHER).outcome is PinOutcome.RIGHT


async def test_a_pin_that_cant_be_kept_is_said(fresh: Pads, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.system.whole_file.os.fsync", full)
    pad = fresh.open(Purpose.FIRST)
    touch(pad, PIN)
    touch(pad, PIN)
    await eventually(lambda: says(pad, "The PIN can't be kept: the disk of this kiosk takes nothing."))
    assert says(pad, "Choose a PIN for staff")
    assert fresh.events == []
