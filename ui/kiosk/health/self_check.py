"""Asks each minute what is wrong with this kiosk, and says so: in the log, to staff, and to the desks."""

from __future__ import annotations

import asyncio
import logging
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import PrinterFailed
from app.models.objects.kiosk_trouble import Trouble
from app.services.connection import Connection, ConnectionState
from app.services.kiosk.kiosks import Kiosks
from app.services.kiosk.refusals import Refusals
from app.system.disk_room import LEAST_ROOM
from app.system.timeout import in_time
from ui.tasks import Tasks

log = logging.getLogger(__name__)

INTERVAL = 60_000
"""Milliseconds from one check to the next."""

PRINTER_EVERY = 300.0
"""Seconds: asking the system about a printer starts a process."""

AWAY = 120.0
"""Seconds without the server after which the network is in trouble."""

TOLD_FOR = 600.0
"""Seconds for which it stays so once the server is back: before that no desk could hear of it."""

DISK_SECONDS = 20.0


class SelfCheck(QObject):
    """`troubles` is what is wrong, in the order of the words; `changed` tells of another. Begins at once.

    `is_stuck` says whether the window hung lately. `check_disk` is called on a thread of its own: False when nothing
    can be kept. `check_printer` raises PrinterFailed; None where no printer is ever asked, as in a sample day.
    `refusals` are of this kiosk; `is_unnoticed` says whether nobody would hear of who checks in, `has_host_faults`
    whether something is wrong with the list of hosts.
    """

    changed = Signal(tuple)

    def __init__(
        self,
        *,
        name: str,
        kiosks: Kiosks,
        connection: Connection,
        is_stuck: Callable[[], bool],
        check_disk: Callable[[], bool],
        check_printer: Callable[[], Awaitable[None]] | None,
        refusals: Refusals | None = None,
        is_unnoticed: Callable[[], bool] = lambda: False,
        has_host_faults: Callable[[], bool] = lambda: False,
        tasks: Tasks,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.troubles: tuple[Trouble, ...] = ()
        self._name = name
        self._kiosks = kiosks
        self._connection = connection
        self._is_stuck = is_stuck
        self._check_disk = check_disk
        self._check_printer = check_printer
        self._refusals = refusals
        self._is_unnoticed = is_unnoticed
        self._has_host_faults = has_host_faults
        self._tasks = tasks
        self._clock = clock
        self._disk_fails = self._printer_fails = False
        self._printer_asked_at: float | None = None
        self._away_since: float | None = None if connection.state is ConnectionState.ONLINE else clock()
        self._back_at: float | None = None
        self._refused: frozenset[str] = frozenset()
        self._asking: asyncio.Task[None] | None = None
        connection.on_change(self._on_connection)
        if refusals is not None:
            refusals.on_change(lambda: tasks.start(self.ask_for_refusals()))
        timer = QTimer(self)
        timer.setInterval(INTERVAL)
        timer.timeout.connect(self._on_time)
        timer.start()
        self._on_time()

    def printer_failed(self) -> None:
        """A badge did not come out: that says more than the printer itself, so it is asked again only in a while."""
        self._printer_fails = True
        self._printer_asked_at = self._clock()
        self.weigh()
        self._tasks.start(self._report())

    async def ask_for_refusals(self) -> None:
        """Reads anew what the server refused of this kiosk. Raises StoreFailed."""
        if self._refusals is None:
            return
        refused = {one.id: one for one in await self._refusals.all()}
        for one in refused.values():
            if one.id not in self._refused:
                log.warning(
                    "A visitor's %s was not taken by the server: %s %s", one.kind.value, one.state.value, one.status
                )
        before, self._refused = self._refused, frozenset(refused)
        if bool(before) != bool(self._refused):
            self.weigh()
            await self._report()

    def _on_time(self) -> None:
        if self._asking is None or self._asking.done():
            self._asking = self._tasks.start(self._ask())

    async def _ask(self) -> None:
        self._disk_fails = not await self._disk_is_well()
        if self._is_printer_due():
            self._printer_asked_at = self._clock()
            self._printer_fails = not await self._printer_is_well()
        await self.ask_for_refusals()
        self.weigh()
        await self._report()

    async def _report(self) -> None:
        """Also when all is well: a kiosk that isn't heard is one in trouble."""
        await self._kiosks.report(self._name, self.troubles)

    async def _disk_is_well(self) -> bool:
        try:
            return await in_time(self._check_disk, seconds=DISK_SECONDS, name="disk check")
        except TimeoutError:
            return False

    def _is_printer_due(self) -> bool:
        if self._check_printer is None:
            return False
        return self._printer_asked_at is None or self._clock() - self._printer_asked_at >= PRINTER_EVERY

    async def _printer_is_well(self) -> bool:
        assert self._check_printer is not None
        try:
            await self._check_printer()
        except PrinterFailed:
            return False
        return True

    def _on_connection(self) -> None:
        was_away = self._is_away()
        if self._connection.state not in (ConnectionState.ONLINE, ConnectionState.SIGN_IN_NEEDED):
            self._away_since = self._clock() if self._away_since is None else self._away_since
        else:
            self._back_at = self._clock() if was_away else self._back_at
            self._away_since = None
        self.weigh()

    def _is_away(self) -> bool:
        """Nothing but errors for a while is as bad as nothing at all for longer."""
        now = self._clock()
        if self._away_since is not None and self._connection.is_failing:
            self._away_since = min(self._away_since, now - AWAY - 1)
        return self._away_since is not None and now - self._away_since > AWAY

    def _is_back(self) -> bool:
        return self._back_at is not None and self._clock() - self._back_at < TOLD_FOR

    def weigh(self) -> None:
        """Says anew what is wrong, as far as it is known by now."""
        wrong = {
            Trouble.GUI: self._is_stuck(),
            Trouble.DISK: self._disk_fails,
            Trouble.PRINTER: self._printer_fails,
            Trouble.NETWORK: self._is_away() or self._is_back(),
            Trouble.SIGN_IN: self._connection.state is ConnectionState.SIGN_IN_NEEDED,
            Trouble.REFUSED: bool(self._refused),
            Trouble.UNNOTICED: self._is_unnoticed(),
            Trouble.HOSTS: self._has_host_faults(),
        }
        before, self.troubles = self.troubles, tuple(trouble for trouble in Trouble if wrong[trouble])
        if before == self.troubles:
            return
        for trouble in Trouble:
            if wrong[trouble] and trouble not in before:
                log.warning("Trouble at this kiosk: %s", trouble.value)
            elif trouble in before and not wrong[trouble]:
                log.info("No trouble any more: %s", trouble.value)
        self.changed.emit(self.troubles)


def disk_is_well(folder: Path) -> bool:
    """Whether there is room on the disk for some weeks, and `folder` can be written to."""
    try:
        if shutil.disk_usage(folder).free < LEAST_ROOM:
            return False
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"Foyer")
    except OSError:
        return False
    return True
