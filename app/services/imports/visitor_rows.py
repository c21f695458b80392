"""Visitors out of a table: each row read, checked like the form, and compared with the others."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import VisitorDraft
from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.models.text.folding import fold
from app.models.text.spreadsheet_cell import harmless
from app.services.imports.cells import bare, number_in, one_line, without_count
from app.services.imports.imported_table import ImportedTable
from app.services.imports.text_encoding import is_encoded_twice, words_of
from app.services.imports.visitor_columns import FULL_NAME, is_whole_name
from app.services.meetings.checks import Mistake, Problem, visitor_mistakes
from app.services.people.full_name import PARTICLES, split_name

_ENGLISH = {
    "english": "en", "german": "de", "spanish": "es", "french": "fr", "italian": "it", "dutch": "nl", "slovak": "sk",
    "slovenian": "sl", "vietnamese": "vi", "korean": "ko",
}  # fmt: skip
_LANGUAGES: dict[str, str] = _ENGLISH | {fold(name): code for code, name in LANGUAGE_NAMES.items()}

_NUMBERS = ("phone", "mobile")
_NAMES = ("first_name", "last_name")

_SEVERAL = re.compile(r"[;|&+]|\w{2}\s*/\s*\w{2}|(?<!von)\s(?:and|et|und)\s", re.IGNORECASE)
"""What stands between the names of two people. "a/l" and "s/o" are of one; so is what "von und zu" begins."""

_SAMPLE = (
    VisitorDraft("Ana", "Sousa", "ana.sousa@example.com", "", "+351 912 345 678", "Example Lda", "Buyer", "es"),
    VisitorDraft("Jan", "van der Berg", "jan@example.com", "+31 20 123 4567", "", "Example BV", "", "nl", "XX-123-Y"),
)


class Flaw(Enum):
    """What no form knows, because it is of a list: cells that can't be told apart, letters that may be others, letters
    that are lost, an address where a name should be, a name without a letter, a further address in a column that
    nobody named, several people in one row, a row that may be the headings."""

    TORN = auto()
    LETTERS = auto()
    LOST_LETTERS = auto()
    ADDRESS_AS_NAME = auto()
    NO_LETTER = auto()
    FURTHER_ADDRESS = auto()
    SEVERAL = auto()
    HEADING = auto()


class ReadingRules(Struct, frozen=True):
    """What a person may wish for all rows. `complete_numbers`: a phone number without a country code gets the site's,
    where that makes it a valid one. `double_names`: the only name that somebody has is their first and their last."""

    complete_numbers: bool = False
    double_names: bool = False


AS_THEY_STAND = ReadingRules()


class VisitorRow(Struct, frozen=True):
    """One row of the table and the visitor that it tells of; `number` counts from 1, as a spreadsheet does.

    `same_as` is the number of an earlier row with the same visitor, `invited` says that the form has them already.
    `no_language` is the word of a language that the API doesn't take, "" for none; the visitor can be invited without.
    `wrong` are the places, from 0, of cells with a mistake; `changed` are the fields that aren't as in their cells: a
    number with its country code or without other words, a name that was doubled.
    """

    number: int
    cells: tuple[str, ...]
    visitor: VisitorDraft
    mistakes: tuple[Mistake, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    same_as: int | None = None
    invited: bool = False
    no_language: str = ""
    wrong: tuple[int, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the visitor can be invited as they are."""
        return not (self.mistakes or self.flaws or self.same_as or self.invited)

    @property
    def has_single_name(self) -> bool:
        """Whether just one of the two names is missing."""
        missing = [each for each in self.mistakes if each.field in _NAMES and each.problem is Problem.MISSING]
        return len(missing) == 1


def read_visitors(
    table: ImportedTable,
    *,
    invited: Iterable[VisitorDraft] = (),
    country: str = "",
    rules: ReadingRules = AS_THEY_STAND,
) -> list[VisitorRow]:
    """Every row below the headings that isn't empty, in their order. `invited` are the form's visitors; `country` is
    the site's two-letter code, "" when it isn't known."""
    there = {_identity(visitor) for visitor in invited}
    seen: dict[tuple[str, ...], int] = {}
    start = 0 if table.heading is None else table.heading + 1
    read = []
    for place, cells in enumerate(table.rows[start:], start):
        if any(cells):
            row = _row(table, place, country, rules)
            who = _identity(row.visitor)
            first = seen.setdefault(who, row.number)
            same_as = first if first != row.number and row.visitor.name else None
            read.append(replace(row, same_as=same_as, invited=who in there))
    return read


def text_of_rows(rows: Sequence[VisitorRow], reasons: Sequence[str], names: Sequence[str]) -> str:
    """Rows with the reason why each isn't ready, to be pasted into a spreadsheet, mended there and pasted back: tabs
    between cells, and no cell that a spreadsheet would take for a formula. `names` are the headings; there is a reason
    for each row."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow([*map(harmless, names), "Reason"])
    writer.writerows([*map(harmless, row.cells), reason] for row, reason in zip(rows, reasons, strict=True))
    return text.getvalue().removesuffix("\n")


def sample_file(names: Mapping[str, str], *, delimiter: str) -> bytes:
    """A CSV file to fill in, with two visitors as an example, in UTF-8 with the mark that Excel needs. `names` says by
    VisitorDraft's attribute what each column is called."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(names.values())
    writer.writerows([getattr(visitor, attribute) for attribute in names] for visitor in _SAMPLE)
    return text.getvalue().encode("utf-8-sig")


