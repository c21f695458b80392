"""*Today*: who comes on a day, and finding one of them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView

from tests.fake_server import FakeServer, Held
from tests.meetings import BRUSSELS, DAY, JONAS, SOFIA, meeting, visitor
from tests.ui.conftest import OpenToday, eventually
from tests.ui.hands import (
    click,
    click_heading,
    click_row,
    column,
    find,
    named,
    press,
    row,
    row_in_hand,
    says,
    shown,
    spoken_name,
    write,
)
from ui.pages.today.page import TodayPage

LIST = "/vm/meetings"


def visitors(page: TodayPage) -> list[str]:
    return column(find(page, "Visitors", QTableView), "Visitor")


async def opened(open_today: OpenToday, *, on: date | None = None) -> TodayPage:
    page = await open_today(on=on)
    await eventually(page.ready)
    return page


async def test_the_sample_day_has_a_row_for_each_visitor_and_for_each_meeting_without_any(
    open_today: OpenToday,
) -> None:
    page = await open_today(sample=True)
    await eventually(page.ready)
    table = find(page, "Visitors", QTableView)
    assert len(visitors(page)) == 40
    assert visitors(page).count("Nobody invited") == 2
    assert "38 visitors in 24 meetings" in shown(page)
    assert row(table, 4) == (
        "09:00",
        "Ingrid Sørensen-Vestergaard",
        "Nordlys Arkitekter A/S",
        "Marc Delacroix",
        "Façade survey",
        "On site 08:52",
    )
    assert row(table, 0)[1:3] == ("Nobody invited", "")
    nobody = [row(table, number)[5] for number, name in enumerate(visitors(page)) if name == "Nobody invited"]
    assert nobody == ["Ended", "Takes place"]
    assert column(table, "Meeting").count("Supplier day") == 12


async def test_the_api_pages_own_example_is_a_row(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today, on=date(2014, 12, 1))
    table = find(page, "Visitors", QTableView)
    assert table.model().rowCount() == 1
    assert row(table, 0) == ("12:00", "zdeazd zeadzed", "adeazdeazed", "Yo Da", "zdeazd zeadzed", "Ended")
    assert server.asked(LIST)[0].query == {"from": "2014-12-01", "to": "2014-12-01"}


async def test_a_wider_answer_is_cut_to_what_overlaps_the_day(open_today: OpenToday, server: FakeServer) -> None:
    """The API doesn't say how it counts a day. A meeting that ends at midnight belongs to the day before."""
    server.answers(
        "GET",
        LIST,
        json=[
            meeting(1, "Day Before", startAt=f"{'2026-03-11'}T22:00:00+01:00", endAt="2026-03-11T23:00:00+01:00"),
            meeting(2, "Until Midnight", startAt="2026-03-11T22:00:00+01:00", endAt=f"{DAY}T00:00:00+01:00"),
            meeting(3, "Over Midnight", startAt="2026-03-11T22:00:00+01:00", endAt=f"{DAY}T00:30:00+01:00"),
            meeting(4, "At Midnight", startAt=f"{DAY}T00:00:00+01:00", endAt=f"{DAY}T00:00:00+01:00"),
            meeting(5, "Late Evening", startAt=f"{DAY}T22:30:00Z", endAt=f"{DAY}T23:30:00Z"),
            meeting(6, "Next Midnight", startAt="2026-03-13T00:00:00+01:00", endAt="2026-03-13T01:00:00+01:00"),
        ],
    )
    page = await opened(open_today)
    assert visitors(page) == ["Over Midnight", "At Midnight", "Late Evening"]
    assert "3 visitors in 3 meetings" in shown(page)


async def test_a_day_is_left_and_found_again(open_today: OpenToday, server: FakeServer) -> None:
    page = await opened(open_today)
    steps = page.header_part()
    steps.resize(700, 56)
    steps.show()
    assert says(steps, "Thursday 12 March 2026")
    assert not find(steps, "Go to today").isEnabled()
    click(steps, "Previous day")
    click(steps, "Previous day")
    assert says(steps, "Tuesday 10 March 2026")
    click(steps, "Next day")
    await eventually(page.ready)
    assert says(steps, "Wednesday 11 March 2026")
    assert {"from": "2026-03-11", "to": "2026-03-11"} in [request.query for request in server.asked(LIST)]
    click(steps, "Go to today")
    assert says(steps, "Thursday 12 March 2026")
    steps.deleteLater()


async def test_a_day_that_was_seen_before_is_shown_before_the_server_answers(
    open_today: OpenToday, server: FakeServer
) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima")])
    server.answers("GET", LIST, json=[])
    server.answers("GET", LIST, content=(held := Held([meeting(1, "Ana Lima")])))
    page = await opened(open_today)
    page.header_part().stepped.emit(1)
    await eventually(lambda: says(page, "Nobody is expected"))
    page.header_part().stepped.emit(-1)
    await eventually(lambda: named(page, "Visitors"))
    assert visitors(page) == ["Ana Lima"]
    held.let_go()


