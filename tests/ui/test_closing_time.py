"""Forgotten check-outs: at the set hour they are listed and offered, and nobody is checked out silently."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtWidgets import QApplication, QDialog

from tests.ui.arrivals_hands import sample_day, status_of, statuses
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, named, says, tick
from ui.compose.desk import DeskApp
from ui.reception.closing_time import ClosingTime


async def half_a_minute_later(desk: DeskApp) -> None:
    (closing,) = desk.window.findChildren(ClosingTime)
    tick(closing)
    for _ in range(10):  # whatever the desk's file was asked for by that is answered then, and what followed from it
        await desk.services.arrivals.on_site()


def dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


async def test_who_is_still_here_is_listed_and_checked_out_when_a_person_says_so(
    open_desk: OpenDesk, clock: Clock
) -> None:
    desk, page = await sample_day(open_desk)
    inside = sum(status.startswith("On site") for status in statuses(page))
    clock.now = datetime(2026, 3, 12, 16, 59, tzinfo=UTC)
    await half_a_minute_later(desk)
    assert not says(desk.window, "still checked in")
    clock.now = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)  # six in Brussels
    await half_a_minute_later(desk)
    assert says(desk.window, f"{inside} visitors are still checked in.")
    assert status_of(page, "Ingrid Sørensen-Vestergaard") == "On site 08:52", "nobody is checked out silently"
    await eventually(lambda: named(desk.window, "Show them"))
    click(desk.window, "Show them")
    await eventually(dialogs)
    (dialog,) = dialogs()
    click(dialog, "Check all out")
    await eventually(lambda: status_of(page, "Ingrid Sørensen-Vestergaard") == "Left 18:00")
    assert not any(status.startswith("On site") for status in statuses(page))
    await eventually(lambda: says(desk.window.notice, f"{inside} visitors checked out."))
    click(desk.window.notice, "Undo")
    await eventually(lambda: status_of(page, "Ingrid Sørensen-Vestergaard") == "On site 08:52")


async def test_it_is_said_once_a_day(open_desk: OpenDesk, clock: Clock) -> None:
    desk, _ = await sample_day(open_desk)
    clock.now = datetime(2026, 3, 12, 17, 0, tzinfo=UTC)
    await half_a_minute_later(desk)
    assert says(desk.window, "still checked in")
    await eventually(lambda: named(desk.window.banner, "Close message"))
    click(desk.window.banner, "Close message")
    clock.now = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
    await half_a_minute_later(desk)
    assert not says(desk.window, "still checked in")
