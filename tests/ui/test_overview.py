"""*Overview*: what it shows is what the service counts, and each figure leads to its rows, by click and by key."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from app.models.statistics.period import Period
from app.models.visits.visit_filter import VisitFilter
from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.arrivals_hands import sample_day
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.hands import click, column, find, move_mouse, named, press, row, says, spoken_name, tick
from ui.compose import DeskApp
from ui.pages.overview.leads import ToTickets
from ui.pages.overview.page import OverviewPage
from ui.pages.today.page import TodayPage
from ui.widgets.buttons import Button, Chip, FilterChip
from ui.widgets.charts.chart import Chart

TODAY = date(2026, 3, 12)
ANA, BO, CY = "Ana Lima", "Bo Berg", "Cy Dahl"


@pytest.fixture
async def desk(open_desk: OpenDesk, server: FakeServer) -> DeskApp:
    """Ana is on site, Bo is late, and Cy is still to come."""
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA, BO, at="09:00"), meeting(2, CY, at="11:00")])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors", QTableView) and len(visitors(desk)) == 3)
    await check_in(desk, ANA)
    return desk


async def check_in(desk: DeskApp, name: str) -> None:
    find(desk.window, "Search", QLineEdit).setText(name)
    await eventually(lambda: says(find(desk.window, "Visit"), name))
    click(desk.window, "Check in")
    find(desk.window, "Search", QLineEdit).clear()
    await eventually(lambda: says(desk.window.notice, f"{name} checked in."))


async def open_page(desk: DeskApp) -> OverviewPage:
    desk.window.go_to("Overview")
    page = desk.window.page()
    assert isinstance(page, OverviewPage)
    await eventually(lambda: page.ready() and desk.window.isActiveWindow())
    return page


def visitors(desk: DeskApp) -> list[str]:
    return column(find(desk.window, "Visitors", QTableView), "Visitor")


def told(page: OverviewPage, name: str) -> str:
    """What a screen reader tells of a large figure, "" while it isn't shown: they go while others are counted."""
    if not named(page, name):
        return ""
    return QAccessible.queryAccessibleInterface(find(page, name)).text(QAccessible.Text.Description)


def heard_in(chart: QTableView) -> str:
    """The bar that has the keyboard, as it is spoken."""
    cell = QAccessible.queryAccessibleInterface(chart).focusChild()
    return cell.text(QAccessible.Text.Name)


async def choose(page: OverviewPage, field: str, word: str) -> None:
    line = find(page, field, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, word)
    press(line, Qt.Key.Key_Return)
    await eventually(page.ready)


async def test_the_figures_are_those_that_the_service_counts(desk: DeskApp) -> None:
    page = await open_page(desk)
    counted = (await desk.services.statistics().of(Period(TODAY, TODAY))).visits
    assert (counted.on_site, counted.late, counted.to_come, counted.left) == (1, 1, 1, 0)
    assert told(page, "Arrived").startswith("1 of 3 arrived, everybody was invited")
    assert told(page, "On site").startswith("1, most at once: 1, at 09:42")
    assert told(page, "Late") == "1, longest 42 min"
    assert told(page, "Still to come") == "1, next at 11:00"
    assert told(page, "Left").startswith("0")


async def test_a_figure_leads_to_those_whom_it_counts(desk: DeskApp) -> None:
    for figure, who in (("Late", [BO]), ("Still to come", [CY]), ("Arrived", [ANA])):
        click(await open_page(desk), figure)
        assert desk.window.page().name == "Today"
        assert sorted(visitors(desk)) == who
    click(await open_page(desk), "Left")
    assert says(desk.window, "Nobody is listed under “Left”")


async def test_the_next_one_to_come_is_none_whose_time_is_past(desk: DeskApp, clock: Clock) -> None:
    page = await open_page(desk)
    clock.now += timedelta(minutes=83)  # 11:05: Cy is in time yet
    tick(page)
    await eventually(lambda: told(page, "Still to come") == "1, expected by now")


