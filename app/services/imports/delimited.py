"""Rows of a text by the delimiter that divides it: CSV in any usual dialect, or cells copied out of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from app.services.imports.cells import one_line
from app.services.imports.visitor_columns import fields_of_headings

DELIMITERS = {"\t": "Tab", ";": "Semicolon", ",": "Comma", "|": "Bar"}
"""What can stand between cells."""

WHOLE_LINES = "\n"
"""The delimiter of a text of one column."""

_HEAD = 200
_MOST_LINES = 40
"""So many lines a cell may have; a quote that is open for longer was never meant to be one."""

_NAMED = re.compile(r"sep=(.)\r?\n")
_TURNED_NAME = re.compile(r"[^,@\d]+, +[^,@\d]+")


class DelimitedText(Struct, frozen=True):
    """`rows` as they stand in the text, empty ones too; `torn` are the places of those, from 0, whose quotes don't
    pair, so that nobody can say where their cells end. `delimiter` is one of DELIMITERS, WHOLE_LINES or any other that
    the text itself names."""

    rows: list[list[str]]
    delimiter: str
    torn: frozenset[int] = frozenset()


def rows_of_text(text: str, delimiter: str = "") -> DelimitedText:
    """The rows of `text`, by the delimiter that a person chose, or where that is "" by the one that most rows agree on.
    Raises csv.Error for a cell that is too long."""
    named = _NAMED.match(text)  # what Excel writes and takes to name the delimiter
    if named:
        text = text[named.end() :]
    lines = list(io.StringIO(text, newline=""))
    chosen = delimiter or (named and named[1]) or _delimiter(lines[:_HEAD])
    return _Reading(lines, chosen).whole()


def _delimiter(lines: Sequence[str]) -> str:
    """The one by which the most rows have the same number of cells; of several the one that gives the most. If that
    are no more than half of the rows, it divides none: then each line is a cell."""
    filled = [line for line in lines if line.strip()]
    turned = bool(filled) and all(_TURNED_NAME.fullmatch(line.strip()) for line in filled)
    if turned and not all(fields_of_headings(filled[0].split(","))):
        return WHOLE_LINES  # "Hart, Jo": such a comma is one of the name

    def evenness(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for line in filled if len(row := _lenient(line, delimiter)) > 1)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    best = max(DELIMITERS, key=evenness)
    divided = sum(len(_lenient(line, best)) > 1 for line in filled)
    return best if 2 * divided > len(filled) else WHOLE_LINES


class _Reading:
    """Goes through the lines. A quoted cell may go on in the next line, but not where that line is a row by itself:
    then a stray quote is all that joins them."""

    def __init__(self, lines: Sequence[str], delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        alone = (row for line in lines[:_HEAD] if (row := _strict(line, delimiter)) is not None and any(row))
        widths = Counter(map(len, alone))
        self._width = widths.most_common(1)[0][0] if widths else 0

    def whole(self) -> DelimitedText:
        rows: list[list[str]] = []
        torn: set[int] = set()
        place = 0
        while place < len(self._lines):
            row, taken = self._row(place)
            if row is None:
                torn.add(len(rows))
                row = _torn(self._lines[place], self._delimiter, self._width)
            rows.append([one_line(cell) for cell in row])
            place += taken
        return DelimitedText(rows, self._delimiter, frozenset(torn))

    def _row(self, place: int) -> tuple[list[str] | None, int]:
        """The row that begins in that line and in how many lines it stands; None and 1 when its quotes don't pair."""
        for taken in range(1, _MOST_LINES + 1):
            lines = self._lines[place : place + taken]
            if len(lines) < taken or (taken > 1 and self._is_row(lines[-1])):
                break
            row = _strict("".join(lines), self._delimiter)
            if row is not None and (taken == 1 or len(row) == self._width):
                return row, taken
        return None, 1

    def _is_row(self, line: str) -> bool:
        if self._width < 2 or line.count('"') % 2:
            return False
        row = _strict(line, self._delimiter)
        return row is not None and len(row) == self._width


def _strict(text: str, delimiter: str) -> list[str] | None:
    """The cells of a text that is one row; None when its quotes don't pair."""
    if delimiter == WHOLE_LINES:
        return [text.strip().strip('"')] if text.strip() else []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _lenient(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])


def _torn(line: str, delimiter: str, width: int) -> list[str]:
    """The cells as they may have been meant: with the quotes that pair if that gives a row like the others."""
    row = _lenient(line, delimiter)
    if len(row) == width:
        return row
    bare = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    return [cell.strip(' "\r\n') for cell in bare]
