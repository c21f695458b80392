"""The sample of foyer.toml explains every setting, as it is: its words, what it can be, its default."""

from __future__ import annotations

import re
import tomllib
from datetime import time
from typing import Annotated

import pytest
from msgspec import Meta, Struct

from app.__main__ import main
from app.settings import FIELDS, Part, Settings, checked
from app.settings.declaration import NOWHERE, Place, declarations
from app.settings.sample_file import sample


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> str:
    """What a person gets who asks for it."""
    assert main(["--sample-config"]) == 0
    return capsys.readouterr().out


def test_a_setting_is_explained_with_what_it_can_be_and_its_default(printed: str) -> None:
    assert (
        "\n\n# Minutes after the start when a visitor is late.\n# It is a whole number from 1 to 240.\n"
        "#late_minutes = 15\n\n"
    ) in printed
    assert (
        "\n\n# Name of this desk or kiosk, and for hosts the place where their visitor waits.\n"
        '#desk_name = "Desk 1"\n\n'
    ) in printed
    assert '\n# It is a time of day, such as 18:00.\n#check_out_at = "18:00"\n' in printed
    assert '\n# It is "label", "A6" or "A4".\n#badge_paper = "label"\n' in printed


def test_as_it_comes_it_changes_nothing_and_without_its_marks_it_is_the_defaults(printed: str) -> None:
    assert tomllib.loads(printed) == {}
    taken = re.sub(r"^#(?=\w)", "", printed, flags=re.MULTILINE)
    told = tomllib.loads(taken)
    assert list(told) == list(FIELDS)
    assert checked(told) == Settings()


def test_its_parts_are_those_of_the_page_and_its_lines_fit_an_editor(printed: str) -> None:
    assert re.findall(r"^# ---- (.*) ----$", printed, re.MULTILINE) == [part.value for part in Part]
    assert max(map(len, printed.splitlines())) <= 120


class Declared(Struct):
    floor: Annotated[int, Meta(ge=0, le=99, description="Floor"), Place(Part.DESK, "Floor")] = 1
    bell_at: Annotated[time | None, Meta(description="When the bell rings"), NOWHERE] = None


def test_what_is_declared_is_in_it_with_nothing_else_to_do() -> None:
    assert sample(declarations(Declared)).endswith(
        "\n\n# ---- This desk ----\n\n# Floor.\n# It is a whole number from 0 to 99.\n#floor = 1\n\n"
        '# ---- On no page ----\n\n# When the bell rings.\n# It is a time of day, such as 18:00.\n#bell_at = ""\n'
    )
