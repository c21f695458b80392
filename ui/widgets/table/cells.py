"""Paints table cells: text that elides at its end, a mark and a second line where the cell has them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap

from ui.models.table_model import Cell
from ui.theme import Theme
from ui.widgets.labels import isolated
from ui.widgets.table.marks import mark_pixmap

PAD = 8
FIRST_PAD = 20
BUTTON_PAD = 12
MOST_CHIPS = 100
MOST_KEPT = 4000
"""Texts whose measures are kept."""
_WEIGHTS = {"strong": 600, "button": 600}


class Cells:
    """Paints the cells of every desk table. Colours and fonts are the theme's, asked for at each painting.

    No delegate: what Qt prepares for one, cell by cell, takes longer than the painting itself.
    """

    def __init__(self, *, theme: Theme) -> None:
        self._theme = theme
        self._fitted: dict[tuple[str, int, int], str] = {}
        self._crossed_out: dict[int, QFont] = {}
        self._widths: dict[tuple[str, int], int] = {}
        self._marks: dict[tuple[str, str, str, int, float], QPixmap] = {}
        self._chips: dict[tuple[str, int, float], QPixmap] = {}

    def forget(self) -> None:
        """The theme is another one."""
        self._fitted.clear()
        self._crossed_out.clear()
        self._widths.clear()
        self._marks.clear()
        self._chips.clear()

    def paint(self, painter: QPainter, cell: Cell, place: QRect, *, first: bool, ground: str) -> None:
        """`place` is the whole cell, `first` says that it leads its row, `ground` is the colour behind it."""
        lead = self._lead(first)
        inner = QRect(place.left() + lead, place.top(), place.width() - lead - self._theme.px(PAD), place.height() - 1)
        if cell.variant == "button":
            self._button(painter, inner)
            inner.adjust(self._theme.px(BUTTON_PAD), 0, 0, 0)
        if cell.second or cell.third:
            half = self._theme.px(17)
            middle = inner.center().y() + 1
            self._line(painter, cell, QRect(inner.left(), middle - half, inner.width(), half), ground)
            self._second(painter, cell, QRect(inner.left(), middle, inner.width(), self._theme.px(16)), ground)
        else:
            self._line(painter, cell, inner, ground)

    def elides(self, cell: Cell, width: int, *, first: bool) -> bool:
        """Whether a cell of that width can't show its whole text."""
        room = width - self._lead(first) - self._theme.px(PAD) - self._mark_room(cell) - self._aside_room(cell)
        return self._width(cell.text, self._font(cell)) > room

    def room(self, cell: Cell, *, first: bool) -> int:
        """The width in which nothing of it elides."""
        line = self._mark_room(cell) + self._width(cell.text, self._font(cell)) + self._aside_room(cell)
        gap = self._theme.px(12) if cell.second and cell.third else 0
        below = sum(
            self._small_width(words, mark)
            for words, mark in ((cell.second, cell.second_mark), (cell.third, cell.third_mark))
            if words
        )
        button = self._theme.px(BUTTON_PAD) if cell.variant == "button" else 0
        return self._around(first) + button + max(line, below + gap)

    def room_of_words(self, words: str, font: QFont, *, first: bool) -> int:
        return self._around(first) + self._width(words, font)

    def _around(self, first: bool) -> int:
        """Before and behind what is written, and two pixels so that rounding elides nothing."""
        return self._lead(first) + self._theme.px(PAD) + 2

    def _lead(self, first: bool) -> int:
        return self._theme.px(FIRST_PAD if first else PAD)

    def _font(self, cell: Cell) -> QFont:
        if cell.mark and cell.role:
            return self._theme.font(13, 500)
        return self._theme.font(13, _WEIGHTS.get(cell.variant, 400), tabular=cell.variant in ("figures", "number"))

    def _struck(self, font: QFont) -> QFont:
        """The same font, crossed out: it is as wide."""
        if id(font) not in self._crossed_out:
            self._crossed_out[id(font)] = crossed_out(font)
        return self._crossed_out[id(font)]

    def _ink(self, cell: Cell) -> QColor:
        return self._theme.colour(cell.role or ("text-muted" if cell.variant == "muted" else "text"))

    def _mark_room(self, cell: Cell) -> int:
        return self._theme.px(21) if cell.mark else 0

    def _aside_font(self) -> QFont:
        return self._theme.font(12, 400, tabular=True)

    def _aside_room(self, cell: Cell) -> int:
        room = self._width(cell.aside, self._aside_font()) + self._theme.px(8) if cell.aside else 0
        return room + (self._theme.px(22) if cell.aside_icon else 0)

    def _line(self, painter: QPainter, cell: Cell, place: QRect, ground: str) -> None:
        font = self._font(cell)
        metrics = self._theme.metrics(font)
        aside_room = self._aside_room(cell)
        left = place.left()
        if cell.chip:
            self._chip(painter, cell, place, self._width(cell.text, font) + aside_room)
            ground = f"{cell.role}-tint"
        ink = self._ink(cell)
        if cell.mark:
            self._mark(painter, cell.mark, cell.role or "text", ground, QPoint(left, place.center().y()), 14)
            left += self._mark_room(cell)
        room = max(0, place.right() - left - aside_room)
        text = self._elided(cell.text, font, room)
        if cell.variant == "number":
            left += room - self._width(text, font)
        _write(painter, self._struck(font) if cell.struck else font, metrics, ink, left, place, text)
        if cell.aside or cell.aside_icon:
            behind = left + self._width(text, font) + self._theme.px(8)
            self._aside(painter, cell, QPoint(behind, place.top()), place.height())

    def _mark(self, painter: QPainter, name: str, role: str, ground: str, middle: QPoint, size: int) -> None:
        """Drawn once and then copied: smooth lines are the dearest thing in a row."""
        ratio = painter.device().devicePixelRatio()
        key = (name, role, ground, size, ratio)
        if key not in self._marks:
            self._marks[key] = mark_pixmap(self._theme, name, role, ground, size=size, ratio=ratio)
        side = self._theme.px(size)
        painter.drawPixmap(middle.x(), middle.y() - side // 2 + 1, self._marks[key])

    def _elided(self, text: str, font: QFont, room: int) -> str:
        """Measuring is what takes long, and the same words are painted again and again."""
        key = (text, id(font), room)
        if key not in self._fitted:
            if len(self._fitted) > MOST_KEPT:
                self._fitted.clear()
            shown = isolated(text)
            self._fitted[key] = self._theme.metrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, room)
        return self._fitted[key]

    def _width(self, text: str, font: QFont) -> int:
        key = (text, id(font))
        if key not in self._widths:
            if len(self._widths) > MOST_KEPT:
                self._widths.clear()
            self._widths[key] = self._theme.metrics(font).horizontalAdvance(text)
        return self._widths[key]

    def _aside(self, painter: QPainter, cell: Cell, corner: QPoint, height: int) -> None:
        font = self._aside_font()
        role = cell.role or "text-muted"
        left = corner.x()
        if cell.aside_icon:
            pixmap = self._theme.pixmap(cell.aside_icon, role, 16)
            painter.drawPixmap(left, corner.y() + (height - self._theme.px(16)) // 2, pixmap)
            left += self._theme.px(19)
        place = QRect(left, corner.y(), 0, height)
        _write(painter, font, self._theme.metrics(font), self._theme.colour(role), left, place, cell.aside)

    def _chip(self, painter: QPainter, cell: Cell, place: QRect, text_width: int) -> None:
        """The tinted ground of a status that wants to be seen; it reaches out of the column's line of text."""
        pad, height = self._theme.px(6), self._theme.px(24)
        width, ratio = text_width + self._mark_room(cell) + 2 * pad, painter.device().devicePixelRatio()
        key = (cell.role, width, ratio)
        if key not in self._chips:
            if len(self._chips) > MOST_CHIPS:
                self._chips.clear()
            self._chips[key] = _chip_pixmap(self._theme.colour(f"{cell.role}-tint"), width, height, ratio)
        painter.drawPixmap(place.left() - pad, place.center().y() - height // 2, self._chips[key])

    def _button(self, painter: QPainter, place: QRect) -> None:
        """The edges of something in the row that can be pressed."""
        height = self._theme.px(32)
        edges = QRectF(place.left() + 0.5, place.center().y() - height // 2 + 0.5, place.width(), height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("field-border"))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRoundedRect(edges, 6, 6)
        painter.restore()

    def _second(self, painter: QPainter, cell: Cell, place: QRect, ground: str) -> None:
        gap = self._theme.px(12) if cell.second and cell.third else 0
        third = self._small_width(cell.third, cell.third_mark) + gap
        room = place.adjusted(0, 0, -third, 0)
        end = self._small(painter, cell.second, cell.second_mark, cell.second_role, room, ground)
        if cell.third:
            behind = QRect(end + gap, place.top(), third, place.height())
            self._small(painter, cell.third, cell.third_mark, cell.third_role, behind, ground)

    def _small_font(self, mark: str) -> QFont:
        return self._theme.font(11, 500) if mark else self._theme.font(12, 400)

    def _small_width(self, text: str, mark: str) -> int:
        return self._width(text, self._small_font(mark)) + (self._theme.px(17) if mark else 0)

    def _small(self, painter: QPainter, text: str, mark: str, role: str, place: QRect, ground: str) -> int:
        """Words with a mark in front of them, both in the colour of a role. Gives where they end."""
        left = place.left()
        if mark:
            self._mark(painter, mark, role, ground, QPoint(left + 1, place.center().y()), 11)
            left += self._theme.px(16)
        font = self._small_font(mark)
        metrics = self._theme.metrics(font)
        shown = self._elided(text, font, place.right() - left)
        _write(painter, font, metrics, self._theme.colour(role), left, place, shown)
        return left + self._width(shown, font)


def crossed_out(font: QFont) -> QFont:
    """For what isn't so any more."""
    struck = QFont(font)
    struck.setStrikeOut(True)
    return struck


def _write(
    painter: QPainter, font: QFont, metrics: QFontMetrics, ink: QColor, left: int, place: QRect, text: str
) -> None:
    """Writes on the line that the row's own font has in `place`: a name in another script would sit higher or lower."""
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(left, place.top() + (place.height() + metrics.ascent() - metrics.descent()) // 2, text)


def _chip_pixmap(tint: QColor, width: int, height: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawRoundedRect(QRectF(0, 0, width, height), height / 2, height / 2)
    painter.end()
    return pixmap
