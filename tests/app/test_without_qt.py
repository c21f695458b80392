"""What opens no window needs no Qt: a server has none, and a broken one still tells its version."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WITHOUT_QT = """
import sys

for name in ("PySide6", "shiboken6", "qasync"):
    sys.modules[name] = None
from app.__main__ import main

sys.exit(main(sys.argv[1:]))
"""
"""The command line of a Python that can't import Qt."""


def foyer(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--version"], "Foyer "),
        (["--help"], "--screenshot FILE"),
        (["--sample-config"], "#server = "),
        (["serve", "--help"], "foyer serve"),
        (["doctor", "--help"], "foyer doctor"),
    ],
)
def test_what_opens_no_window_runs_without_qt(arguments: list[str], said: str) -> None:
    ended = foyer(*arguments)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert said in ended.stdout


def test_what_draws_a_window_is_what_lacks_it(tmp_path: Path) -> None:
    ended = foyer("--sample", "--screenshot", str(tmp_path / "today.png"), "--data-dir", str(tmp_path))
    assert ended.returncode == 1
    assert "PySide6" in ended.stderr