PEOPLE = [
    meeting(1, visitor("Ingrid Sørensen", companyName="Nordlys A/S", licensePlate="DK AB 55"), at="09:00"),
    meeting(2, visitor("Zoë Peeters", companyName="De Ochtendpost"), at="10:00", title="Façade survey", host=JONAS),
    meeting(3, at="11:00", title="Morning briefing"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sorensen", ["Ingrid Sørensen"]),
        ("ZOE", ["Zoë Peeters"]),
        ("zoë", ["Zoë Peeters"]),
        ("nordlys", ["Ingrid Sørensen"]),
        ("weber", ["Zoë Peeters"]),
        ("facade", ["Zoë Peeters"]),
        ("briefing", ["Nobody invited"]),
        ("ab 55", ["Ingrid Sørensen"]),
        ("dkab55", ["Ingrid Sørensen"]),
        ("peeters zoe", ["Zoë Peeters"]),
        ("marchetti  ingr", ["Ingrid Sørensen"]),
        ("  ", ["Ingrid Sørensen", "Zoë Peeters", "Nobody invited"]),
        ("ingrid weber", []),
    ],
)
async def test_search(open_today: OpenToday, server: FakeServer, typed: str, found: list[str]) -> None:
    """Over visitor, company, host, title and licence plate; accents, case and the order of words don't matter."""
    server.answers("GET", LIST, json=PEOPLE)
    page = await opened(open_today)
    table = find(page, "Visitors", QTableView)
    write(find(page, "Search", QLineEdit), typed)
    assert column(table, "Visitor") == found


async def test_an_empty_search_is_not_an_empty_day(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=PEOPLE)
    page = await opened(open_today)
    search = find(page, "Search", QLineEdit)
    write(search, "ingrit")
    assert says(page, "No one called “ingrit” on this day")
    await eventually(lambda: says(page, "Close: Ingrid Sørensen, 09:00"))
    assert not named(page, "Visitors")
    click(page, "Clear search")
    assert search.text() == ""
    assert len(visitors(page)) == 3


async def test_from_the_search_on_with_the_keys_alone(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=PEOPLE)
    page = await opened(open_today)
    table, search = find(page, "Visitors", QTableView), find(page, "Search", QLineEdit)
    page.start_search()
    assert search.hasFocus()
    write(search, "zoe")
    press(search, Qt.Key.Key_Return)
    assert table.hasFocus()
    assert row_in_hand(table)[1] == "Zoë Peeters"
    page.start_search()
    press(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    press(search, Qt.Key.Key_Down)
    assert table.hasFocus()
    press(table, Qt.Key.Key_Down)
    press(table, Qt.Key.Key_Down)
    assert row_in_hand(table)[4] == "Morning briefing"


async def test_an_empty_day_says_that_it_is_empty(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[])
    page = await opened(open_today)
    assert says(page, "Nobody is expected")
    assert says(page, "The list is up to date, and it is empty.")
    assert find(page, "New meeting").isEnabled()
    assert not named(page, "Look around with a sample day")


async def test_the_first_start_offers_a_sample_day_and_a_server(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[])
    page = await open_today(first_start=True)
    await eventually(page.ready)
    wanted: list[str] = []
    page.wants.connect(wanted.append)
    page.sample_requested.connect(lambda: wanted.append("sample"))
    click(page, "Look around with a sample day")
    click(page, "Connect to a server")
    assert wanted == ["sample", "Settings"]


async def test_the_day_opens_at_the_next_visitor_below_the_now_line(open_today: OpenToday, server: FakeServer) -> None:
    server.answers(
        "GET",
        LIST,
        json=[meeting(1, "Here Already", at="09:00"), meeting(2, "Next One", at="09:45"), meeting(3, "Later On")],
    )
    page = await opened(open_today)
    table = find(page, "Visitors", QTableView)
    assert row_in_hand(table)[1] == "Next One"
    assert now_line(table) == table.rowViewportPosition(1)
    click_heading(table, "Visitor")
    assert now_line(table) is None, "in another order there is no line between what was and what comes"


def now_line(table: QTableView) -> int | None:
    """Where the two accent pixels of the Now line end, counted from the top of the rows; None when there is none."""
    picture = table.viewport().grab().toImage()
    accent = "#2453b8"
    x = picture.width() - 3
    lines = [y for y in range(1, picture.height()) if picture.pixelColor(x, y).name() == accent]
    return lines[-1] + 1 if len(lines) == 2 else None


async def test_headings_sort(open_today: OpenToday, server: FakeServer) -> None:
    """By last name, accents aside; a second click turns the order round."""
    server.answers(
        "GET",
        LIST,
        json=[meeting(1, "Ana Zuber"), meeting(2, "Lars Åkerström", at="11:00"), meeting(3, "Bo Berg", at="12:00")],
    )
    page = await opened(open_today)
    table = find(page, "Visitors", QTableView)
    click_row(table, 2)
    click_heading(table, "Visitor")
    assert visitors(page) == ["Lars Åkerström", "Bo Berg", "Ana Zuber"]
    assert row_in_hand(table)[1] == "Bo Berg"
    click_heading(table, "Visitor")
    assert visitors(page) == ["Ana Zuber", "Bo Berg", "Lars Åkerström"]
    click_heading(table, "Time")
    assert visitors(page) == ["Ana Zuber", "Lars Åkerström", "Bo Berg"]


async def test_the_words_of_a_meeting_are_heard_cell_by_cell(open_today: OpenToday, server: FakeServer) -> None:
    server.answers("GET", LIST, json=[meeting(1, "Ana Lima", "Bo Berg", host=SOFIA, company=BRUSSELS)])
    page = await opened(open_today)
    table = find(page, "Visitors", QTableView)
    assert spoken_name(table) == "Visitors"
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert [table.model().index(0, one).data(spoken) for one in (1, 4)] == ["Ana Lima", "Meeting 1, group of 2"]
