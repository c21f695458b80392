"""A text on its way into a spreadsheet, where it must stay a text, and on its way back."""

from __future__ import annotations

import re

_FORMULA = "=+-@＝＋－＠"
_GUARDED = re.compile(rf"'(?=\s*[{_FORMULA}]|[\t\r\n]|\d)")


def harmless(cell: str) -> str:
    """The cell as no spreadsheet takes it for a formula: one that could be gets an apostrophe in front, also a phone
    number such as +32 471 20 44 10. Line ends become spaces."""
    return f"'{_line(cell)}" if _could_be_formula(cell) else _line(cell)


def without_guard(cell: str) -> str:
    """The cell without such an apostrophe, or one that keeps a number as it was typed: "'0471". The one of 't Veld
    stays."""
    return _GUARDED.sub("", cell, count=1) if _GUARDED.match(cell) else cell


def _could_be_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for a formula. Some pass over spaces in front; a tab or a line end in front is
    never harmless."""
    return cell[:1] in ("\t", "\r", "\n") or cell.lstrip()[:1] in tuple(_FORMULA)


def _line(cell: str) -> str:
    return " ".join(cell.splitlines())