async def test_who_is_not_told_stands_among_the_figures_of_today_alone(desk: DeskApp) -> None:
    page = await open_page(desk)
    assert named(page, "Host not told")[0].isVisible()
    await choose(page, "Period", "Last 7 days")
    await eventually(lambda: not named(page, "Host not told"))


async def test_of_a_meeting_without_a_host_nobody_is_to_be_told(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, ANA, at="09:00", host=None)])
    desk = open_desk()
    await eventually(lambda: named(desk.window, "Visitors", QTableView) and visitors(desk) == [ANA])
    await check_in(desk, ANA)
    assert told(await open_page(desk), "Host not told") == "0, every host was told"


async def test_our_own_server_away_is_said_to_be_away(open_desk: OpenDesk, server: FakeServer) -> None:
    server.is_desk_server = True
    desk = open_desk()
    await eventually(lambda: desk.services.statistics().asks and server.asked("/vm/meetings"))
    server.answers("GET", "/vm/statistics", status=503)
    page = await open_page(desk)
    assert says(page, "Tickets are counted by the desk server, which isn't reached now.")


async def test_who_is_on_site_is_a_key_away(desk: DeskApp) -> None:
    page = await open_page(desk)
    press(find(page, "On site"), Qt.Key.Key_Return)
    assert desk.window.page().name == "Today"
    assert visitors(desk) == [ANA]


async def test_arrow_keys_go_from_bar_to_bar_and_enter_leads_to_the_day(desk: DeskApp) -> None:
    page = await open_page(desk)
    days = find(page, "Visitors per day", QTableView)
    days.setFocus()
    press(days, Qt.Key.Key_End)
    assert heard_in(days) == "Thursday 12 March 2026: 1 arrived, 3 expected"
    assert says(page, "Thursday 12 March 2026: 1 arrived, 3 expected")
    press(days, Qt.Key.Key_Left)
    assert heard_in(days).startswith("Wednesday 11 March 2026: ")
    press(days, Qt.Key.Key_Return)
    assert says(desk.window, "Wednesday 11 March 2026")


async def test_a_click_on_a_host_leads_to_their_visitors_and_a_chip_says_so(desk: DeskApp) -> None:
    page = await open_page(desk)
    hosts = find(page, "Visitors by host", Chart)
    QTest.mouseClick(hosts.viewport(), Qt.MouseButton.LeftButton, pos=hosts.place_of(0).center())
    assert sorted(visitors(desk)) == [ANA, BO, CY]
    click(desk.window, "Host: Sofia Marchetti")
    assert not named(desk.window, "Host: Sofia Marchetti")
    assert find(desk.window, "All", Chip).hasFocus()


async def test_a_bar_that_counts_nobody_does_not_look_as_if_it_led_anywhere(desk: DeskApp) -> None:
    page = await open_page(desk)
    hours = find(page, "Arrivals per hour", Chart)
    for number, shape in ((0, Qt.CursorShape.ArrowCursor), (2, Qt.CursorShape.PointingHandCursor)):
        move_mouse(hours.viewport(), hours.place_of(number).center())
        await eventually(lambda shape=shape: hours.viewport().cursor().shape() is shape)
    QTest.mouseClick(hours.viewport(), Qt.MouseButton.LeftButton, pos=hours.place_of(0).center())
    assert desk.window.page() is page


async def test_a_figure_of_several_days_leads_to_its_visits(desk: DeskApp) -> None:
    page = await open_page(desk)
    await choose(page, "Period", "Last 7 days")
    click(page, "Arrived")
    await eventually(lambda: says(desk.window, "1 visit"))
    assert says(desk.window, "Arrived, 6 Mar – 12 Mar 2026") or says(desk.window, "Arrived, 6 – 12 Mar 2026")
    assert column(find(desk.window, "Visits on other days", QTableView), "Visitor") == [ANA]


