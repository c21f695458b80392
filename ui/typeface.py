"""The program's own typeface, so that words are measured and look alike on every system: Inter, from resources/fonts.

Its family has a name of its own there: an Inter that the system has too, of another version, would be mixed into it.
Scripts that it lacks come from the system's fonts.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFontDatabase

_FAMILY = "Foyer Inter"
_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")


@cache
def own_family() -> str:
    """The name of it, known to Qt from now on in this process; "" when Qt can't read it."""
    return _FAMILY if all(_is_read(f"Inter-{weight}.ttf") for weight in _WEIGHTS) else ""


def _is_read(name: str) -> bool:
    with as_file(files("resources") / "fonts" / name) as file:
        return QFontDatabase.addApplicationFont(str(file)) >= 0
