"""A sheet as XLSX: each table a worksheet, each cell a text, or a number where figures stand, and the printed page as
it would be by Foyer itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from app.paper.sheet import Sheet, SheetTable

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters that a cell can hold, as spreadsheets count them: signs beyond the first plane twice."""

_A4 = 9
_LONGEST_NAME = 31
_LONGEST_HEADER = 240
_NARROWEST, _WIDEST = 6, 60
_NO_NAME = re.compile(r"[\[\]:*?/\\]")
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")
"""What no XML can hold; control signs are written in XLSX's own way."""

_FIGURE = re.compile(r"(?P<number>[-\u2212]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?)(?P<percent>\s?%)?")
"""As Foyer writes one, such as 1,234 or 12 %."""

_CONTROL = re.compile(r"[\x00-\x1f]")
_AS_THEY_ARE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def xlsx_of(sheet: Sheet) -> bytes:
    """It takes a while: for a thread."""
    import xlsxwriter  # for who exports a list alone: 0.1 s

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, _AS_THEY_ARE)
    about = ". ".join((f"{sheet.site}, {sheet.made_at:%Y-%m-%d %H:%M}", *sheet.about))
    book.set_properties({"title": _line(sheet.title), "company": _line(sheet.site), "comments": _line(about)})
    book.set_size(2400, 1400)
    heading = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    # a cell in the format of texts stays one, also when somebody edits what looks like a formula in it
    formats = _Formats(
        heading=heading,
        text=book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        number=book.add_format({"valign": "top", "num_format": "#,##0.##"}),
        whole=book.add_format({"valign": "top", "num_format": "#,##0"}),
        percent=book.add_format({"valign": "top", "num_format": "0%"}),
    )
    for name, table in zip(_names(sheet), sheet.tables, strict=True):
        _write(book, name, sheet, table, formats)
    book.close()
    return content.getvalue()


class _Formats(NamedTuple):
    """Of cells."""

    heading: Format
    text: Format
    number: Format
    whole: Format
    percent: Format


def _write(book: Workbook, name: str, sheet: Sheet, table: SheetTable, formats: _Formats) -> None:
    page = book.add_worksheet(name)
    _set_page(page, sheet, table)
    for number, column in enumerate(table.columns):
        words = [column.heading, *(row[number] for row in table.rows)]
        widest = max(len(line) for text in words for line in text.split("\n"))
        page.set_column(number, number, min(max(widest + 2, _NARROWEST), _WIDEST))
        page.write_string(0, number, _text(column.heading), formats.heading)
    for number, row in enumerate(table.rows, 1):
        for place, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            figure = _FIGURE.fullmatch(text) if column.figures else None
            if figure:
                page.write_number(number, place, *_number(figure, formats))
            else:
                page.write_string(number, place, _text(text), formats.text)


def _number(figure: re.Match[str], formats: _Formats) -> tuple[float, Format]:
    value = float(figure["number"].replace(",", "").replace("\u2212", "-"))
    if figure["percent"]:
        return value / 100, formats.percent
    return value, formats.whole if value.is_integer() else formats.number


def _set_page(page: Worksheet, sheet: Sheet, table: SheetTable) -> None:
    """The headings stay in sight and are on every page, between what is printed on each."""
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    named = " · ".join(filter(None, (sheet.site, sheet.title, table.name)))
    page.set_header(f"&L{_in_header(named)}&R{sheet.made_at:%Y-%m-%d %H:%M}")
    page.set_footer("&LPage &P of &N")


def _in_header(words: str) -> str:
    """In a header & begins a sign of layout; one more stands for itself."""
    return _line(words)[: _LONGEST_HEADER // 2].replace("&", "&&")


def _names(sheet: Sheet) -> Iterator[str]:
    """Of the worksheets: each another, whatever the tables are called."""
    taken: set[str] = set()
    for number, table in enumerate(sheet.tables, 1):
        words = _NO_NAME.sub(" ", _line(table.name or sheet.title)).strip(" '")
        name = _cut(words, _LONGEST_NAME) or f"Table {number}"
        if name.casefold() in taken or name.casefold() == "history":  # a name that Excel keeps for itself
            name = f"{_cut(words, _LONGEST_NAME - len(str(number)) - 1)} {number}"
        taken.add(name.casefold())
        yield name


def _line(text: str) -> str:
    """On one line, where control signs can't be written."""
    return " ".join(_CONTROL.sub(" ", _text(text)).split())


def _text(text: str) -> str:
    return _cut(_NO_TEXT.sub("\ufffd", text), LONGEST_CELL)


def _cut(text: str, longest: int) -> str:
    """No longer than so many units of UTF-16, which is how spreadsheets count."""
    if len(text) * 2 > longest:
        return text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", errors="ignore")
    return text
