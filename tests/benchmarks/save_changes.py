"""A meeting of a day of 2,000 gets another title, from the decision to durable and painted: 30 ms at p99, with the
server away."""

from __future__ import annotations

import asyncio
import time

from msgspec.structs import replace
from PySide6.QtWidgets import QTableView

from app.models.meetings.changes import Scope
from tests.benchmarks.big_day import NOW, Answers, encoded, meetings, went_away, with_desk
from tests.benchmarks.clicks import column, say_times
from ui.compose import DeskApp

CLICKS = 60


def main() -> None:
    answers = Answers(encoded(meetings()))
    with_desk(answers, lambda desk: measured(desk, answers))


async def measured(desk: DeskApp, answers: Answers) -> None:
    """What *Save changes* starts: the change reaches the disk, and Today has the new title in its table. The form was
    opened before, so what it reads isn't counted."""
    table = next(view for view in desk.window.findChildren(QTableView) if view.accessibleName() == "Visitors")
    model, title = table.model(), column(table, "Meeting")
    await went_away(answers)
    changes = desk.services.meeting_changes
    times = []
    for number in range(CLICKS):
        edited = await changes.opened(f"M-{number}", NOW.date())
        assert edited is not None
        draft = replace(edited.draft, title=f"Moved {number}")
        started = time.perf_counter()
        await changes.save(edited, draft, Scope.ONE, f"operation-{number}")
        while not str(model.index(number, title).data()).startswith("Moved"):  # noqa: ASYNC110  a person looks until it is
            await asyncio.sleep(0)
        table.viewport().repaint()
        times.append(time.perf_counter() - started)
        await asyncio.sleep(0.1)  # what went before is over
    say_times(times, "changes")


if __name__ == "__main__":
    main()
