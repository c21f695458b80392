"""Keeps those of the site's list of hosts among the people whom this desk knows, and follows the file."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from app.errors import FileFailed, StoreFailed
from app.models.listeners import Listeners
from app.services.site import Site
from app.store.lists.contacts_listed import AT_ONCE
from app.store.lists.lists import Lists
from app.system.timeout import in_time

if TYPE_CHECKING:
    from app.services.people.host_list import HostRows

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

EVERY = 30.0
"""Seconds between two looks at the file."""

PATIENCE = 20.0
"""Seconds that the file may take, such as one on another computer."""

MOST_SENTENCES = 3
"""What staff are told of one list: the log and the doctor have the others."""


class _State(Struct, frozen=True):
    """Once this is another, the file is read again: at least once a day, so that nobody in it is forgotten."""

    modified: int
    size: int
    names: bool | None
    day: date


class ListedHosts:
    """`faults` are sentences about the list, for staff: () while all is well. Who was listed when it could last be read
    stays known.

    `names` says whether the server takes a name in the place of an id, None while nobody knows.
    """

    def __init__(self, *, file: Path | None, lists: Lists, site: Site, names: Callable[[], bool | None]) -> None:
        self.faults: tuple[str, ...] = ()
        self._file = file
        self._lists = lists
        self._site = site
        self._names = names
        self._read: _State | None = None
        self._changed = Listeners()

    def on_change(self, tell: Callable[[], None]) -> None:
        """`tell` is called when something else is wrong with the list, or nothing any more."""
        self._changed.add(tell)

    async def run(self) -> None:
        """Follows the file until it is cancelled."""
        while True:
            try:
                await self.refresh()
            except StoreFailed as error:
                log.warning("The list of hosts could not be kept: %s", type(error).__name__)
            if self._file is None:
                return
            await asyncio.sleep(EVERY)

    async def refresh(self) -> None:
        """Reads the file if it is another than before. Raises DiskFull or StoreFailed."""
        if self._file is None:
            await self._lists.drop_unlisted(())
            return
        try:
            state = await self._in_time(partial(_state, self._file, self._names(), self._site.today()))
            if state == self._read:
                return
            rows = await self._in_time(partial(_rows, self._file, state.names))
        except FileFailed as error:
            self._read = None
            self._say((str(error),))
            return
        await self._keep(rows)
        self._read = state
        log.info("The list of hosts has %d people", len(rows.people))
        self._say(rows.faults)

    async def _in_time(self, ask: Callable[[], Answer]) -> Answer:
        try:
            return await in_time(ask, seconds=PATIENCE, name="host list")
        except TimeoutError as error:
            raise FileFailed("The disk of the list of hosts does not answer.") from error

    async def _keep(self, rows: HostRows) -> None:
        at = self._site.now()
        for start in range(0, len(rows.people), AT_ONCE):
            await self._lists.list_people(rows.people[start : start + AT_ONCE], at)
        await self._lists.drop_unlisted(rows.people)

    def _say(self, faults: Sequence[str]) -> None:
        if tuple(faults) == self.faults:
            return
        self.faults = tuple(faults)
        for sentence in self.faults:
            log.warning("The list of hosts: %s", sentence)
        self._changed()


def _state(file: Path, names: bool | None, day: date) -> _State:
    try:
        known = file.stat()
    except OSError as error:
        raise FileFailed(f"{file.name} can't be opened: {error.strerror or error}.") from error
    return _State(known.st_mtime_ns, known.st_size, names, day)


def _rows(file: Path, names: bool | None) -> HostRows:
    from app.services.people.host_list import read_host_list  # for those alone who have a list

    return read_host_list(file, names=names)
