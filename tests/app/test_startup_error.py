"""Why the program ends is said where there is somebody to read it."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from app.__main__ import main
from app.system.startup_error import complain


def test_a_program_without_a_console_says_in_a_box_which_setting_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    box = SimpleNamespace(user32=SimpleNamespace(MessageBoxW=lambda *told: said.append(told)))
    monkeypatch.setattr(ctypes, "windll", box, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    file = tmp_path / "foyer.toml"
    file.write_text("look = 'pink'")
    assert main(["--data-dir", str(tmp_path)]) == 2
    words = f'{file}, line 1: look can\'t be used: it is "system", "light" or "dark".'
    assert said == [(None, words, "Foyer", 0x10)]


def test_nobody_has_to_press_ok_at_a_kiosk(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    box = SimpleNamespace(user32=SimpleNamespace(MessageBoxW=lambda *told: said.append(told)))
    monkeypatch.setattr(ctypes, "windll", box, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "stderr", None)
    complain("the data folder can't be used.", waited_for=False)
    assert said == []
