"""The site's own list of hosts, or of suppliers, as a server looks people up in it, for the address of somebody of whom
it knows none."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from app.errors import FileFailed
from app.models.contacts import KnownPerson
from app.models.notices.notice_plan import nobody_listed
from app.models.text.folding import fold
from app.services.people.host_list import read_host_list

log = logging.getLogger(__name__)

_Stamp = tuple[int, int]
"""When the file was written last, in nanoseconds since 1970, and its size."""


def found_in(file: str, whom: str) -> Callable[[str, str], KnownPerson | None]:
    """What finds somebody in the list of `whom` in that file, by an id or else a name; nobody where it is ""."""
    return HostBook(Path(file).expanduser(), whom).find if file else nobody_listed


class HostBook:
    """The list in `file`, that of `whom`, such as "hosts", read at the first question and again once the file is
    another. What can't be read of it is logged; while none of it can, those who stood in it last are found. From any
    thread."""

    def __init__(self, file: Path, whom: str) -> None:
        self._file = file
        self._whom = whom
        self._turn = threading.Lock()
        self._stamp: _Stamp | None = None
        self._by_id: Mapping[str, KnownPerson] = {}
        self._by_name: Mapping[str, KnownPerson] = {}

    def find(self, identity: str, name: str) -> KnownPerson | None:
        """Who has that id in the list, else who alone has that name, as people compare names; None for nobody."""
        with self._turn:
            self._follow()
            return self._by_id.get(fold(identity)) or (self._by_name.get(_key(name)) if name else None)

    def _follow(self) -> None:
        stamp = _stamp(self._file)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            read = read_host_list(self._file, names=None)
        except FileFailed as error:
            log.warning("The list of %s can't be read: %s", self._whom, error)
            return
        for fault in read.faults:
            log.warning("In the list of %s: %s", self._whom, fault)
        self._by_id = {fold(one.id): one for one in read.people}
        self._by_name = _by_name(read.people)


def _stamp(file: Path) -> _Stamp | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _key(name: str) -> str:
    return fold(" ".join(name.split()))


def _by_name(people: Iterable[KnownPerson]) -> Mapping[str, KnownPerson]:
    """Without those who share theirs: which of them is meant nobody knows."""
    found: dict[str, KnownPerson | None] = {}
    for one in people:
        found[_key(one.name)] = None if _key(one.name) in found else one
    return {name: one for name, one in found.items() if one is not None}
