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
from app.services.notices.desk_ways import read_ways
from app.services.people.host_list import faults_of, read_host_list
from app.settings import Settings


def _days_off(file: Path) -> object:
    from app.services.tickets.due_settings import days_off  # with it comes all that reads calendars

    return days_off(file, ZoneInfo("UTC"))


_HOSTS, _SUPPLIERS = "hosts_file", "suppliers_file"
_QUESTIONS, _HOLIDAYS, _WAYS = "kiosk_questions", "holidays", "notify_file"
_READ: Mapping[str, Callable[[Path], object]] = {
    **dict.fromkeys((_HOSTS, _SUPPLIERS), partial(read_host_list, names=None)),
    _QUESTIONS: read_questions,
    _HOLIDAYS: _days_off,
    _WAYS: read_ways,
}
_FILES = ("kiosk_picture", "kiosk_logo", *_READ)
_FOLDERS = ("kiosk_terms", "message_texts")


def wrong_files(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with each of them that isn't there, or can't be read as what it is, in a few words, by the
    setting's name. A list of hosts with a wrong row is a list: that keeps the others from nobody.

    A network drive may take its time: call it on a thread.
    """
    wrong = ((name, _wrong(name, values[name])) for name in (*_FILES, *_FOLDERS))
    return {name: words for name, words in wrong if words}


def _wrong(name: str, value: str) -> str:
    place = Path(value)
    there = place.is_dir if name in _FOLDERS else place.is_file
    if not value:
        return ""
    if not place.is_absolute():
        return f"it is a whole path, such as {Path.home() / 'kiosk'}"
    if not there():
        return f"there is no such {'folder' if name in _FOLDERS else 'file'} on this computer"
    try:
        _READ.get(name, Path)(place)
    except FileFailed as error:
        return f"it can't be used: {error}".rstrip(".")
    return ""


def lost_files(settings: Settings) -> dict[str, str]:
    """What is wrong by now with a file that this desk's own server works by, in a few words, and what it does
    meanwhile; by the setting's name. To be called on a thread."""
    lost = {}
    if settings.embedded and settings.ticket_hours and (wrong := _wrong(_HOLIDAYS, settings.holidays)):
        lost[_HOLIDAYS] = f"{wrong}. Meanwhile tickets are due by the list as it was last read"
    if settings.embedded and (wrong := _wrong(_WAYS, settings.notify_file)):
        lost[_WAYS] = f"{wrong}. A desk that opens meanwhile tells people by mail alone"
    return lost


def file_faults(settings: Settings) -> Iterator[str]:
    """A sentence for each thing that is wrong in the lists of hosts and suppliers, in the questions, with the list of
    holidays and with that of other ways than mail, for who looks at them before any server is asked and any visitor
    comes."""
    yield from faults_of(settings.hosts_file)
    yield from faults_of(settings.suppliers_file)
    yield from question_faults(settings.kiosk_questions)
    called = {_HOLIDAYS: "list of holidays", _WAYS: "file of other ways than mail"}
    for name, words in lost_files(settings).items():
        yield f"The {called[name]} {getattr(settings, name)}: {words}."
