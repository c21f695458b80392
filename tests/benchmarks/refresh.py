"""Refreshing a day of 2,000 meetings. Budgets: no pause over 10 ms; nothing new costs 0.4 × json.loads and no paint."""

from __future__ import annotations

import asyncio
import gc
import json
import statistics
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.big_day import NOW, Answers, encoded, meetings, with_desk
from ui.compose import DeskApp

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


class Paints(QObject):
    """Counts the paint events of a window and of everything in it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._count = 0
        self._watched = window.findChildren(QWidget)
        for one in self._watched:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._count += event.type() is QEvent.Type.Paint
        return False

    def stop(self) -> int:
        for one in self._watched:
            one.removeEventFilter(self)
        return self._count


def main() -> None:
    body = encoded(meetings())
    answers = Answers(body)
    print(f"{len(body) / 1e6:.1f} MB")
    with_desk(answers, lambda desk: measured(desk, answers, body))


async def measured(desk: DeskApp, answers: Answers, body: bytes) -> None:
    QApplication.setCursorFlashTime(0)  # the search's cursor paints all that it stands on
    day = desk.services.day
    quiet, unchanged, changing, loads = [], [], [], []
    painted = 0
    for number in range(ROUNDS):
        gc.collect()
        loads.append(timed(lambda: json.loads(body)))
        started = time.process_time()
        await day.refresh(NOW.date())
        unchanged.append(time.process_time() - started)
        quiet.append(await pause_of(desk))
        paints = Paints(desk.window)
        desk.window.page().refresh()
        await asyncio.sleep(0.4)
        painted += paints.stop()
        answers.body = encoded(meetings(changed=CHANGED + number))
        changing.append(await pause_of(desk))
        answers.body = body
        await pause_of(desk)
    print(f"longest pause, {CHANGED} meetings changed: median {ms(changing)}, worst {max(changing) * 1000:.1f} ms")
    print(f"longest pause, nothing changed: median {ms(quiet)}, worst {max(quiet) * 1000:.1f} ms (budget 10 ms)")
    print(f"nothing changed: {painted} paint events in {ROUNDS} rounds (budget 0)")
    ratio = statistics.median(new / old for new, old in zip(unchanged, loads, strict=True))
    print(f"nothing changed: {ms(unchanged)} of CPU, json.loads {ms(loads)}, ratio {ratio:.2f} (budget 0.4)")


async def pause_of(desk: DeskApp) -> float:
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
