"""How large things are at the kiosk. Lengths are pixels of the mock-ups: 1080 × 1920 upright, 1920 × 1080 lying."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from string import Template

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QPixmap

from ui.theme import Theme

SHORT, LONG = 1080, 1920

LARGE = 1.2
"""From this text scale on there is no room for what may be left out."""

LONG_QUESTION = 50
"""A question of more characters is written smaller."""

SMALLEST_TOUCH = 64
"""In real pixels: less than this a thumb misses."""

READABLE = 30
"""Text of up to this size grows as much as the setting says; larger text is legible anyway, and the less it grows the
larger it is: it stays larger than what has grown."""


class Sizes:
    """One for a size of the screen: another size makes others, and the screens are built anew with it.

    `large` text leaves no room for what may be left out; on a `lying` screen it is `tight`, and `question` is how a
    question is written there."""

    def __init__(self, *, theme: Theme, screen: QSize, text_scale: float) -> None:
        self.theme = theme
        self.screen = screen
        self.lying = screen.width() > screen.height()
        wide, high = (LONG, SHORT) if self.lying else (SHORT, LONG)
        self._scale = min(screen.width() / wide, screen.height() / high)
        self._text_scale = text_scale
        self.large = text_scale > LARGE
        self.tight = self.lying and self.large
        self.question = "title" if self.tight else "question"

    def question_of(self, text: str) -> str:
        """How a question is written whose length isn't known: a longer one in smaller letters."""
        if len(text) <= LONG_QUESTION:
            return self.question
        return "strong" if self.tight else "title"

    def px(self, length: float) -> int:
        return round(length * self._scale)

    def gap(self, length: float) -> int:
        """Between two things, or at an edge. Where it is tight there is no room to give away."""
        return self.px(length / 2 if self.tight else length)

    def touch(self, length: float) -> int:
        """A side of something to be touched."""
        return max(SMALLEST_TOUCH, self.px(length))

    def font_px(self, size: float) -> int:
        """Also for icons, which stand beside text."""
        grown = 1 + (self._text_scale - 1) * min(1.0, READABLE / size) ** 2
        return max(12, round(size * self._scale * grown))

    def font(self, size: float, weight: int = 400) -> QFont:
        font = QFont(self.theme.font(13))
        font.setPixelSize(self.font_px(size))
        font.setWeight(QFont.Weight(weight))
        return font

    def pixmap(self, name: str, role: str, size: float) -> QPixmap:
        """One of resources/icons; it grows as text of that size does."""
        return self.theme.pixmap(name, role, self._icon_size(size))

    def plain_icon(self, size: float) -> int:
        """What the theme is to be asked for, to get an icon that doesn't grow with the text."""
        return max(1, round(self.px(size) / self.theme.px(100) * 100))

    def _icon_size(self, size: float) -> int:
        """The theme scales all that it draws with the text, and this is scaled already."""
        return max(1, round(self.font_px(size) / self.theme.px(100) * 100))

    def sheet(self) -> str:
        """The kiosk's stylesheet over the theme's: `$p24` is a length, `$f36` a size of text, `$t96` one to be
        touched."""
        colours = {name.replace("-", "_"): self.theme.colour(name).name() for name in self.theme.roles}
        sizes = {f"p{size}": f"{self.px(size)}px" for size in range(201)}
        sizes |= {f"f{size}": f"{self.font_px(size)}px" for size in range(16, 161)}
        sizes |= {f"t{size}": f"{self.touch(size)}px" for size in range(64, 201)}
        return Template(_sheet_text()).substitute(colours | sizes)


@lru_cache(maxsize=1)
def _sheet_text() -> str:
    return (files("resources") / "theme" / "kiosk.qss").read_text(encoding="utf-8")
