"""Tables on paper: black on white, as many pages as they take, each with the list's name and "Page 2 of 3"."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption

from ui.printing.document import DOTS_PER_INCH, Document, page, printed_font

A4 = QSizeF(210, 297)
A4_ACROSS = A4.transposed()

MM = DOTS_PER_INCH / 25.4
_EDGE, _FOOT = 15 * MM, 10 * MM
_HEADINGS = 12 * MM
_BOX_COLUMN, _BOX, _PAD, _GAP = 9 * MM, 4.6 * MM, 1.4 * MM, 2 * MM
_CLEAR, _BETWEEN = 5 * MM, 3 * MM
"""Above a table's name, and below a table."""

_LONGEST = 300
_FROM_THE_RIGHT = {"R", "AL"}
_AT_ONCE = 3
"""Rows that are laid out before others on the loop have their turn."""


class Part(Struct, frozen=True):
    """Words in one font, as many lines as they need; `size` is in pixels at 300 dpi."""

    words: str
    size: int = 36
    weight: int = 400


class PrintedRow(Struct, frozen=True):
    """The parts of each cell stand below each other. `ticked` is about the row's box, where the table has boxes."""

    cells: tuple[tuple[Part, ...], ...]
    ticked: bool = False


class PrintedTable(Struct, frozen=True):
    """`shares` are the columns' parts of the width. With `boxes` there is a box to tick before each row."""

    headings: tuple[str, ...]
    shares: tuple[float, ...]
    rows: Sequence[PrintedRow]
    name: str = ""
    boxes: bool = False


class Heads(Struct, frozen=True):
    """`title` and `printed` are on each page, `about` on the first. `job` names the document."""

    job: str
    title: str
    printed: str
    about: str


async def table_document(heads: Heads, tables: Sequence[PrintedTable], millimetres: QSizeF = A4) -> Document:
    """On the thread of the window, as everything that measures text; it lets others go on between some rows."""
    paper = _Paper(millimetres)
    whole, short = paper.heads(heads)
    pages = await _paged(paper, tables, first=_EDGE + _height(whole), further=_EDGE + _height(short))
    drawn = []
    for number, placed in enumerate(pages, 1):
        foot = paper.text(Part(f"Page {number} of {len(pages)}"))
        drawn.append(page(partial(paper.draw, head=whole if number == 1 else short, placed=placed, foot=foot)))
        await asyncio.sleep(0)
    return Document(title=heads.job, millimetres=millimetres, pages=tuple(drawn))


class _Strip(Struct, frozen=True):
    """What stands across the page, above a line: texts at their places in it. `ticked` is about its box, None for
    none."""

    height: float
    texts: Sequence[tuple[QPointF, QTextLayout]]
    ticked: bool | None = None


_Placed = tuple[float, _Strip]
"""How far down the page it begins, and what."""


async def _paged(
    paper: _Paper, tables: Sequence[PrintedTable], *, first: float, further: float
) -> Sequence[Sequence[_Placed]]:
    """The headings are on each page, above a row where there is any; `first` and `further` are where pages begin."""
    pages: list[list[_Placed]] = [[]]
    y, laid_out = first, 0
    for table in tables:
        headings = paper.headings(table)
        opening = [headings]
        for row in table.rows or (None,):
            strips = [*opening, *([paper.row(table, row)] if row else [])]
            if pages[-1] and y + sum(strip.height for strip in strips) > paper.bottom:
                pages.append([])
                y, strips = further, [headings, *strips[len(opening) :]]
            for strip in strips:
                pages[-1].append((y, strip))
                y += strip.height
            opening, laid_out = [], laid_out + 1
            if not laid_out % _AT_ONCE:
                await asyncio.sleep(0)
        y += _BETWEEN
    return pages


