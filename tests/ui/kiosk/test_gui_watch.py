"""A window that hangs is noticed from another thread: a word in the log, and after a minute the end of the process."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from tests.ui.conftest import eventually
from ui.kiosk.health.watch import STUCK_CODE, GuiWatch

ROOT = Path(__file__).parents[3]
PATIENCE = 300.0
QUICK = 0.005
"""Seconds between two beats, so that a minute's worth of them is soon missed."""


class Heard(logging.Handler):
    """What the log gets. `any` is set with the first line that names the place that is waited for."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.any = threading.Event()
        self._place = place

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if self._place in line:
            self.lines.append(f"{record.levelname} {line}")
            self.any.set()


@pytest.fixture
def heard() -> Iterator[Heard]:
    heard = Heard("hang_here")
    logging.getLogger("ui.kiosk.health").addHandler(heard)
    yield heard
    logging.getLogger("ui.kiosk.health").removeHandler(heard)


def hang_here(until: threading.Event, visitor: str = "Ana Lima") -> None:
    assert until.wait(PATIENCE), f"{visitor} waits for ever"


def watches() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "gui watch"]


async def test_a_window_that_hangs_for_a_minute_ends_and_leaves_word_of_where_it_was(
    tmp_path: Path, heard: Heard
) -> None:
    ended = threading.Event()
    watch = GuiWatch(crash_file=tmp_path / "foyer.crash", end=ended.set, tick=QUICK)
    hang_here(ended)
    watch.stop()
    (warning,) = heard.lines
    assert warning.startswith("WARNING The window does not react.")
    assert f"{__file__}:" in warning
    left = (tmp_path / "foyer.crash").read_text()
    assert "the window was stuck" in left
    assert "hang_here" in left
    assert "Ana Lima" not in warning + left
    assert watch.stuck_lately()


async def test_a_window_that_reacts_again_goes_on_and_counts_as_trouble_for_ten_minutes(
    tmp_path: Path, heard: Heard
) -> None:
    now = [1000.0]
    ended = threading.Event()
    watch = GuiWatch(crash_file=tmp_path / "foyer.crash", end=ended.set, clock=lambda: now[0], tick=0.02)
    hang_here(heard.any)
    watch.stop()
    assert not ended.is_set()
    assert len(heard.lines) == 1
    assert (tmp_path / "foyer.crash").read_text() == ""
    now[0] += 599
    assert watch.stuck_lately()
    now[0] += 1
    assert not watch.stuck_lately()


@pytest.mark.parametrize("file", ["gone/foyer.crash", "/dev/full"])
async def test_a_file_that_cant_be_written_keeps_no_stuck_window_alive(tmp_path: Path, file: str) -> None:
    ended = threading.Event()
    watch = GuiWatch(crash_file=tmp_path / file, end=ended.set, tick=QUICK)
    hang_here(ended)
    assert ended.is_set()
    watch.stop()


@pytest.mark.parametrize("how", ["stopped", "deleted"])
async def test_a_window_that_was_put_away_is_watched_no_more(tmp_path: Path, how: str) -> None:
    owner = QObject()
    watch = GuiWatch(crash_file=tmp_path / "foyer.crash", tick=0.05, parent=owner)
    assert len(watches()) == 1
    if how == "stopped":
        watch.stop()
    owner.deleteLater()
    del watch, owner
    await eventually(lambda: not watches())


HANGS = """
import ctypes, sys, threading
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from ui.kiosk.health.watch import GuiWatch
application = QCoreApplication([])
watch = GuiWatch(crash_file=Path(sys.argv[1]), tick=0.005)
{hang}
application.exec()
"""


@pytest.mark.parametrize(
    ("hang", "code", "left"),
    [
        ("threading.Event().wait()", STUCK_CODE, "the window was stuck"),
        pytest.param(
            "QTimer.singleShot(300, lambda: ctypes.PyDLL(None).sleep(60))",
            1,
            "Timeout",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="the C library goes by another name"),
        ),
    ],
    ids=["hangs", "hangs and holds Python's lock"],
)
def test_the_process_of_a_stuck_window_ends_for_the_supervisor(tmp_path: Path, hang: str, code: int, left: str) -> None:
    crash = tmp_path / "foyer.crash"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", HANGS.format(hang=hang), str(crash)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE, check=False)
    assert ended.returncode == code
    assert left in crash.read_text()
    assert "most recent call first" in crash.read_text()
