"""500 visitors from a spreadsheet: from *Paste visitors* until they are looked through, and until they are in the form.
Budget: 1 s together."""

from __future__ import annotations

import asyncio
import time

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from tests.benchmarks.big_day import Answers, encoded, meetings, with_desk
from ui.compose import DeskApp

ROWS = 500


def main() -> None:
    with_desk(Answers(encoded(meetings())), measured)


async def measured(desk: DeskApp) -> None:
    rows = [f"First {n}\tLast {n}\tv{n}@example.com\t+32 470 12 {n // 100:02} {n % 100:02}\n" for n in range(ROWS)]
    QGuiApplication.clipboard().setText("First name\tLast name\tEmail\tMobile\n" + "".join(rows))
    desk.window.go_to("New meeting")
    await asyncio.sleep(5)  # the days around today are loaded by then
    page = desk.window.page()
    started = time.perf_counter()
    _button(page, "Paste visitors").click()
    add = await _offered(page, f"Add {ROWS} visitors")
    looked_through = time.perf_counter()
    add.click()
    table = next(view for view in page.findChildren(QTableView) if view.accessibleName() == "Invited visitors")
    while table.model().rowCount() < ROWS:  # noqa: ASYNC110  a person looks until they are there
        await asyncio.sleep(0)
    table.viewport().repaint()
    ended = time.perf_counter()
    parts = f"looked through {(looked_through - started) * 1000:.0f} ms, added {(ended - looked_through) * 1000:.0f} ms"
    print(f"{ROWS} rows: {parts}, together {ended - started:.2f} s (budget 1 s)")


async def _offered(page: QWidget, name: str) -> QAbstractButton:
    while name not in [one.text() for one in page.findChildren(QAbstractButton)]:  # noqa: ASYNC110  as above
        await asyncio.sleep(0.005)
    return _button(page, name)


def _button(page: QWidget, name: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if name in (one.text(), one.accessibleName()))


if __name__ == "__main__":
    main()
