"""Who gives way when a table is narrow, and who grows when it is wide."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.widgets.table.column_widths import Measure, widths

TIME = Measure(78, 78, 78, weight=0, gives_way=0)
VISITOR = Measure(70, 150, 260, weight=22, gives_way=0)
COMPANY = Measure(80, 96, 400, weight=15, gives_way=2)
MEETING = Measure(70, 104, 150, weight=16, gives_way=1)
STATUS = Measure(131, 131, 131, weight=0, gives_way=0)
COLUMNS = (TIME, VISITOR, COMPANY, MEETING, STATUS)
MEASURES = st.builds(
    lambda floor, more, most, weight, gives_way: Measure(floor, floor + more, floor + more + most, weight, gives_way),
    *(st.integers(0, 400),) * 3,
    st.integers(0, 30),
    st.integers(0, 3),
)


@pytest.mark.parametrize(
    ("room", "left_out"),
    [(559, set()), (558, {2}), (463, {2}), (462, {2, 3}), (359, {2, 3}), (200, {2, 3})],
)
def test_what_matters_least_is_left_out_first(room: int, left_out: set[int]) -> None:
    assert {number for number, width in enumerate(widths(COLUMNS, room)) if not width} == left_out


def test_who_stays_becomes_narrower_but_never_loses_a_word_that_says_how_it_stands() -> None:
    assert widths(COLUMNS, 300) == [78, 91, 0, 0, 131]
    assert widths(COLUMNS, 100) == [78, 70, 0, 0, 131]


def test_nothing_elides_beside_a_column_with_room_to_spare() -> None:
    assert widths(COLUMNS, 78 + 260 + 400 + 150 + 131) == [78, 260, 400, 150, 131]
    assert widths((VISITOR, Measure(60, 100, 110, weight=1, gives_way=0)), 370) == [260, 110]


@settings(deadline=None, derandomize=True, database=None, max_examples=100)
@given(st.lists(MEASURES, min_size=1, max_size=7), st.integers(0, 3000))
def test_the_room_is_used_up_and_nobody_goes_below_their_floor(measures: list[Measure], room: int) -> None:
    given_widths = widths(measures, room)
    shown = [(measure, width) for measure, width in zip(measures, given_widths, strict=True) if width]
    assert all(width >= measure.floor for measure, width in shown)
    whole = all(width >= measure.whole for measure, width in shown)
    if any(measure.weight for measure, _ in shown) or not whole:
        assert sum(given_widths) >= room or not shown
