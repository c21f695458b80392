"""The process that tells of Qt, of the screens and of the scripts that can be drawn on them, for `foyer doctor`: three
lines of JSON, one of each.

It is a process of its own because Qt ends the whole process when there is no screen that it can use.
"""

from __future__ import annotations

import json
import sys

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QScreen

from ui.typeface import own_family

SCRIPTS = {
    "Latin": "Adébáyò Nguyễn",
    "Greek": "Ελένη",
    "Cyrillic": "Дмитро",
    "Armenian": "Արամ",
    "Georgian": "ნინო",
    "Hebrew": "שרה",
    "Arabic": "محمد",
    "Devanagari": "प्रिया",
    "Bengali": "রহিম",
    "Tamil": "கவிதா",
    "Thai": "สมชาย",
    "Chinese": "王小明",
    "Japanese": "さくら",
    "Korean": "김민준",
    "emoji": "🎉👩",
}
"""Names, as visitors may have them; each is looked for by its letters, whatever a font claims to have."""


def main() -> None:
    _say({"qt": qVersion(), "pyside": PySide6.__version__})
    application = QGuiApplication(["foyer"])
    screens = application.screens()
    _say({"platform": application.platformName(), "screens": [_size_and_rate(screen) for screen in screens]})
    own = own_family()
    _say({"cannot_draw": [script for script, name in SCRIPTS.items() if not _can_draw(name, QFont(own))]})
    del application


def _can_draw(words: str, font: QFont) -> bool:
    """Whether that font, or one of those that Qt takes in its place, has all the letters."""
    metrics = QFontMetrics(font)
    return all(letter.isspace() or metrics.inFontUcs4(ord(letter)) for letter in words)


def _size_and_rate(screen: QScreen) -> str:
    """In real pixels, as a person knows a screen."""
    scale = screen.devicePixelRatio()
    size = screen.geometry().size() * scale
    return f"{size.width()}x{size.height()}, scale {scale:g}, {screen.refreshRate():.0f} Hz"


def _say(facts: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
