"""*On site*: who is in the building is there without any network, and a roll call is done by keyboard or by clicks."""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QTableView

from app.errors import FoyerError, PrinterFailed, Unreachable
from app.services.connection import ConnectionState
from app.services.visits.roll_call import standing_of
from app.settings import Settings
from tests.fake_server import FakeServer, Held
from tests.meetings import visitor
from tests.on_site_desk import NO_NETWORK, OnSiteDesk
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.dialog_hands import save_as
from tests.ui.hands import CTRL, click, click_heading, column, find, named, press, row, row_in_hand, says, tick, write
from ui.pages.on_site.figure import Figure
from ui.pages.on_site.page import OnSitePage
from ui.reception.check_in_actions import CheckInActions
from ui.tasks import Tasks
from ui.theme import Theme

OpenPage = Callable[[], Awaitable[OnSitePage]]

CHIPS = ("Everyone", "Still to find", "Safe")
ANA, BO, CY = "Ana Lima", "Bo Berg", "Cy Dahl"


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer) -> AsyncIterator[OnSiteDesk]:
    server.answers("GET", "/vm/meetings", json=[])
    desk = OnSiteDesk(tmp_path, server)
    yield desk
    await desk.close()


@pytest.fixture
async def open_page(desk: OnSiteDesk, tasks: Tasks, theme: Theme, qapp: QApplication) -> AsyncIterator[OpenPage]:
    """The screen as a person finds it."""
    qapp.setQuitOnLastWindowClosed(False)  # as the program does: quitting would stop the tests' loop
    pages: list[OnSitePage] = []

    async def open_one() -> OnSitePage:
        page = OnSitePage(
            roll_call=desk.roll_call,
            arrivals=desk.arrivals,
            calls=desk.services.calls,
            day=desk.services.day,
            check_in_actions=CheckInActions(
                arrivals=desk.arrivals,
                day=desk.services.day,
                host_notices=desk.services.host_notices,
                site=desk.site,
                tasks=tasks,
                parent=qapp,
            ),
            site=desk.site,
            tasks=tasks,
            theme=theme,
        )
        pages.append(page)
        page.resize(1190, 740)
        page.show()
        page.open()
        await eventually(lambda: page.isActiveWindow() and page.ready())
        return page

    yield open_one
    await tasks.cancel()
    for page in pages:
        page.deleteLater()


def people(page: OnSitePage) -> QTableView:
    return find(page, "People on site", QTableView)


def names(page: OnSitePage) -> list[str]:
    return column(people(page), "Visitor")


def largest(page: OnSitePage) -> str:
    return max((one for one in page.findChildren(Figure) if one.isVisible()), key=lambda one: one.height()).text()


async def roll_call(page: OnSitePage) -> None:
    click(page, "Start roll call")
    await eventually(lambda: named(page, "End roll call"))


