"""Another desk's check-in, from when that desk sends it until it is painted here: 500 ms at p99.

The server is a process of its own with a real socket, with a day of 200 meetings and 400 visits. The other desk is a
thread that sends what a desk sends; this one is the whole program, which is told of nothing but by the server.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from tests.benchmarks.big_day import with_desk
from tests.benchmarks.desk_server import CAME, fill, serve_desk, served
from ui.compose import DeskApp

CHECK_INS = 200


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(serve_desk, f"sqlite:///{Path(folder) / 'desk.db'}") as other:
        fill(other)
        with_desk(
            httpx.AsyncHTTPTransport(verify=False),
            lambda desk: measured(desk, other),
            server=str(other.base_url).partition("/app")[0],
            company="CO-DESK",
        )


async def measured(desk: DeskApp, other: httpx.Client) -> None:
    table = next(view for view in desk.window.findChildren(QTableView) if view.accessibleName() == "Visitors")
    while not desk.services.subscription.live:  # noqa: ASYNC110  nothing tells
        await asyncio.sleep(0.05)
    await asyncio.sleep(15)  # the days around today are heard
    painted = Painted(table)
    rows = (await desk.services.day.rows(desk.services.site.today())).visits
    times = []
    for visit in [row.id for row in rows][:CHECK_INS]:
        expected = painted.on_site + 1
        started = time.perf_counter()
        sending = asyncio.create_task(asyncio.to_thread(other.post, f"/vm/visits/{visit}/events", json=CAME))
        await painted.reaches(expected)
        times.append(time.perf_counter() - started)
        (await sending).raise_for_status()
        await asyncio.sleep(0.05)  # what went before is over
    times.sort()
    p50, p99, worst = (times[number] * 1000 for number in (len(times) // 2, len(times) * 99 // 100, -1))
    print(
        f"{len(times)} check-ins of another desk: p50 {p50:.0f} ms, p99 {p99:.0f} ms (budget 500), worst {worst:.0f} ms"
    )


class Painted:
    """How many visitors are `on_site` in the table, as painted."""

    def __init__(self, table: QTableView) -> None:
        self.on_site = 0
        self._table = table
        self._changed = asyncio.Event()
        table.model().dataChanged.connect(self._on_changed)
        self._count()

    async def reaches(self, number: int) -> None:
        while self.on_site < number:
            self._changed.clear()
            await self._changed.wait()

    def _on_changed(self) -> None:
        self._table.viewport().repaint()
        self._count()
        self._changed.set()

    def _count(self) -> None:
        model = self._table.model()
        names = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
        status = names.index("Status")
        words = (str(model.index(row, status).data()) for row in range(model.rowCount()))
        self.on_site = sum(word.startswith("On site") for word in words)


if __name__ == "__main__":
    main()
