"""A screen that nobody sees, to open windows on."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def screen(size: str = "1280x800x24") -> Iterator[str]:
    """Starts Xvfb on a free display, names it in DISPLAY for every program that is started meanwhile, and ends it."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        before = {name: os.environ.pop(name, None) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
        os.environ["DISPLAY"] = display
        try:
            yield display
        finally:
            os.environ.pop("DISPLAY")
            os.environ.update({name: value for name, value in before.items() if value is not None})
            server.terminate()


def picture(file: Path) -> None:
    """Takes a picture of what is on the screen that DISPLAY names."""
    code = (
        "import sys; from PySide6.QtGui import QGuiApplication as A; a = A(['picture', '-platform', 'xcb']); "
        "sys.exit(not a.primaryScreen().grabWindow(0).save(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-P", "-c", code, str(file)], check=True)