def press_in_column(page: OnSitePage, number: int, title: str) -> QPoint:
    """A click into a cell; gives where it was."""
    table = people(page)
    section = [one.title for one in table.model().columns].index(title)
    place = table.visualRect(table.model().index(number, section)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return place


# Who is in


async def test_what_was_asked_before_does_not_take_a_failure_back(
    open_page: OpenPage, server: FakeServer, tasks: Tasks, told: list[FoyerError]
) -> None:
    page = await open_page()
    yesterday = "/vm/visits/2026-03-11"
    server.answers("GET", yesterday, content=(earlier := Held({"total": 0, "limit": 100, "visits": []})))
    before = len(server.asked(yesterday))
    page.refresh()
    await eventually(lambda: len(server.asked(yesterday)) > before)
    server.answers("GET", "/vm/meetings", status=503)
    page.refresh()
    await eventually(lambda: told)
    answers: list[bool] = []
    page.answered.connect(lambda: answers.append(True))  # by which the window takes back that the server failed
    earlier.let_go()
    await eventually(lambda: not tasks._running)
    assert not answers


async def test_everybody_who_is_in_is_there_without_a_network(
    desk: OnSiteDesk, server: FakeServer, open_page: OpenPage, told: list[FoyerError]
) -> None:
    chloe = visitor("Chloé Broeck", companyName="Studio Lumen BV", mobile="+32 2 555 01 63")
    await desk.come(chloe, BO, title="Interview")
    server.answers("GET", "/vm/meetings", error=NO_NETWORK)
    server.answers("GET", "/vm/visits/2026-03-12", error=NO_NETWORK)
    page = await open_page()
    assert row(people(page), 1) == (
        "Chloé Broeck, Studio Lumen BV, Waiting to be sent",
        "Sofia Marchetti",
        "+32 2 555 01 63",
        "Interview",
        "11:20",
    )
    assert row(people(page), 0)[2] == "No number"
    assert largest(page) == "2"
    assert says(page, "visitors on site")
    page.refresh()
    await eventually(lambda: told)
    assert isinstance(told[0], Unreachable)
    assert names(page) == ["Bo Berg", "Chloé Broeck"]


async def test_who_comes_and_goes_meanwhile_comes_and_goes_here(desk: OnSiteDesk, open_page: OpenPage) -> None:
    page = await open_page()
    assert says(page, "Nobody is on site")
    assert not find(page, "Start roll call").isEnabled()
    await desk.come(ANA)
    await desk.hear("Kwabena Owusu")
    await eventually(lambda: named(page, "People on site") and names(page) == [ANA, "Kwabena Owusu"])
    await desk.leave(ANA)
    await eventually(lambda: names(page) == ["Kwabena Owusu"])
    assert says(page, "visitor on site")


async def test_who_stayed_overnight_has_the_day(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA)
    page = await open_page()
    assert row(people(page), 0)[-1] == "11:20"
    desk.pass_time(24 * 3600)
    tick(page)
    assert row(people(page), 0)[-1] == "11:20, since yesterday"


async def test_the_list_says_where_it_comes_from(desk: OnSiteDesk, server: FakeServer, open_page: OpenPage) -> None:
    server.answers("GET", "/vm/visits/2026-03-12", error=NO_NETWORK)
    page = await open_page()
    assert says(page, "the server has not told of others yet")
    await eventually(lambda: desk.connection.state is not ConnectionState.CONNECTING)
    await desk.hear(ANA)
    tick(page)
    await eventually(lambda: says(page, "Arrivals of this desk and of Desk 2, last heard from at 11:20."))
    await desk.hear()
    await eventually(lambda: says(page, "Arrivals of every desk on this server, last heard from at 11:20."))


async def test_a_server_that_keeps_no_arrivals_is_said(desk: OnSiteDesk, open_page: OpenPage) -> None:
    page = await open_page()
    await eventually(lambda: desk.services.calls.exist is False)
    tick(page)
    assert says(page, "This server doesn’t keep arrivals: only this desk’s are listed.")


async def test_searching_as_on_today(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, visitor(BO, companyName="Æther & Søn"))
    page = await open_page()
    search = find(page, "Search", QLineEdit)
    write(search, "soN bo")
    assert names(page) == [BO]
    press(search, Qt.Key.Key_Return)
    assert people(page).hasFocus()
    assert row_in_hand(people(page))[0].startswith(BO)
    write(search, "xx")
    assert says(page, "No one called “soN boxx” here")
    click(page, "Clear search")
    assert names(page) == [ANA, BO]


async def test_headings_sort(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(BO)
    desk.pass_time(60)
    await desk.come(ANA, number=2)
    page = await open_page()
    click_heading(people(page), "Arrived")
    assert names(page) == [BO, ANA]
    click_heading(people(page), "Arrived")
    assert names(page) == [ANA, BO]


async def test_a_name_is_never_markup_and_a_long_number_is_whole(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(visitor("<img src=x> Doe", mobile="+49 89 5550 0117 ext. 4711"))
    page = await open_page()
    assert names(page) == ["<img src=x> Doe"]
    assert row(people(page), 0)[2] == "+49 89 5550 0117, ext. 4711"


# The roll call


async def test_by_keyboard_alone(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO, CY)
    page = await open_page()
    assert not named(page, "Mark safe")
    await roll_call(page)
    assert says(page, "Roll call since 11:20")
    assert (largest(page), people(page).hasFocus()) == ("3", True)
    assert row_in_hand(people(page))[:2] == ("Mark safe", f"{ANA}, Waiting to be sent")
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "2")
    assert names(page) == [BO, CY, ANA]
    assert column(people(page), "Safe") == ["Mark safe", "Mark safe", "Safe"]
    assert row(people(page), 2)[0] == "Safe 11:20"
    assert row_in_hand(people(page))[1].startswith(BO)
    press(people(page), Qt.Key.Key_Down)
    press(people(page), Qt.Key.Key_Return)
    await eventually(lambda: largest(page) == "1")
    assert row_in_hand(people(page))[1].startswith(BO)
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "0")
    assert says(page, "everybody is safe")


async def test_a_click_on_mark_safe_marks_and_one_beside_it_does_not(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO, CY)
    page = await open_page()
    await roll_call(page)
    press_in_column(page, 1, "Visitor")
    assert row_in_hand(people(page))[1].startswith(BO)
    press_in_column(page, 1, "Safe")
    await eventually(lambda: largest(page) == "2")
    assert names(page) == [ANA, CY, BO]


async def test_the_second_click_of_two_marks_nobody_else(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO)
    page = await open_page()
    await roll_call(page)
    place = press_in_column(page, 0, "Safe")
    await eventually(lambda: largest(page) == "1")
    QTest.mouseDClick(people(page).viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert column(people(page), "Safe") == ["Mark safe", "Safe"]
    standing = await desk.roll_call.standing()
    assert (len(standing.people), standing.to_find) == (2, 1)


async def test_the_button_marks_whoever_is_in_hand(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO)
    page = await open_page()
    await roll_call(page)
    click(page, "Mark safe")
    await eventually(lambda: largest(page) == "1")
    click(page, "Mark safe")
    await eventually(lambda: largest(page) == "0")
    assert not find(page, "Mark safe").isEnabled()


async def test_a_mark_is_taken_back_and_its_row_is_in_hand(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO)
    page = await open_page()
    await roll_call(page)
    assert not find(page, "Undo last mark").isEnabled()
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "1")
    click(page, "Undo last mark")
    await eventually(lambda: largest(page) == "2")
    await eventually(lambda: row_in_hand(people(page))[:2] == ("Mark safe", f"{ANA}, Waiting to be sent"))
    assert not find(page, "Undo last mark").isEnabled()


async def test_chips_show_a_part_and_how_many_it_has(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO, CY)
    page = await open_page()
    assert not named(page, "Still to find")
    await roll_call(page)
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "2")
    assert [find(page, one).text() for one in CHIPS] == ["Everyone  3", "Still to find  2", "Safe  1"]
    click(page, "Still to find")
    assert names(page) == [BO, CY]
    for _ in (BO, CY):
        before = largest(page)
        press(people(page), Qt.Key.Key_Space)
        await eventually(lambda before=before: largest(page) != before)
    assert says(page, "Everybody is safe")
    click(page, "Everyone")
    assert names(page) == [ANA, BO, CY]


