"""The kiosk checks itself: its window, its disk, its printer, its network; and who hears of it."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import PrinterFailed, PrinterFault
from app.models.objects.kiosk_trouble import Trouble
from app.services.connection import Connection, ConnectionState
from app.services.kiosk.kiosks import Kiosks
from app.services.server_calls import ServerCalls
from app.services.site import Site
from tests.app.arrivals_desk import Line
from tests.faults import FaultyServer
from tests.ui.conftest import eventually
from tests.ui.hands import spoken_name, tick
from ui.kiosk.health.self_check import SelfCheck, disk_is_well
from ui.kiosk.health.sign import TroubleSign
from ui.kiosk.kit.sizes import Sizes
from ui.tasks import Tasks
from ui.theme import Theme

PATIENCE = 300.0


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


class Reporting(Kiosks):
    """`reports` counts what was said, or could not be said for now."""

    reports = 0

    async def report(self, name: str, troubles: Iterable[Trouble]) -> None:
        await super().report(name, troubles)
        self.reports += 1


class Lobby:
    """A kiosk's check over a real server; what it finds is what a test says. `seen` is what staff were told."""

    def __init__(
        self, server: FaultyServer, site: Site, tasks: Tasks, seconds: Seconds, *, prints: bool = True
    ) -> None:
        self.disk: Callable[[], bool] = lambda: True
        self.printer = True
        self.stuck = False
        self.asked_printer = 0
        self.seen: list[tuple[Trouble, ...]] = []
        self.line = Line(server)
        self.connection = Connection(lambda: server.api(self.line), is_desk_server=True)
        calls = ServerCalls(connection=self.connection, site=site)
        self.kiosks = Reporting(connection=self.connection, site=site, calls=calls)
        self._server = server
        self._site = site
        self._seconds = seconds
        self.check = SelfCheck(
            name="Lobby",
            kiosks=self.kiosks,
            connection=self.connection,
            is_stuck=lambda: self.stuck,
            check_disk=lambda: self.disk(),
            check_printer=self._ask_printer if prints else None,
            tasks=tasks,
            clock=seconds,
        )
        self.check.changed.connect(self.seen.append)

    async def _ask_printer(self) -> None:
        self.asked_printer += 1
        if not self.printer:
            raise PrinterFailed(PrinterFault.STOPPED)

    async def minutes(self, count: int = 1) -> None:
        for _ in range(count):
            before = self.kiosks.reports
            self._seconds.now += 60
            tick(self.check)
            await self.until(before + 1)

    async def until(self, reports: int) -> None:
        await eventually(lambda: self.kiosks.reports == reports)

    async def heard_at_desks(self) -> list[tuple[str, tuple[Trouble, ...]]]:
        """What a desk at the same server hears."""
        connection = Connection(self._server.api)
        calls = ServerCalls(connection=connection, site=self._site)
        kiosks = Kiosks(connection=connection, site=self._site, calls=calls)
        await kiosks.refreshed()
        await connection.close()
        return [(one.name, one.troubles) for one in kiosks.troubled]


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer()
    yield server
    server.close()


MakeLobby = Callable[..., Lobby]


@pytest.fixture
async def make_lobby(server: FaultyServer, site: Site, tasks: Tasks, seconds: Seconds) -> AsyncIterator[MakeLobby]:
    made: list[Lobby] = []

    def make(*, prints: bool = True) -> Lobby:
        made.append(Lobby(server, site, tasks, seconds, prints=prints))
        return made[-1]

    yield make
    await tasks.cancel()
    for lobby in made:
        await lobby.connection.close()


@pytest.fixture
async def lobby(make_lobby: MakeLobby) -> Lobby:
    lobby = make_lobby()
    await lobby.until(1)
    return lobby


async def test_a_kiosk_that_is_well_says_so_each_minute(lobby: Lobby, server: FaultyServer) -> None:
    await lobby.minutes(2)
    assert server.calls == ["PUT /vm/kiosks/Lobby"] * 3
    assert lobby.check.troubles == ()
    assert lobby.seen == []
    assert await lobby.heard_at_desks() == []


async def test_what_is_wrong_is_seen_by_staff_and_heard_at_the_desks_until_it_is_over(
    lobby: Lobby, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="ui.kiosk.health")
    lobby.disk = lambda: False
    await lobby.minutes(2)
    lobby.stuck = True
    await lobby.minutes()
    assert await lobby.heard_at_desks() == [("Lobby", (Trouble.GUI, Trouble.DISK))]
    lobby.disk = lambda: True
    lobby.stuck = False
    await lobby.minutes()
    assert lobby.seen == [(Trouble.DISK,), (Trouble.GUI, Trouble.DISK), ()]
    assert await lobby.heard_at_desks() == []
    assert [record.getMessage() for record in caplog.records if record.name.startswith("ui.kiosk.health")] == [
        "Trouble at this kiosk: disk",
        "Trouble at this kiosk: gui",
        "No trouble any more: gui",
        "No trouble any more: disk",
    ], "each change once"


async def test_the_printer_is_asked_every_five_minutes(lobby: Lobby) -> None:
    assert lobby.asked_printer == 1
    lobby.printer = False
    await lobby.minutes(4)
    assert (lobby.asked_printer, lobby.check.troubles) == (1, ())
    await lobby.minutes()
    assert (lobby.asked_printer, lobby.check.troubles) == (2, (Trouble.PRINTER,))
    lobby.printer = True
    await lobby.minutes(5)
    assert (lobby.asked_printer, lobby.check.troubles) == (3, ())


