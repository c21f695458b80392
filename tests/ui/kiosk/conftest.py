"""A kiosk in the lobby of the tests' site, on the fake server, at 09:42 of the tests' day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from app.settings import checked
from app.system.credentials import Credentials
from app.system.staff_pin import StaffPin
from tests.fake_server import FakeServer
from tests.ui.conftest import Clock, eventually
from tests.ui.kiosk import keyboard_hands
from tests.ui.kiosk.keyboard_hands import Lobby
from ui.compose.kiosk import KioskApp
from ui.compose.profile import Profile
from ui.kiosk.kit.sizes import Sizes
from ui.theme import Theme

UPRIGHT, LYING, SMALL = (1080, 1920), (1920, 1080), (800, 1280)
SIZES = (UPRIGHT, LYING, SMALL)

AT_THE_KIOSK: dict[str, Any] = {
    "server": "https://api.example.com",
    "company": "CO-C202",
    "desk_name": "Lobby",
    "kiosk": True,
    "kiosk_asks": "",
    "kiosk_prints": False,
}


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last screen takes no touch at first, which is real time."""
    monkeypatch.setattr("ui.kiosk.pages.outcome_page.SETTLES", 0)


OpenKiosk = Callable[..., Awaitable[KioskApp]]
OpenLobby = Callable[..., Lobby]


@pytest.fixture
def open_lobby(theme: Theme) -> Iterator[OpenLobby]:
    """Opens a field with the touch keyboard under it, in a window of its own."""
    lobbies: list[Lobby] = []

    def open_one(*, language: str = "en", size: QSize = keyboard_hands.UPRIGHT, text_scale: float = 1.0) -> Lobby:
        sizes = Sizes(theme=theme, screen=size, text_scale=text_scale)
        lobbies.append(Lobby(sizes=sizes, size=size, language=language))
        return lobbies[-1]

    yield open_one
    for lobby in lobbies:
        lobby.deleteLater()


@pytest.fixture
async def open_kiosk(
    server: FakeServer, theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path
) -> AsyncIterator[OpenKiosk]:
    """Opens a kiosk that has heard of today; keywords are settings. A `locked` one holds the whole screen, as in the
    lobby; its staff have the PIN `pin`, none when that is ""."""
    kiosks: list[KioskApp] = []
    qapp.setQuitOnLastWindowClosed(False)

    async def open_one(
        *, size: tuple[int, int] = UPRIGHT, locked: bool = False, pin: str = "4713", **settings: Any
    ) -> KioskApp:
        checked_settings = checked(AT_THE_KIOSK | settings)
        profile = Profile(checked_settings, tmp_path / "foyer.toml", tmp_path, Credentials(tmp_path), kiosk=True)
        if pin:
            StaffPin(tmp_path, clock, cost=2).set(pin)
        theme.change(scheme=checked_settings.look, text_scale=checked_settings.text_scale)
        running = KioskApp(
            application=qapp,
            profile=profile,
            theme=theme,
            now=clock,
            make_transport=lambda: server.transport,
            unlocked=not locked,
        )
        kiosks.append(running)
        if not locked:
            running.window.resize(*size)
        running.show()
        await eventually(lambda: running.ready)
        return running

    yield open_one
    for running in kiosks:
        if isValid(running.window):
            await running.close()
