"""Pages that were drawn once, to be printed or saved. They keep each stroke, so print is sharp at any resolution."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPicture

DOTS_PER_INCH = 300


class Document(Struct, frozen=True):
    """`title` names the job and the file; it is seen by others, so it tells no visitor's name."""

    title: str
    millimetres: QSizeF
    pages: tuple[QPicture, ...]


def printed_font(size: int, weight: int) -> QFont:
    """`size` is in pixels at 300 dpi. Not smoothed, because a printer of labels has no grey to print it with."""
    font = QFont(QGuiApplication.font().family())
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def page(draw: Callable[[QPainter], None]) -> QPicture:
    """One page of what `draw` draws, in pixels at 300 dpi from the paper's corner, with fonts sized in such pixels."""
    drawn = QPicture()
    painter = QPainter(drawn)
    draw(painter)
    painter.end()
    return drawn


def content_of(drawn: QPicture) -> bytes:
    """What `QPicture.setData` makes the same page of, in another process."""
    content = drawn.data()
    assert isinstance(content, memoryview)  # PySide6 declares it as object
    return content[: drawn.size()].tobytes()


def play(pages: Iterable[QPicture], device: QPagedPaintDevice) -> bool:
    """Draws the pages on `device`; False when it could not be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    for number, drawn in enumerate(pages):
        if number and not device.newPage():
            painter.end()
            return False
        painter.save()
        own = drawn.logicalDpiX() / DOTS_PER_INCH  # Qt itself scales by the device's resolution to the picture's own
        painter.scale(own, own)
        painter.drawPicture(0, 0, drawn)
        painter.restore()
    return painter.end()


def layout(millimetres: QSizeF) -> QPageLayout:
    """The whole paper, no margins: what is drawn keeps its own."""
    upright = QSizeF(min(millimetres.toTuple()), max(millimetres.toTuple()))
    size = QPageSize(upright, QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = millimetres.width() > millimetres.height()
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0))
