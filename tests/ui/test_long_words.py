"""A word that is longer than its line, such as the name of a file, is read to its end."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.conftest import eventually
from ui.theme import Theme
from ui.widgets.detail import facts
from ui.widgets.labels import Label

FILE = "report_of_the_fire_doors_on_the_third_floor_of_building_3_before_the_audit_in_march"
WIDTH = 240


def last_line(label: Label) -> set[int]:
    """The colours of what is painted there."""
    picture = label.grab().toImage()
    height = picture.height()
    line = label.fontMetrics().height()
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(height - line, height)}


@pytest.mark.parametrize("selectable", [False, True])
async def test_a_long_word_goes_on_on_the_next_line(theme: Theme, selectable: bool) -> None:
    window = QWidget()
    window.setFixedWidth(WIDTH)
    column = QVBoxLayout(window)
    label = Label(f"See {FILE}", wrap=True)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(label)
    column.addStretch()
    window.show()
    metrics = label.fontMetrics()
    lines = -(-metrics.horizontalAdvance(label.text()) // label.width())
    await eventually(lambda: label.height() >= lines * metrics.height())
    assert len(last_line(label)) > 1, "something stands there"
    assert label.text() == f"See {FILE}", "the words are copied as they are"
    label.setText("Two words")
    await eventually(lambda: label.height() < 2 * metrics.height())
    window.close()


async def test_a_fact_is_read_to_its_end_too(theme: Theme) -> None:
    window = QWidget()
    window.setFixedWidth(WIDTH)
    shown = facts([("Note", f"The plan is {FILE}, please bring it.")], theme=theme)
    assert shown is not None
    column = QVBoxLayout(window)
    column.addWidget(shown)
    column.addStretch()
    window.show()
    fact = next(one for one in shown.findChildren(Label) if FILE in one.text())
    await eventually(lambda: fact.height() >= 5 * fact.fontMetrics().height())
    window.close()
