"""*Export* on Overview: the figures and each chart as a table."""

from __future__ import annotations

from pathlib import Path

from app.settings import Settings
from tests.files_read import csv_rows, pdf_pages, xlsx_rows
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click
from tests.ui.paper_hands import choose
from ui.pages.overview.page import OverviewPage


async def test_each_chart_is_a_table(open_desk: OpenDesk, tmp_path: Path) -> None:
    desk = open_desk(Settings(), sample=True)
    desk.window.go_to("Overview")
    page = desk.window.page()
    assert isinstance(page, OverviewPage)
    await eventually(lambda: len(page.tables()) >= 3)  # the server has told of the days
    done: list[str] = []
    page.put_out.connect(done.append)
    for number, (kind, ending) in enumerate((("CSV", "csv"), ("Excel", "xlsx"), ("PDF", "pdf")), 1):
        click(desk.window, "Export")
        await choose(page, kind, tmp_path / f"out.{ending}", f"Overview 2026-03-12.{ending}")
        await eventually(lambda number=number: len(done) == number)
    rows = csv_rows((tmp_path / "out.csv").read_bytes())
    sheets = xlsx_rows((tmp_path / "out.xlsx").read_bytes())
    assert len(sheets) >= 3
    about = ["Northgate House", "Thursday 12 March 2026", "2026-03-12 09:42", "Thursday 5 March 2026 until 09:42", ""]
    assert rows[:3] == [["Overview"], ["Site", "Period", "Counted at", "Compared with", "Missing"], about]
    assert sheets["Overview"][1] == about
    (arrived,) = [row for row in sheets["Figures"] if row[0] == "Arrived"]
    assert str(arrived[2]).startswith("of 38 arrived, ")
    (first, *_) = pdf_pages(tmp_path / "out.pdf")
    assert first.count("Northgate House") == first.count("Thursday 5 March 2026 until 09:42") == 1
    for name, table in sheets.items():
        start = rows.index([name])
        assert [len(row) for row in rows[start + 1 : start + 1 + len(table)]] == [len(row) for row in table]
