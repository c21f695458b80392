"""The kiosk's screens in tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize

from tests.ui.kiosk.keyboard_hands import UPRIGHT, Lobby
from ui.kiosk.look import Look
from ui.theme import Theme

OpenLobby = Callable[..., Lobby]


@pytest.fixture
def open_lobby(theme: Theme) -> Iterator[OpenLobby]:
    """Opens a field with the touch keyboard under it, in a window of its own."""
    lobbies: list[Lobby] = []

    def open_one(*, language: str = "en", size: QSize = UPRIGHT, text_scale: float = 1.0) -> Lobby:
        look = Look(theme=theme, screen=size, text_scale=text_scale)
        lobbies.append(Lobby(look=look, size=size, language=language))
        return lobbies[-1]

    yield open_one
    for lobby in lobbies:
        lobby.deleteLater()
