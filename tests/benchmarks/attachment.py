"""A file of 20 MB is attached to a ticket on the desk's own server: read, hashed and sent. Budget: no pause of the
window over 16 ms.

The server is in this process, as with a desk that has its own, so its part of the work is in the pauses too.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
from pathlib import Path

import httpx

from app.models.objects.ticket_query import TicketQuery
from app.models.tickets.attachment import LARGEST
from app.server.application import close, create
from tests.benchmarks.big_day import NOW, with_desk
from tests.benchmarks.refresh import Heartbeat
from ui.compose import DeskApp

ROUNDS = 3
BUDGET = 16
TITLE = {"title": "Water under goods lift B", "notifierId": "Sofia Marchetti"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = create(f"sqlite:///{folder}/desk.db", time_zone="UTC", now=lambda: NOW)
        transport = httpx.ASGITransport(server)
        with_desk(transport, lambda desk: measured(desk, Path(folder)), server="http://desk", company="CO-DESK")
        close(server)


async def measured(desk: DeskApp, folder: Path) -> None:
    tickets, lists = desk.services.tickets, desk.services.lists
    desk.window.go_to("Tickets")
    await desk.services.connection.call(lambda api: api.tickets.create(TITLE, "ticket"))
    await tickets.refresh(TicketQuery())
    found = await tickets.rows(TicketQuery())
    assert found
    quiet, kept, whole = [], [], []
    for number in range(ROUNDS):
        photo = folder / f"leak-{number}.jpg"
        photo.write_bytes(os.urandom(LARGEST))
        await asyncio.sleep(1)  # what the list has to show is shown
        heartbeat = Heartbeat()
        await asyncio.sleep(4)
        quiet.append(heartbeat.stop())
        heartbeat = Heartbeat()
        await desk.services.ticket_changes.attach(found.rows[0], photo, f"photo-{number}")
        kept.append(heartbeat.longest)
        while (await lists.count_waiting()).total():  # noqa: ASYNC110  nothing tells
            await asyncio.sleep(0.05)
        whole.append(heartbeat.stop())
    size = f"{LARGEST // 2**20} MB"
    for what, pauses in (
        ("nothing under way", quiet),
        (f"{size} read, hashed and kept", kept),
        (f"{size} kept and sent", whole),
    ):
        median, worst = statistics.median(pauses) * 1000, max(pauses) * 1000
        print(f"{what}: longest pause {median:.1f} ms, worst {worst:.1f} ms (budget {BUDGET})")


if __name__ == "__main__":
    main()
