"""Whom a line of names and ids means: commas stand between people, and within the name of one."""

from __future__ import annotations

import pytest

from ui.widgets.fields.typed_people import is_complete, typed_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Lindqvist, Åsa", ["Åsa Lindqvist"]),
        ("Lindqvist， Åsa； Ek、 Bo", ["Åsa Lindqvist", "Bo Ek"]),
        ("asa@x.org, bo@x.org", ["asa@x.org", "bo@x.org"]),
        ("Åsa, bo@x.org", ["Åsa", "bo@x.org"]),
        ("Lindqvist, Åsa Maria", ["Åsa Maria Lindqvist"]),
        ("van der Berg, Jan", ["Jan van der Berg"]),
        ("García López, Ana", ["Ana García López"]),
        ("Lindqvist, Åsa; Ek, Bo", ["Åsa Lindqvist", "Bo Ek"]),
        ("Lindqvist, Åsa, Ek, Bo", ["Åsa Lindqvist", "Bo Ek"]),
        ("Lindqvist,Åsa", ["Åsa Lindqvist"]),
        ("Sofia Marchetti, Jonas Weber", ["Sofia Marchetti", "Jonas Weber"]),
        ("Sofia Marchetti; Jonas", ["Sofia Marchetti", "Jonas"]),
        ("US-G606, US-J118", ["US-G606", "US-J118"]),
        ("US-G606, Lindqvist, Åsa", ["US-G606", "Åsa Lindqvist"]),
        ("Lindqvist,", ["Lindqvist"]),
        (" , ;", []),
    ],
)
def test_a_comma_may_stand_within_a_name(text: str, people: list[str]) -> None:
    assert typed_people(text) == people


def test_who_is_known_by_what_was_typed_is_one() -> None:
    assert typed_people("Sofia, Jonas", {"Sofia", "Jonas"}) == ["Sofia", "Jonas"]
    assert typed_people("García López, Ana María", {"Ana María García López"}) == ["Ana María García López"]


def test_a_comma_ends_only_whom_it_can_end() -> None:
    assert is_complete("US-J118,", ())
    assert is_complete("Sofia Marchetti,", {"Sofia Marchetti"})
    assert is_complete("Lindqvist;", ())
    assert not is_complete("Lindqvist,", ())
    assert not is_complete("Lindqvist, Å", ())
    assert not is_complete("US-J118", ())
