"""The table of a list: its rows, what each column holds, and how it was read."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from app.errors import FileFailed
from app.services.imports.address_list import read_addresses
from app.services.imports.cells import one_line
from app.services.imports.delimited import rows_of_text
from app.services.imports.list_source import MOST_BYTES, MOST_ROWS, ListSource, Reading, read_rows, source_of_file
from app.services.imports.visitor_columns import (
    FULL_NAME,
    fields_of_cells,
    fields_of_headings,
    heading_by_values,
    heading_row,
    may_be_heading,
)

Rows = tuple[tuple[str, ...], ...]


class ImportedTable(Struct, frozen=True):
    """`rows` are all of one width, the empty ones among them too. Visitors stand in those below the headings.

    `heading` is the place of the row with the headings, from 0, None where there is none; `asked_heading` that of a row
    of which only a person knows whether it is one. `fields` says what each column holds: one of visitor_columns.FIELDS,
    or "". `torn`, `doubtful`, `sheets` and `reading` are as in list_source.SourceRows.
    """

    source: ListSource
    rows: Rows
    heading: int | None
    fields: tuple[str, ...]
    asked_heading: int | None = None
    torn: frozenset[int] = frozenset()
    doubtful: frozenset[str] = frozenset()
    sheets: tuple[str, ...] = ()
    reading: Reading = Reading()

    @property
    def headings(self) -> tuple[str, ...]:
        """The heading of each column, "" where there is none."""
        return ("",) * len(self.fields) if self.heading is None else self.rows[self.heading]

    @property
    def first_row(self) -> int:
        """The place of the first row that isn't empty."""
        return next((place for place, row in enumerate(self.rows) if any(row)), 0)

    def with_heading(self, heading: int | None) -> ImportedTable:
        """The same rows, with other headings or without any, and the columns recognised anew."""
        return replace(self, heading=heading, asked_heading=None, fields=_fields(self.rows, heading))

    def with_fields(self, fields: Sequence[str]) -> ImportedTable:
        """The same rows, with what a person says that the columns hold."""
        return replace(self, fields=tuple(fields))

    def read_as(self, wish: Reading) -> ImportedTable:
        """The same source, read in another way. Takes a while, so not for the thread of the window. Raises FileFailed
        when it can't be read in that way."""
        return _recognised(self.source, wish)


def table_of_file(path: Path) -> ImportedTable:
    """The table in a file, its headings recognised. Takes a while, so not for the thread of the window. Raises
    FileFailed, as `source_of_file` and `read_rows` do."""
    return _recognised(source_of_file(path), Reading())


def table_of_text(text: str) -> ImportedTable:
    """The table in a text: rows copied out of a spreadsheet, or a list of addresses. Raises FileFailed where it is
    neither, or too long."""
    if len(text) > MOST_BYTES:
        raise FileFailed("What was copied is too long.")
    source = ListSource("", text)
    addresses = None if "\t" in text or _has_headings(text) else read_addresses(text)
    if addresses is None:
        return _recognised(source, Reading())
    if len(addresses) > MOST_ROWS:
        raise FileFailed(f"{len(addresses):,} rows were copied. At most {MOST_ROWS:,} can be pasted at once.")
    rows = tuple((one_line(name), one_line(address)) for name, address in addresses)
    return ImportedTable(source, rows, None, (FULL_NAME, "email"))


def _has_headings(text: str) -> bool:
    """Whether rows stand below headings that are known, so that an address is one of a column."""
    with suppress(csv.Error):
        rows = rows_of_text(text).rows
        heading = heading_row(rows)
        return heading is not None and any(map(any, rows[heading + 1 :]))
    return False


def _recognised(source: ListSource, wish: Reading) -> ImportedTable:
    read = read_rows(source, wish)
    width = max(map(len, read.rows), default=0)
    rows = tuple(tuple(row) + ("",) * (width - len(row)) for row in read.rows)
    heading = heading_row(rows)
    if heading is None:
        heading = heading_by_values(rows)
    first = next((place for place, row in enumerate(rows) if any(row)), 0)
    asked = heading is None and may_be_heading(rows)
    return ImportedTable(
        source,
        rows,
        heading,
        _fields(rows, heading, asked=asked),
        asked_heading=first if asked else None,
        torn=read.torn,
        doubtful=read.doubtful,
        sheets=read.sheets,
        reading=read.reading,
    )


def _fields(rows: Rows, heading: int | None, *, asked: bool = False) -> tuple[str, ...]:
    """By the headings; by the cells where there are none, without those of the first row when it may be headings, which
    is `asked`. Headings that nobody knows leave the names to a person, for
    whom the cells say no more than that they are words."""
    if heading is None:
        below_first = [row for row in rows if any(row)][1:]
        return fields_of_cells(below_first if asked else rows)
    below = rows[heading + 1 :]
    fields = fields_of_headings(rows[heading])
    if any(fields) or not below:
        return fields
    return tuple("" if field in ("first_name", "last_name") else field for field in fields_of_cells(below))