async def test_who_comes_meanwhile_is_shown_among_the_visits_of_a_figure(desk: DeskApp) -> None:
    page = await open_page(desk)
    await choose(page, "Period", "Last 7 days")
    click(page, "Arrived")
    await eventually(lambda: says(desk.window, "1 visit") and not named(desk.window, "Stop looking"))
    listed = await desk.services.day.rows(TODAY)
    assert listed is not None
    await desk.services.arrivals.check_in([one for one in listed.visits if one.name == BO])
    found = find(desk.window, "Visits on other days", QTableView)
    await eventually(lambda: column(found, "Visitor") == [ANA, BO])
    assert says(desk.window, "2 visits")
    desk.window.go_to("Tickets")
    await desk.services.arrivals.check_in([one for one in listed.visits if one.name == CY])
    desk.window.go_to("Today")
    await eventually(lambda: column(found, "Visitor") == [ANA, BO, CY])


async def test_the_keyboard_goes_through_the_page_as_it_is_read(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    page = await open_page(desk)
    find(page, "Show as tables", Chip).setFocus()
    passed = []
    for _ in range(12):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        passed.append(spoken_name(QApplication.focusWidget()))
    assert passed == [
        *("Arrived", "On site", "Left", "Late", "Still to come"),
        *("Arrivals per hour", "Tickets by status", "Show overdue tickets"),
        *("Visitors per day", "Open tickets by age", "Show oldest ticket", "Expected to checked in"),
    ]


async def test_tickets_are_counted_by_our_server_and_each_count_leads_to_them(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    page = await open_page(desk)
    counted = (await desk.services.statistics().of(Period(TODAY, TODAY))).tickets
    assert counted is not None
    statuses = find(page, "Tickets by status", Chart)
    assert [bar.values[0] for bar in statuses.bars.rows] == [one.count for one in counted.by_status]
    on_hold = [one.label for one in counted.by_status].index("On hold")
    QTest.mouseClick(statuses.viewport(), Qt.MouseButton.LeftButton, pos=statuses.place_of(on_hold).center())
    await eventually(lambda: tickets(desk, "Status") == ["On hold"] * counted.by_status[on_hold].count)
    click(await open_page(desk), "Show overdue tickets")
    await eventually(lambda: len(tickets(desk, "Ticket")) == counted.overdue)
    click(await open_page(desk), "Show oldest ticket")
    await eventually(lambda: tickets(desk, "Ticket") == [counted.oldest.title if counted.oldest else ""])


async def test_each_count_of_tickets_leads_to_as_many(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    page = await open_page(desk)
    await choose(page, "Period", "Last 30 days")
    counted = [
        (lead, int(row[-1] if "Median time" in table.header else row[1]))
        for table in page.tables()
        if any(isinstance(lead, ToTickets) for lead in table.leads)
        for row, lead in zip(table.rows, table.leads, strict=True)
        if isinstance(lead, ToTickets)
    ]
    assert len(counted) > 14
    for lead, count in counted:
        await desk.services.tickets.refresh(lead.query)
        listed = await desk.services.tickets.rows(lead.query)
        assert listed is not None
        assert listed.total == count, lead


async def test_a_long_name_is_elided_in_its_chip_and_told_whole(desk: DeskApp) -> None:
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    company = "Müller & Söhne " * 12
    wide = desk.window.minimumSizeHint().width()
    page.show_day(TODAY, chosen=VisitFilter(company="x", called=company))
    chip = find(page, f"Company: {company}", FilterChip)
    assert chip.text().startswith("\u2068Company: Müller && Söhne")
    assert chip.text().endswith("…\u2069")
    assert chip.toolTip() == f"Company: {company}"
    assert desk.window.minimumSizeHint().width() == wide


async def test_a_filter_without_a_control_is_said_and_taken_away(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    click(await open_page(desk), "Tickets solved")
    chip = find(desk.window, "Solved on 12 Mar 2026", Button)
    await eventually(lambda: chip.isVisible() and "Requested" not in tickets(desk, "Status"))
    chip.click()
    await eventually(lambda: "Requested" in tickets(desk, "Status"))
    assert not chip.isVisible()


def tickets(desk: DeskApp, title: str) -> list[str]:
    shown = named(desk.window, "Ticket list", QTableView)
    return column(shown[0], title) if shown else []


async def test_a_chart_is_read_as_a_table_too(desk: DeskApp) -> None:
    page = await open_page(desk)
    find(page, "Show as tables", Chip).toggle()
    table = find(page, "Arrivals per hour", QTableView)
    assert row(table, 2) == ("09:00 to 10:00", "2", "1")
    table.setFocus()
    for _ in range(2):
        press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Return)
    assert desk.window.page().name == "Today"
    hours = next(one for one in page.tables() if one.title == "Arrivals per hour")
    assert hours.header == ("Hour", "Expected", "Arrived")
    assert ("09:00 to 10:00", "2", "1") in hours.rows


async def test_days_that_are_missing_are_said_and_are_no_zeros(desk: DeskApp) -> None:
    page = await open_page(desk)
    await choose(page, "Period", "Other days")
    for field, day in (("First day", "2026-01-05"), ("Last day", "2026-01-07")):
        find(page, field, QLineEdit).setText(day)
    await eventually(lambda: says(page, "This desk knows nothing of these days"))
    assert told(page, "Arrived") == "?, not known"
    days = find(page, "Visitors per day", Chart)
    assert days.bars.rows[0].spoken == "Monday 5 January 2026: not known"
    find(page, "Last day", QLineEdit).setText("2026-01-04")
    assert says(page, "The last day is before the first one.")


async def test_nothing_is_taken_along_that_is_not_counted_yet(desk: DeskApp) -> None:
    desk.window.go_to("Overview")
    assert says(desk.window, "Counting…")
    papers = [find(desk.window, name, Button) for name in ("Print", "Export")]
    assert not any(button.isEnabled() for button in papers)
    assert papers[0].toolTip() == papers[0].accessibleDescription() == "These days are still being counted."
    await open_page(desk)
    assert all(button.isEnabled() for button in papers)
    assert papers[0].toolTip() == "Print this list (Ctrl+P)"


async def test_a_period_is_compared_with_what_is_chosen_and_nothing_is_where_nothing_is(desk: DeskApp) -> None:
    page = await open_page(desk)
    compare = find(page, "Compare with", QLineEdit)
    assert compare.text() == "Same weekday a week earlier"
    await choose(page, "Period", "Last 30 days")
    assert compare.text() == "The one before"
    await choose(page, "Compare with", "Nothing")
    assert "than" not in told(page, "Arrived")
    await choose(page, "Period", "This month")
    assert compare.text() == ""


async def test_today_is_compared_with_as_much_of_another_day(open_desk: OpenDesk) -> None:
    desk, _ = await sample_day(open_desk)
    page = await open_page(desk)
    assert "Thu 5 Mar until 09:42" in told(page, "Arrived")
    await choose(page, "Compare with", "The one before")
    await eventually(lambda: "Wed 11 Mar until 09:42" in told(page, "Arrived"))
    await choose(page, "Period", "Yesterday")
    await eventually(lambda: told(page, "Arrived").endswith("Tue 10 Mar"))


async def test_a_change_is_counted_while_it_is_looked_at_and_the_minute_moves_on(desk: DeskApp, clock: Clock) -> None:
    page = await open_page(desk)
    bo = await desk.services.day.find(f"{TODAY}/M-1/V-BO BERG")
    assert bo is not None
    await desk.services.arrivals.check_in([bo])
    await eventually(lambda: told(page, "On site").startswith("2"))
    clock.now += timedelta(minutes=95)
    tick(page)
    await eventually(lambda: told(page, "Late") == "1, longest 17 min")
