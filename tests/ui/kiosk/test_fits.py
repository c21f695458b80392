"""Nothing is cut off and nothing is too long for its place: each screen in each language, size and scale of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from tests.ui.kiosk.conftest import SIZES
from tests.ui.kiosk.fitting import misfits
from tests.ui.kiosk.screens import Lobby, screens
from ui.kiosk.languages import LANGUAGES
from ui.theme import Theme

WIDEST = "DejaVu Sans"
"""Of the fonts that a machine may have."""


@pytest.fixture(params=["its own font", WIDEST])
def set_in(
    request: pytest.FixtureRequest, theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Theme]:
    """A theme, in the font that it takes here or in the widest."""
    if request.param == WIDEST:
        if WIDEST not in QFontDatabase.families():
            pytest.skip(f"{WIDEST} is not on this machine")
        monkeypatch.setattr("ui.theme._family", lambda: WIDEST)
    yield Theme(application=qapp, look="light", text_scale=1.0)
    theme.change(look="dark", text_scale=1.0)  # puts it on again


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES, ids=["upright", "lying", "small"])
def test_every_screen_fits_in_every_language(
    set_in: Theme, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_scale: float
) -> None:
    lobby = Lobby(size=size, text_scale=text_scale, theme=set_in, application=qapp)
    found = []
    for screen in screens(tmp_path):
        screen.show(lobby)
        for code in LANGUAGES:
            lobby.speak(code)
            found += [f"{screen.name}, {code}: {misfit}" for misfit in misfits(lobby.window.overlay or lobby.window)]
    lobby.close()
    assert found == []
