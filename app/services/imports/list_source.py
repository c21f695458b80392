"""A list that somebody was sent, as a file or copied, and the ways in which it can be read.

What a file holds decides how it is read, not what it is called. A cell comes as one line of text.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from msgspec import Struct

from app.errors import FileFailed
from app.services.imports.address_list import named_addresses
from app.services.imports.cells import one_line
from app.services.imports.delimited import WHOLE_LINES, rows_of_text
from app.services.imports.file_kinds import NO_TABLE, OLE, ZIP, refusal
from app.services.imports.spreadsheet import Rows, read_sheets
from app.services.imports.text_encoding import decoded
from app.services.imports.visitor_columns import heading_row

MOST_BYTES = 10 * 2**20
"""Bytes of a file, and characters of a copied text."""

MOST_ROWS = 2000

_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


class Reading(Struct, frozen=True):
    """How a list is read; "" is what can't be chosen there, or of a wish, what is to be recognised. `encoding` is one
    of text_encoding.ENCODINGS, `delimiter` as in delimited.DelimitedText."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""


class ListSource(Struct, frozen=True):
    """`name` is the file's, "" for what was copied; `content` is its bytes, or the copied text."""

    name: str
    content: bytes | str


class SourceRows(Struct, frozen=True):
    """`rows` are as many as the source has up to the last filled one, empty ones too, so that a row's number is the one
    that a spreadsheet shows. `torn` are the places, from 0, of rows whose cells can't be told apart; `doubtful` are
    words whose letters may be others. `sheets` are those that can be chosen."""

    rows: Rows
    reading: Reading
    torn: frozenset[int] = frozenset()
    doubtful: frozenset[str] = frozenset()
    sheets: tuple[str, ...] = ()


def source_of_file(path: Path) -> ListSource:
    """Raises FileFailed when the file can't be opened, is larger than MOST_BYTES, or is known to be no list."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileFailed(f"{path.name} is larger than {MOST_BYTES // 2**20} MB, so it was not read.")
        data = path.read_bytes()
    except OSError as error:
        raise FileFailed(f"{path.name} can't be opened: {error.strerror or error}.") from error
    if words := refusal(data):
        raise FileFailed(f"{path.name} {words}")
    return ListSource(path.name, data)


def read_rows(source: ListSource, wish: Reading, *, most: int = MOST_ROWS) -> SourceRows:
    """The source's rows, read as a person wishes. Takes a while, so not for the thread of the window. Raises FileFailed
    when it holds no table or more filled rows than `most`."""
    if isinstance(source.content, str):
        read = _of_text(source.content, wish, Reading(), "What was copied")
    elif source.content.startswith((ZIP, OLE)):
        sheets = read_sheets(source.content, source.name, wish.sheet, lambda rows: heading_row(rows) is not None)
        read = SourceRows(sheets.rows, Reading(sheet=sheets.chosen), sheets=sheets.names)
    else:
        text = decoded(source.content, wish.encoding)
        if _NOT_TEXT.search(text.text):
            raise FileFailed(f"{source.name} {NO_TABLE}")
        read = _of_text(text.text, wish, Reading(encoding=text.encoding), source.name, text.doubtful)
        if not wish.delimiter and heading_row(read.rows) is None and (addresses := named_addresses(text.text)):
            rows = [[one_line(name), one_line(address)] for name, address in addresses]
            read = SourceRows(rows, Reading(encoding=text.encoding, delimiter=WHOLE_LINES), doubtful=text.doubtful)
    filled = [place for place, row in enumerate(read.rows) if any(row)]
    if not filled:
        raise FileFailed(f"{source.name or 'What was copied'} is empty.")
    if len(filled) > most:
        raise FileFailed(_too_many(source.name, len(filled), most))
    del read.rows[filled[-1] + 1 :]
    return read


def _of_text(
    text: str, wish: Reading, reading: Reading, name: str, doubtful: frozenset[str] = frozenset()
) -> SourceRows:
    try:
        divided = rows_of_text(text, wish.delimiter)
    except csv.Error as error:
        raise FileFailed(f"{name} can't be read as a table: {error}.") from error
    reading = Reading(encoding=reading.encoding, delimiter=divided.delimiter)
    return SourceRows(divided.rows, reading, divided.torn, doubtful)


def _too_many(name: str, count: int, most: int) -> str:
    if name:
        return f"{name} has {count:,} rows. At most {most:,} can be imported at once."
    return f"{count:,} rows were copied. At most {most:,} can be pasted at once."
