"""What was read again and says the same is the same object; what says something else is the new one."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.models.lists import with_unchanged


@dataclass(frozen=True)
class Guest:
    id: int
    name: str


guests = st.lists(st.builds(Guest, st.integers(0, 6), st.sampled_from(["Ana", "Bo"])), unique_by=lambda one: one.id)


@given(guests, guests)
def test_equal_rows_stay_and_others_come(before: list[Guest], after: list[Guest]) -> None:
    shown = with_unchanged(after, before, key=lambda one: one.id)
    assert list(shown) == after
    for one, given_one in zip(shown, after, strict=True):
        same = next((old for old in before if old == given_one), None)
        assert one is (given_one if same is None else same)
