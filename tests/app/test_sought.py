"""Telephone numbers and the numbers of visits, however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.scans.code import code_of
from app.models.text.sought import numbers_of, sought

BETWEEN = st.sampled_from(["", " ", ".", "/", "-", " / "])


def finds(typed: str, *telephones: str, names: tuple[str, ...] = ()) -> bool:
    numbers = numbers_of(telephones, names)
    return any(number in numbers for way in sought(typed) for number in way.numbers)


@st.composite
def spelt(draw: st.DrawFn, code: str, national: str) -> str:
    """The same number as people write it."""
    first = draw(st.integers(1, 4))
    rest = draw(BETWEEN).join((national[:first], national[first : first + 2], national[first + 2 :]))
    return draw(
        st.sampled_from(
            [f"+{code} {rest}", f"00{code}{rest}", f"+{code} (0){rest}", f"(+{code}) {rest}", f"0{rest}", f"0 {rest}"]
        )
    )


@given(st.data(), st.sampled_from(["1", "32", "353"]), st.from_regex(r"[1-9]\d{7,8}", fullmatch=True))
def test_a_number_is_found_however_it_was_kept_and_is_typed(data: st.DataObject, code: str, national: str) -> None:
    kept, typed = data.draw(spelt(code, national)), data.draw(spelt(code, national))
    assert finds(typed, kept)
    assert finds(typed, "", kept), "of two numbers either"
    assert finds(national[-4:], kept), "by its last figures"
    assert not finds(typed, national[:-1] + str((int(national[-1]) + 1) % 10))


@given(st.text(max_size=30))
def test_nothing_that_is_typed_is_too_much(typed: str) -> None:
    assert sought(typed)[0].numbers == ()
    finds(typed, typed, names=(typed,))


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("v-nie027", True),
        ("m-uq030", True),
        ("M-UQ030/V-NIE027", True),
        ("2026-03-12/M-UQ030/V-NIE027", True),
        (code_of(7).lower(), True),
        ("ie027", False),
        ("02", False),
    ],
)
def test_the_numbers_of_a_visit_are_found_from_their_beginning(typed: str, there: bool) -> None:
    assert finds(typed, names=("M-UQ030/V-NIE027", "V-NIE027", code_of(7))) is there


def test_a_name_and_a_number_are_both_needed() -> None:
    words, number = sought("Peeters 0479 12")
    assert words.words == ("peeters", "0479", "12")
    assert (number.words, number.numbers) == (("peeters",), ("047912", "47912"))
    assert len(sought("Peeters 12")) == 1, "so short, it is no number"
