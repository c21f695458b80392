"""The files that the kiosk's settings name: looked for when the settings are kept, because later nobody is there."""

from __future__ import annotations

from pathlib import Path

from app.errors import BadSetting
from app.settings import Settings

_PICTURES = ("kiosk_picture", "kiosk_logo")
_FOLDERS = ("kiosk_terms",)


def check_files(settings: Settings) -> None:
    """Raises BadSetting (the setting's name, a colon, and what would be right) for the first that isn't there.

    A network drive may take its time: call it on a thread.
    """
    for name in (*_PICTURES, *_FOLDERS):
        path_text = getattr(settings, name)
        place = Path(path_text)
        there = place.is_dir if name in _FOLDERS else place.is_file
        if path_text and not place.is_absolute():
            raise BadSetting(f"{name}: it is a whole path, such as {Path.home() / 'kiosk'}.")
        if path_text and not there():
            raise BadSetting(f"{name}: there is no such {'folder' if name in _FOLDERS else 'file'} on this computer.")
