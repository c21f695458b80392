"""Above a form: a chip for each draft that is open in it, one of them in hand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.buttons import Button, Chip
from ui.widgets.labels import plain_tooltip
from ui.widgets.layout.flow_layout import FlowLayout

_LONGEST = 36
"""Characters that fit a chip; of a longer title the rest is in its tooltip."""


class DraftChoice(QFrame):
    """Hidden until there is something to choose. `chosen` tells a draft's name. `offers_new`: another can be begun
    here, without anything in it."""

    chosen = Signal(str)
    new_requested = Signal()

    def __init__(self, *, theme: Theme, offers_new: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.offers_new = offers_new
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._on_toggled)
        self._flow = FlowLayout(theme=theme)
        drafts = QWidget()
        drafts.setAccessibleName("Drafts")
        drafts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        drafts.setLayout(self._flow)
        new = Button("New draft", theme=theme, variant="bar", icon="plus")
        new.setToolTip("New draft (Ctrl+Shift+N)")
        new.clicked.connect(self.new_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 0)
        row.setSpacing(12)
        row.addWidget(drafts, 1)
        row.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        if not offers_new:
            new.hide()
        self.hide()

    def show_drafts(self, words: Mapping[str, str], in_hand: str, *, visible: bool) -> None:
        """`words` for each draft's name, in the order of the chips."""
        if list(words) != list(self._chips):
            self._rebuild(words)
        for name, chip in self._chips.items():
            _show_words(chip, words[name])
        self._group.blockSignals(True)
        self._chips[in_hand].setChecked(True)
        self._group.blockSignals(False)
        self.setVisible(visible)

    def _rebuild(self, names: Mapping[str, str]) -> None:
        """The keyboard's focus stays on the chip that it was on."""
        focused = next((name for name, chip in self._chips.items() if chip.hasFocus()), None)
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {name: Chip("") for name in names}
        for chip in self._chips.values():
            self._group.addButton(chip)
            self._flow.add(chip)
            chip.show()
        if focused in self._chips:
            self._chips[focused].setFocus()

    def _on_toggled(self, pressed: QAbstractButton, on: bool) -> None:
        if on:
            self.chosen.emit(next(name for name, chip in self._chips.items() if chip is pressed))


def _show_words(chip: Chip, words: str) -> None:
    """A long title is cut on the chip, and whole in its tooltip and for a screen reader."""
    if chip.accessibleName() == words:
        return
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    chip.setText(shown.replace("&", "&&"))
    chip.setAccessibleName(words)
    chip.setToolTip("" if shown == words else plain_tooltip(words))
