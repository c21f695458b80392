"""The files that settings name, most of them the kiosk's: looked at when the settings are kept, because later nobody is
there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from app.errors import FileFailed
from app.services.kiosk.question_file import question_faults, read_questions
from app.services.people.host_list import faults_of, read_host_list
from app.settings import Settings


def _holidays(file: Path) -> object:
    from app.services.tickets.due_settings import days_off  # with it comes all that reads calendars

    return days_off(file, ZoneInfo("UTC"))


_HOSTS, _QUESTIONS = "hosts_file", "kiosk_questions"
_READ: Mapping[str, Callable[[Path], object]] = {
    _HOSTS: partial(read_host_list, names=None),
    _QUESTIONS: read_questions,
    "holidays": _holidays,
}
_FILES = ("kiosk_picture", "kiosk_logo", *_READ)
_FOLDERS = ("kiosk_terms",)


def wrong_files(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of them that isn't there, or can't be read as what it is, in a few words, by the
    setting's name. A list of hosts with a wrong row is a list: that keeps the others from nobody.

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
    for name, read in _READ.items():
        if values[name] and name not in wrong:
            try:
                read(Path(values[name]))
            except FileFailed as error:
                wrong[name] = f"it can't be used: {error}".rstrip(".")
    return wrong


def file_faults(settings: Settings) -> Iterator[str]:
    """A sentence for each thing that is wrong in the list of hosts and in the questions, for who looks at them before
    any server is asked and any visitor comes."""
    yield from faults_of(settings.hosts_file)
    yield from question_faults(settings.kiosk_questions)
