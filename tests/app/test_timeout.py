"""Calls that may block are waited for so long and no longer, and whoever waits can be cancelled at any moment."""

from __future__ import annotations

import asyncio
import threading

import pytest

from app.system.timeout import in_time


async def test_what_is_answered_is_given_and_what_is_raised_is_raised():
    assert await in_time(lambda: 7, seconds=20, name="seven") == 7
    with pytest.raises(ZeroDivisionError):
        await in_time(lambda: 1 // 0, seconds=20, name="zero")


async def test_what_does_not_answer_is_waited_for_no_longer():
    go = threading.Event()
    with pytest.raises(TimeoutError):
        await in_time(go.wait, seconds=0, name="for ever")
    go.set()


@pytest.mark.parametrize("ask", [lambda: "the answer", lambda: 1 // 0])
async def test_a_cancel_that_comes_with_the_answer_is_not_swallowed(ask):
    """The answer and the cancel are in the same turn of the loop, the answer first."""
    loop, posted = asyncio.get_running_loop(), asyncio.Event()
    post = loop.call_soon_threadsafe

    def post_and_cancel(call, *values, **more):
        return post(lambda: (call(*values), waiting.cancel(), posted.set()))

    waiting = asyncio.ensure_future(in_time(ask, seconds=20, name="answers"))
    loop.call_soon_threadsafe = post_and_cancel
    try:
        await posted.wait()
    finally:
        loop.call_soon_threadsafe = post
    with pytest.raises(asyncio.CancelledError):
        await waiting
