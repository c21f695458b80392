"""*Today* in text twice as large: what a receptionist needs of a row, and every button, stay within the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.ui.arrivals_hands import sample_day, visitors
from tests.ui.conftest import OpenDesk
from tests.ui.hands import find
from ui.theme import Theme


def place_in(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("name", ["Search", "All", "Expected", "On site", "Left", "Late", "Walk-in"])
async def test_nothing_is_cut_off_at_the_right(open_desk: OpenDesk, theme: Theme, name: str) -> None:
    desk, page = await sample_day(open_desk)
    desk.window.resize(1024, 700)
    theme.change(scheme="light", text_scale=2.0)
    assert desk.window.rect().contains(place_in(desk.window, find(page, name)))


async def test_who_for_whom_and_how_it_stands_are_read_without_scrolling_aside(
    open_desk: OpenDesk, theme: Theme
) -> None:
    desk, page = await sample_day(open_desk)
    desk.window.resize(1024, 700)
    theme.change(scheme="light", text_scale=2.0)
    table = visitors(page)
    model, header = table.model(), table.horizontalHeader()
    read = [
        model.headerData(number, header.orientation())
        for number in range(model.columnCount())
        if not header.isSectionHidden(number)
        and header.sectionViewportPosition(number) + header.sectionSize(number) <= table.viewport().width()
    ]
    assert read == ["Time", "Visitor", "Host", "Status"]
    assert place_in(desk.window, table.viewport()).right() <= desk.window.width()
