"""Buttons: a word, an icon in the word's colour, a key hint; the accessible name is always the word alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.theme import Theme
from ui.widgets.labels import isolated, plain_tooltip

WIDEST = 230
"""Pixels at 100 % text of the words of a filter, which may hold somebody's name."""

_WORDLESS = {"icon", "square"}
_INK = {"primary": "accent-text", "link": "accent", "danger": "rejected"}


class Button(QPushButton):
    """`variant` is one of the stylesheet's: "" (secondary), primary, danger, link, bar, icon, square, chip.

    A button of variant "icon" or "square" shows no word, so it tells it as its tooltip. `hint` is its key, drawn small.
    """

    def __init__(
        self,
        name: str,
        *,
        theme: Theme,
        variant: str = "",
        icon: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("" if variant in _WORDLESS else name, parent)
        self.setAccessibleName(name)
        self.setProperty("variant", variant)
        self._theme = theme
        self._icon = icon
        self._hint = hint
        self._ink = _INK.get(variant, "text")
        if variant in _WORDLESS:
            self.setToolTip(f"{name} ({hint})" if hint else name)
            self.setAutoDefault(False)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        if self._icon:
            side = self._theme.px(18)
            self.setIcon(self._theme.icon(self._icon, self._ink))
            self.setIconSize(QSize(side, side))

    def hint_width(self) -> int:
        """The room of the key beside the word, in pixels; 0 where there is none, as the word comes first."""
        return self._hint_width() if self.width() >= self.sizeHint().width() else 0

    def _hint_width(self) -> int:
        if not self._hint or self.property("variant") in _WORDLESS:
            return 0
        return QFontMetrics(self._theme.font(11, 500)).horizontalAdvance(self._hint) + self._theme.px(12)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._hint_width(), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The word stands in the middle of what the hint leaves."""
        room = self.hint_width()
        if not room:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = self.rect().adjusted(0, 0, -room, 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.setFont(self._theme.font(11, 500))
        role = self._ink if self.isEnabled() else "text-disabled"
        painter.setPen(self._theme.colour("text-muted" if role == "text" else role))
        painter.setOpacity(0.85)
        place = QRect(self.width() - room - self._theme.px(6), 0, room, self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._hint)
        painter.end()


class Chip(QPushButton):
    """One of several to choose among. Checkable; connect to `toggled`, which a screen reader can reach too."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setAccessibleName(name)
        self.setProperty("variant", "chip")
        self.setCheckable(True)

    def set_count(self, count: int) -> None:
        """How many it would show, behind its word; the accessible name stays the word alone."""
        text = f"{self.accessibleName()}  {count}"
        if text != self.text():
            self.setText(text)
            self.setAccessibleDescription(str(count))

    def sizeHint(self) -> QSize:
        """As if each figure were as wide as a 0: another count moves none of the chips beside it."""
        hint, metrics, text = super().sizeHint(), self.fontMetrics(), self.text()
        alike = "".join("0" if sign.isdigit() else sign for sign in text)
        more = metrics.horizontalAdvance(alike) - metrics.horizontalAdvance(text) + 1  # rounding cuts nothing
        return QSize(hint.width() + more, hint.height())


def page_buttons(theme: Theme) -> tuple[Button, Button]:
    """*Previous page* and *Next page* of a list."""
    back = Button("Previous page", theme=theme, variant="bar", icon="chevron-left")
    on = Button("Next page", theme=theme, variant="bar", icon="chevron-right")
    on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # its icon stands behind the words
    return back, on


class FilterChip(Button):
    """What a list is narrowed to though no control says so: pressed, it asks for the whole list by `clicked`. Long
    words are elided, and told whole as its name and its tooltip."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        self._words = ""
        super().__init__("", theme=theme, variant="chip", icon="close", parent=parent)
        self.setCheckable(True)
        self.hide()

    def say(self, words: str) -> None:
        """ "" where it is narrowed by nothing else."""
        self._words = words
        self._on_theme_changed()
        self.setAccessibleName(words)
        self.setChecked(True)
        self.setVisible(bool(words))

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        metrics = self._theme.metrics(self._theme.font(14, 500))
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self._theme.px(WIDEST))
        self.setText(isolated(shown).replace("&", "&&"))
        self.setToolTip(plain_tooltip(self._words) if shown != self._words else "")
