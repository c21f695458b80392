"""The files that settings name, most of them the kiosk's: looked at when the settings are kept, because later nobody is
there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.errors import FileFailed
from app.services.people.host_list import read_host_list

_HOSTS = "hosts_file"
_FILES = ("kiosk_picture", "kiosk_logo", _HOSTS)
_FOLDERS = ("kiosk_terms",)


def wrong_files(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of them that isn't there, or is no list of hosts, in a few words, by the setting's name.
    A list with a wrong row is a list: that keeps the others from nobody.

    A network drive may take its time: call it on a thread.
    """
    wrong = {}
    for name in (*_FILES, *_FOLDERS):
        place = Path(values[name])
        there = place.is_dir if name in _FOLDERS else place.is_file
        if values[name] and not place.is_absolute():
            wrong[name] = f"it is a whole path, such as {Path.home() / 'kiosk'}"
        elif values[name] and not there():
            wrong[name] = f"there is no such {'folder' if name in _FOLDERS else 'file'} on this computer"
    if values[_HOSTS] and _HOSTS not in wrong:
        try:
            read_host_list(Path(values[_HOSTS]), names=None)
        except FileFailed as error:
            wrong[_HOSTS] = f"it can't be used: {error}".rstrip(".")
    return wrong
