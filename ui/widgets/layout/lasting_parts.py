"""The parts of a pane, below each other and divided by lines, of which only those are made anew that tell something
else: to make all of them holds the window up for longer than a person's hand takes no notice of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.labels import line
from ui.widgets.layout.slot import Slot


class Part(NamedTuple):
    """`told` is all that decides how it looks; `make` gives None where there is nothing to show."""

    told: object
    make: Callable[[], QWidget | None]


class LastingParts(QWidget):
    """Places for as many parts as it is made with."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self._told: list[object] = [object()] * len(parts)
        self._places = [_Place() for _ in parts]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tell(parts)
        for place in self._places:
            column.addWidget(place)
        column.addStretch()

    def tell(self, parts: Sequence[Part]) -> bool:
        """The same parts, in their order. Gives whether one of them tells something else now."""
        different = [number for number, part in enumerate(parts) if part.told != self._told[number]]
        for number in different:
            self._told[number], made = parts[number].told, parts[number].make()
            self._places[number].show_part(Apart(made) if made else None)
        shown = [place.part for place in self._places if place.part]
        for number, part in enumerate(shown):
            part.line.setVisible(number > 0)
        return bool(different)


class Apart(QWidget):
    """A part with room around it, below a line."""

    def __init__(self, part: QWidget, *, lined: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.line = line()
        column.addWidget(self.line)
        self.line.setVisible(lined)  # not before: without a parent it would be a window
        padded = QVBoxLayout()
        padded.setContentsMargins(20, 16, 20, 16)
        padded.addWidget(part)
        column.addLayout(padded)


class _Place(Slot):
    def __init__(self) -> None:
        super().__init__()
        self.part: Apart | None = None

    def show_part(self, part: Apart | None) -> None:
        self.part = part
        self.show_one(part)
