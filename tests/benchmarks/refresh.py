"""Refreshing a day of 2,000 meetings: the longest pause (budget 16 ms), and nothing new (0.5 × json.loads)."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import time

from PySide6.QtCore import QTimer

from tests.benchmarks.big_day import NOW, Answers, encoded, meetings, with_desk
from ui.compose import Desk

ROUNDS = 15
CHANGED = 20


class Heartbeat:
    """Beats as often as the GUI thread lets it; the longest time between two beats is the longest pause."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(0)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def stop(self) -> float:
        self._beat()
        self._timer.stop()
        return self.longest


def main() -> None:
    body = encoded(meetings())
    answers = Answers(body)
    print(f"{len(body) / 1e6:.1f} MB")
    with_desk(answers, lambda desk: measured(desk, answers, body))


async def measured(desk: Desk, answers: Answers, body: bytes) -> None:
    day = desk.services.day
    quiet, unchanged, changing, loads = [], [], [], []
    for number in range(ROUNDS):
        gc.collect()
        loads.append(timed(lambda: json.loads(body)))
        started = time.process_time()
        await day.refreshed(NOW.date())
        unchanged.append(time.process_time() - started)
        quiet.append(await pause_of(desk))
        answers.body = encoded(meetings(changed=CHANGED + number))
        changing.append(await pause_of(desk))
        answers.body = body
        await pause_of(desk)
    print(f"longest pause, {CHANGED} meetings changed: median {ms(changing)}, worst {max(changing) * 1000:.1f} ms")
    print(f"longest pause, nothing changed: median {ms(quiet)}, worst {max(quiet) * 1000:.1f} ms (budget 16 ms)")
    ratio = statistics.median(new / old for new, old in zip(unchanged, loads, strict=True))
    print(f"nothing changed: {ms(unchanged)} of CPU, json.loads {ms(loads)}, ratio {ratio:.2f} (budget 0.5)")


async def pause_of(desk: Desk) -> float:
    """A whole refresh as F5 does it, up to its last repaint."""
    heartbeat = Heartbeat()
    desk.window.page().refresh()
    for _ in range(40):
        await asyncio.sleep(0.01)
    return heartbeat.stop()


def timed(work: object) -> float:
    assert callable(work)
    started = time.process_time()
    work()
    return time.process_time() - started


def ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f} ms"


if __name__ == "__main__":
    main()
