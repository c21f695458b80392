"""Custom fields as a person types them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.tickets.custom_fields import read_fields, written


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("", ()),
        ("Floor: 2", ({"name": "Floor", "value": "2"},)),
        ("  Floor :  −1 \n\nAt: 10:15", ({"name": "Floor", "value": "−1"}, {"name": "At", "value": "10:15"})),
        ("Floor:", ({"name": "Floor", "value": ""},)),
        (' [{"id": 4, "value": true}, "loose"]', ({"id": 4, "value": True}, "loose")),
        ("[]", ()),
    ],
)
def test_lines_and_json_are_read(typed: str, sent: tuple[object, ...]) -> None:
    assert read_fields(typed) == sent


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("Floor: 2\nBasement", "Basement"), (": 2", ": 2"), ("[1, 2", ""), ("[NaN]", ""), ("[" * 5000, "")],
)
def test_what_is_no_field_is_named(typed: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="^" if wrong else "^$") as told:
        read_fields(typed)
    assert str(told.value) == wrong


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(json_values, max_size=4))
def test_whatever_was_kept_comes_back_as_it_was(fields: list[object]) -> None:
    assert read_fields(written(fields)) == tuple(fields)
