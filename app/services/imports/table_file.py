"""A table out of a file that somebody was sent: CSV in any usual dialect and encoding, or a spreadsheet.

What a file holds decides how it is read, not what it is called. A cell comes as one line of text.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

from app.errors import FileFailed
from app.services.imports.packed_sheets import TooWide, check_packed

MOST_BYTES = 10 * 2**20
"""Bytes of a file, and characters of a copied text."""

MOST_ROWS = 2000

Rows = list[list[str]]
"""As many rows as the file has, empty ones too, so that a row's number is the one that a spreadsheet shows."""

_DELIMITERS = "\t;|,"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What Python's own reader of archives ends with; RuntimeError when a part is locked or packed in an unknown way."""

_UNSEEN = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))


def read_rows(path: Path) -> Rows:
    """The rows of the file's table; of a spreadsheet, of the first sheet that has any. Takes a while, so not for the
    thread of the window.

    Raises FileFailed when the file can't be read, is larger than MOST_BYTES, holds no table or more than MOST_ROWS
    rows.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileFailed(f"{path.name} is larger than {MOST_BYTES // 2**20} MB, so it was not read.")
        data = path.read_bytes()
    except OSError as error:
        raise FileFailed(f"{path.name} can't be opened: {error.strerror or error}.") from error
    rows = _of_spreadsheet(data, path.name) if data.startswith((_ZIP, _OLE)) else _of_text_file(data, path.name)
    if not any(map(any, rows)):
        raise FileFailed(f"{path.name} is empty.")
    if len(rows) > MOST_ROWS:
        raise FileFailed(f"{path.name} has {len(rows):,} rows. At most {MOST_ROWS:,} can be imported at once.")
    return rows


def rows_of_text(text: str) -> Rows:
    """The rows of `text` by the delimiter that divides it most evenly. Raises csv.Error when none can."""
    named = re.match(r"sep=(.)\r?\n", text)  # what Excel writes and takes to name the delimiter
    if named:
        text, delimiter = text[named.end() :], named[1]
    else:
        delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True))
    except csv.Error:  # a quote that is never closed would take all further rows into its cell
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE))
        rows = [[cell.strip(' "') for cell in row] for row in rows]
    return [[one_line(cell) for cell in row] for row in rows]


def one_line(text: str) -> str:
    """`text` with single spaces, trimmed, and without invisible signs, which come along out of web pages."""
    return " ".join(text.translate(_UNSEEN).split())


def _delimiter(text: str) -> str:
    """The delimiter by which the most of the first rows have the same number of cells; of several the one that gives
    the most cells."""
    head = text.splitlines()[:50]

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=delimiter) if len(row) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=evenness)


def _of_text_file(data: bytes, name: str) -> Rows:
    text = _decoded(data)
    if _NOT_TEXT.search(text):
        raise FileFailed(f"{name} is no table. A CSV file or a spreadsheet (XLSX, XLS, ODS) can be imported.")
    try:
        return rows_of_text(text)
    except csv.Error as error:
        raise FileFailed(f"{name} can't be read as a table: {error}.") from error


def _decoded(data: bytes) -> str:
    """The text, by the mark at its beginning. Without one, UTF-16 shows by its zero bytes, and what isn't UTF-8 is
    taken for Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    head = data[:200]
    if head[1::2].count(0) > len(head) // 4:
        return data.decode("utf-16-le", errors="replace")
    if head[0::2].count(0) > len(head) // 4:
        return data.decode("utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _of_spreadsheet(data: bytes, name: str) -> Rows:
    """The first sheet that has something in it."""
    import python_calamine as calamine

    try:
        if data.startswith(_ZIP):
            check_packed(data)
        with calamine.load_workbook(io.BytesIO(data)) as book:
            for number in range(len(book.sheet_names)):
                rows = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
                if any(map(any, rows)):
                    return [[_written(cell) for cell in row] for row in rows]
    except calamine.PasswordError as error:
        raise FileFailed(f"{name} is protected by a password. Save it without one, then import it again.") from error
    except TooWide as error:
        raise FileFailed(
            f"{name} has cells far from its table, or too many. Copy the table into a new file."
        ) from error
    except (calamine.CalamineError, *_DAMAGED) as error:
        raise FileFailed(f"{name} is damaged, or no spreadsheet.") from error
    return []


def _written(cell: object) -> str:
    """A cell as a person reads it: a phone number that Excel took for a number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return one_line(str(cell))
