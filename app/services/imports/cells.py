"""A cell of a list as a person reads it, and the phone number that stands in one."""

from __future__ import annotations

import re

from app.models.text.spreadsheet_cell import without_guard
from app.models.text.unseen import WITHOUT_MARKS, WITHOUT_UNSEEN

_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_DECIMALS = re.compile(r"(\+?\d{6,})[.,]0+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./-]\d{1,2}[./-]\d{4}.*")
_NUMBER = re.compile(r"(?:\+\s?)?\(?\d(?:[\d\s().‐‑‒–-]|/(?=\d))*\d")
_FEWEST_DIGITS = 6


def one_line(text: str) -> str:
    """`text` with single spaces, trimmed, without signs that nobody sees and without the apostrophe by which
    spreadsheets keep a text."""
    return without_guard(" ".join(text.translate(_CONTROL).translate(WITHOUT_MARKS).split()))


def bare(text: str) -> str:
    """The same of an address, a number or a plate, in which no letter is joined to another."""
    return one_line(text.translate(WITHOUT_UNSEEN))


def number_in(cell: str) -> str | None:
    """The phone number in a cell: the first one, without what else stands there, such as "Tel." or "(mobile)"; "" for
    an empty cell. None when it isn't clear which digits are the number."""
    text = bare(cell).replace("＋", "+")
    if not text:
        return ""
    if decimals := _DECIMALS.fullmatch(text):  # of a spreadsheet that took it for a figure
        return decimals[1]
    if _DAY.fullmatch(text):
        return None
    for match in _NUMBER.finditer(text):
        if sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS:
            around = text[: match.start()][-1:] + text[match.end() :][:1]
            return None if any(map(str.isalpha, around)) or _cuts_a_figure(text, match) else match[0]
    return text if not any(map(str.isalpha, text)) else None


def _cuts_a_figure(text: str, number: re.Match[str]) -> bool:
    """Whether a comma divides it from further figures, as in 3,24712E+10."""
    before, after = text[: number.start()][-2:], text[number.end() :][:2]
    return bool(re.fullmatch(r"\d,", before) or re.fullmatch(r",\d", after))
