"""Two servers over one PostgreSQL: what one of them sends the other leaves alone, until nobody sends it any more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from app.server.notices.sending.leases import LOOKS
from tests.post_office import PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import Served, Start

SHARED = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


async def look(server: Served, clock: Clock) -> None:
    """Half a minute later."""
    clock.now += timedelta(seconds=30)
    await asyncio.to_thread(server.application.state.notices.look)


@SHARED
async def test_what_a_server_is_sending_for_long_no_other_one_sends(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    office.silent = True
    one, other = start(), start()
    await one.meet()
    await asyncio.wait_for(office.took_one.wait(), 600)
    for _ in range(3 * LOOKS):
        await look(one, clock)
        await look(other, clock)
    assert await other.states() == [("invitation", "sending")]
    assert len(office.mails) == 1


@SHARED
async def test_what_a_server_was_sending_that_went_down_another_one_sends_soon(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    office.silent = True
    one = start()
    await one.meet()
    await asyncio.wait_for(office.took_one.wait(), 600)
    await asyncio.to_thread(one.application.state.notices.end)
    office.silent = False
    other = start()
    for _ in range(LOOKS + 2):
        await look(other, clock)
    await other.shows("sent")
    first, again = office.mails
    assert first["Message-ID"] == again["Message-ID"]
