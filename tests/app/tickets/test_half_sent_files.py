"""Files of which the server has a half: shown once, and sent on, also when the server has thrown its half away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256

import pytest

from app.server.tickets.attachments import uploads
from tests import faults
from tests.app.test_change_faults import passes
from tests.app.tickets.desk import TicketsDesk, change, report, told
from tests.faults import FaultyServer
from tests.server.conftest import Clock

LIFT = "Water under lift B"
PHOTO = b"a photo of the leak" * 40_000


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[FaultyServer]:
    server = FaultyServer(now=clock)
    yield server
    server.close()


async def half_sent(server, tmp_path) -> TicketsDesk:
    """A desk that was cut off in the middle of it."""
    await report(server, LIFT)
    desk = TicketsDesk(tmp_path, server)
    await desk.refresh()
    await desk.changes.attach(await desk.ticket(LIFT), PHOTO, "photo", name="leak.jpg")
    server.meets("PUT", passes, faults.refused)
    desk.naps.hold()
    desk.run()
    await desk.naps.asleep.wait()
    await desk.stop()
    return desk


async def test_it_is_shown_once(server, tmp_path):
    desk = await half_sent(server, tmp_path)
    await change(server, LIFT, priorityId=3)
    await desk.refresh()
    await desk.tickets.ask_for((await desk.ticket(LIFT)).ticket.id)
    (shown,) = (await desk.whole(LIFT)).attachments
    assert (shown.name, shown.operation, 0 < shown.received < len(PHOTO)) == ("leak.jpg", "photo", True)
    await desk.close()


async def test_it_is_sent_from_the_start_when_the_server_threw_its_half_away(server, clock, tmp_path):
    desk = await half_sent(server, tmp_path)
    clock.now += timedelta(days=2)
    uploads.sweep(server.context)
    assert (await told(server, LIFT))["attachments"] == []
    await desk.close()
    later = TicketsDesk(tmp_path, server)
    await later.send()
    (there,) = (await told(server, LIFT))["attachments"]
    assert (there["digest"], there["received"]) == (sha256(PHOTO).hexdigest(), len(PHOTO))
    await later.close()
