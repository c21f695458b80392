"""What the benchmarks of a click on a day of 2,000 share: finding a column, and saying how long the clicks took."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView


def column(table: QTableView, name: str) -> int:
    model = table.model()
    names = [model.headerData(number, Qt.Orientation.Horizontal) for number in range(model.columnCount())]
    return names.index(name)


def say_times(seconds: Iterable[float], what: str) -> None:
    """Prints them beside the budget of every click."""
    times = sorted(seconds)
    p50, p99, worst = (times[number] * 1000 for number in (len(times) // 2, len(times) * 99 // 100, -1))
    print(f"{len(times)} {what}: p50 {p50:.1f} ms, p99 {p99:.1f} ms (budget 30), worst {worst:.1f} ms (60)")
