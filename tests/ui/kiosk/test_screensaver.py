"""After hours the screen sleeps; a touch wakes it."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage

from tests.ui.conftest import Clock
from tests.ui.kiosk.conftest import OpenKiosk
from tests.ui.kiosk.hands import has, tap
from tests.ui.kiosk.keyboard_hands import tap as touch
from ui.compose.kiosk import KioskApp
from ui.kiosk.screensaver.dark_screen import DarkScreen, is_open


def pass_seconds(running: KioskApp, seconds: int) -> None:
    timers = [one for one in running.kiosk.children() if isinstance(one, QTimer)]
    for _ in range(seconds):
        for timer in timers:
            timer.timeout.emit()


def asleep(running: KioskApp) -> bool:
    return any(one.isVisible() for one in running.window.findChildren(DarkScreen))


@pytest.mark.parametrize(
    ("hours", "now", "opened"),
    [
        ("", "03:00", True),
        ("07:00-19:00", "07:00", True),
        ("07:00-19:00", "06:59", False),
        ("07:00-19:00", "19:00", False),
        ("22:00-06:00", "23:30", True),
        ("22:00-06:00", "05:59", True),
        ("22:00-06:00", "12:00", False),
    ],
)
def test_hours(hours: str, now: str, opened: bool) -> None:
    assert is_open(hours, time.fromisoformat(now)) is opened


async def test_it_sleeps_after_hours_and_a_touch_wakes_it(open_kiosk: OpenKiosk, clock: Clock) -> None:
    running = await open_kiosk(kiosk_hours="07:00-19:00")
    pass_seconds(running, 70)
    assert not asleep(running)
    clock.now = clock.now.replace(hour=21)
    pass_seconds(running, 1)
    assert asleep(running)
    (screen,) = running.window.findChildren(DarkScreen)
    assert screen.size() == running.window.size()
    touch(screen)
    assert not asleep(running)
    pass_seconds(running, 59)
    assert not asleep(running)
    pass_seconds(running, 1)
    assert asleep(running)


async def test_nobody_falls_asleep_in_the_middle_of_it(open_kiosk: OpenKiosk, clock: Clock) -> None:
    running = await open_kiosk(kiosk_hours="07:00-19:00")
    tap(running, "I have a meeting")
    clock.now = clock.now.replace(hour=21)
    pass_seconds(running, 300)
    assert not asleep(running)
    assert has(running, "Continue")


async def test_the_sites_own_picture_is_shown(open_kiosk: OpenKiosk, clock: Clock, tmp_path: Path) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    picture.save(str(tmp_path / "night.png"))
    clock.now = clock.now.replace(hour=21)
    running = await open_kiosk(kiosk_hours="07:00-19:00", kiosk_picture=str(tmp_path / "night.png"))
    pass_seconds(running, 61)
    shown = running.window.grab().toImage()
    middle = QColor(shown.pixel(shown.width() // 2, shown.height() // 2))
    assert middle.red() > 100
    assert middle.green() < 30


async def test_a_picture_that_cant_be_read_costs_nobody_the_kiosk(open_kiosk: OpenKiosk, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_text("no picture")
    running = await open_kiosk(kiosk_logo=str(tmp_path / "logo.png"), kiosk_picture="/nowhere.png")
    assert has(running, "I have a meeting")
