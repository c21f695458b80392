"""The kiosk on a bare X server, which has no window manager: as packaging/kiosk starts it on Linux."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.conftest import eventually

WIDTH, HEIGHT = 1080, 1920
ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a bare X server is a thing of Linux")


class Screen:
    """A display of its own, with nothing on it. `pixel` is what is to be seen there."""

    def __init__(self, folder: Path) -> None:
        assert shutil.which("Xvfb"), "this test needs Xvfb: apt-get install xvfb"
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-fbdir", str(folder)],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as stream:
            self.display = f":{stream.readline().strip()}"
        self._file = folder / "Xvfb_screen0"

    def pixel(self, x: int, y: int) -> bytes:
        """Blue, green and red."""
        with self._file.open("rb") as file:  # XWD: a header, a table of colours, the lines
            header, *fields = struct.unpack(">25I", file.read(100))
            line, colours = fields[11], fields[18]
            file.seek(header + colours * 12 + y * line + x * 4)
            return file.read(3)


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    screen = Screen(tmp_path)
    yield screen
    screen.server.kill()
    screen.server.wait()


@pytest.fixture
def kiosk(screen: Screen, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    kiosk = subprocess.Popen(
        [sys.executable, "-m", "app", "--kiosk", "--data-dir", str(tmp_path / "desk")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": screen.display},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield kiosk
    kiosk.kill()
    kiosk.communicate()


async def test_it_fills_the_screen_and_ends_when_the_screen_is_gone(
    screen: Screen, kiosk: subprocess.Popen[str]
) -> None:
    """An end is what it is started again after: one that stayed would hold the data folder for ever."""
    corners = [(1, 1), (WIDTH - 2, 1), (1, HEIGHT - 2), (WIDTH - 2, HEIGHT - 2)]
    await eventually(lambda: all(screen.pixel(*corner) != b"\0\0\0" for corner in corners))

    screen.server.kill()
    await eventually(lambda: kiosk.poll() is not None)
    assert kiosk.returncode == 1
    assert kiosk.stderr is not None
    assert "foyer: the display is gone." in kiosk.stderr.read()
