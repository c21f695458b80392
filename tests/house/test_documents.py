"""What the documents name is there: who follows a path that they give arrives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.named import ROOT, all_file_names, bare_files_in, is_there, modules_in, names_in, paths_in

DOCUMENTS = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md")
EACH = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)


@EACH
def test_every_file_and_folder_that_is_named_is_there(document: Path) -> None:
    words = document.read_text(encoding="utf-8")
    named = paths_in(words, document.parent)
    assert len(named) > 5
    assert [str(path) for path in sorted(named) if not path.exists()] == []
    assert sorted(bare_files_in(words) - all_file_names()) == []


@EACH
def test_every_module_that_is_named_is_there(document: Path) -> None:
    modules = modules_in(document.read_text(encoding="utf-8"))
    assert [name for name in sorted(modules) if not is_there(name)] == []


def test_every_name_in_the_architecture_stands_in_the_code() -> None:
    names = names_in((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    files = [file for folder in ("app", "ui", "tests/app", "tests/server") for file in (ROOT / folder).rglob("*.py")]
    words = {word for file in files for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}
    assert len(names) > 10
    assert sorted(names - words) == []


@EACH
def test_lines_fit_an_editor(document: Path) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []


def test_names_are_found_in_words() -> None:
    words = "See `app/gone.py`, ui/pages/. [it](docs/gone.md) /app/{companyId} `gone.py` app.gone.x `Gone.is_it` `a b`"
    assert paths_in(words) == {ROOT / "app/gone.py", ROOT / "ui/pages", ROOT / "docs/gone.md"}
    assert bare_files_in(words) == {"gone.py"}
    assert "gone.py" not in all_file_names()
    assert modules_in(words) == {"app.gone.x"}
    assert not is_there("app.gone.x")
    assert is_there("app.settings.settings")
    assert names_in(words) == {"Gone", "is_it"}
