"""The list as CSV: every spreadsheet opens it, and nothing in it is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.text.spreadsheet_cell import harmless
from app.services.imports.imported_table import table_of_file
from app.services.imports.visitor_rows import read_visitors
from app.services.visits.on_site_list import list_of, on_site_csv
from tests.fake_server import FakeServer
from tests.meetings import visitor
from tests.on_site_desk import OnSiteDesk


@pytest.fixture
async def desk(tmp_path: Path, server: FakeServer) -> AsyncIterator[OnSiteDesk]:
    desk = OnSiteDesk(tmp_path, server)
    yield desk
    await desk.close()


def rows(content: bytes) -> list[list[str]]:
    """As a strict reader of RFC 4180 has them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


async def exported(desk: OnSiteDesk) -> bytes:
    return on_site_csv(list_of(await desk.roll_call.standing(), desk.site, ""))


async def test_everybody_with_host_and_since_when(desk: OnSiteDesk) -> None:
    chloe = visitor("Chloé Van-den-Broeck", companyName="Studio Lumen, BV", mobile="+32 2 555 01 63")
    await desk.come(chloe, "김서연 Kim", title='Interview "round 2"')
    await desk.hear("Kwabena Owusu")
    content = await exported(desk)
    assert content.startswith(b"\xef\xbb\xbfVisitor,Company,Mobile,Host,Host's number,Meeting,On site since\r\n")
    assert content.endswith(b"\r\n")
    assert rows(content)[1:] == [
        ["Chloé Van-den-Broeck", "Studio Lumen, BV", "'+32 2 555 01 63", "Sofia Marchetti", "",
         'Interview "round 2"', "2026-03-12 11:20"],
        ["Kwabena Owusu", "Volta Instruments", "'+32 471 20 44 10", "Jonas Weber", "", "Calibration",
         "2026-03-12 09:05"],
        ["김서연 Kim", "", "", "Sofia Marchetti", "", 'Interview "round 2"', "2026-03-12 11:20"],
    ]  # fmt: skip


async def test_a_roll_call_adds_how_it_stands_with_each(desk: OnSiteDesk) -> None:
    await desk.come("Ana Lima", "Bo Berg", "Cy Dahl")
    await desk.start()
    await desk.find("Ana Lima")
    await desk.leave("Bo Berg")
    table = rows(await exported(desk))
    assert [(row[0], row[-1]) for row in table] == [
        ("Visitor", "Roll call"),
        ("Cy Dahl", "Still to find"),
        ("Ana Lima", "Safe 11:20"),
        ("Bo Berg", "Left 11:20"),
    ]


async def test_the_list_is_imported_again_without_the_guards(desk: OnSiteDesk, tmp_path: Path) -> None:
    await desk.come(visitor("Chloé 't Veld", companyName="=Lumen", mobile="+32 2 555 01 63"))
    (tmp_path / "list.csv").write_bytes(await exported(desk))
    (chloe,) = read_visitors(table_of_file(tmp_path / "list.csv"))
    assert chloe.ready
    assert (chloe.visitor.first_name, chloe.visitor.last_name) == ("Chloé", "'t Veld")
    assert (chloe.visitor.company_name, chloe.visitor.mobile) == ("=Lumen", "+32 2 555 01 63")


async def test_an_empty_building_is_a_list_with_headings_alone(desk: OnSiteDesk) -> None:
    assert len(rows(await exported(desk))) == 1


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('=HYPERLINK("http://x","y")', '\'=HYPERLINK("http://x","y")'),
        ("+32 471 20 44 10", "'+32 471 20 44 10"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r\n=1+1", "' =1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        ("\nZsófia", "' Zsófia"),
        ("Route\r\nplanning\u2028day 2", "Route planning day 2"),
        ("a=b", "a=b"),
        ("O’Malley-Smith", "O’Malley-Smith"),
        ("", ""),
    ],
)
def test_a_cell_that_could_be_a_formula_is_text(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


@given(st.text())
def test_whatever_somebody_is_called_is_one_line_and_no_formula(cell: str) -> None:
    shown = harmless(cell)
    assert len(shown.splitlines()) <= 1
    assert shown.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert shown.lstrip("'").split() == cell.lstrip("'").split()
