"""The languages to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kiosk.kit.controls import EnterButton
from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.wording.languages import LANGUAGES

ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
"""How far each leads, across and down."""


class LanguageChoice(QWidget):
    """*Language*: each in its own words. `chosen` carries a code, that of the one in force too. Arrows move among them,
    Space and Enter choose."""

    chosen = Signal(str)

    def __init__(
        self, code: str, *, offered: Iterable[str], sizes: Sizes, across: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name()
        self._code = code
        self._buttons = {one: _Language(LANGUAGES[one]) for one in offered}
        self._across = across
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.px(16))
        for number, (one, button) in enumerate(self._buttons.items()):
            button.setProperty("variant", "language")
            button.setAccessibleName(LANGUAGES[one])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCheckable(True)
            button.setChecked(one == code)
            button.toggled.connect(partial(self._on_toggled, one))
            grid.addWidget(button, number // across, number % across)

    def take_focus(self) -> None:
        """On the language in force."""
        self._buttons[self._code].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No group of Qt's does this: it would choose whatever an arrow leads to."""
        buttons = list(self._buttons.values())
        at = next((place for place, one in enumerate(buttons) if one.hasFocus()), None)
        if event.key() not in ARROWS or at is None:
            super().keyPressEvent(event)
            return
        across, down = ARROWS[Qt.Key(event.key())]
        to = at + across + down * self._across
        if 0 <= to < len(buttons):
            buttons[to].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _on_toggled(self, code: str, on: bool) -> None:
        """`toggled` and not `clicked`, which a screen reader's press doesn't emit. The one in force stays pressed."""
        if on and code != self._code:
            before, self._code = self._code, code
            if before in self._buttons:
                self._buttons[before].setChecked(False)
            self.chosen.emit(code)
        elif not on and code == self._code:
            with QSignalBlocker(self._buttons[code]):
                self._buttons[code].setChecked(True)
            self.chosen.emit(code)

    def _name(self) -> None:
        self.setAccessibleName(str(Words("Language")))


class _Language(EnterButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An arrow leads from one to the next in the order that they stand in, not in that of Tab."""
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)
