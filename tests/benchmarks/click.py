"""A new meeting on a day of 2,000, from the decision to durable and painted: 30 ms at p99, with the server away."""

from __future__ import annotations

import asyncio
import time

from PySide6.QtWidgets import QTableView

from app.models.drafts import MeetingDraft, VisitorDraft
from tests.benchmarks.big_day import NOW, Answers, encoded, meetings, went_away, with_desk
from tests.benchmarks.clicks import say_times
from ui.compose import DeskApp

CLICKS = 60


def main() -> None:
    answers = Answers(encoded(meetings()))
    with_desk(answers, lambda desk: measured(desk, answers))


async def measured(desk: DeskApp, answers: Answers) -> None:
    """What the click starts: the outbox row reaches the disk, and Today has the visitor in its table."""
    table = next(view for view in desk.window.findChildren(QTableView) if view.accessibleName() == "Visitors")
    await went_away(answers)
    known = table.model().rowCount()
    times = []
    for number in range(CLICKS):
        started = time.perf_counter()
        await desk.services.invitations.create(draft(number), f"operation-{number}")
        while table.model().rowCount() <= known + number:  # noqa: ASYNC110  it is what a person does: look until it is there
            await asyncio.sleep(0)
        table.viewport().repaint()
        times.append(time.perf_counter() - started)
        await asyncio.sleep(0.1)  # what went before is over
    say_times(times, "meetings")


def draft(number: int) -> MeetingDraft:
    visitor = VisitorDraft(first_name="Ada", last_name=f"Lovelace {number}")
    starts = NOW
    return MeetingDraft(
        title=f"Meeting {number}",
        host_id="US-G606",
        start_at=starts,
        end_at=starts.replace(hour=20),
        visitors=(visitor,),
    )


if __name__ == "__main__":
    main()
