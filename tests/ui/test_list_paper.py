"""*Print* and *Export* on Today: what is on the screen, in its order, on paper and in files."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from app.errors import FileFailed, FoyerError
from tests.fake_server import FakeServer
from tests.files_read import csv_rows, pdf_pages, xlsx_rows
from tests.meetings import meeting, visitor
from tests.ui.conftest import OpenDesk, OpenToday, eventually
from tests.ui.hands import CTRL, click, click_heading, column, find, named, press, says, write
from tests.ui.paper_hands import choose
from ui.pages.today.page import TodayPage
from ui.printing.document import Document
from ui.printing.pdf import pdf_of

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
NAME = "Visitors 2026-03-12"
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 4
DAY = [
    meeting(1, visitor("Ana Lima", companyName="=Lumen", mobile="+32 471 20 44 10"), at="11:00"),
    meeting(2, visitor("Bo Berg", companyName="Lumen BV"), "محمد الفارسي", at="10:00"),
    meeting(3, visitor("Cy Dahl", companyName="Volta"), title=LONG),
]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
async def page(open_today: OpenToday, server: FakeServer, said: list[str]) -> TodayPage:
    server.answers("GET", "/vm/meetings", json=DAY)
    page = await open_today()
    page.put_out.connect(said.append)
    await eventually(lambda: page.ready() and names(page))
    return page


def names(page: TodayPage) -> list[str]:
    return [name for table in named(page, "Visitors", QTableView) for name in column(table, "Visitor")]


async def exported(page: TodayPage, kind: str, file: Path, said: list[str]) -> bytes:
    click(page, "Export")
    await choose(page, kind, file, f"{NAME}{file.suffix}")
    await eventually(lambda: said)
    assert said.pop() == f"The list was saved as {file.name}."
    return await asyncio.to_thread(file.read_bytes)


async def test_a_file_has_the_rows_that_are_shown_in_their_order(
    page: TodayPage, tmp_path: Path, said: list[str]
) -> None:
    write(find(page, "Search"), "lumen")
    click_heading(find(page, "Visitors", QTableView), "Visitor")
    click_heading(find(page, "Visitors", QTableView), "Visitor")
    rows = csv_rows(await exported(page, "CSV", tmp_path / "out.csv", said))
    assert rows[0][:5] == ["Day", "Time", "Visitor", "Company", "Mobile"]
    assert [row[:5] for row in rows[1:]] == [
        ["2026-03-12", "11:00", "Ana Lima", "'=Lumen", "'+32 471 20 44 10"],
        ["2026-03-12", "10:00", "Bo Berg", "Lumen BV", ""],
    ]
    (sheet,) = xlsx_rows(await exported(page, "Excel", tmp_path / "out.xlsx", said)).values()
    assert [row[2:5] for row in sheet] == [
        ["Visitor", "Company", "Mobile"],
        ["Ana Lima", "=Lumen", "+32 471 20 44 10"],
        ["Bo Berg", "Lumen BV", ""],
    ]


async def test_the_pdf_says_which_list_it_is_and_names_everybody(
    page: TodayPage, tmp_path: Path, said: list[str]
) -> None:
    press(page, Qt.Key.Key_E, CTRL_SHIFT)
    await choose(page, "PDF", tmp_path / "out.pdf", f"{NAME}.pdf")
    await eventually(lambda: said)
    (words,) = pdf_pages(tmp_path / "out.pdf")
    for part in (
        "Visitors on Thursday 12 March 2026 Northgate House · printed on Thursday 12 March 2026, 09:42",
        "4 visitors. Sorted by time. Updated 09:42",
        "10:00 Bo Berg Lumen BV Sofia Marchetti Meeting 2 Expected",
        "Page 1 of 1",
    ):
        assert part in words
    assert LONG in words.replace(" ", "")


async def test_tomorrow_is_printed_with_two_keys(
    page: TodayPage, server: FakeServer, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[Document] = []

    async def take(document: Document, *, printer: str) -> None:
        printed.append(document)

    monkeypatch.setattr("ui.printing.printers.print_document", take)
    tomorrow = meeting(7, "Di Evans", startAt="2026-03-13T09:00:00+01:00", endAt="2026-03-13T10:00:00+01:00")
    server.answers("GET", "/vm/meetings", json=[tomorrow])
    press(page, Qt.Key.Key_PageDown, CTRL)
    await eventually(lambda: names(page) == ["Di Evans"])
    press(page, Qt.Key.Key_P, CTRL_SHIFT)
    assert not find(page, "Print").isEnabled()
    await eventually(lambda: said)
    assert said == ["The list was handed to the printer."]
    (tmp_path / "printed.pdf").write_bytes(pdf_of(printed[0]))
    (words,) = pdf_pages(tmp_path / "printed.pdf")
    assert words.startswith("Visitors on Friday 13 March 2026 Northgate House")
    assert "09:00 Di Evans" in words


async def test_where_nothing_can_be_written_it_is_said_and_nothing_is_left(
    page: TodayPage, tmp_path: Path, told: list[FoyerError]
) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    click(page, "Export")
    await choose(page, "CSV", folder / "out.csv", f"{NAME}.csv")
    folder.rmdir()  # a network share that went, between the question and the writing
    await eventually(lambda: told)
    assert isinstance(told[0], FileFailed)
    assert str(told[0]) == "out.csv can't be saved there: No such file or directory."
    assert not folder.exists()
    assert find(page, "Export").isEnabled()


async def test_the_week_is_one_list_with_a_table_a_day(page: TodayPage, tmp_path: Path, said: list[str]) -> None:
    press(page, Qt.Key.Key_F7)
    press(page, Qt.Key.Key_E, CTRL_SHIFT)
    await choose(page, "Excel", tmp_path / "out.xlsx", "Visitors 2026-03-09 to 2026-03-15.xlsx")
    await eventually(lambda: said)
    sheets = xlsx_rows((tmp_path / "out.xlsx").read_bytes())
    assert [name[:9] for name in sheets] == [
        "Monday 9 ", "Tuesday 1", "Wednesday", "Thursday ", "Friday 13", "Saturday ", "Sunday 15",
    ]  # fmt: skip
    (thursday,) = (rows for name, rows in sheets.items() if name.startswith("Thursday"))
    assert [row[2] for row in thursday[1:]] == ["Bo Berg", "محمد الفارسي", "Cy Dahl", "Ana Lima"]


async def test_that_a_list_could_not_be_saved_is_said_until_one_is(
    open_desk: OpenDesk, server: FakeServer, tmp_path: Path
) -> None:
    server.answers("GET", "/vm/meetings", json=DAY)
    desk = open_desk()
    page = desk.window.page()
    await eventually(page.ready)
    click(page, "Export")
    await choose(page, "CSV", tmp_path / "nowhere" / "out.csv", f"{NAME}.csv")
    await eventually(lambda: "can't be saved" in desk.window.banner.words)
    click(page, "Export")
    await choose(page, "CSV", tmp_path / "out.csv", f"{NAME}.csv")
    await eventually(lambda: says(desk.window.notice, "The list was saved as out.csv."))
    assert desk.window.banner.words == ""
