"""3,000 refresh rounds: what they leave behind. Budget: under 2 % more memory after the first 100."""

from __future__ import annotations

import asyncio
import gc
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from tests.benchmarks.big_day import NOW, Answers, encoded, meetings, with_desk
from ui.compose import DeskApp

ROUNDS = 3000
COUNT = 40


def main() -> None:
    answers = Answers(encoded(meetings(count=COUNT)))
    with_desk(answers, lambda desk: measured(desk, answers))


async def measured(desk: DeskApp, answers: Answers) -> None:
    bodies = [encoded(meetings(count=COUNT, changed=number)) for number in range(3)]
    before = left = ()
    for number in range(ROUNDS):
        answers.body = bodies[number % len(bodies)]
        desk.window.page().refresh()
        await asyncio.sleep(0)
        await desk.services.day.refresh(NOW.date())
        if number in (100, ROUNDS - 1):
            await asyncio.sleep(0.5)
            gc.collect()
            before, left = left, left_behind(desk)
    growth = left[0] / before[0] - 1
    print(f"memory {before[0] / 1024:.0f} MB after 100 rounds, {left[0] / 1024:.0f} MB after {ROUNDS}: {growth:+.1%}")
    for word, first, last in zip(("tasks", "timers", "widgets", "objects"), before[1:], left[1:], strict=True):
        print(f"{word}: {first} after 100 rounds, {last} at the end")


def left_behind(desk: DeskApp) -> tuple[int, ...]:
    """Resident memory in kB, running tasks, timers, widgets, and every Qt object below the window."""
    return (
        resident(),
        len(asyncio.all_tasks()),
        len(desk.window.findChildren(QTimer)),
        len(desk.window.findChildren(QWidget)),
        len(desk.window.findChildren(QObject)),
    )


def resident() -> int:
    """This process's memory in kB; where the system doesn't tell the present one, the highest so far."""
    if sys.platform == "linux":
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
