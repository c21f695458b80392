"""Process start to the first painted Today with its rows, against a bare PySide6 window with a table.

Budget: 2.0 ×, aim 1.6.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

BUDGET = 2.0
PAIRS = 9


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        for kind in ("bare", "desk", "desk"):  # byte code and the store are made before anything counts
            seconds_to_paint(kind, folder)
        pairs = [(seconds_to_paint("desk", folder), seconds_to_paint("bare", folder)) for _ in range(PAIRS)]
    ratio = statistics.median(desk / bare for desk, bare in pairs)
    desk, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"first painted Today: {desk * 1000:.0f} ms, a bare window {bare * 1000:.0f} ms (medians of {PAIRS} pairs)")
    print(f"ratio {ratio:.2f}, budget {BUDGET}")


def fill(folder: Path) -> None:
    """Puts a lifelike day into the desk's own server, where `foyer` will find it."""
    from app.server.application import close, create
    from app.server.sample import fill as fill_with_sample

    server = create(f"sqlite:///{folder / 'desk-server.sqlite3'}")
    fill_with_sample(server, datetime.now().astimezone().date())
    close(server)


def seconds_to_paint(kind: str, folder: str) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", kind, folder]
    started = time.monotonic()
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return float(told) - started


if __name__ == "__main__":
    main()
