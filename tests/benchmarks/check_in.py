"""A check-in on a day of 2,000 meetings, from the key to durable and visible: 30 ms at p99, with the server away."""

from __future__ import annotations

import asyncio
import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from tests.benchmarks.big_day import Answers, encoded, meetings, went_away, with_desk
from tests.benchmarks.clicks import column, say_times
from ui.compose import DeskApp

CLICKS = 200


def main() -> None:
    answers = Answers(encoded(meetings()))
    with_desk(answers, lambda desk: measured(desk, answers))


async def measured(desk: DeskApp, answers: Answers) -> None:
    """Ctrl+I on the row in hand, until Today has painted it as on site: by then it is on the disk."""
    table = next(view for view in desk.window.findChildren(QTableView) if view.accessibleName() == "Visitors")
    model, status = table.model(), column(table, "Status")
    await went_away(answers)
    table.setFocus()
    times = []
    for row in range(CLICKS):
        table.selectRow(row)
        await asyncio.sleep(0.1)  # what went before is over
        started = time.perf_counter()
        QTest.keyClick(table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        while not str(model.index(row, status).data()).startswith("On site"):  # noqa: ASYNC110  a person looks until it is
            await asyncio.sleep(0)
        table.viewport().repaint(table.visualRect(model.index(row, status)))
        times.append(time.perf_counter() - started)
    say_times(times, "check-ins")


if __name__ == "__main__":
    main()
