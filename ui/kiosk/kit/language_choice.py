"""The languages to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ui.kiosk.kit.i18n import Words
from ui.kiosk.kit.sizes import Sizes
from ui.wording.languages import LANGUAGES


class LanguageChoice(QWidget):
    """*Language*: each in its own words. `chosen` carries a code."""

    chosen = Signal(str)

    def __init__(
        self, code: str, *, offered: Iterable[str], sizes: Sizes, across: int = 3, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name()
        self._buttons = {one: QPushButton(LANGUAGES[one]) for one in offered}
        group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(sizes.px(16))
        for number, (one, button) in enumerate(self._buttons.items()):
            button.setProperty("variant", "language")
            button.setAccessibleName(LANGUAGES[one])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCheckable(True)
            button.setChecked(one == code)
            button.toggled.connect(lambda on, one=one: self.chosen.emit(one) if on else None)
            group.addButton(button)
            grid.addWidget(button, number // across, number % across)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def _name(self) -> None:
        self.setAccessibleName(str(Words("Language")))
