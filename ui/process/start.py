"""Starts Qt and asyncio on one loop, and with them a desk or a kiosk: in a window, or for one picture."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.errors import StoreFailed
from app.settings import Settings
from app.system.credentials import Credentials
from app.system.startup_error import complain
from ui.compose import DeskApp, Profile, sample_of
from ui.process.hold import Hold
from ui.process.screenshot.screenshot import drawn
from ui.process.single_instance import SingleInstance
from ui.shell.screens import screen_of
from ui.theme import Theme
from ui.widgets.focus.focus_ring import FocusRing

log = logging.getLogger(__name__)

COLLECT_EVERY = 5_000
COLLECT_ALL_EVERY = 300_000
"""Milliseconds."""

if TYPE_CHECKING:
    from ui.compose.kiosk import KioskApp

    Front = DeskApp | KioskApp  # what people stand in front of
    Use = Callable[[Front], Awaitable[int | Profile]]  # gives the exit code, or what is to be opened in its place
    Take = Callable[[], int | None]  # of Hold


class Start(Struct, frozen=True):
    """What the command line asked for. `size` is width and height in pixels, None for the usual one; `page` is one of
    the command line's words; `warnings` are sentences about the settings, for the log."""

    settings: Settings
    settings_file: Path
    data_folder: Path
    token: str
    sample: bool
    page: str
    size: tuple[int, int] | None
    kiosk: bool = False
    system_settings: Path | None = None
    warnings: Sequence[str] = ()


def free() -> None:
    """The data folder is taken already, or nobody else can want it."""


def run(start: Start) -> int:
    """Opens the desk's window and stays until it is closed. Gives the exit code.

    A desk that runs on this data folder already comes to the front in its place.
    """
    application = _application()
    hold = Hold(application, start.data_folder, warnings=start.warnings, kiosk=start.kiosk)
    refused = None if start.sample else hold.take()
    if refused is not None:
        return refused
    try:
        return _on_qt(application, start, lambda front: _until_closed(front, hold), hold.take)
    finally:
        hold.let_go()


def draw(start: Start, file: Path) -> int:
    """Draws a screen to a PNG once its data is there. Gives 1, with a sentence, when it can't be had."""
    if sys.platform == "linux":  # elsewhere the offscreen platform has no fonts, but there is always a screen
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = _application()
    if not start.sample:
        try:
            single = SingleInstance(start.data_folder, application)
        except StoreFailed as error:
            return _failed(f"no picture was drawn: {error}.")
        if not single.taken:
            return _failed("no picture was drawn: Foyer is open on this data folder; close it, or add --sample.")
    return _on_qt(application, start, lambda front: pictured(front, start, file))


def _application() -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Foyer")
    application.setApplicationDisplayName("Foyer")
    application.setDesktopFileName("foyer")
    application.setQuitOnLastWindowClosed(False)
    return application


def _on_qt(application: QApplication, start: Start, use: Use, take: Take = free) -> int:
    settings = start.settings
    theme = Theme(
        application=application,
        scheme=settings.look,
        text_scale=settings.text_scale,
        font=settings.font,
        sheet_later=True,
    )
    ring = FocusRing(application=application, theme=theme)  # noqa: F841  kept alive by this name
    loop = QEventLoop(application)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=8, thread_name_prefix="foyer"))
    loop.set_exception_handler(_on_loop_error)
    asyncio.set_event_loop(loop)
    profile = Profile(
        start.settings,
        start.settings_file,
        start.data_folder,
        Credentials(start.data_folder, start.token),
        kiosk=start.kiosk,
        system_settings=start.system_settings,
    )
    with loop, collecting_on_this_thread():
        return _to_its_end(loop, used(application, profile, theme, start, use, take))


def _to_its_end(loop: QEventLoop, whole: Coroutine[None, None, int]) -> int:
    task = loop.create_task(whole)
    try:
        code: int = loop.run_until_complete(task)
    except RuntimeError:
        if task.done():
            raise
        log.error("The display is gone")
        # Qt has stopped the loop for good, and a process that waits for it would hold the data folder for ever. What
        # was entered is on the disk.
        os._exit(_failed("the display is gone.", kiosk=True))
    return code


async def used(
    application: QApplication, profile: Profile, theme: Theme, start: Start, use: Use, take: Take = free
) -> int:
    """Opens one thing after the other, until one of them ends with an exit code; a sample day first when that was asked
    for. `take` takes hold of the data folder before a desk is opened on it."""
    following: int | Profile = sample_of(profile) if start.sample else profile
    while isinstance(following, Profile):
        refused = None if following.sample else take()
        if refused is not None:
            return refused
        following = await _opened_once(application, following, theme, start, use)
    return following


async def _opened_once(
    application: QApplication, profile: Profile, theme: Theme, start: Start, use: Use
) -> int | Profile:
    front: Front
    try:
        if profile.kiosk:
            from ui.compose.kiosk import KioskApp  # a desk doesn't wait for what it doesn't show

            front = KioskApp(application=application, profile=profile, theme=theme, unlocked=bool(start.size))
        else:
            front = DeskApp(application=application, profile=profile, theme=theme)
    except StoreFailed as error:
        return _failed(f"the data folder can't be used: {error}.", kiosk=profile.kiosk)
    theme.put_sheet_on()
    tell_bugs(front.report)
    if start.size:
        front.window.resize(*start.size)
    if isinstance(front, DeskApp):
        front.window.go_to(screen_of(start.page).name)
    front.show()
    try:
        return await use(front)
    finally:
        await front.close()


async def _until_closed(front: Front, hold: Hold) -> int | Profile:
    if hold.single is not None:
        hold.single.on_second_start(front.raise_window, front.back_up)
    following = await front.closed()
    return 0 if following is None else following


async def pictured(front: Front, start: Start, file: Path) -> int:
    hindrance = await drawn(front, start.page, file)
    return _failed(f"no picture was drawn: {hindrance}") if hindrance else 0


def _failed(words: str, *, kiosk: bool = False) -> int:
    complain(words, waited_for=not kiosk)
    return 1


def tell_bugs(report: Callable[[Exception], None]) -> None:
    """An error in a slot: Qt goes on, so the program goes on too, and `report` is told."""

    def on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            report(error)

    sys.excepthook = on_error


def _on_loop_error(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    log.error("On the loop: %s", context.get("message"), exc_info=error if isinstance(error, Exception) else None)


@contextmanager
def collecting_on_this_thread() -> Iterator[None]:
    """A cycle that holds a Qt object must not be collected on another thread: it would be destroyed there.

    What came since the last time takes a millisecond to look through; all that there is takes 25 to 50, which is why
    that is done seldom.
    """
    gc.disable()
    timers = []
    for interval, generation in ((COLLECT_EVERY, 1), (COLLECT_ALL_EVERY, 2)):
        timer = QTimer()
        timer.timeout.connect(partial(gc.collect, generation))
        timer.start(interval)
        timers.append(timer)
    try:
        yield
    finally:
        for timer in timers:
            timer.stop()
