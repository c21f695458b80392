"""The one table: its model tells no more than what changed, its view keeps its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QToolTip

from tests.ui.hands import click_heading, click_row, column, press
from ui.models.table_model import Cell, Column, TableModel
from ui.theme import Theme
from ui.widgets.table.sorting import Sorting
from ui.widgets.table.table import DeskTable


@dataclass(frozen=True)
class Guest:
    id: int
    name: str = "Ana"


COLUMNS: tuple[Column[Guest], ...] = (
    Column("Number", lambda guest: Cell(str(guest.id)), width=80),
    Column("Name", lambda guest: Cell(guest.name, aside="12", aside_icon="group"), weight=1),
    Column("Note", lambda guest: Cell("A note", second="more"), width=400, weight=1, gives_way=1),
)

fast = settings(deadline=None, derandomize=True, database=None, max_examples=60)
guests = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["Ana", "Bo"])), max_size=14, unique_by=lambda one: one[0]
)


def model() -> TableModel[Guest]:
    return TableModel(columns=COLUMNS, key=lambda guest: guest.id)


@fast
@given(guests, guests)
def test_whatever_the_rows_were_the_model_shows_the_new_ones_and_tells_it_rightly(
    before: list[tuple[int, str]], after: list[tuple[int, str]]
) -> None:
    """A mirror that only believes the signals ends up with the same rows; Qt's own tester watches."""
    shown = model()
    QAbstractItemModelTester(shown, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.show([Guest(*one) for one in before])
    mirror = [row.id for row in shown.rows]

    def came(parent: QModelIndex, first: int, last: int) -> None:
        mirror[first:first] = [shown.rows[number].id for number in range(first, last + 1)]

    def went(parent: QModelIndex, first: int, last: int) -> None:
        del mirror[first : last + 1]

    def reset() -> None:
        mirror[:] = [row.id for row in shown.rows]

    shown.rowsInserted.connect(came)
    shown.rowsRemoved.connect(went)
    shown.modelReset.connect(reset)
    shown.show([Guest(*one) for one in after])
    assert [(row.id, row.name) for row in shown.rows] == after
    assert mirror == [one[0] for one in after]


def test_the_same_rows_again_are_no_news() -> None:
    shown, rows = model(), [Guest(1), Guest(2)]
    shown.show(rows)
    told: list[str] = []
    for signal in (shown.dataChanged, shown.rowsInserted, shown.rowsRemoved, shown.modelReset):
        signal.connect(lambda *_: told.append("news"))
    shown.show(list(rows))
    assert told == []


@pytest.fixture
def table(theme: Theme) -> Iterator[DeskTable]:
    shown = model()
    table = DeskTable(name="Guests", model=shown, theme=theme)
    shown.setParent(table)
    table.resize(700, 400)
    table.show()
    assert QTest.qWaitForWindowActive(table)  # a view in the background has no tooltips
    shown.show([Guest(number) for number in range(40)])
    yield table
    table.deleteLater()


def show(table: DeskTable, rows: list[Guest]) -> None:
    shown = table.model()
    assert isinstance(shown, TableModel)
    shown.show(rows)


def test_a_row_in_hand_is_told_once_and_again_when_it_changed(table: DeskTable) -> None:
    told: list[Guest | None] = []
    table.row_chosen.connect(told.append)
    click_row(table, 3)
    click_row(table, 3)
    rows = [Guest(number) for number in range(40)]
    show(table, rows)
    told.clear()
    show(table, [*rows[:3], Guest(3, "Bo"), *rows[4:]])
    assert told == [Guest(3, "Bo")]
    show(table, rows[10:])
    assert told[-1] == table.chosen_row()
    show(table, [])
    assert told[-1] is None
    assert table.chosen_row() is None


def test_another_order_keeps_the_row_in_hand_and_the_scroll(table: DeskTable) -> None:
    click_row(table, 5)
    table.verticalScrollBar().setValue(200)
    show(table, [Guest(number) for number in reversed(range(40))])
    assert table.chosen_row() == Guest(5)
    assert table.verticalScrollBar().value() == 200


def test_choosing_by_key_brings_the_row_into_view(table: DeskTable) -> None:
    assert table.choose(39)
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())
    assert not table.choose(99)
    assert table.chosen_row() == Guest(39)