async def test_who_comes_is_to_be_found_and_who_leaves_is_safe(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA)
    page = await open_page()
    await roll_call(page)
    await desk.hear("Kwabena Owusu")
    await eventually(lambda: (largest(page), names(page)) == ("2", [ANA, "Kwabena Owusu"]))
    await desk.leave(ANA)
    await eventually(lambda: (largest(page), names(page)) == ("1", ["Kwabena Owusu", ANA]))
    assert row(people(page), 1)[0] == "Left 11:20"
    assert says(page, "safe, 1 of them left")
    await eventually(lambda: not standing_of(desk.lists.on_site_now()).newcomers)
    await desk.hear()
    await eventually(lambda: row(people(page), 0)[1] == "Kwabena Owusu, Volta Instruments, Arrival taken back")


async def test_it_goes_on_after_a_restart(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA, BO)
    await desk.start()
    await desk.find(BO)
    page = await open_page()
    assert (largest(page), names(page)) == ("1", [ANA, BO])
    page.take_focus()
    assert people(page).hasFocus()


async def test_ending_asks_only_where_somebody_is_still_to_be_found(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(ANA)
    page = await open_page()
    await roll_call(page)
    click(page, "End roll call")
    asked = page.findChild(QDialog)
    assert says(asked, "1 person is still to be found.")
    press(asked, Qt.Key.Key_Escape)
    assert named(page, "End roll call")
    click(page, "End roll call")
    click(page, "End it anyway")
    await eventually(lambda: named(page, "Start roll call"))
    assert people(page).model().columns[0].title == "Visitor"
    await roll_call(page)
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "0")
    click(page, "End roll call")
    await eventually(lambda: named(page, "Start roll call"))


