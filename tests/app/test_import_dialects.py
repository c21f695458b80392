"""How the rows, the columns and the headings of a list are told, and what only a person can tell."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import FileFailed
from app.services.imports.delimited import WHOLE_LINES, rows_of_text
from app.services.imports.imported_table import table_of_file, table_of_text
from app.services.imports.list_source import Reading
from app.services.imports.visitor_rows import Flaw, VisitorRow, read_visitors, text_of_rows


def pasted(text: str) -> list[VisitorRow]:
    return read_visitors(table_of_text(text), country="BE")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("'t Hart, Jo\nAda Lee\nBo Ek\n", [["'t Hart, Jo"], ["Ada Lee"], ["Bo Ek"]]),
        ("'t Hart, Jo\nLee, Ada\n", [["'t Hart, Jo"], ["Lee, Ada"]]),
        ("'t Hart, Jo", [["'t Hart, Jo"]]),
        ("Last name, First name\nHart, Jo\n", [["Last name", "First name"], ["Hart", "Jo"]]),
        ("Hart,Jo\nLee,Ada\n", [["Hart", "Jo"], ["Lee", "Ada"]]),
        ("Jan Peeters\tAcme, Inc.\nAn Smet\tBolt\n", [["Jan Peeters", "Acme, Inc."], ["An Smet", "Bolt"]]),
        ("Ada Lee\nBo Ek; Cy Orr\nDee Fox\n", [["Ada Lee"], ["Bo Ek; Cy Orr"], ["Dee Fox"]]),
        ("a;b;c\n1;2\n3;4;5\n", [["a", "b", "c"], ["1", "2"], ["3", "4", "5"]]),
    ],
)
def test_cells_are_divided_by_what_most_rows_agree_on(text: str, rows: list[list[str]]) -> None:
    assert rows_of_text(text).rows == rows


def test_a_person_chooses_another_delimiter() -> None:
    table = table_of_text("Ada,Lee;Acme\nBo,Ek;Bolt\n")
    assert table.reading.delimiter in (";", ",")
    assert table.read_as(Reading(delimiter=",")).rows == (("Ada", "Lee;Acme"), ("Bo", "Ek;Bolt"))
    assert table.read_as(Reading(delimiter=WHOLE_LINES)).rows == (("Ada,Lee;Acme",), ("Bo,Ek;Bolt",))


@pytest.mark.parametrize(
    ("text", "rows", "torn"),
    [
        ('N;C\n"Lee, Ada;X\nEk;Y\n', [["N", "C"], ["Lee, Ada", "X"], ["Ek", "Y"]], {1}),
        ('N;C\n"Lee" Ada;X\nCy;"A;B"\n', [["N", "C"], ["Lee Ada", "X"], ["Cy", "A;B"]], {1}),
        ('N;C\nCy;"A;B"\nOrr;"Z\nEk;"Y;Z"\n', [["N", "C"], ["Cy", "A;B"], ["Orr", "Z"], ["Ek", "Y;Z"]], {2}),
        ('N;C\nEk "Bo";Y\nCy;"A;B"\n', [["N", "C"], ['Ek "Bo"', "Y"], ["Cy", "A;B"]], set()),
        ('N;C\n"two\nlines";Y\nEk;Z\n', [["N", "C"], ["two lines", "Y"], ["Ek", "Z"]], set()),
        ('N;C\nEk;"two\nlines; more"\nCy;Z\n', [["N", "C"], ["Ek", "two lines; more"], ["Cy", "Z"]], set()),
        ('N;C\nEk;"open for ever\nCy;Z', [["N", "C"], ["Ek", "open for ever"], ["Cy", "Z"]], {1}),
    ],
)
def test_a_stray_quote_spoils_its_own_row_alone(text: str, rows: list[list[str]], torn: set[int]) -> None:
    read = rows_of_text(text)
    assert (read.rows, read.torn) == (rows, torn)


def test_a_torn_row_is_not_ready_and_its_neighbours_are() -> None:
    rows = pasted('First name;Last name;Company\nAda;Lee;"A; B"\nBo;"Ek;X\nCy;Orr;"C; D"\n')
    assert [(row.number, row.flaws) for row in rows] == [(2, ()), (3, (Flaw.TORN,)), (4, ())]
    assert [row.visitor.company_name for row in rows] == ["A; B", "X", "C; D"]


def test_half_a_pair_of_quotes_in_a_name_is_torn_and_in_a_company_an_inch() -> None:
    rows = pasted('First name;Last name;Company\nAda";Lee;X\nBo "Bobby";Ek;X\nCy;Orr;6" Pipes\n')
    assert [row.flaws for row in rows] == [(Flaw.TORN,), (), ()]


@pytest.mark.parametrize(
    ("text", "heading", "asked"),
    [
        ("Vardas\tPaštas\nJonas Jonaitis\tjonas@x.lt\n", 0, None),
        ("Vardas\tTelefonas nr\nJonas Jonaitis\t+370 612 34567\n", 0, None),
        ("Vardas\tPaštas 1\nJonas Jonaitis\tjonas@x.lt\n", 0, None),
        ("Ada Lee\tn/a\nBo Ek\tbo@x.org\n", None, 0),
        ("Vardas\tPavardė\tNumeris\nJonas\tJonaitis\tABC 123\n", None, 0),
        ("First Name\tE-mail 1 - Value\nJan\tjan@x.be\n", 0, None),
        ("Ada Lee\tada@x.org\nBo Ek\tbo@x.org\n", None, None),
        ("Vardas\tPavardė\nJonas\tJonaitis\n", None, 0),
        ("\nGäste\nJan Peeters\nAn Smet\n", 1, None),
        ("\nHosté\nJan Peeters\nAn Smet\n", None, 1),
        ("Teilnehmer\tAnkunft\nJan Peeters\t9h\n", 0, None),
        ("Name;Email\nAda Lee;Ada Lee <ada@x.org>\n", 0, None),
        ("Jan Peeters\nAn Smet\n", None, None),
        ("Jan\tPeeters\n", None, None),
        ("First name\tLast name\nJan\tPeeters\n", 0, None),
    ],
)
def test_headings_that_nobody_knows_are_no_visitor(text: str, heading: int | None, asked: int | None) -> None:
    table = table_of_text(text)
    assert (table.heading, table.asked_heading) == (heading, asked)
    first = read_visitors(table)[0]
    assert (Flaw.HEADING in first.flaws) == (asked is not None)


def test_a_person_says_whether_it_is_a_heading() -> None:
    table = table_of_text("Vardas\tPavardė\nJonas\tJonaitis\n")
    assert [row.ready for row in read_visitors(table)] == [False, True]
    assert [row.ready for row in read_visitors(table.with_heading(None))] == [True, True]
    (jonas,) = read_visitors(table.with_heading(0).with_fields(("first_name", "last_name")))
    assert jonas.visitor.name == "Jonas Jonaitis"


def test_a_file_may_be_an_address_list(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("Jan Peeters <jan@x.be>; Smet, An <an@x.be>,\n'Bo Ek' <bo@x.be>\n")
    rows = read_visitors(table_of_file(tmp_path / "list.txt"))
    assert [(row.visitor.name, row.visitor.email, row.ready) for row in rows] == [
        ("Jan Peeters", "jan@x.be", True), ("An Smet", "an@x.be", True), ("Bo Ek", "bo@x.be", True),
    ]  # fmt: skip
    (tmp_path / "list.csv").write_text("Name;Note\nJan Peeters;<3 coffee\n")
    (jan,) = read_visitors(table_of_file(tmp_path / "list.csv"))
    assert (jan.visitor.name, jan.visitor.about) == ("Jan Peeters", "<3 coffee")


@settings(max_examples=150, deadline=None)
@given(st.text("ab ,;\"\t\n\r@.<>'()019+éß’-A", max_size=60))
def test_whatever_is_pasted_becomes_rows_or_a_sentence(text: str) -> None:
    with suppress(FileFailed):
        table = table_of_text(text)
        rows = read_visitors(table, country="BE")
        assert len(text_of_rows(rows, [""] * len(rows), [""] * len(table.fields)).split("\n")) == len(rows) + 1
        for heading in (None, table.first_row):
            read_visitors(table.with_heading(heading))


def test_a_column_of_figures_is_no_name() -> None:
    rows = pasted("1\tAda\tLee\tada@x.org\n2\tBo\tEk\tbo@x.org\n")
    assert [(row.visitor.name, row.ready) for row in rows] == [("Ada Lee", True), ("Bo Ek", True)]
    (row,) = pasted("First name\tLast name\n12\tLee\n")
    assert row.flaws == (Flaw.NO_LETTER,)


def test_a_further_address_in_a_row_is_somebody_else() -> None:
    ada, bo = pasted("Ada\tLee\tada@x.org\tcy@x.org\nBo\tEk\tbo@x.org\t\n")
    assert (ada.flaws, bo.flaws) == ((Flaw.FURTHER_ADDRESS,), ())
    (row,) = pasted("First name\tLast name\tEmail\tAssistant\nAda\tLee\tada@x.org\tcy@x.org\n")
    assert row.ready


def test_of_columns_of_one_name_the_filled_one_counts() -> None:
    rows = pasted("Name,Email,E-mail address\nAda Lee,,ada@x.org\nBo Ek,,bo@\nCy Orr,cy@x.org,other@x.org\nDi Fo,,\n")
    assert [row.visitor.email for row in rows] == ["ada@x.org", "bo@", "cy@x.org", ""]
    assert [row.wrong for row in rows] == [(), (2,), (), ()]


@pytest.mark.parametrize(
    "text",
    [
        "Name\nAda Lee; Bo Ek\n",
        "Name\nAda Lee & Bo Ek\n",
        "Ada Lee and Bo Ek",
        "Ada Lee, Bo Ek",
        "Lee, Ada / Ek, Bo / Orr, Cy",
        "Ada Lee | Bo Ek\nCy Orr\nDi Fo\n",
        "Ada Lee; Bo Ek; cy@x.org",
        "Ada Lee\tBo Ek\tCy Orr",
    ],
)
def test_several_people_in_one_row_are_not_one_visitor(text: str) -> None:
    row = pasted(text)[0]
    assert (row.ready, row.flaws) == (False, (Flaw.SEVERAL,))


@pytest.mark.parametrize("name", ["Karl von und zu Guttenberg", "Raj s/o Kumar", "Lee En Mei", "Ana Ortega y Gasset"])
def test_small_words_of_one_name_are_no_second_person(name: str) -> None:
    (row,) = pasted(f"Name\n{name}\n")
    assert row.ready


@pytest.mark.parametrize("text", ["1. Ada Lee\n2. Bo Ek\n", "- Ada Lee\n- Bo Ek\n", "Name\n• Ada Lee\n(12) Bo Ek\n"])
def test_the_marks_of_a_list_are_of_no_name(text: str) -> None:
    rows = pasted(text.replace("(12)", "12)"))
    assert [(row.visitor.name, row.ready) for row in rows] == [("Ada Lee", True), ("Bo Ek", True)]


def test_a_name_that_begins_with_a_figure_is_asked_about() -> None:
    (row,) = pasted("First name\tLast name\nAda Lee\t9h\n")
    assert row.flaws == (Flaw.NO_LETTER,)


def test_empty_rows_do_not_count() -> None:
    rows = pasted("First name\tLast name\nJan\tPeeters\n" + "\t\n" * 3000)
    assert [row.visitor.name for row in rows] == ["Jan Peeters"]
    rows = pasted("First name\tLast name\n" + "\t\n" * 3000 + "Jan\tPeeters\n")
    assert [row.number for row in rows] == [3002]


def test_what_is_copied_is_no_formula_and_comes_back_as_it_was() -> None:
    rows = pasted(
        'First name\tLast name\tCompany\tMobile\nAda\t\t=SUM(A1)\t\n"""Jo"""\t\t"A ""B"" C"\t+32 471 20 44 10\n'
    )
    text = text_of_rows(rows, ["Last name is missing"] * 2, ["First name", "Last name", "Company", "Mobile"])
    assert text.split("\n")[1] == "Ada\t\t'=SUM(A1)\t\tLast name is missing"
    again = pasted(text)
    assert [row.visitor for row in again] == [row.visitor for row in rows]
    assert again[1].visitor.first_name == '"Jo"'


@pytest.mark.parametrize("text", ["(", "a-", "a(b ", "+1 ", "a. ", '"a'])
def test_a_long_cell_is_read_or_refused(text: str) -> None:
    """Nothing grows with the square of the length: that would take minutes."""
    with suppress(FileFailed):
        read_visitors(table_of_text(f"Ada Lee\t{text * 20_000}"), country="BE")
    with suppress(FileFailed):
        read_visitors(table_of_text(f"{text * 20_000}; ada@x.org; bo@x.org"), country="BE")
