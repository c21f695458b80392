"""A folder stays small enough to be read at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_FILES = 14
"""Of a folder's modules, its __init__.py among them. One that passes it has a part that wants a folder of its own."""

MOST_LOOSE = 3
"""Modules directly in ui/, which no folder there is right for."""

FOLDERS = sorted({file.parent for house in ("app", "ui") for file in (ROOT / house).rglob("*.py")})
EACH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.relative_to(ROOT).as_posix())


@EACH
def test_no_folder_has_too_many_modules(folder: Path) -> None:
    modules = sorted(file.name for file in folder.glob("*.py"))
    assert len(modules) <= MOST_FILES, modules


def test_few_modules_of_ui_stand_in_no_folder() -> None:
    loose = sorted(file.name for file in (ROOT / "ui").glob("*.py") if file.name != "__init__.py")
    assert len(loose) <= MOST_LOOSE, loose


@EACH
def test_every_folder_says_what_is_in_it(folder: Path) -> None:
    assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""')


def test_packaging_is_no_package() -> None:
    """A library has that name: it would be shadowed."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