async def test_a_badge_that_did_not_come_out_is_trouble_at_once_and_for_a_while(lobby: Lobby) -> None:
    await lobby.minutes(4)
    lobby.check.printer_failed()
    assert lobby.seen == [(Trouble.PRINTER,)]
    await lobby.until(6)
    assert await lobby.heard_at_desks() == [("Lobby", (Trouble.PRINTER,))]
    await lobby.minutes(4)
    assert lobby.check.troubles == (Trouble.PRINTER,), "the printer itself may say that it is well"
    await lobby.minutes()
    assert lobby.check.troubles == ()


async def test_no_printer_is_asked_in_a_sample_day(make_lobby: MakeLobby) -> None:
    lobby = make_lobby(prints=False)
    await lobby.until(1)
    lobby.printer = False
    await lobby.minutes(6)
    assert (lobby.asked_printer, lobby.check.troubles) == (0, ())


async def test_a_network_that_was_away_is_told_when_it_is_back(lobby: Lobby, seconds: Seconds) -> None:
    lobby.line.up = False
    await lobby.minutes()
    assert lobby.connection.state is ConnectionState.OFFLINE
    await lobby.minutes(2)
    assert lobby.check.troubles == (), "two minutes are soon over"
    await lobby.minutes()
    assert lobby.seen == [(Trouble.NETWORK,)]
    lobby.line.up = True
    await lobby.minutes()
    assert lobby.connection.state is ConnectionState.ONLINE
    assert await lobby.heard_at_desks() == [("Lobby", (Trouble.NETWORK,))]
    await lobby.minutes(9)
    assert lobby.check.troubles == (Trouble.NETWORK,)
    await lobby.minutes()
    assert lobby.seen == [(Trouble.NETWORK,), ()]
    assert await lobby.heard_at_desks() == []


@pytest.mark.parametrize(("status", "trouble"), [(401, Trouble.SIGN_IN), (500, Trouble.NETWORK)])
async def test_a_revoked_token_and_a_broken_server_are_trouble_by_the_next_word_of_it(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch, status: int, trouble: Trouble
) -> None:
    async def refuses(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"error": "no"}, request=request)

    monkeypatch.setattr("app.services.connection.FAILS_FOR", 0)
    monkeypatch.setattr(lobby.line, "handle_async_request", refuses)
    await lobby.minutes()
    assert lobby.connection.state is not ConnectionState.ONLINE
    assert lobby.check.troubles == (trouble,)
    monkeypatch.undo()
    await lobby.minutes()
    assert Trouble.SIGN_IN not in lobby.check.troubles


async def test_a_short_outage_is_nothing(lobby: Lobby) -> None:
    lobby.line.up = False
    await lobby.minutes()
    lobby.line.up = True
    await lobby.minutes(5)
    assert lobby.seen == []


async def test_a_server_that_was_never_reached_is_trouble_too(make_lobby: MakeLobby) -> None:
    lobby = make_lobby()
    lobby.line.up = False
    await lobby.until(1)
    await lobby.minutes(3)
    assert lobby.check.troubles == (Trouble.NETWORK,)


async def test_a_disk_that_does_not_answer_is_trouble_and_holds_nothing_up(
    lobby: Lobby, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.kiosk.health.self_check.DISK_SECONDS", 0.01)
    answers = threading.Event()
    lobby.disk = lambda: answers.wait(PATIENCE)
    await lobby.minutes()
    assert lobby.check.troubles == (Trouble.DISK,)
    answers.set()


async def test_what_takes_longer_than_a_minute_is_not_begun_twice(lobby: Lobby, server: FaultyServer) -> None:
    go = threading.Event()
    lobby.disk = lambda: go.wait(PATIENCE)
    for _ in range(3):
        tick(lobby.check)
    go.set()
    await lobby.until(2)
    assert server.calls == ["PUT /vm/kiosks/Lobby"] * 2


def test_a_disk_with_room_is_well_and_nothing_is_left_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = SimpleNamespace(free=200 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: room)
    assert disk_is_well(tmp_path)
    assert list(tmp_path.iterdir()) == []
    room.free -= 1
    assert not disk_is_well(tmp_path)


def test_a_folder_that_cant_be_written_is_not_well(tmp_path: Path) -> None:
    assert not disk_is_well(tmp_path / "gone")
    (tmp_path / "file").touch()
    assert not disk_is_well(tmp_path / "file")


@pytest.mark.parametrize("size", [QSize(1080, 1920), QSize(1920, 1080), QSize(800, 1280)])
async def test_the_sign_is_in_the_corner_for_staff_and_nothing_to_visitors(
    lobby: Lobby, theme: Theme, size: QSize
) -> None:
    window = QWidget()
    button = QPushButton("Done", window)
    sign = TroubleSign(sizes=Sizes(theme=theme, screen=size, text_scale=2.0), parent=window)
    lobby.check.changed.connect(sign.show_troubles)
    window.resize(size)
    button.setGeometry(window.rect())
    window.show()
    assert not sign.isVisible()
    lobby.check.printer_failed()
    await lobby.until(2)
    assert sign.isVisible()
    assert window.rect().contains(sign.geometry())
    corner = window.rect().bottomRight() - sign.geometry().bottomRight()
    assert max(corner.x(), corner.y()) <= 12
    assert spoken_name(sign) == ""
    assert window.childAt(sign.geometry().center()) is button, "what is below it can still be touched"
    await lobby.minutes(5)
    assert not sign.isVisible()
    window.deleteLater()
