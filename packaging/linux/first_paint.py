"""How long the bundle and the source take from process start to the first painted Today with its rows.

    python first_paint.py dist/foyer/foyer      prints three numbers: seconds, seconds, and the ratio (medians of pairs)

Looked at from outside, in the same way for both: what a screen shows is read again and again until the rows are there.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from screens import screen  # noqa: E402  beside this file

PAIRS = 7
ROWS = (100, 240, 300, 400)
"""Where on the screen Today has times and names: left, top, width, height. Nothing else is ever there."""
TEXT = 40
"""So many colours has a place with text in it, and no place without."""


def main(program: str) -> None:
    from tests.benchmarks.start_up import fill

    commands = {"bundle": [program], "source": [sys.executable, "-P", "-m", "app"]}
    with tempfile.TemporaryDirectory() as folder, screen():
        for kind in commands:
            (Path(folder) / kind).mkdir()
            fill(Path(folder) / kind)
        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication(["painted", "-platform", "xcb"])

        def seconds(kind: str) -> float:
            return seconds_to_paint([*commands[kind], "--data-dir", str(Path(folder) / kind)])

        for kind in (*commands, *commands):  # byte code and the store are made before anything counts
            seconds(kind)
        pairs = [(seconds("bundle"), seconds("source")) for _ in range(PAIRS)]
        del application
    bundle, source = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(bundle, source, statistics.median(one / other for one, other in pairs))


def seconds_to_paint(command: list[str]) -> float:
    started = time.monotonic()
    with subprocess.Popen(command, env=os.environ, stderr=subprocess.DEVNULL) as process:
        try:
            while not rows_are_shown():
                if time.monotonic() - started > 60 or process.poll() is not None:
                    sys.exit(f"{command[0]} painted nothing")
            return time.monotonic() - started
        finally:
            process.kill()
            process.wait()
            while rows_are_shown():
                time.sleep(0.01)


def rows_are_shown() -> bool:
    from PySide6.QtGui import QGuiApplication

    image = QGuiApplication.primaryScreen().grabWindow(0, *ROWS).toImage()
    colours = {image.pixel(x, y) for y in range(0, image.height(), 4) for x in range(0, image.width(), 2)}
    return len(colours) > TEXT


if __name__ == "__main__":
    main(sys.argv[1])
