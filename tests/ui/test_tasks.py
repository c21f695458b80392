"""Tasks: every coroutine is kept, every error arrives somewhere."""

from __future__ import annotations

import asyncio

from app.errors import Unreachable
from tests.ui.conftest import eventually
from ui.tasks import Tasks


async def _raise(error: Exception) -> None:
    raise error


async def test_an_error_goes_to_the_one_who_asked_for_it_and_every_other_one_to_the_report() -> None:
    reported: list[Exception] = []
    taken: list[Exception] = []
    tasks = Tasks(reported.append)
    offline, bug = Unreachable("refused"), KeyError("bug")
    tasks.start(_raise(offline), on_error=taken.append)
    tasks.start(_raise(bug), on_error=taken.append)
    tasks.start(_raise(offline))
    await eventually(lambda: len(taken) + len(reported) == 3)
    assert taken == [offline]
    assert reported == [bug, offline]


async def test_cancelling_waits_until_the_work_has_put_things_back() -> None:
    put_back: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            put_back.append("done")

    tasks = Tasks(lambda error: None)
    page = tasks.part()
    page.start(work())
    tasks.start(work())
    await asyncio.sleep(0)
    await tasks.cancel()
    assert put_back == ["done", "done"]


async def test_what_is_started_after_that_never_begins() -> None:
    """Whoever is told of something while a window is put away would ask for it, and show it on what is gone."""
    begun: list[str] = []

    async def work() -> None:
        begun.append("work")

    tasks = Tasks(lambda error: None)
    page = tasks.part()
    await tasks.cancel()
    started = [tasks.start(work()), page.start(work()), tasks.part().start(work())]
    await asyncio.wait(started)
    assert begun == []
    assert all(one.cancelled() for one in started)
