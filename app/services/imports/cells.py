"""A cell of a list as a person reads it, and the phone number that stands in one."""

from __future__ import annotations

import re
import unicodedata

from app.models.text.spreadsheet_cell import without_guard
from app.models.text.unseen import WITHOUT_MARKS, WITHOUT_UNSEEN

_CONTROL = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), " ")
_DECIMALS = re.compile(r"(\+?\d{6,})[.,]0+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[./-]\d{1,2}[./-]\d{4}.*")
_NUMBER = re.compile(r"\(?(?:\+\s?)?\(?\d(?:[\d\s().‐‑‒–-]|/(?=\d))*\d")
_MARK = re.compile(r"^(?:[-–—*•·▪◦‣►✓☐]|\(?\d{1,3}[.)])\s+(?=\S)")
_COUNTING = re.compile(r"^[1-9]\d?[.)]\s+(?=[+(\d])")
_BRACKETED_CODE = re.compile(r"\((\+\s?\d+)\)")
_BEHIND_NUMBER = re.compile(r"\s*[(/]|\s+[‐‑‒–-]\s*|\s*[‐‑‒–-]\s+")
_FEWEST_DIGITS = 6


def one_line(text: str) -> str:
    """`text` with single spaces, trimmed, without signs that nobody sees and without the apostrophe by which
    spreadsheets keep a text."""
    return without_guard(" ".join(text.translate(_CONTROL).translate(WITHOUT_MARKS).split()))


def without_count(name: str) -> str:
    """A name without the mark of a list in front of it: "1. Ada Lee", "- Ada Lee"."""
    return _MARK.sub("", name)


def bare(text: str) -> str:
    """The same of an address, a number or a plate, in which no letter is joined to another."""
    return one_line(text.translate(WITHOUT_UNSEEN))


def number_in(cell: str) -> str | None:
    """The phone number in a cell: the first one, without what else stands there, such as "Tel." or "(mobile)"; "" for
    an empty cell. None when it isn't clear which digits are the number."""
    text = _COUNTING.sub("", _in_ascii_digits(bare(cell)).replace("＋", "+"), count=1)
    if not text:
        return ""
    if decimals := _DECIMALS.fullmatch(text):  # of a spreadsheet that took it for a figure
        return decimals[1]
    if _DAY.fullmatch(text):
        return None
    for match in _NUMBER.finditer(text):
        if _digits(match[0]) >= _FEWEST_DIGITS:
            around = text[: match.start()][-1:] + text[match.end() :][:1]
            return None if any(map(str.isalpha, around)) or _cuts_a_figure(text, match) else _first_of(match[0])
    return text if not any(map(str.isalpha, text)) else None


def _first_of(figures: str) -> str | None:
    """Without an extension or a second number behind it: a stroke or a bracket ends figures that are enough for a
    number, but not an area code. What a dash between spaces divides may be either, so None."""
    figures = _BRACKETED_CODE.sub(r"\1", figures)
    for divider in _BEHIND_NUMBER.finditer(figures):
        if _digits(figures[: divider.start()]) > _FEWEST_DIGITS:
            return figures[: divider.start()] if divider[0].strip() in ("(", "/") else None
    return figures


def _in_ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _cuts_a_figure(text: str, number: re.Match[str]) -> bool:
    """Whether a comma divides it from further figures, as in 3,24712E+10."""
    before, after = text[: number.start()][-2:], text[number.end() :][:2]
    return bool(re.fullmatch(r"\d,", before) or re.fullmatch(r",\d", after))