class _Paper:
    """Where things stand on a page of that size, in dots."""

    def __init__(self, millimetres: QSizeF) -> None:
        self._right = millimetres.width() * MM - _EDGE
        self._foot = millimetres.height() * MM - _EDGE - 6 * MM
        self.bottom = millimetres.height() * MM - _EDGE - _FOOT

    def heads(self, heads: Heads) -> tuple[list[QTextLayout], list[QTextLayout]]:
        """What stands above the rows: all of it on the first page, on the further ones which list it is."""
        parts = (Part(heads.title, 68, 700), Part(heads.printed, 42, 600), Part(heads.about))
        whole = [self.text(part) for part in parts if part.words]
        return whole, [self.text(Part(f"{heads.title} · {heads.printed}", 36, 600))]

    def headings(self, table: PrintedTable) -> _Strip:
        name = [self.text(Part(table.name, 48, 700))] if table.name else []
        texts = list(self._texts(table, [(Part(words, 34, 600),) for words in table.headings]))
        tallest = max(text.boundingRect().height() for _, text in texts)
        clear = _CLEAR if name else 0
        height = clear + _height(name) + max(_HEADINGS, tallest + _GAP)
        above = height - max(6 * MM, tallest)
        named = ((QPointF(_EDGE, clear), text) for text in name)
        return _Strip(height, (*named, *((place + QPointF(0, above), text) for place, text in texts)))

    def row(self, table: PrintedTable, row: PrintedRow) -> _Strip:
        texts = [(place + QPointF(0, _PAD), text) for place, text in self._texts(table, row.cells)]
        lowest = max((place.y() + text.boundingRect().height() for place, text in texts), default=_PAD)
        height = max(lowest, _PAD + _BOX if table.boxes else 0) + _PAD
        return _Strip(height, texts, row.ticked if table.boxes else None)

    def text(self, part: Part) -> QTextLayout:
        """Across the whole page."""
        return _text(part, self._right - _EDGE)

    def draw(
        self, painter: QPainter, *, head: Sequence[QTextLayout], placed: Sequence[_Placed], foot: QTextLayout
    ) -> None:
        painter.setPen(QPen(Qt.GlobalColor.black, 2))
        for place, text in _below_each_other(head, _EDGE, _EDGE):
            _write(painter, text, place)
        for y, strip in placed:
            if strip.ticked is not None:
                _draw_box(painter, QRectF(_EDGE, y + _PAD, _BOX, _BOX), ticked=strip.ticked)
            for place, text in strip.texts:
                _write(painter, text, place + QPointF(0, y))
            painter.drawLine(QPointF(_EDGE, y + strip.height), QPointF(self._right, y + strip.height))
        foot.draw(painter, QPointF(_EDGE, self._foot))

    def _texts(self, table: PrintedTable, cells: Sequence[tuple[Part, ...]]) -> Iterator[tuple[QPointF, QTextLayout]]:
        left = _EDGE + (_BOX_COLUMN if table.boxes else 0)
        room, whole = self._right - left, sum(table.shares)
        for parts, share in zip(cells, table.shares, strict=True):
            width = room * share / whole
            texts = [_text(part, width - _GAP) for part in parts if part.words]
            yield from _below_each_other(texts, left, 0)
            left += width


def _below_each_other(texts: Sequence[QTextLayout], x: float, y: float) -> Iterator[tuple[QPointF, QTextLayout]]:
    for text in texts:
        yield QPointF(x, y), text
        y += text.boundingRect().height()


def _height(texts: Sequence[QTextLayout]) -> float:
    return sum(text.boundingRect().height() for text in texts)


def _draw_box(painter: QPainter, box: QRectF, *, ticked: bool) -> None:
    painter.setPen(QPen(Qt.GlobalColor.black, 4))
    painter.drawRect(box)
    if ticked:
        painter.drawPolyline(
            [box.topLeft() + QPointF(*place) * _BOX for place in ((0.2, 0.5), (0.42, 0.75), (0.8, 0.2))]
        )
    painter.setPen(QPen(Qt.GlobalColor.black, 2))


def _text(part: Part, width: float) -> QTextLayout:
    """Lines that end between words, and inside of one only where it is longer than a whole line."""
    font = printed_font(part.size, part.weight)
    font.setFeature(QFont.Tag("calt"), 0)  # a colon that is drawn otherwise between figures is no letter in Qt's PDF
    text = QTextLayout(_short(part.words), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
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


def _write(painter: QPainter, text: QTextLayout, place: QPointF) -> None:
    """A page that is played draws each part of a line anew and from the left. So of words that run both ways, such as
    an Arabic name with a number behind it, the outlines are drawn."""
    if not _runs_both_ways(text.text()):
        text.draw(painter, place)
        return
    for run in text.glyphRuns():
        for glyph, at in zip(run.glyphIndexes(), run.positions(), strict=True):
            outline = run.rawFont().pathForGlyph(glyph).translated(place + at)
            outline.setFillRule(Qt.FillRule.WindingFill)
            painter.fillPath(outline, Qt.GlobalColor.black)


def _runs_both_ways(words: str) -> bool:
    kinds = set(map(unicodedata.bidirectional, words))
    return not kinds.isdisjoint(_FROM_THE_RIGHT) and not kinds <= _FROM_THE_RIGHT | {"WS", "NSM"}


def _short(text: str) -> str:
    """No more than a person can want to read, so that a row never fills a page."""
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
