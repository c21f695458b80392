"""*Overview* of days that are typed, and of such on which nobody came."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, named, press, says
from tests.ui.test_overview import ANA, choose, open_page
from ui.widgets.charts.chart import Chart


async def test_days_are_typed_as_they_come(open_desk: OpenDesk) -> None:
    desk = open_desk()
    page = await open_page(desk)
    await choose(page, "Period", "Other days")
    first, last = (find(page, name, QLineEdit) for name in ("First day", "Last day"))
    for line, typed in ((last, ""), (first, "5 Mar 2026"), (last, "+0")):
        line.setFocus()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, typed)
    press(last, Qt.Key.Key_Return)
    assert (first.text(), last.text()) == ("5 Mar 2026", "12 Mar 2026")
    await eventually(page.ready)
    assert says(desk.window, "5 – 12 Mar 2026")


async def test_of_a_day_on_which_all_stayed_away_nobody_was_on_site(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA, at="09:00")])
    desk = open_desk()
    await desk.services.day.refresh(desk.services.site.today())
    page = await open_page(desk)
    assert not named(page, "On site over the day", Chart)
    assert says(page, "Nobody was on site.")
    assert not says(page, "Nobody came, and nobody was expected.")
