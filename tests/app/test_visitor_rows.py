"""Lists of visitors: what a person may have been sent, and what comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import FileFailed
from app.models.drafts import VisitorDraft
from app.services.imports.address_list import read_addresses
from app.services.imports.delimited import rows_of_text
from app.services.imports.imported_table import table_of_file, table_of_text
from app.services.imports.visitor_columns import FIELDS, FULL_NAME, fields_of_headings
from app.services.imports.visitor_rows import ReadingRules, VisitorRow, read_visitors, sample_file, text_of_rows
from app.services.meetings.checks import Problem
from app.services.people.full_name import split_name


def pasted(text: str) -> list[VisitorRow]:
    return read_visitors(table_of_text(text), country="BE")


def names(rows: list[VisitorRow]) -> list[str]:
    return [row.visitor.name for row in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jan Peeters <jan@x.be>; An Smet <an@x.be>", [("Jan Peeters", "jan@x.be"), ("An Smet", "an@x.be")]),
        ('Peeters, Jan <jan@x.be>, "Smet, An" <an@x.be>', [("Peeters, Jan", "jan@x.be"), ("Smet, An", "an@x.be")]),
        ("jan@x.be\nan@x.be\n", [("", "jan@x.be"), ("", "an@x.be")]),
        ('"O\\"Neil; Bob" <bob@x.be>,', [('O"Neil; Bob', "bob@x.be")]),
        ("'Jan' <mailto:jan@x.be>", [("Jan", "jan@x.be")]),
        ("Jan Peeters <jan@x.be>; An Smet", [("Jan Peeters", "jan@x.be"), ("An Smet", "")]),
        ("Jan <jan at x.be>", [("Jan", "jan at x.be")]),
        ("Name,First\nPeeters,Jan\n", None),
        ("a;b;jan@x.be", None),
        ("jan@x.be; an@x.be; An Smet", [("", "jan@x.be"), ("", "an@x.be"), ("An Smet", "")]),
        ("jan@x.be\nan@x.be\njan at x.be", [("", "jan@x.be"), ("", "an@x.be"), ("", "jan at x.be")]),
        ("jan@@x.be, an@x.be, bo@x.be", [("", "jan@@x.be"), ("", "an@x.be"), ("", "bo@x.be")]),
        ("Lee, Ada; Ek, Bo; Orr, Cy", [("Lee, Ada", ""), ("Ek, Bo", ""), ("Orr, Cy", "")]),
        ("Lee, Ada; Ek, Bo;\nOrr, Cy", [("Lee, Ada", ""), ("Ek, Bo", ""), ("Orr, Cy", "")]),
        ("Ada Lee; Bo Ek;", [("Ada Lee", ""), ("Bo Ek", "")]),
        ("'t Hart, Jo <jo@x.be>", [("'t Hart, Jo", "jo@x.be")]),
        ("Ada Lee ada@x.be; Bo Ek (bo@x.be)", [("Ada Lee", "ada@x.be"), ("Bo Ek", "bo@x.be")]),
        ("Ada Lee: ada@x.be\nBo Ek - bo@x.be", [("Ada Lee", "ada@x.be"), ("Bo Ek", "bo@x.be")]),
        ("mailto:jan@x.be; an@x.be", [("", "jan@x.be"), ("", "an@x.be")]),
        ("Jan Peeters, jan@x.be\nAn Smet, an@x.be", None),
        ("Ada Lee, ada@x.be, Bo Ek, bo@x.be", [("Ada Lee", "ada@x.be"), ("Bo Ek", "bo@x.be")]),
        ("Ada Lee, ada@x.be", None),
        ("Ada;Lee;Acme Ltd", None),
        ("Ada Lee;Acme Ltd\nBo Ek;Bolt Inc", None),
        ("Jan;jan@x.be\nAn;an@x.be", None),
        ("Jan Peeters", None),
        ("Ada Lee, Bo Ek, Cy Orr", [("Ada Lee", ""), ("Bo Ek", ""), ("Cy Orr", "")]),
        ("Ada Lee|Bo Ek|Cy Orr", [("Ada Lee", ""), ("Bo Ek", ""), ("Cy Orr", "")]),
        ("Lee, Ada; Ek, Bo; cy@x.be", [("Lee, Ada", ""), ("Ek, Bo", ""), ("", "cy@x.be")]),
        ("Lee, Ada; ada@x.be; Ek, Bo", [("Lee, Ada", ""), ("", "ada@x.be"), ("Ek, Bo", "")]),
    ],
)
def test_an_address_list_is_known_from_other_text(text: str, found: list[tuple[str, str]] | None) -> None:
    assert read_addresses(text) == found


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jan Peeters", ("Jan", "Peeters")),
        ("Jan van der Berg", ("Jan", "van der Berg")),
        ("Peeters, Jan", ("Jan", "Peeters")),
        ("DUPONT Marie Claire", ("Marie Claire", "DUPONT")),
        ("Jean-Luc VAN DAMME", ("Jean-Luc", "VAN DAMME")),
        ("JAN PEETERS", ("JAN", "PEETERS")),
        ("K. L. Moreau", ("K. L.", "Moreau")),
        ("Moreau K. L.", ("K. L.", "Moreau")),
        ("Ada B. Lee", ("Ada B.", "Lee")),
        ("ADA B. LEE", ("ADA B.", "LEE")),
        ("LEE Ada B.", ("Ada B.", "LEE")),
        ("J. P. MEYER", ("J. P.", "MEYER")),
        ("J.R.R. Tolkien", ("J.R.R.", "Tolkien")),
        ("JRR Tolkien", ("JRR", "Tolkien")),
        ("K.-H. Müller", ("K.-H.", "Müller")),
        ("NG Wei Ming", ("Wei Ming", "NG")),
        ("JO van der MEER", ("JO", "van der MEER")),
        ("van der MEER Jan", ("Jan", "van der MEER")),
        ("VAN den BERG Jan", ("Jan", "VAN den BERG")),
        ("Berg, Jan van der", ("Jan", "van der Berg")),
        ("Jan 't Veld", ("Jan", "'t Veld")),
        ("Jan ’t Veld", ("Jan", "’t Veld")),
        ("Jan ‘t Veld", ("Jan", "‘t Veld")),
        ("’t Hart, Jo", ("Jo", "’t Hart")),
        ("Jan in ’t Veld", ("Jan", "in ’t Veld")),
        ("Jan op den Berg", ("Jan", "op den Berg")),
        ("An Peeters", ("An", "Peeters")),
        ("Karl von und zu Guttenberg", ("Karl", "von und zu Guttenberg")),
        ("Jo St. Clair", ("Jo", "St. Clair")),
        ("John Smith, Jr.", ("John", "Smith Jr.")),
        ("John SMITH III", ("John", "SMITH III")),
        ("A. B.", ("A.", "B.")),
        ("’t Veld", ("", "’t Veld")),
        ("van Dam", ("", "van Dam")),
        ("Van der Meer", ("", "Van der Meer")),
        ("‘t Hart Jo", ("Jo", "‘t Hart")),
        ("van der Meer Jan", ("Jan", "van der Meer")),
        ("In 't Veld Sophie", ("Sophie", "In 't Veld")),
        ("Al Pacino", ("Al", "Pacino")),
        ("Ben de Wit", ("Ben", "de Wit")),
        ("ben affleck", ("ben", "affleck")),
        ("Ada van B.", ("Ada", "van B.")),
        ("McDONALD Ron", ("Ron", "McDONALD")),
        ("d’HONDT Jan", ("Jan", "d’HONDT")),
        ("STRAUß Johann", ("Johann", "STRAUß")),
        ("Ada Lee (Acme Ltd)", ("Ada", "Lee (Acme Ltd)")),
        ("Lee, Ada (Acme)", ("Ada", "Lee (Acme)")),
        ("Ada (Addie) Lee", ("Ada (Addie)", "Lee")),
        ("Peeters,", ("", "Peeters")),
        ("Madonna", ("", "Madonna")),
        ("", ("", "")),
    ],
)
def test_a_whole_name_is_split(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("First Name;Last Name;E-mail (required);Mobile *", ("first_name", "last_name", "email", "mobile")),
        ("Nom;Prénom;Courriel;Société", ("last_name", "first_name", "email", "company_name")),
        ("Achternaam;Voornaam;GSM-nummer;Bedrijf", ("last_name", "first_name", "mobile", "company_name")),
        ("Name;Vorname;E-Mail;Sprache", ("last_name", "first_name", "email", "language")),
        ("Nombre;Apellidos;Correo electrónico;Matrícula", ("first_name", "last_name", "email", "license_plate")),
        ("Nome;Cognome;Azienda;Targa", ("first_name", "last_name", "company_name", "license_plate")),
        ("firstName;lastName;companyName;licensePlate", ("first_name", "last_name", "company_name", "license_plate")),
        ("Naam;Telefoon;Functie;Opmerkingen", (FULL_NAME, "phone", "function", "about")),
        ("Full name;First name;Last name;Email;Email", ("", "first_name", "last_name", "email", "email")),
    ],
)
def test_columns_are_known_by_name_in_several_languages(headings: str, fields: tuple[str, ...]) -> None:
    assert fields_of_headings(headings.split(";")) == fields


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_csv_is_read_in_any_usual_dialect_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = 'Prénom,Nom,Société,Note\r\nZoë,"Dupré","A|B; ""C"",\tD","two\r\nlines"\r\n\r\nLuc,Müller,,\r\n'
    if delimiter != ",":
        text = text.replace('"A|B; ""C"",\tD"', '"A"').replace(",", delimiter)
    (tmp_path / "list.csv").write_bytes(text.encode(encoding))
    rows = read_visitors(table_of_file(tmp_path / "list.csv"))
    assert [row.number for row in rows] == [2, 4]
    assert names(rows) == ["Zoë Dupré", "Luc Müller"]
    assert rows[0].visitor.about == "two lines"
    assert rows[0].visitor.company_name == ('A|B; "C", D' if delimiter == "," else "A")


def test_a_quote_that_is_never_closed_takes_no_other_row_with_it() -> None:
    text = rows_of_text('a;"b\nc;d\n')
    assert (text.rows, text.torn) == ([["a", "b"], ["c", "d"]], {0})


def test_the_delimiter_that_excel_names_is_taken() -> None:
    assert rows_of_text("sep=,\r\nName,First name\r\nA;B,C\r\n").rows == [["Name", "First name"], ["A;B", "C"]]


def test_rows_of_a_spreadsheet_are_pasted_with_a_heading_or_without() -> None:
    with_heading = pasted("Voornaam\tNaam\tE-mail\nJan\tPeeters\tjan@x.be\n")
    without = pasted("Jan\tPeeters\tjan@x.be\t+32 471 20 44 10\n")
    assert with_heading[0].visitor == VisitorDraft("Jan", "Peeters", "jan@x.be")
    assert without[0].visitor == VisitorDraft("Jan", "Peeters", "jan@x.be", mobile="+32 471 20 44 10")
    assert [row.number for row in with_heading + without] == [2, 1]
    assert names(pasted("Jan Peeters\nAn van den Bosch")) == ["Jan Peeters", "An van den Bosch"]


def test_headings_may_stand_below_a_title() -> None:
    rows = pasted("Visitors of 12 March\t\n\t\nSurname\tForename\nPeeters\tJan")
    assert [(row.number, row.visitor.name) for row in rows] == [(4, "Jan Peeters")]


def test_each_row_is_checked_like_the_form_and_says_which_cell_is_wrong() -> None:
    rows = pasted(
        "First name,Last name,Email,Mobile\n"
        "Ana,Sousa,ana@x.pt,+351 912 345 678\n"
        "Ana,,ana@x.pt,\n"
        "Jan,Peeters,jan(at)x.be,0471 20 44 10\n"
        "Luc,Maes,,12\n"
    )
    found = [[(mistake.field, mistake.problem) for mistake in row.mistakes] for row in rows]
    assert found == [
        [],
        [("last_name", Problem.MISSING)],
        [("email", Problem.BAD_EMAIL), ("mobile", Problem.NO_COUNTRY_CODE)],
        [("mobile", Problem.NO_COUNTRY_CODE)],
    ]
    assert [row.wrong for row in rows] == [(), (1,), (2, 3), (3,)]
    assert [row.ready for row in rows] == [True, False, False, False]


def test_numbers_get_the_country_code_of_the_site_only_when_that_is_asked_for() -> None:
    table = table_of_text("Name\tFirst name\tMobile\nPeeters\tJan\t0471 20 44 10\nMaes\tLuc\t12\n")
    (jan, luc) = read_visitors(table, country="BE", rules=ReadingRules(complete_numbers=True))
    assert (jan.visitor.mobile, jan.ready, jan.changed) == ("+32 471 20 44 10", True, ("mobile",))
    assert (luc.visitor.mobile, luc.ready) == ("12", False)


def test_the_same_visitor_twice_is_marked_and_namesakes_are_not() -> None:
    table = table_of_text(
        "First name,Last name,Email,Company\n"
        "Zoë,Dupré,zoe@x.be,X\nZOE,Dupre,Zoe@X.be,\nZoë,Dupré,other@x.be,X\nZoë,Dupré,,Y\nIn,Form,in@x.be,X\n"
    )
    rows = read_visitors(table, invited=[VisitorDraft("In", "Form", "IN@x.be")])
    assert [row.same_as for row in rows] == [None, 2, None, None, None]
    assert [row.invited for row in rows] == [False] * 4 + [True]


@pytest.mark.parametrize(
    ("named", "code"),
    [("nl", "nl"), ("nl-BE", "nl"), ("Dutch", "nl"), ("Nederlands", "nl"), ("français", "fr"), ("FR", "fr"), ("", "")],
)
def test_a_language_is_known_by_its_code_or_name(named: str, code: str) -> None:
    (row,) = pasted(f"First name\tLast name\tLanguage\nJan\tPeeters\t{named}\n")
    assert (row.visitor.language, row.no_language) == (code, "")


def test_a_language_that_is_not_on_offer_keeps_nobody_out() -> None:
    (row,) = pasted("First name\tLast name\tLanguage\nJan\tPeeters\tKlingon\n")
    assert row.ready
    assert (row.visitor.language, row.no_language) == ("", "Klingon")


def test_columns_are_matched_by_hand() -> None:
    table = table_of_text("Rodné\tKrstné\nPeeters\tJan\n").with_heading(0).with_fields(("last_name", "first_name"))
    assert table.headings == ("Rodné", "Krstné")
    assert names(read_visitors(table)) == ["Jan Peeters"]


def test_what_was_copied_back_can_be_pasted_again() -> None:
    rows = pasted("Jan,Peeters,jan(at)x.be\n")
    text = text_of_rows(rows, ["Not an email address"], ["First name", "Last name", "Email"])
    assert text == "First name\tLast name\tEmail\tReason\nJan\tPeeters\tjan(at)x.be\tNot an email address"
    assert pasted(text.replace("(at)", "@"))[0].visitor == VisitorDraft("Jan", "Peeters", "jan@x.be")


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_the_sample_can_be_imported(tmp_path: Path, delimiter: str) -> None:
    columns = {field: field.replace("_", " ") for field in FIELDS if field != FULL_NAME}
    (tmp_path / "visitors.csv").write_bytes(sample_file(columns, delimiter=delimiter))
    table = table_of_file(tmp_path / "visitors.csv")
    assert table.fields == tuple(columns)
    assert names(read_visitors(table)) == ["Ana Sousa", "Jan van der Berg"]
    assert all(row.ready for row in read_visitors(table))


def test_a_book_that_was_copied_is_refused() -> None:
    with pytest.raises(FileFailed, match="At most 2,000"):
        table_of_text("a\tb\n" * 2001)
