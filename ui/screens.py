"""The process that tells of Qt and of the screens, for `foyer doctor`: two lines of JSON, one of either.

It is a process of its own because Qt ends the whole process when there is no screen that it can use.
"""

from __future__ import annotations

import json
import sys

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication, QScreen


def main() -> None:
    _say({"qt": qVersion(), "pyside": PySide6.__version__})
    application = QGuiApplication(["foyer"])
    screens = application.screens()
    _say({"platform": application.platformName(), "screens": [_told(screen) for screen in screens]})
    del application


def _told(screen: QScreen) -> str:
    """In real pixels, as a person knows a screen."""
    scale = screen.devicePixelRatio()
    size = screen.geometry().size() * scale
    return f"{size.width()}x{size.height()}, scale {scale:g}, {screen.refreshRate():.0f} Hz"


def _say(facts: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
