"""A setting is declared once, and whole."""

from __future__ import annotations

from typing import Annotated

import pytest
from msgspec import Meta, Struct

from app.settings.declaration import NOWHERE, Disclosure, declarations


class Unplaced(Struct):
    floor: Annotated[int, Meta(description="Floor that this desk stands on")] = 0


class Unexplained(Struct):
    floor: Annotated[int, NOWHERE] = 0


class Whole(Struct):
    floor: Annotated[int, Meta(ge=0, le=99, description="Floor that this desk stands on"), NOWHERE] = 1


@pytest.mark.parametrize("lacking", [Unplaced, Unexplained])
def test_what_lacks_its_place_or_its_words_is_no_declaration(lacking: type[Struct]) -> None:
    with pytest.raises(TypeError, match="floor is declared without its description or its place"):
        declarations(lacking)


def test_a_declaration_says_all_there_is_to_know() -> None:
    floor = declarations(Whole)["floor"]
    assert (floor.kind, floor.default, floor.least, floor.most) == (int, 1, 0, 99)
    assert floor.help == "Floor that this desk stands on"
    assert floor.place.part is None
    assert floor.disclosure is Disclosure.PRESENCE  # nobody has said that it may be told
