"""Draws a screen to a PNG, once what belongs on it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.compose import DeskApp
from ui.shell.screens import EDIT_MEETING, NEW_TICKET, TODAY

if TYPE_CHECKING:
    from ui.compose.kiosk import KioskApp

SECONDS = 30.0
"""Until a screen that still waits for its data is drawn no more."""


async def drawn(front: DeskApp | KioskApp, page: str, file: Path) -> str:
    """`page` is the command line's word for the screen. Gives why there is no picture, "" when there is one."""
    try:
        async with asyncio.timeout(SECONDS):
            await _shown(front, page)
    except TimeoutError:
        return "the data did not come in time."
    if front.failure:
        return front.failure
    await asyncio.sleep(0)  # a turn for the layouts that the data has put out of date
    return "" if front.window.grab().save(str(file), "PNG") else f"{file} can't be written"


async def _shown(front: DeskApp | KioskApp, page: str) -> None:
    if not isinstance(front, DeskApp):
        from ui.process.screenshot.kiosk_screens import go_to_screen

        await _until(lambda: front.ready or bool(front.failure))
        await go_to_screen(front, page, _until)
        return
    if page == EDIT_MEETING.page:  # a row of *Today* leads there
        front.window.go_to(TODAY.name)
    shown = front.window.page()
    await _until(lambda: (shown.ready() and front.connected) or bool(front.failure))
    if front.failure:
        return
    if page == NEW_TICKET:
        shown.start_new()
    if page == EDIT_MEETING.page:
        shown.start_editing()
        await _until(lambda: front.window.page() is not shown or bool(front.failure))
        await _until(front.window.page().ready)


async def _until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110  a picture is taken once: no page keeps an event for it
        await asyncio.sleep(0.02)
