"""The sheets of a spreadsheet that a person sees, and the rows of one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct

from app.errors import FileFailed
from app.services.imports.cells import one_line
from app.services.imports.file_kinds import ZIP
from app.services.imports.packed_sheets import TooWide, check_packed

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
"""What Python's own reader of archives ends with; RuntimeError when a part is locked or packed in an unknown way."""

Rows = list[list[str]]


class Sheets(Struct, frozen=True):
    """`names` are those of the visible sheets that hold anything; `chosen` is one of them, and `rows` its rows. Without
    any, all is empty."""

    names: tuple[str, ...]
    chosen: str
    rows: Rows


def read_sheets(data: bytes, name: str, chosen: str, is_list: Callable[[Rows], bool]) -> Sheets:
    """The sheet that a person chose, else the first that `is_list`, else the first. `name` is the file's. Raises
    FileFailed when it can't be read."""
    import python_calamine as calamine

    try:
        if data.startswith(ZIP):
            check_packed(data)
        with calamine.load_workbook(io.BytesIO(data)) as book:
            sheets = _visible(book)
    except calamine.PasswordError as error:
        raise FileFailed(f"{name} is protected by a password. Save it without one, then import it again.") from error
    except TooWide as error:
        raise FileFailed(
            f"{name} has cells far from its table, or too many. Copy the table into a new file."
        ) from error
    except (calamine.CalamineError, *_DAMAGED) as error:
        raise FileFailed(f"{name} is damaged, or no spreadsheet.") from error
    if chosen not in sheets:
        chosen = next((sheet for sheet, rows in sheets.items() if is_list(rows)), next(iter(sheets), ""))
    return Sheets(tuple(sheets), chosen, sheets.get(chosen, []))


def _visible(book: CalamineWorkbook) -> dict[str, Rows]:
    """By name, those that hold anything. Who sent a list with hidden sheets didn't mean to send these."""
    import python_calamine as calamine

    sheets: dict[str, Rows] = {}
    for sheet in book.sheets_metadata:
        if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
            if any(map(any, rows)):
                sheets[sheet.name] = [[_written(cell) for cell in row] for row in rows]
    return sheets


def _written(cell: object) -> str:
    """A cell as a person reads it: a phone number that Excel took for a number has no decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return one_line(str(cell))
