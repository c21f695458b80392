"""Labels for other people's words: always plain text, so that no name or title is ever read as markup."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

_FROM_THE_LEFT = "\u200e"
"""The left-to-right mark: by the first letter Qt guesses in which direction a text runs."""

BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
"""An Arabic or Hebrew name stands beside what it belongs to, as every other does, and not at the far edge."""


_ANYWHERE = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
"""Between words, and inside of one where it has no line to itself."""


class _Measured(NamedTuple):
    """The width of a text's widest word. Qt asks for a height again and again until it has laid everything out, and
    measuring each word anew took more than the rest of it."""

    text: str
    font: QFont
    widest: int


class Label(QLabel):
    """One that wraps breaks also a word that is longer than its line, such as a file's name: nothing is cut unseen.

    `variant` is one of the stylesheet's: "", muted, caption, small, heading, section, page, person, clock, strong,
    error, alarm, good, warning."""

    def __init__(self, text: str = "", *, variant: str = "", wrap: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(BESIDE)
        self.setProperty("variant", variant)
        self.setWordWrap(wrap)
        self._measured: _Measured | None = None
        if wrap:
            # else a long word without a place to break would widen the whole pane
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def heightForWidth(self, width: int) -> int:
        height = super().heightForWidth(width)  # which also lays a text out that can be selected
        if not self._has_to_break(width):
            return height
        if self._let_selectable_break():
            return super().heightForWidth(width)
        room = QRect(0, 0, width, 0)
        return self.fontMetrics().boundingRect(room, _ANYWHERE, self.text()).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._has_to_break(self.width()) or self._let_selectable_break():
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            painter.setFont(self.font())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), int(_ANYWHERE | self.alignment()), self.text())
            painter.end()

    def _has_to_break(self, width: int) -> bool:
        if not self.wordWrap():
            return False
        text, font = self.text(), self.font()
        if self._measured is None or self._measured.text != text or self._measured.font != font:
            metrics = self.fontMetrics()
            widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
            self._measured = _Measured(text, font, widest)
        return self._measured.widest > width

    def _let_selectable_break(self) -> bool:
        """A text that can be selected is a document of its own, to which Qt gives a mode that breaks no word."""
        document = self.findChild(QTextDocument)
        if document is None:
            return False
        super().heightForWidth(self.width())  # Qt sets its mode when it lays the text out, and not after that
        option = document.defaultTextOption()
        if option.wrapMode() is not QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere:
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            document.setDefaultTextOption(option)
        return True


class Sentence(Label):
    """Our own words with people's names in them: they run from left to right, also where a name in another script
    begins them."""

    def setText(self, words: str) -> None:
        super().setText(f"{_FROM_THE_LEFT}{words}" if _runs_from_the_right(words) else words)

    @property
    def words(self) -> str:
        return self.text().removeprefix(_FROM_THE_LEFT)


class Elided(QLabel):
    """One line that elides at its end and tells the whole of it as its tooltip."""

    def __init__(self, text: str = "", *, variant: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("variant", variant)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else plain_tooltip(self.text()))
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()


def _runs_from_the_right(words: str) -> bool:
    """By its first letter, as Qt decides it."""
    directions = (bidirectional(sign) for sign in words)
    return next((one for one in directions if one in ("L", "R", "AL")), "L") != "L"


def isolated(text: str) -> str:
    """Right-to-left names keep their direction to themselves, and the left edge of what they stand in stays where it
    is."""
    return text if text.isascii() else f"\u2068{text}\u2069"


def plain_tooltip(text: str) -> str:
    """A tooltip guesses rich text; escaped, it shows the words as they are. Without a tag they need nothing."""
    if "<" not in text:
        return text  # a screen reader speaks the tooltip as the description
    return "<span>" + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</span>"


def picture(pixmap: QPixmap, parent: QWidget | None = None) -> QLabel:
    """A decoration: a screen reader passes it by."""
    label = QLabel(parent)
    label.setPixmap(pixmap)
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return label


def line(*, upright: bool = False, parent: QWidget | None = None) -> QFrame:
    """A hair line that only divides."""
    frame = QFrame(parent)
    frame.setObjectName("upright" if upright else "line")
    return frame
