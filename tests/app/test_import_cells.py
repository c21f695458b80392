"""What a cell of a list holds besides what is meant: it is left out, or nobody of that row is ready."""

from __future__ import annotations

import pytest

from app.services.imports.cells import number_in, one_line
from app.services.imports.imported_table import table_of_text
from app.services.imports.visitor_rows import Flaw, ReadingRules, VisitorRow, read_visitors
from app.services.meetings.checks import Problem


def rows_of(text: str, country: str = "DE", *, complete: bool = False, double: bool = False) -> list[VisitorRow]:
    rules = ReadingRules(complete_numbers=complete, double_names=double)
    return read_visitors(table_of_text(text), country=country, rules=rules)


def mobile(cell: str, country: str = "DE") -> tuple[str, bool]:
    (row,) = rows_of(f"First name\tLast name\tMobile\nAda\tLee\t{cell}\n", country, complete=True)
    return row.visitor.mobile, row.ready


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("030 23125012 ext.", "030 23125012"),
        ("030 23125012 / 13", "030 23125012"),
        ("030/23125012", "030/23125012"),
        ("0171 1234567 (mobil)", "0171 1234567"),
        ("0171 1234567 oder 030 23125012", "0171 1234567"),
        ("0171 1234567/8", "0171 1234567"),
        ("0471204410/0471204411", "0471204410"),
        ("0171/1234567/0172/7654321", "0171/1234567"),
        ("030 23125012 (13)", "030 23125012"),
        ("030 23125012 (2. Stock)", "030 23125012"),
        ("030 23125012 - 13", None),
        ("030 23125012-13", "030 23125012-13"),
        ("2. 0171 1234567", "0171 1234567"),
        ("(+32) 471 20 44 10", "+32 471 20 44 10"),
        ("(0044) 20 7946 0958", "(0044) 20 7946 0958"),
        ("＋３２ ４７１ ２０ ４４ １０", "+32 471 20 44 10"),
        ("+٣٢٤٧١٢٠٤٤١٠", "+32471204410"),
        ("1711234567.0", "1711234567"),
        ("Tel.: +32 471 20 44 10", "+32 471 20 44 10"),
        ("tel:+32471204410", "+32471204410"),
        ("+49 (0)30 23125012", "+49 (0)30 23125012"),
        ("+1 (212) 555-0123 x45", "+1 (212) 555-0123"),
        ("'+32 471 20 44 10", "+32 471 20 44 10"),
        ("'0471 20 44 10", "0471 20 44 10"),
        ("\u202a+32 471\u00a020\u200b44 10\u202c", "+32 471 2044 10"),
        ("\uff0b32 471 20 44 10", "+32 471 20 44 10"),
        ("+32471204410.0", "+32471204410"),
        ("Room 12, 0471 20 44 10", "0471 20 44 10"),
        ("12", "12"),
        ("", ""),
        ("0800 FLOWERS", None),
        ("AB123456", None),
        ("2026-03-12", None),
        ("12.03.2026", None),
        ("3,24712E+10", None),
        ("call me", None),
    ],
)
def test_the_first_number_of_a_cell_is_taken_or_none(cell: str, number: str | None) -> None:
    assert number_in(cell) == number


@pytest.mark.parametrize(
    ("cell", "country", "completed"),
    [
        ("030 23125012 ext.", "DE", "+49 30 23125012"),
        ("030 23125012 / 13", "DE", "+49 30 23125012"),
        ("0171 1234567 (mobil)", "DE", "+49 171 1234567"),
        ("1711234567.0", "DE", "+49 171 1234567"),
        ("0471 20 44 10", "BE", "+32 471 20 44 10"),
        ("32471204410", "BE", "+32 471 20 44 10"),
        ("0049 171 1234567", "BE", "+49 171 1234567"),
        ("+44 20 7946 0958 (office)", "BE", "+44 20 7946 0958"),
        ("7911 123456", "GB", "+44 7911 123456"),
    ],
)
def test_a_number_gets_the_code_of_its_own_country(cell: str, country: str, completed: str) -> None:
    assert mobile(cell, country) == (completed, True)


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("0171 1234567", "BE"),
        ("020 7946 0958", "BE"),
        ("44 20 7946 0958", "BE"),
        ("442079460958", "DE"),
        ("0800 FLOWERS", "DE"),
        ("3,24712E+10", "BE"),
        ("12", "BE"),
    ],
)
def test_a_number_that_may_be_of_another_country_is_not_given_a_code(cell: str, country: str) -> None:
    assert mobile(cell, country) == (cell, False)


def test_words_beside_a_number_are_not_sent_and_the_row_says_which_number_is() -> None:
    (row,) = rows_of("First name\tLast name\tMobile\nAda\tLee\tTel. +32 471 20 44 10 (mobil)\n")
    assert (row.visitor.mobile, row.ready, row.changed) == ("+32 471 20 44 10", True, ("mobile",))
    (row,) = rows_of("First name\tLast name\tMobile\nAda\tLee\tcall reception\n")
    assert [(each.field, each.problem) for each in row.mistakes] == [("mobile", Problem.BAD_PHONE)]
    assert row.wrong == (2,)


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("\u202aAda\u202c\u200b Love\u00adlace\ufeff", "Ada Lovelace"),
        ("\u200fمحمد\u200f", "محمد"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'t Hart", "'t Hart"),
        ("Ada\x0bLee\x00", "Ada Lee"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_signs_that_nobody_sees_go_and_those_that_letters_need_stay(cell: str, seen: str) -> None:
    assert one_line(cell) == seen


def test_addresses_and_plates_are_without_any_such_sign() -> None:
    (row,) = rows_of("First name\tLast name\tEmail\tPlate\nAda\tLee\tada\u200d@x.org\u200e\t1-AB\u200cC-2\n")
    assert (row.visitor.email, row.visitor.license_plate, row.ready) == ("ada@x.org", "1-ABC-2", True)


@pytest.mark.parametrize("name", ["ada@x.org Lee", "Ada lee@x.org", "Ada @home"])
def test_nobody_with_an_address_in_the_name_is_ready(name: str) -> None:
    (row,) = rows_of(f"Full name\tCompany\n{name}\tAcme\n")
    assert (row.ready, row.flaws, row.wrong) == (False, (Flaw.ADDRESS_AS_NAME,), (0,))


def test_a_single_name_is_both_when_a_person_says_so() -> None:
    text = "Full name\tCompany\nMadonna\tAcme\nAda Lee\tAcme\n\tNobody\n"
    madonna, ada, nobody = rows_of(text)
    assert [one.has_single_name for one in (madonna, ada, nobody)] == [True, False, False]
    assert not madonna.ready
    madonna, ada, nobody = rows_of(text, double=True)
    assert (madonna.visitor.first_name, madonna.visitor.last_name, madonna.ready) == ("Madonna", "Madonna", True)
    assert (ada.visitor.name, ada.changed, nobody.ready) == ("Ada Lee", (), False)
