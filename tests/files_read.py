"""Files that were taken out of the program, as others read them."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from pypdf import PdfReader
from python_calamine import load_workbook


def pdf_pages(file: Path) -> list[str]:
    """The words of each page on one line, in the order in which they were drawn."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(file).pages]


def csv_rows(content: bytes) -> list[list[str]]:
    """As a strict reader of RFC 4180 has them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def xlsx_rows(content: bytes) -> dict[str, list[list[object]]]:
    """By the names of the worksheets."""
    book = load_workbook(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
