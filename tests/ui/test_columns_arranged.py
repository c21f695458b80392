"""The columns of a table as a person arranged them, which they are again after a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QMenu, QVBoxLayout, QWidget

from tests.fake_server import FakeServer
from tests.meetings import meeting
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.dialog_hands import open_menu
from tests.ui.hands import find
from ui.models.table_model import Cell, Column, TableModel
from ui.theme import Theme
from ui.widgets.layout.view_choices import ViewChoices
from ui.widgets.table.table import DeskTable

COLUMNS: tuple[Column[str], ...] = (
    Column("Time", lambda name: Cell("09:00"), width=80),
    Column("Visitor", Cell, width=120, weight=2),
    Column("Host", lambda name: Cell("Marc Delacroix"), width=100, weight=1),
    Column("Status", lambda name: Cell("Expected"), width=100),
)

Open = Callable[..., DeskTable]


@pytest.fixture
def kept() -> dict[str, object]:
    return {}


@pytest.fixture
def opened(theme: Theme, kept: dict[str, object]) -> Iterator[Open]:
    """Opens the table in a window, as after a restart: what was kept is there again."""

    def opened(columns: tuple[Column[str], ...] = COLUMNS, *, width: int = 900) -> DeskTable:
        windows.append(window := QWidget())
        model: TableModel[str] = TableModel(columns=columns, key=lambda name: name, parent=window)
        table = DeskTable(name="Guests", model=model, theme=theme)
        QVBoxLayout(window).addWidget(table)
        ViewChoices(dict(kept), kept.__setitem__, window=window)
        window.resize(width, 300)
        model.show(["Ana Lima", "Bo Berg"])
        window.show()
        table.window_kept = window  # type: ignore[attr-defined]
        return table

    windows: list[QWidget] = []
    yield opened
    for window in windows:
        window.deleteLater()


def titles(table: DeskTable) -> list[str]:
    """From the left, as they are seen."""
    header = table.horizontalHeader()
    numbers = [header.logicalIndex(place) for place in range(header.count())]
    shown = [number for number in numbers if not header.isSectionHidden(number)]
    return [table.model().headerData(number, Qt.Orientation.Horizontal) for number in shown]


def width_of(table: DeskTable, title: str) -> int:
    return table.columnWidth([column.title for column in COLUMNS].index(title))


def drag(table: DeskTable, title: str, by: int, *, edge: bool) -> None:
    """Takes the heading, or its right edge, and lets it go elsewhere."""
    header = table.horizontalHeader()
    number = [column.title for column in COLUMNS].index(title)
    left, width = header.sectionViewportPosition(number), header.sectionSize(number)
    start = QPoint(left + width - 1 if edge else left + width // 2, header.height() // 2)
    QTest.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (by // 2, by):
        QTest.mouseMove(header.viewport(), start + QPoint(step, 0))
        QApplication.processEvents()
    QTest.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))
    QApplication.processEvents()


def menu_of_headings(table: DeskTable) -> QMenu:
    header: QHeaderView = table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(20, 5))
    return open_menu()


def test_a_column_stands_where_it_was_dragged_and_is_as_wide_as_it_was_made_after_a_restart(opened: Open) -> None:
    table = opened()
    drag(table, "Time", 60, edge=True)
    wide = width_of(table, "Time")
    drag(table, "Host", -width_of(table, "Visitor") - 20, edge=False)
    assert titles(table) == ["Time", "Host", "Visitor", "Status"]
    again = opened()
    assert titles(again) == ["Time", "Host", "Visitor", "Status"]
    assert width_of(again, "Time") == wide >= 130
    menu_of_headings(again).actions()[0].trigger()
    assert titles(again) == ["Time", "Visitor", "Host", "Status"]
    assert width_of(again, "Time") < wide
    assert titles(opened()) == ["Time", "Visitor", "Host", "Status"]


def test_no_heading_is_cut_however_narrow_a_column_is_dragged_and_however_large_the_text(
    opened: Open, theme: Theme
) -> None:
    table = opened()
    least = width_of(table, "Status")
    drag(table, "Status", -400, edge=True)
    drag(table, "Time", 80, edge=True)
    at_100 = width_of(table, "Time")
    assert 64 <= width_of(table, "Status") <= least
    theme.change(scheme="light", text_scale=2.0)
    large = opened(width=1800)
    assert abs(width_of(large, "Time") - 2 * at_100) <= 2
    assert width_of(large, "Status") >= 128


@pytest.mark.parametrize(
    "damaged", ["no", ["Time"], {"order": 3}, {"widths": {"Time": "wide"}}, {"widths": {"Time": 0}}]
)
def test_what_was_kept_damaged_counts_as_nothing(opened: Open, kept: dict[str, object], damaged: object) -> None:
    plain = opened()
    kept["columns of Guests"] = damaged
    table = opened()
    assert titles(table) == titles(plain)
    assert width_of(table, "Time") == width_of(plain, "Time")


def test_a_column_of_a_later_version_stands_after_the_one_that_it_follows(
    opened: Open, kept: dict[str, object]
) -> None:
    kept["columns of Guests"] = {"order": ["Gone", "Host", "Visitor", "Time"], "widths": {"Gone": 90}, "later": True}
    assert titles(opened()) == ["Host", "Status", "Visitor", "Time"]


async def test_the_desk_keeps_what_was_arranged_in_its_file(open_desk: OpenDesk, server: FakeServer) -> None:
    server.answers("GET", "/vm/meetings", json=[meeting(1, "Ana Lima")])
    desk = open_desk()
    choices = ViewChoices.of(desk.window.page())
    assert choices is not None
    choices.set("columns of Visitors", {"order": ["Visitor", "Time"]})
    await eventually(desk.services.view_choices.all_now)
    await desk.close()
    page = open_desk().window.page()
    await eventually(page.ready)
    table = find(page, "Visitors", DeskTable)
    assert (titles(table)[0], titles(table)[-1]) == ("Visitor", "Time")
    assert table.horizontalHeader().sectionViewportPosition(1) == 0
