"""How this kiosk is: what watches it, put together, with the sign that staff know."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from app.models.objects.kiosk_trouble import Trouble
from app.services.connection import Connection
from app.services.kiosk.kiosks import Kiosks
from app.services.kiosk.refusals import Refusals
from app.services.people.listed_hosts import MOST_SENTENCES, ListedHosts
from ui.kiosk.health.self_check import SelfCheck, disk_is_well
from ui.kiosk.health.sign import TroubleSign
from ui.kiosk.health.watch import GuiWatch
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.window import KioskWindow
from ui.tasks import Tasks

SENTENCES = {
    Trouble.GUI: Words("The screen did not react for a while."),
    Trouble.DISK: Words("The disk is nearly full, or can’t be written to."),
    Trouble.PRINTER: Words("The badge printer does not print."),
    Trouble.NETWORK: Words("The server could not be reached for a while."),
    Trouble.SIGN_IN: Words("The server does not take this kiosk’s access token any more."),
    Trouble.REFUSED: Words("The server did not take what a visitor entered here."),
    Trouble.UNNOTICED: Words("Nobody is told of who checks in here: there is no mail server, and no desk hears it."),
    Trouble.HOSTS: Words("The list of hosts could not be read whole."),
}


class Health(QObject):
    """Begins at once, and goes on until `stop`."""

    def __init__(
        self,
        *,
        name: str,
        kiosks: Kiosks,
        connection: Connection,
        folder: Path,
        check_printer: Callable[[], Awaitable[None]] | None,
        refusals: Refusals,
        listed_hosts: ListedHosts,
        is_unnoticed: Callable[[], bool],
        window: KioskWindow,
        tasks: Tasks,
    ) -> None:
        """`name` is this kiosk's, `folder` its data folder. `check_printer` raises PrinterFailed; None asks nobody.
        `is_unnoticed` says whether nobody would hear of who checks in."""
        super().__init__(window)
        self._window = window
        self._refusals = refusals
        self._listed_hosts = listed_hosts
        self._sign: TroubleSign | None = None
        self._watch = GuiWatch(crash_file=folder / "foyer.crash", parent=self)
        self._check = SelfCheck(
            name=name,
            kiosks=kiosks,
            connection=connection,
            is_stuck=self._watch.stuck_lately,
            check_disk=partial(disk_is_well, folder),
            check_printer=check_printer,
            refusals=refusals,
            is_unnoticed=is_unnoticed,
            has_host_faults=lambda: bool(listed_hosts.faults),
            tasks=tasks,
            parent=self,
        )
        self._check.changed.connect(self._show)
        listed_hosts.on_change(self._check.weigh)

    def dress(self, sizes: Sizes) -> None:
        if self._sign is not None:
            self._sign.deleteLater()
        self._sign = TroubleSign(sizes=sizes, parent=self._window)
        self._window.keep_on_top(self._sign)
        self._show()

    def sentences(self) -> list[str]:
        """What is wrong just now, in the language in force; of the list of hosts also where, in English."""
        sentences = [str(SENTENCES[trouble]) for trouble in self._check.troubles]
        return [*sentences, *self._listed_hosts.faults[:MOST_SENTENCES]]

    @property
    def may_try_again(self) -> bool:
        """Whether something was refused that staff may have sent once more."""
        return Trouble.REFUSED in self._check.troubles

    async def try_again(self) -> None:
        """Sends once more what the server refused. Raises DiskFull or StoreFailed."""
        await self._refusals.try_again()
        await self._check.ask_for_refusals()

    def weigh(self) -> None:
        """What the server has and what it hasn't is known by now."""
        self._check.weigh()

    def printer_failed(self) -> None:
        self._check.printer_failed()

    def stop(self) -> None:
        self._watch.stop()

    def _show(self) -> None:
        if self._sign is not None:
            self._sign.show_troubles(self._check.troubles)
