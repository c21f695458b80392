"""Visitors out of a table or an address list: each row read, checked like the form, and compared with the others."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.errors import FileFailed
from app.models.drafts import VisitorDraft
from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.models.text.folding import fold
from app.services.imports.address_list import read_addresses
from app.services.imports.table_file import MOST_BYTES, MOST_ROWS, Rows, one_line, read_rows, rows_of_text
from app.services.imports.visitor_columns import FULL_NAME, fields_of_cells, fields_of_headings, heading_row
from app.services.meetings.checks import Mistake, Problem, visitor_mistakes
from app.services.people.full_name import split_name

_ENGLISH = {
    "english": "en", "german": "de", "spanish": "es", "french": "fr", "italian": "it", "dutch": "nl", "slovak": "sk",
    "slovenian": "sl", "vietnamese": "vi", "korean": "ko",
}  # fmt: skip
_LANGUAGES: dict[str, str] = _ENGLISH | {fold(name): code for code, name in LANGUAGE_NAMES.items()}


_SAMPLE = (
    VisitorDraft("Ana", "Sousa", "ana.sousa@example.com", "", "+351 912 345 678", "Example Lda", "Buyer", "es"),
    VisitorDraft("Jan", "van der Berg", "jan@example.com", "+31 20 123 4567", "", "Example BV", "", "nl", "XX-123-Y"),
)


class ImportedTable(Struct, frozen=True):
    """`rows` are all of one width, the empty ones among them too. Visitors stand in those below the headings.

    `heading` is the place of the row with the headings, from 0, None where there is none. `fields` says what each
    column holds: one of visitor_columns.FIELDS, or "".
    """

    rows: tuple[tuple[str, ...], ...]
    heading: int | None
    fields: tuple[str, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column, "" where there is none."""
        return ("",) * len(self.fields) if self.heading is None else self.rows[self.heading]

    def with_heading(self, heading: int | None) -> ImportedTable:
        """The same rows, with other headings or without any, and the columns recognised anew."""
        return _table(self.rows, heading)

    def with_fields(self, fields: Sequence[str]) -> ImportedTable:
        """The same rows, with what a person says that the columns hold."""
        return replace(self, fields=tuple(fields))


class VisitorRow(Struct, frozen=True):
    """One row of the table and the visitor that it tells of; `number` counts from 1, as a spreadsheet does.

    `same_as` is the number of an earlier row with the same visitor, `invited` says that the form has them already.
    `no_language` is the word of a language that the API doesn't take, "" for none; the visitor can be invited without.
    `wrong` are the places, from 0, of cells with a mistake; `completed` are the fields whose number got the site's
    country code.
    """

    number: int
    cells: tuple[str, ...]
    visitor: VisitorDraft
    mistakes: tuple[Mistake, ...] = ()
    same_as: int | None = None
    invited: bool = False
    no_language: str = ""
    wrong: tuple[int, ...] = ()
    completed: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the visitor can be invited as they are."""
        return not (self.mistakes or self.same_as or self.invited)


def table_of_file(path: Path) -> ImportedTable:
    """The table in a file, its headings recognised. Takes a while, so not for the thread of the window. Raises
    FileFailed, as `read_rows` does."""
    return _recognised(read_rows(path))


def table_of_text(text: str) -> ImportedTable:
    """The table in a text: rows copied out of a spreadsheet, or a list of addresses. Raises FileFailed where it is
    neither, or too long."""
    if len(text) > MOST_BYTES:
        raise FileFailed("What was copied is too long.")
    addresses = None if "\t" in text else read_addresses(text)
    if addresses is not None:
        rows = tuple((one_line(name), one_line(address)) for name, address in addresses)
        table = ImportedTable(rows, None, (FULL_NAME, "email"))
    else:
        try:
            table = _recognised(rows_of_text(text))
        except csv.Error as error:
            raise FileFailed("What was copied can't be read as rows.") from error
    if len(table.rows) > MOST_ROWS:
        raise FileFailed(f"{len(table.rows):,} rows were copied. At most {MOST_ROWS:,} can be pasted at once.")
    return table


def read_visitors(
    table: ImportedTable, *, invited: Iterable[VisitorDraft] = (), country: str = "", complete_numbers: bool = False
) -> list[VisitorRow]:
    """Every row below the headings that isn't empty, in their order. `invited` are the form's visitors; `country` is
    the site's two-letter code, "" when it isn't known.

    With `complete_numbers`, a phone number without a country code gets the site's, where that makes it a possible one.
    """
    there = {_identity(visitor) for visitor in invited}
    seen: dict[tuple[str, ...], int] = {}
    start = 0 if table.heading is None else table.heading + 1
    read = []
    for number, cells in enumerate(table.rows[start:], start + 1):
        if any(cells):
            row = _row(number, cells, table.fields, country, complete_numbers)
            who = _identity(row.visitor)
            first = seen.setdefault(who, number)
            same_as = first if first != number and row.visitor.name else None
            read.append(replace(row, same_as=same_as, invited=who in there))
    return read


def text_of_rows(rows: Sequence[VisitorRow], reasons: Sequence[str], names: Sequence[str]) -> str:
    """Rows with the reason why each isn't ready, to be pasted into a spreadsheet, mended there and pasted back: tabs
    between cells. `names` are the headings; there is a reason for each row."""
    lines = [[*names, "Reason"], *([*row.cells, reason] for row, reason in zip(rows, reasons, strict=True))]
    return "\n".join("\t".join(line) for line in lines)


def sample_file(names: Mapping[str, str], *, delimiter: str) -> bytes:
    """A CSV file to fill in, with two visitors as an example, in UTF-8 with the mark that Excel needs. `names` says by
    VisitorDraft's attribute what each column is called."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(names.values())
    writer.writerows([getattr(visitor, attribute) for attribute in names] for visitor in _SAMPLE)
    return text.getvalue().encode("utf-8-sig")


