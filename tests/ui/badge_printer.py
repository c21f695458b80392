"""The system's printing, as badges meet it in tests."""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import PrinterFailed, PrinterFault
from ui.badge.badge import Badge
from ui.badge.sheets import Paper


class Printer:
    """The system's printing: it takes badges, unless it has a `fault`."""

    def __init__(self) -> None:
        self.badges: list[Badge] = []
        self.fault: PrinterFault | None = None

    async def take(self, badges: Sequence[Badge], *, printer: str, paper: Paper) -> None:
        if self.fault:
            raise PrinterFailed(self.fault, printer)
        self.badges.extend(badges)

    async def names(self) -> list[str]:
        return ["Zebra at Desk 1"]

    async def answer(self, printer: str) -> None:
        """Asked how it is, it says that it is well, also when it isn't."""
