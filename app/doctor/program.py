"""The program and the system that it runs on."""

from __future__ import annotations

import locale
import os
import platform
import sys
from importlib.metadata import version

from app.doctor.finding import Finding
from app.store.rescue.inspection import SQLITE


def program() -> Finding:
    return Finding(
        "program",
        {
            "foyer": version("foyer"),
            "installed": bool(getattr(sys, "frozen", False)),
            "python": platform.python_version(),
            "sqlite": SQLITE,
            "system": _system(),
            "desktop": " ".join(
                filter(None, (os.environ.get("XDG_CURRENT_DESKTOP"), os.environ.get("XDG_SESSION_TYPE")))
            ),
            "locale": ".".join(filter(None, locale.getlocale())),
        },
    )


def _system() -> str:
    if sys.platform != "linux":
        return platform.platform()
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = "Linux"
    return f"{name}, {platform.release()} {platform.machine()}"
