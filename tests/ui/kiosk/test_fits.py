"""Nothing is cut off and nothing is too long for its place: each screen in each language, size and scale of text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.ui.kiosk.conftest import SIZES
from tests.ui.kiosk.fitting import misfits
from tests.ui.kiosk.screens import Lobby, screens
from ui.theme import Theme
from ui.wording.languages import LANGUAGES

LOW, LAPTOP = (1024, 600), (1366, 768)
"""Where the keyboard leaves the least room."""


class Wide(QFont):
    """As wide as the regular weight of DejaVu Sans, the widest font that systems have: Inter, and 6 % more. What has
    room in it has in Inter itself."""

    def __init__(self, family: str) -> None:
        super().__init__(family)
        self.setStretch(106)


@pytest.fixture
def wide(theme: Theme, qapp: QApplication) -> Iterator[Theme]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ui.theme.QFont", Wide)
        yield Theme(application=qapp, scheme="light", text_scale=1.0)
    theme.change(scheme="dark", text_scale=1.0)  # puts it on again


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [*SIZES, LOW, LAPTOP], ids=["upright", "lying", "small", "low", "laptop"])
def test_every_screen_fits_in_every_language(
    wide: Theme, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_scale: float
) -> None:
    lobby = Lobby(size=size, text_scale=text_scale, theme=wide, application=qapp)
    misfitting = []
    for screen in screens(tmp_path):
        screen.show(lobby)
        for code in LANGUAGES:
            lobby.speak(code)
            misfitting += [
                f"{screen.name}, {code}: {misfit}" for misfit in misfits(lobby.window.overlay or lobby.window)
            ]
    lobby.close()
    assert misfitting == []
