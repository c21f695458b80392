"""Tests here run on Qt's own event loop, with real widgets on no screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from datetime import UTC, datetime

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from app.services.site import Site
from ui.tasks import Tasks
from ui.theme import Theme

NOON = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
"""The moment at which these tests happen: 09:42 in Brussels, on the mock-ups' own day."""


def pytest_asyncio_loop_factories(
    config: object, item: object
) -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qt": qt_loop}


def qt_loop() -> asyncio.AbstractEventLoop:
    return qasync.QEventLoop(QApplication.instance() or QApplication([]))


Eventually = Callable[[Callable[[], object]], Awaitable[None]]


async def eventually(true: Callable[[], object]) -> None:
    """Lets the loop run until `true()` is, and fails when that takes longer than any machine should need.

    Not qtbot.waitUntil: inside a coroutine it nests the loop and hangs.
    """
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError(f"it never became true: {true}")


@pytest.fixture(name="eventually")
def _eventually() -> Eventually:
    return eventually


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(application=qapp, look="light", text_scale=1.0)
    yield theme
    theme.deleteLater()


@pytest.fixture
def site() -> Site:
    return Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="UTC", clock=lambda: NOON)


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    """Fails the test when a coroutine ends with an error that nobody took."""
    reported: list[Exception] = []
    tasks = Tasks(reported.append)
    yield tasks
    await tasks.cancel()
    assert reported == []
