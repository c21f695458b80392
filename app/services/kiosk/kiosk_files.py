"""The files that the kiosk's settings name: looked for when the settings are kept, because later nobody is there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PICTURES = ("kiosk_picture", "kiosk_logo")
_FOLDERS = ("kiosk_terms",)


def wrong_files(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of them that isn't there, in a few words, by the setting's name.

    A network drive may take its time: call it on a thread.
    """
    wrong = {}
    for name in (*_PICTURES, *_FOLDERS):
        place = Path(values[name])
        there = place.is_dir if name in _FOLDERS else place.is_file
        if values[name] and not place.is_absolute():
            wrong[name] = f"it is a whole path, such as {Path.home() / 'kiosk'}"
        elif values[name] and not there():
            wrong[name] = f"there is no such {'folder' if name in _FOLDERS else 'file'} on this computer"
    return wrong
