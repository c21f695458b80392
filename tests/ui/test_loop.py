"""The loop that these tests run on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import qt_loop


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[asyncio.AbstractEventLoop]:
    loop = qt_loop()
    yield loop
    loop.close()


def test_a_stop_that_was_meant_for_an_earlier_run_ends_no_later_one(loop: asyncio.AbstractEventLoop) -> None:
    async def is_done_while_qt_ends() -> str:
        QCoreApplication.exit()  # before the stop that this run's end puts into the queue
        return "first"

    assert loop.run_until_complete(is_done_while_qt_ends()) == "first"
    assert loop.run_until_complete(asyncio.sleep(0.01, "second")) == "second"


def test_something_else_that_ends_qts_loop_ends_no_test(loop: asyncio.AbstractEventLoop) -> None:
    QTimer.singleShot(0, QCoreApplication.exit)
    assert loop.run_until_complete(asyncio.sleep(0.01, "done")) == "done"
