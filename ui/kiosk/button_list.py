"""Buttons with names of any length, as many as there are: a finger moves the list, or the buttons beside it do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from ui.kiosk.group.finger_scroll import FingerScroll
from ui.kiosk.kit.sizes import Sizes
from ui.kiosk.scroll_buttons import WithScrollButtons


class ButtonList(WithScrollButtons):
    """On a screen that lies two stand beside each other."""

    def __init__(self, buttons: Sequence[QPushButton], *, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(_area(buttons, sizes), sizes=sizes, parent=parent)


def _area(buttons: Sequence[QPushButton], sizes: Sizes) -> QScrollArea:
    listed = QWidget()
    listed.setObjectName("buttons")
    grid = QGridLayout(listed)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(sizes.px(16))
    across = 2 if sizes.lying else 1
    for number, button in enumerate(buttons):
        grid.addWidget(button, number // across, number % across)
    for column in range(across):
        grid.setColumnStretch(column, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    area = QScrollArea()
    area.setObjectName("buttons")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(listed)
    FingerScroll(area, sizes=sizes)
    return area
