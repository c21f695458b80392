"""Without a display the desk says so in one sentence; Qt would end it with an abort."""

from __future__ import annotations

import sys

import pytest

from app.__main__ import main

NONE_OR_GONE = [None, ":4242"] if sys.platform == "linux" else [None]
"""Only there can be asked whether a display answers."""


@pytest.mark.parametrize("display", NONE_OR_GONE)
def test_a_desk_without_a_display_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], display: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    assert main([]) == 1
    assert capsys.readouterr().err == (
        "foyer: there is no display to open a window on; foyer --screenshot FILE draws a screen to a picture.\n"
    )