async def test_marking_one_of_five_hundred_leaves_the_other_rows_alone(desk: OnSiteDesk, open_page: OpenPage) -> None:
    await desk.come(*(f"Visitor {number:03}" for number in range(500)))
    page = await open_page()
    await roll_call(page)
    model = people(page).model()
    said: list[str] = []
    model.modelReset.connect(lambda: said.append("all"))
    model.dataChanged.connect(lambda first, last: said.append(f"changed {first.row()}-{last.row()}"))
    model.rowsRemoved.connect(lambda parent, first, last: said.append(f"out {first}-{last}"))
    model.rowsInserted.connect(lambda parent, first, last: said.append(f"in {first}-{last}"))
    press(people(page), Qt.Key.Key_Space)
    await eventually(lambda: largest(page) == "499")
    assert said == ["out 0-0", "in 499-499"]


# Carried out


async def test_the_csv_has_everybody_whatever_is_searched_for(
    desk: OnSiteDesk, open_page: OpenPage, tmp_path: Path
) -> None:
    await desk.come(ANA, visitor("=Bo Berg", mobile="+32 471 20 44 10"))
    page = await open_page()
    done: list[str] = []
    page.put_out.connect(done.append)
    write(find(page, "Search"), "ana")
    click(page, "Export as CSV")
    await save_as(page, tmp_path / "out.csv")
    await eventually(lambda: done)
    table = list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    assert [one[:3] for one in table[1:]] == [["'=Bo Berg", "", "'+32 471 20 44 10"], [ANA, "", ""]]
    assert done == ["The list was saved as out.csv."]


async def test_the_pdf_is_one(desk: OnSiteDesk, open_page: OpenPage, tmp_path: Path) -> None:
    await desk.come(ANA)
    page = await open_page()
    click(page, "Save as PDF")
    await save_as(page, tmp_path / "out.pdf")
    await eventually(lambda: (tmp_path / "out.pdf").exists())
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


async def test_a_printer_that_is_not_there_is_told_and_can_be_tried_again(
    desk: OnSiteDesk,
    open_page: OpenPage,
    told: list[FoyerError],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")  # no printer of whoever runs the tests is ever reached
    await desk.come(ANA)
    page = await open_page()
    press(page, Qt.Key.Key_P, CTRL)
    assert not find(page, "Print list").isEnabled()
    await eventually(lambda: any(isinstance(one, PrinterFailed) for one in told))
    assert find(page, "Print list").isEnabled()


# At any size


@pytest.mark.parametrize(("width", "scale"), [(712, 1.0), (1100, 2.0)])
async def test_nothing_of_the_count_is_cut_off(
    desk: OnSiteDesk, open_page: OpenPage, theme: Theme, width: int, scale: float
) -> None:
    theme.change(scheme="dark", text_scale=scale)
    await desk.come(ANA)
    page = await open_page()
    page.resize(width, 640)
    await roll_call(page)
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.height() >= label.minimumSizeHint().height() - 1
            assert label.visibleRegion().isEmpty() or label.width() <= width
    assert find(page, "Print list").width() >= find(page, "Print list").sizeHint().width() - 1


async def test_times_are_the_sites_also_when_the_server_tells_its_zone_late(
    open_desk: OpenDesk, pc_zone: Callable[[str], None]
) -> None:
    pc_zone("UTC")
    desk = open_desk(Settings(), sample=True)
    desk.window.go_to("On site")
    page = desk.window.page()
    await eventually(lambda: named(page, "People on site"))
    table = find(page, "People on site", QTableView)
    await eventually(lambda: "08:52" in column(table, "Arrived"))
