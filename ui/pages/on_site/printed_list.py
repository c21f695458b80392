"""The list on paper: A4, black on white, with a box to tick for each, as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption

from app.services.visits.on_site_list import OnSiteList
from app.services.visits.roll_call import RollCallEntry
from ui.badge.fitting import badge_font
from ui.printing.document import Document, page
from ui.wording.dates import time_words, whole_day

A4 = QSizeF(210, 297)
_MM = 300 / 25.4
_LEFT, _RIGHT, _TOP, _FOOT = 15 * _MM, 195 * _MM, 15 * _MM, 282 * _MM
_BOX, _PAD, _GAP = 4.6 * _MM, 1.4 * _MM, 2 * _MM
_WIDTHS = (9, 55, 35, 35, 31, 15)
"""In millimetres: the box, then what stands under _HEADINGS."""
_HEADINGS = ("", "Visitor", "Host", "Mobile", "Meeting", "Since")
_LONGEST = 200


Texts = tuple[QTextLayout, ...]
"""Below each other, each as many lines as it needs in its width."""


class PrintedLine(Struct, frozen=True):
    """One person: their words by column, and how high that is."""

    cells: tuple[Texts, ...]
    safe: bool
    height: float


def document(listed: OnSiteList) -> Document:
    """To be made on the thread of the window, as everything that measures text."""
    heads = _Heads(listed)
    pages: list[list[PrintedLine]] = [[]]
    y = heads.first
    for line in (_line(listed, one) for one in listed.people):
        if y + line.height > _FOOT - 10 * _MM and pages[-1]:
            pages.append([])
            y = heads.further
        pages[-1].append(line)
        y += line.height
    drawn = (
        page(partial(_draw, heads=heads, lines=lines, number=number, pages=len(pages)))
        for number, lines in enumerate(pages, 1)
    )
    return Document(title="Visitors on site", millimetres=A4, pages=tuple(drawn))


class _Heads:
    """What stands above the rows: all of it on the first page, on the further ones which list it is.

    `first` and `further` are where the rows begin.
    """

    def __init__(self, listed: OnSiteList) -> None:
        today = listed.made_at.date()
        title = f"Roll call since {time_words(listed.since, today)}" if listed.since else "Visitors on site"
        printed = f"{listed.site} · printed on {whole_day(today)}, {listed.made_at:%H:%M}"
        about = f"{_counts(listed)}. Staff are not on this list. {listed.source}"
        parts = ((badge_font(68, 700), title), (badge_font(42, 600), printed), (badge_font(36, 400), about))
        self.whole = tuple(_text(font, words, _RIGHT - _LEFT) for font, words in parts)
        self.short = (_text(badge_font(36, 600), f"{title} · {printed}", _RIGHT - _LEFT),)
        self.first = _TOP + _height(self.whole) + 12 * _MM
        self.further = _TOP + _height(self.short) + 12 * _MM


def _counts(listed: OnSiteList) -> str:
    count = len(listed.people)
    visitors = f"{count} visitor{'' if count == 1 else 's'}"
    if listed.since is None:
        return visitors
    safe = sum(one.safe for one in listed.people)
    return f"{visitors}: {count - safe} still to find, {safe} safe"


def _line(listed: OnSiteList, one: RollCallEntry) -> PrintedLine:
    person, since = one.present.person, listed.local(one.present.since)
    name, plain = badge_font(42, 600), badge_font(36, 400)
    status = listed.roll_call_words(one) if listed.since and one.safe else ""
    facts = (
        (name, person.name or "Unknown visitor"),
        (plain, person.company),
        (badge_font(36, 600), status),
    )
    days = "" if since.date() == listed.made_at.date() else f"{since.day}/{since.month}"
    cells = (
        facts,
        ((plain, person.host), (plain, person.host_number)),
        ((plain, person.mobile or "No number"),),
        ((plain, person.meeting),),
        ((plain, f"{since:%H:%M}"), (plain, days)),
    )
    texts = tuple(
        tuple(_text(font, _short(words), width * _MM - _GAP) for font, words in cell if words)
        for cell, width in zip(cells, _WIDTHS[1:], strict=True)
    )
    return PrintedLine(texts, bool(status), max(*map(_height, texts), _BOX) + 2 * _PAD)


def _short(text: str) -> str:
    """No more than a person can want to read, so that a row never fills a page."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _text(font: QFont, words: str, width: float) -> QTextLayout:
    """Lines that end between words, and inside of one only where it is longer than a whole line."""
    text = QTextLayout(words, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text.setTextOption(option)
    text.beginLayout()
    y = 0.0
    while (line := text.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    text.endLayout()
    return text


def _height(texts: Texts) -> float:
    return sum(text.boundingRect().height() for text in texts)


def _draw(painter: QPainter, *, heads: _Heads, lines: Sequence[PrintedLine], number: int, pages: int) -> None:
    painter.setPen(QPen(Qt.GlobalColor.black, 2))
    head, y = (heads.whole, heads.first) if number == 1 else (heads.short, heads.further)
    _write(painter, head, _LEFT, _TOP)
    _draw_headings(painter, y)
    for line in lines:
        _draw_line(painter, line, y)
        y += line.height
    foot = _text(badge_font(36, 400), f"Page {number} of {pages}", _RIGHT - _LEFT)
    _write(painter, (foot,), _LEFT, _FOOT - 6 * _MM)


def _draw_headings(painter: QPainter, y: float) -> None:
    x = _LEFT
    for heading, width in zip(_HEADINGS, _WIDTHS, strict=True):
        _write(painter, (_text(badge_font(34, 600), heading, width * _MM),), x, y - 6 * _MM)
        x += width * _MM
    painter.drawLine(QPointF(_LEFT, y), QPointF(_RIGHT, y))


def _draw_line(painter: QPainter, line: PrintedLine, y: float) -> None:
    box = QRectF(_LEFT, y + _PAD, _BOX, _BOX)
    painter.setPen(QPen(Qt.GlobalColor.black, 4))
    painter.drawRect(box)
    if line.safe:
        painter.drawPolyline(
            [box.topLeft() + QPointF(*place) * _BOX for place in ((0.2, 0.5), (0.42, 0.75), (0.8, 0.2))]
        )
    painter.setPen(QPen(Qt.GlobalColor.black, 2))
    x = _LEFT + _WIDTHS[0] * _MM
    for cell, width in zip(line.cells, _WIDTHS[1:], strict=True):
        _write(painter, cell, x, y + _PAD)
        x += width * _MM
    painter.drawLine(QPointF(_LEFT, y + line.height), QPointF(_RIGHT, y + line.height))


def _write(painter: QPainter, texts: Texts, x: float, y: float) -> None:
    for text in texts:
        text.draw(painter, QPointF(x, y))
        y += text.boundingRect().height()