def test_return_and_a_double_click_open_the_row_in_hand(table: DeskTable) -> None:
    opened: list[Guest] = []
    table.opened.connect(opened.append)
    click_row(table, 2)
    press(table, Qt.Key.Key_Return)
    table.doubleClicked.emit(table.model().index(4, 0))
    assert opened == [Guest(2), Guest(4)]


def test_columns_share_the_width_and_leave_when_there_is_no_room(table: DeskTable) -> None:
    assert not table.isColumnHidden(2)
    assert sum(table.columnWidth(number) for number in range(3)) <= table.viewport().width()
    table.resize(500, 400)
    QApplication.sendPostedEvents()
    assert table.isColumnHidden(2)
    assert table.columnWidth(0) >= 80
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()


@pytest.mark.parametrize(("width", "tells"), [(60, True), (300, False)])
def test_what_elides_tells_the_whole_and_nothing_else_does(table: DeskTable, width: int, tells: bool) -> None:
    """Also when it is the figure behind the name that takes its room."""
    show(table, [Guest(1, "Ana <b>Lima</b>")])
    QApplication.processEvents()  # the bar at the side goes, which spreads the columns
    table.setColumnWidth(1, width)
    place = table.visualRect(table.model().index(0, 1)).center()
    QToolTip.showText(QPoint(10, 10), "another")
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, QPoint(10, 10)))
    assert QToolTip.text() == ("<span>Ana &lt;b&gt;Lima&lt;/b&gt;</span>" if tells else "another")
    assert column(table, "Name") == ["Ana <b>Lima</b>"]


@pytest.mark.parametrize("place", [0, 1, 38, 119])
def test_each_row_of_a_day_is_measured_wherever_it_stands(table: DeskTable, place: int) -> None:
    show(table, [Guest(number, "Süddeutsche Zertifizierung" if number == place else "Bo") for number in range(120)])
    table.resize(900, 300)
    QApplication.processEvents()
    assert not table.elides(place, 1)


def test_a_heading_sorts_and_turns_round_and_another_begins_upwards(table: DeskTable) -> None:
    sorting = Sorting(table, table.model(), column="Number", fixed=("Note",))
    said: list[tuple[str, bool]] = []
    sorting.changed.connect(lambda: said.append((sorting.column, sorting.ascending)))
    for title in ("Number", "Note", "Name", "Name", "Name", "Number"):
        click_heading(table, title)
    assert said == [("Number", False), ("Name", True), ("Name", False), ("Name", True), ("Number", True)]


def test_the_arrow_stays_at_its_heading_wherever_that_is(table: DeskTable) -> None:
    shown = table.model()
    sorting = Sorting(table, shown, column="Number")
    click_heading(table, "Name")
    click_heading(table, "Name")
    header = table.horizontalHeader()
    for columns in (COLUMNS, COLUMNS[1:], COLUMNS):
        shown.set_columns(columns)
        sorting.show()
        assert shown.columns[header.sortIndicatorSection()].title == "Name"
        assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_numbers_and_their_title_stand_at_the_right(theme: Theme) -> None:
    columns: tuple[Column[Guest], ...] = (
        Column("Name", lambda guest: Cell(guest.name), weight=1),
        Column("Visits", lambda guest: Cell(str(guest.id), variant="number"), width=300, numbers=True),
    )
    shown = TableModel(columns=columns, key=lambda guest: guest.id)
    table = DeskTable(name="Guests", model=shown, theme=theme)
    table.resize(640, 200)
    table.show()
    shown.show([Guest(1)])
    for part in (table.viewport(), table.horizontalHeader().viewport()):
        picture = part.grab().toImage()
        left, width = table.columnViewportPosition(1), table.columnWidth(1)
        colours = [{picture.pixel(left + x, y) for y in range(6, 28)} for x in range(4, width - 4)]
        assert all(len(one) == 1 for one in colours[: width // 2]), "nothing stands at the left"
        assert any(len(one) > 1 for one in colours[width // 2 :])
    table.close()
