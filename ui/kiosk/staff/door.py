"""Staff's way behind the kiosk's screen: the corner that is held, the PIN, and the panel with what they came for."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, QTimer, Signal

from app.services.site import Site
from app.system.staff_pin import StaffPin
from ui.kiosk.health.health import Health
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.staff.corner import Corner
from ui.kiosk.staff.panel import StaffPanel
from ui.kiosk.staff.pin_pad import PinPad, Purpose
from ui.kiosk.window import KioskWindow
from ui.tasks import Tasks


class StaffDoor(QObject):
    """`knocked` says that somebody holds the corner: what a visitor entered has to go before staff see the screen.
    `problem_requested`, `desk_requested` and `close_requested` are what staff want of the program."""

    knocked = Signal()
    problem_requested = Signal()
    desk_requested = Signal()
    close_requested = Signal()

    def __init__(
        self,
        *,
        window: KioskWindow,
        pin: StaffPin,
        name: str,
        health: Health,
        site: Site,
        tasks: Tasks,
    ) -> None:
        """`name` is this kiosk's; `health` tells what is wrong with it just now."""
        super().__init__(window)
        self._window = window
        self._pin = pin
        self._name = name
        self._health = health
        self._site = site
        self._tasks = tasks
        self._sizes: Sizes
        self._corner: Corner | None = None

    def dress(self, sizes: Sizes) -> None:
        self._sizes = sizes
        if self._corner is not None:
            self._corner.deleteLater()
        self._corner = Corner(sizes=sizes, parent=self._window)
        self._corner.held.connect(self._on_held)
        self._corner.show()
        self._window.keep_on_top(self._corner)

    def have_one_chosen(self) -> None:
        """At a first start there is no PIN yet: the kiosk doesn't open before staff could leave it."""
        self._tasks.start(self._chosen_first())

    async def _chosen_first(self) -> None:
        if not await asyncio.to_thread(lambda: self._pin.is_set):
            pad = self._pad(Purpose.FIRST)
            # a screen that turns or darkens is built anew, and what lay over it is gone
            pad.left.connect(lambda: QTimer.singleShot(0, self, self.have_one_chosen))
            self._open(pad)

    def _on_held(self) -> None:
        self.knocked.emit()
        pad = self._pad(Purpose.UNLOCK)
        pad.opened.connect(self._show_panel)
        self._open(pad)

    def _show_panel(self) -> None:
        health = self._health
        panel = StaffPanel(
            name=self._name,
            troubles=health.sentences(),
            retries=health.may_try_again,
            sizes=self._sizes,
            parent=self._window,
        )
        panel.retry_requested.connect(lambda: self._tasks.start(self._tried_again()))
        panel.pin_change_requested.connect(lambda: self._open(self._pad(Purpose.CHANGE)))
        panel.problem_requested.connect(self.problem_requested)
        panel.desk_requested.connect(self.desk_requested)
        panel.close_requested.connect(self.close_requested)
        self._open(panel)

    async def _tried_again(self) -> None:
        await self._health.try_again()
        self._show_panel()

    def _pad(self, purpose: Purpose) -> PinPad:
        return PinPad(
            purpose=purpose, pin=self._pin, site=self._site, tasks=self._tasks, sizes=self._sizes, parent=self._window
        )

    def _open(self, overlay: PinPad | StaffPanel) -> None:
        self._window.open_overlay(overlay)
        self._window.announce(overlay.accessibleName())