def _row(table: ImportedTable, place: int, country: str, rules: ReadingRules) -> VisitorRow:
    """The row by itself, not yet compared with the others."""
    cells = table.rows[place]
    columns = list(zip(table.fields, cells, strict=True))
    places = _places(cells, table.fields)
    visitor, no_language, unclear = _visitor({field: cells[place] for field, place in places.items()})
    doubled = _doubled(visitor) if rules.double_names else {}
    visitor = replace(visitor, **doubled)
    mistakes = [each for each in visitor_mistakes(visitor, country) if each.field not in unclear]
    mistakes += [Mistake(field, Problem.BAD_PHONE) for field in unclear]
    hints = {each.field: each.hint for each in mistakes if each.problem is Problem.NO_COUNTRY_CODE and each.hint}
    if rules.complete_numbers and hints:
        visitor = replace(visitor, **hints)
        mistakes = [each for each in mistakes if each.field not in hints]
    flaws = _flaws(table, place, visitor)
    unsound = [bool(field) and (_has_lost(cell) or _is_doubtful(table, cell)) for field, cell in columns]
    named = {each.field for each in mistakes} | (set(_NAMES) if Flaw.ADDRESS_AS_NAME in flaws else set())
    if named & set(_NAMES):
        named.add(FULL_NAME)
    raw = {field: cells[places[field]] for field in _NUMBERS if field in places}
    changed = [field for field, cell in raw.items() if field not in named and getattr(visitor, field) != cell]
    marked = {place for field, place in places.items() if field in named}
    return VisitorRow(
        place + 1,
        cells,
        visitor,
        tuple(mistakes),
        flaws,
        no_language=no_language,
        wrong=tuple(column for column in range(len(cells)) if column in marked or unsound[column]),
        changed=(*changed, *doubled),
    )


def _places(cells: Sequence[str], fields: Sequence[str]) -> dict[str, int]:
    """By field, where its cell is: the first one that is filled, where several columns have the field."""
    places: dict[str, int] = {}
    for place, field in enumerate(fields):
        if field and (field not in places or (cells[place] and not cells[places[field]])):
            places[field] = place
    return places


def _visitor(cells: Mapping[str, str]) -> tuple[VisitorDraft, str, tuple[str, ...]]:
    """The visitor of a row, whose cells are given by field; the word of its language if that isn't one that the API
    takes, else ""; and the fields of numbers in whose cells it isn't clear what the number is."""
    values = {field: one_line(cell) for field, cell in cells.items()}
    if FULL_NAME in values:
        first_name, last_name = split_name(without_count(values.pop(FULL_NAME)))
        values = {"first_name": first_name, "last_name": last_name} | values
    for field in values.keys() & {"email", "license_plate"}:
        values[field] = bare(values[field])
    numbers = {field: number_in(values[field]) for field in _NUMBERS if field in values}
    values |= {field: number for field, number in numbers.items() if number is not None}
    named = values.pop("language", "")
    language = _language(named)
    unclear = tuple(field for field, number in numbers.items() if number is None)
    return VisitorDraft(**values, language=language), "" if language else named, unclear  # type: ignore[arg-type]


def _doubled(visitor: VisitorDraft) -> dict[str, str]:
    """The name that is missing: the other one, when there is that."""
    first, last = visitor.first_name.strip(), visitor.last_name.strip()
    if bool(first) == bool(last):
        return {}
    return {"last_name": first} if first else {"first_name": last}


def _flaws(table: ImportedTable, place: int, visitor: VisitorDraft) -> tuple[Flaw, ...]:
    used = [cell for field, cell in zip(table.fields, table.rows[place], strict=True) if field]
    unused = [cell for field, cell in zip(table.fields, table.rows[place], strict=True) if not field]
    alone = table.heading is None and FULL_NAME in table.fields and sum(map(any, table.rows)) == 1
    flaws = {
        Flaw.TORN: place in table.torn or visitor.name.count('"') % 2 == 1,
        Flaw.LETTERS: any(_is_doubtful(table, cell) for cell in used),
        Flaw.LOST_LETTERS: any(map(_has_lost, used)) or "?" in visitor.name,
        Flaw.ADDRESS_AS_NAME: any(sign in visitor.name for sign in "@＠"),
        Flaw.NO_LETTER: any(
            name and (name[0].isdigit() or not any(map(str.isalpha, name)))
            for name in (visitor.first_name, visitor.last_name)
        ),
        Flaw.FURTHER_ADDRESS: table.heading is None and any("@" in cell for cell in unused),
        Flaw.SEVERAL: bool(_SEVERAL.search(visitor.name))
        or (alone and any(map(is_whole_name, unused)))
        or (alone and any(map(_may_be_two, used))),
        Flaw.HEADING: place == table.asked_heading,
    }
    return tuple(flaw for flaw, there in flaws.items() if there)


def _may_be_two(cell: str) -> bool:
    """Whether a whole name stands on either side of the comma: by itself "Ada Lee, Bo Ek", two people, reads like
    "García López, María José"."""
    halves = [half.strip() for half in cell.split(",")]
    return len(halves) == len(_NAMES) and all(
        is_whole_name(half) and fold(half.split()[0]) not in PARTICLES for half in halves
    )


def _has_lost(cell: str) -> bool:
    """U+FFFD stands for what couldn't be decoded, here or by whoever made the list; "Ã©" for what was encoded twice."""
    return "\ufffd" in cell or is_encoded_twice(cell)


def _is_doubtful(table: ImportedTable, cell: str) -> bool:
    return bool(table.doubtful) and not table.doubtful.isdisjoint(words_of(cell))


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
