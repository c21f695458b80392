"""A sheet as CSV and as XLSX, read back by others: every cell is the text that it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from app.paper.csv_file import csv_of
from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.paper.xlsx_file import LONGEST_CELL, xlsx_of
from tests.files_read import csv_rows, xlsx_rows

AT = datetime(2026, 3, 12, 9, 42, tzinfo=ZoneInfo("Europe/Brussels"))
DANGEROUS = ("=1+1", "+32 471 20 44 10", "-1", "@SUM(A1)", "\t=1", "\r=1", "00123", "1e5", "https://x.example", "TRUE")


def table(*rows: Sequence[str], name: str = "") -> SheetTable:
    return SheetTable((SheetColumn("Visitor"), SheetColumn("Host")), tuple(map(tuple, rows)), name)


def sheet(*tables: SheetTable, title: str = "Visitors") -> Sheet:
    return Sheet(title, "Visitors 2026-03-12", "R&D \x02 House", AT, ("2 visitors",), tables)


def test_a_cell_of_xlsx_is_a_text_letter_for_letter() -> None:
    rows = [(words, "محمد 김서연 😀") for words in DANGEROUS]
    (read,) = xlsx_rows(xlsx_of(sheet(table(*rows)))).values()
    assert read == [["Visitor", "Host"], *(list(row) for row in rows)]


def test_each_table_has_a_worksheet_whatever_it_is_called() -> None:
    names = ("By host: [all]/?*\\", "By host: [all]/?*\\", "History", "'", "W" * 40, "w" * 40)
    read = xlsx_rows(xlsx_of(sheet(*(table(("Ana", "Bo"), name=name) for name in names))))
    assert len(read) == len(names)
    assert all(len(name) <= 31 for name in read)
    assert all(rows == [["Visitor", "Host"], ["Ana", "Bo"]] for rows in read.values())


def test_tables_follow_each_other_in_csv_below_their_names() -> None:
    content = csv_of([table(("=Ana", "+Bo"), name="Hosts"), table(name="Days")])
    assert content.startswith(b"\xef\xbb\xbf")
    assert csv_rows(content) == [["Hosts"], ["Visitor", "Host"], ["'=Ana", "'+Bo"], [], ["Days"], ["Visitor", "Host"]]


@settings(max_examples=30)
@given(st.lists(st.text(), max_size=4))
def test_whatever_somebody_is_called_the_file_can_be_read(words: list[str]) -> None:
    """Signs that XML can't hold are told as such, and nothing else is."""
    (read,) = xlsx_rows(xlsx_of(sheet(table(*((one, "x") for one in words))))).values()
    assert len(read) == 1 + len(words)


def test_a_cell_is_cut_where_spreadsheets_end() -> None:
    (read,) = xlsx_rows(xlsx_of(sheet(table(("a" * 40_000, "😀" * 20_000))))).values()
    assert read[1] == ["a" * LONGEST_CELL, "😀" * (LONGEST_CELL // 2)]


def test_figures_are_numbers_in_a_spreadsheet_and_nothing_else_is() -> None:
    columns = (SheetColumn("Host"), SheetColumn("Visitors", figures=True), SheetColumn("Number"))
    rows = (
        ("Sofia", "1,234", "0471"),
        ("=1+1", "12 %", "7"),
        ("Bo", "2.5", ""),
        ("Cy", "=2+2", ""),
        ("", "\u22123", ""),
    )
    (read,) = xlsx_rows(xlsx_of(sheet(SheetTable(columns, rows)))).values()
    assert [row[1] for row in read[1:]] == [1234.0, 0.12, 2.5, "=2+2", -3.0]
    assert [row[0] for row in read[1:3]] == ["Sofia", "=1+1"]
    assert [row[2] for row in read[1:3]] == ["0471", "7"]