def _recognised(rows: Rows) -> ImportedTable:
    width = max(map(len, rows), default=0)
    whole = tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
    return _table(whole, heading_row(whole))


def _table(rows: tuple[tuple[str, ...], ...], heading: int | None) -> ImportedTable:
    fields = fields_of_cells(rows) if heading is None else fields_of_headings(rows[heading])
    return ImportedTable(rows, heading, fields)


def _row(number: int, cells: tuple[str, ...], fields: Sequence[str], country: str, complete: bool) -> VisitorRow:
    """The row by itself, not yet compared with the others."""
    visitor, no_language = _visitor(cells, fields)
    mistakes = visitor_mistakes(visitor, country)
    hints = {each.field: each.hint for each in mistakes if each.problem is Problem.NO_COUNTRY_CODE and each.hint}
    if complete and hints:
        visitor = replace(visitor, **hints)
        mistakes = tuple(each for each in mistakes if each.field not in hints)
    named = {each.field for each in mistakes}
    if named & {"first_name", "last_name"}:
        named.add(FULL_NAME)
    return VisitorRow(
        number,
        cells,
        visitor,
        mistakes,
        no_language=no_language,
        wrong=tuple(place for place, field in enumerate(fields) if field in named),
        completed=tuple(hints) if complete else (),
    )


def _visitor(cells: Sequence[str], fields: Sequence[str]) -> tuple[VisitorDraft, str]:
    """The visitor of a row, and the word of its language if that isn't one that the API takes, else ""."""
    values = {field: cell for field, cell in zip(fields, cells, strict=True) if field}
    if FULL_NAME in values:
        first_name, last_name = split_name(values.pop(FULL_NAME))
        values = {"first_name": first_name, "last_name": last_name} | values
    named = values.pop("language", "")
    language = _language(named)
    return VisitorDraft(**values, language=language), "" if language else named  # type: ignore[arg-type]


def _language(named: str) -> str:
    """The two-letter code for "nl", "nl-BE", "Dutch" or "Nederlands"; "" for any other word."""
    word = fold(named)
    code = word[:2] if word[2:3] in ("", "-", "_") else ""
    return code if code in LANGUAGE_NAMES else _LANGUAGES.get(word, "")


def _identity(visitor: VisitorDraft) -> tuple[str, ...]:
    """What is the same for the same person: the name with the email address, without one with the phone number, and
    without either with the company."""
    number = "".join(filter(str.isdigit, visitor.mobile or visitor.phone))
    return fold(visitor.name), fold(visitor.email.strip()) or number or fold(visitor.company_name.strip())
