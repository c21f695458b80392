"""The sample of foyer.toml explains every setting, as it is: its words, what it can be, its default."""

from __future__ import annotations

import importlib.resources
import re
import tomllib
from datetime import time
from typing import Any, get_args

import pytest
from msgspec.structs import FieldInfo

from app.__main__ import main
from app.settings import FIELDS, Settings, checked
from app.settings.validation_messages import form

SAMPLE = (importlib.resources.files("resources") / "foyer.sample.toml").read_text(encoding="utf-8")
BLOCKS = SAMPLE.split("\n\n")


def shown(value: Any) -> str:
    """As TOML writes it."""
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def block(name: str, field: FieldInfo) -> str:
    kind, meta = get_args(field.type)
    can_be = f"# It is {form(name)}.\n" if kind is not str else ""
    return f"# {meta.description}.\n{can_be}#{name} = {shown(field.default)}"


def test_each_setting_is_explained_in_the_order_of_the_settings() -> None:
    settings = [one.rstrip("\n") for one in BLOCKS if re.search(r"^#\w+ = ", one, re.MULTILINE)]
    assert settings == [block(name, field) for name, field in FIELDS.items()]


def test_as_it_comes_it_changes_nothing_and_without_its_marks_it_is_the_defaults() -> None:
    assert tomllib.loads(SAMPLE) == {}
    taken = re.sub(r"^#(?=\w)", "", SAMPLE, flags=re.MULTILINE)
    told = tomllib.loads(taken)
    assert list(told) == list(FIELDS)
    assert checked(told) == Settings()


def test_its_lines_fit_an_editor() -> None:
    assert max(map(len, SAMPLE.splitlines())) <= 120


def test_foyer_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sample-config"]) == 0
    assert capsys.readouterr().out == SAMPLE
