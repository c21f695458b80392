"""One badge, drawn: 62 × 100 mm, in pixels at 300 dpi, black on white and no greys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QTransform

from ui.badge.badge import Badge
from ui.badge.code import Code, code_of
from ui.badge.fitting import fitted, one_line
from ui.badge.names import AIR, laid_out
from ui.printing.document import DOTS_PER_INCH, printed_font
from ui.wording.dates import day_in_words

SIZE = QSize(732, 1181)
DOTS_PER_MM = DOTS_PER_INCH / 25.4

_LEFT, _RIGHT = 44, 688
_TEXT_WIDTH = 636
_BAND = 148
_RULE, _RULE_HEIGHT = 600, 4
_SCAN = "Scan to check out.\nPlease give it back."
_RETURN = "Please give it back."


def draw(painter: QPainter, badge: Badge) -> None:
    """Draws at the painter's origin. What lies beneath has to be white."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.GlobalColor.black)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_band(painter, badge.site)
    _draw_names(painter, badge)
    painter.fillRect(QRectF(_LEFT, _RULE, _RIGHT - _LEFT, _RULE_HEIGHT), Qt.GlobalColor.black)
    _draw_host(painter, badge.host)
    code = code_of(badge.visit_id)
    if code is not None:
        painter.fillPath(code.path, Qt.GlobalColor.black)
    _draw_day(painter, badge, code)
    painter.restore()


def image(badge: Badge) -> QImage:
    """The badge as a label printer at 300 dpi puts it on the label."""
    drawn = QImage(SIZE, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    draw(painter, badge)
    painter.end()
    return drawn


def _draw_band(painter: QPainter, site: str) -> None:
    painter.fillRect(QRectF(0, 0, SIZE.width(), _BAND), Qt.GlobalColor.black)
    painter.fillPath(_logo(QPointF(42, 40), 17 / 6), Qt.GlobalColor.white)
    painter.setPen(Qt.GlobalColor.white)
    visitor = printed_font(38, 700)
    visitor.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
    start = _RIGHT - QFontMetricsF(visitor).horizontalAdvance("VISITOR")
    painter.setFont(visitor)
    painter.drawText(QPointF(start, 88), "VISITOR")
    words, font = one_line(site, weight=600, largest=36, smallest=26, width=start - 32 - 133)
    painter.setFont(font)
    painter.drawText(QPointF(133, 88), words)
    painter.setPen(Qt.GlobalColor.black)


def _draw_names(painter: QPainter, badge: Badge) -> None:
    """First name, last name and company, in the middle between the band and the rule."""
    blocks = laid_out(badge, width=_TEXT_WIDTH, height=_RULE - _BAND - 2 * AIR)
    y = _BAND + (_RULE - _BAND - sum(gap + block.height for gap, block in blocks)) / 2
    for gap, block in blocks:
        y = block.draw(painter, _LEFT, y + gap)


def _draw_host(painter: QPainter, host: str) -> None:
    if not host.strip():
        return
    _draw_label(painter, "Host", 666)
    fitted(host, weight=600, largest=54, smallest=34, width=_TEXT_WIDTH, height=112).draw(painter, _LEFT, 674)


def _draw_day(painter: QPainter, badge: Badge, code: Code | None) -> None:
    width = (code.left if code is not None else _RIGHT) - _LEFT
    _draw_label(painter, "Valid on", 830)
    day = day_in_words(badge.day)
    fitted(day, weight=600, largest=54, smallest=34, width=width, height=140).draw(painter, _LEFT, 838)
    painter.setFont(printed_font(28, 400))
    for number, line in enumerate(reversed((_SCAN if code is not None else _RETURN).splitlines())):
        painter.drawText(QPointF(_LEFT, 1127 - 36 * number), line)


def _draw_label(painter: QPainter, word: str, baseline: int) -> None:
    painter.setFont(printed_font(30, 400))
    painter.drawText(QPointF(_LEFT, baseline), word)


def _logo(corner: QPointF, scale: float) -> QPainterPath:
    """The doorway of resources/icons/logo.svg, whose inner door is grey there and therefore drawn whole here."""
    arch = QPainterPath(QPointF(3, 22))
    arch.lineTo(3, 11.5)
    arch.arcTo(QRectF(3, 2.5, 18, 18), 180, -180)
    for x, y in ((21, 22), (16.4, 22), (16.4, 11.5)):
        arch.lineTo(x, y)
    arch.arcTo(QRectF(7.6, 7.1, 8.8, 8.8), 0, 180)
    arch.lineTo(7.6, 22)
    arch.closeSubpath()
    arch.moveTo(9.6, 22)
    arch.lineTo(9.6, 11.7)
    arch.arcTo(QRectF(9.6, 9.3, 4.8, 4.8), 180, -180)
    arch.lineTo(14.4, 22)
    arch.closeSubpath()
    return QTransform.fromTranslate(corner.x(), corner.y()).scale(scale, scale).map(arch)
