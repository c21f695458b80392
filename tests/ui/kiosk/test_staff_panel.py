"""What staff find behind their PIN; and that all of it lies over the kiosk, whole and out of visitors' reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel

from app.services.site import Site
from app.system.staff_pin import StaffPin
from tests.ui.conftest import Clock
from tests.ui.hands import click, find, press, says, shown
from tests.ui.kiosk.staff_lobby import SIZES, Lobby, gone, wait_out
from ui.kiosk.kit.overlay import Overlay
from ui.kiosk.kit.sizes import SMALLEST_TOUCH
from ui.kiosk.staff.panel import StaffPanel
from ui.kiosk.staff.pin_pad import PinPad, Purpose
from ui.tasks import Tasks
from ui.theme import Theme

TROUBLES = [
    "The badge printer does not answer since 09:12.",
    "No network since 08:55. Visitors are kept here and sent later.",
    "The disk is nearly full: 200 MB are left.",
]
BUTTONS = {
    "Back to the kiosk": "back_requested",
    "Change PIN": "pin_change_requested",
    "Report a problem": "problem_requested",
    "Open the desk": "desk_requested",
    "Close Foyer": "close_requested",
}


@pytest.fixture
def lobby(theme: Theme) -> Iterator[Lobby]:
    lobby = Lobby(theme=theme)
    yield lobby
    lobby.deleteLater()


@pytest.fixture
def events() -> list[str]:
    return []


@pytest.fixture
def open_panel(lobby: Lobby, events: list[str]) -> Callable[..., StaffPanel]:
    def open_one(*troubles: str) -> StaffPanel:
        panel = StaffPanel(name="Kiosk in the lobby", troubles=troubles, sizes=lobby.sizes, parent=lobby)
        for signal in BUTTONS.values():
            getattr(panel, signal).connect(lambda signal=signal: events.append(signal))
        panel.open()
        return panel

    return open_one


@pytest.mark.parametrize("name", BUTTONS)
async def test_each_way_out_is_a_button(open_panel: Callable[..., StaffPanel], events: list[str], name: str) -> None:
    panel = open_panel()
    click(panel, name)
    assert events == [BUTTONS[name]]
    assert gone(panel)


async def test_left_alone_or_by_escape_it_goes_back_to_the_kiosk(
    open_panel: Callable[..., StaffPanel], events: list[str]
) -> None:
    panel = open_panel()
    wait_out(panel)
    assert gone(panel)
    panel = open_panel()
    press(panel, Qt.Key.Key_Escape)
    assert gone(panel)
    assert events == ["back_requested"] * 2


async def test_it_says_what_is_wrong_or_that_nothing_is(open_panel: Callable[..., StaffPanel]) -> None:
    panel = open_panel(*TROUBLES, "<b>Bold</b>")
    assert {"Kiosk in the lobby", *TROUBLES, "<b>Bold</b>"} <= set(shown(panel))
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel) if label.text())
    assert not says(panel, "All is well")
    assert says(open_panel(), "All is well")


async def test_no_touch_and_no_key_reaches_what_lies_beneath(
    lobby: Lobby, open_panel: Callable[..., StaffPanel]
) -> None:
    beneath = find(lobby, "English")
    beneath.setFocus()
    panel = open_panel()
    place = beneath.geometry().center()
    assert panel.isAncestorOf(lobby.childAt(place)) or lobby.childAt(place) is panel
    reached = set()
    for _ in range(12):
        press(lobby.focusWidget() or panel, Qt.Key.Key_Tab)
        reached.add((lobby.focusWidget() or panel).accessibleName())
    assert reached == set(BUTTONS)
    press(lobby.focusWidget() or panel, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert panel.isAncestorOf(lobby.focusWidget())
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert lobby.pressed == []
    click(panel, "Back to the kiosk")
    assert lobby.focusWidget() is beneath


async def test_it_covers_the_window_whatever_its_size(lobby: Lobby, open_panel: Callable[..., StaffPanel]) -> None:
    panel = open_panel()
    lobby.resize(1300, 1400)
    assert panel.geometry() == lobby.rect()
    assert not panel.isWindow()


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
async def test_all_of_it_fits_and_a_thumb_finds_it(
    theme: Theme, tmp_path: Path, clock: Clock, site: Site, tasks: Tasks, size: tuple[int, int], text_scale: float
) -> None:
    lobby = Lobby(size, theme=theme, text_scale=text_scale)
    pin = StaffPin(tmp_path, clock)
    pad = PinPad(purpose=Purpose.FIRST, pin=pin, site=site, tasks=tasks, sizes=lobby.sizes, parent=lobby)
    panel = StaffPanel(name="Kiosk in the lobby", troubles=TROUBLES, sizes=lobby.sizes, parent=lobby)
    for overlay, least in ((pad, 12), (panel, 5)):
        overlay.open()
        lobby.grab()  # lays it out
        assert fits(overlay)
        buttons = [one for one in overlay.findChildren(QAbstractButton) if one.isVisible()]
        assert len(buttons) == least
        assert min(min(one.width(), one.height()) for one in buttons) >= SMALLEST_TOUCH
        assert [one.accessibleName() for one in buttons if one.sizeHint().width() > one.width() + 2] == []
    lobby.deleteLater()


def fits(overlay: Overlay) -> bool:
    card = overlay.findChild(QFrame, "card")
    return overlay.rect().contains(card.geometry()) and card.heightForWidth(card.width()) <= card.height()
