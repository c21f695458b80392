"""*Kiosks* in the header of every desk at the server: what it says, what it says when asked, and when it is silent."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.models.objects.kiosk_trouble import Caller, Trouble
from app.services.connection import Connection
from app.services.kiosk.kiosks import Kiosks
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.settings import Settings
from app.system.credentials import Credentials
from tests.app.arrivals_desk import Line
from tests.faults import FaultyServer
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, find, named, press, tick
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile
from ui.shell.freshness import Freshness
from ui.theme import Theme

PRINTER = "Kiosk “Lobby”: the badge printer does not print."


class Front:
    """A desk, with a line of its own to the server."""

    def __init__(self, desk: DeskApp, line: Line) -> None:
        self.desk = desk
        self.window = desk.window
        self.line = line

    @property
    def sign(self) -> str:
        """What the header says of kiosks; "" when it has no such sign."""
        return next((button.text() for button in named(self.window, "Kiosks", QPushButton)), "")

    @property
    def pill(self) -> str:
        return find(self.window, "Connection", QPushButton).text()

    def freshen(self) -> None:
        """The usual refresh comes round."""
        freshness = self.window.findChild(Freshness)
        assert freshness is not None
        tick(freshness)


Say = Callable[..., Awaitable[None]]


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[FaultyServer]:
    server = FaultyServer(now=clock)
    yield server
    server.close()


@pytest.fixture
async def say(server: FaultyServer, site: Site) -> AsyncIterator[Say]:
    """A kiosk says how it is."""
    connection = Connection(server.api)
    kiosks = Kiosks(connection=connection, site=site, calls=ServerCalls(connection=connection, site=site))

    async def report(name: str, *troubles: Trouble) -> None:
        await kiosks.report(name, troubles)

    yield report
    await connection.close()


@pytest.fixture
async def open_front(
    server: FaultyServer, theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path
) -> AsyncIterator[Callable[[str], Awaitable[Front]]]:
    qapp.setQuitOnLastWindowClosed(False)
    desks: list[DeskApp] = []

    async def open_one(name: str) -> Front:
        folder = tmp_path / name
        folder.mkdir()
        settings = Settings(server="http://desk", company="CO-DESK", desk_name=name, time_zone="Europe/Brussels")
        profile = Profile(settings, folder / "foyer.toml", folder, Credentials(folder))
        line = Line(server)
        desk = DeskApp(application=qapp, profile=profile, theme=theme, now=clock, make_transport=lambda: line)
        desks.append(desk)
        desk.show()
        front = Front(desk, line)
        await eventually(lambda: front.pill == "Online")
        return front

    yield open_one
    for desk in desks:
        await desk.close()


@pytest.fixture
async def front(open_front: Callable[[str], Awaitable[Front]]) -> Front:
    return await open_front("Front")


async def test_trouble_at_a_kiosk_is_seen_at_every_desk_and_is_told_whole_to_who_asks(
    open_front: Callable[[str], Awaitable[Front]], say: Say
) -> None:
    await say("Lobby", Trouble.PRINTER)
    fronts = [await open_front(name) for name in ("Front", "Garage")]
    for front in fronts:
        await eventually(lambda front=front: front.sign == "Lobby: printer")
        assert find(front.window, "Kiosks").accessibleDescription() == PRINTER
        click(front.window, "Kiosks")
        assert front.window.banner.words == PRINTER
    await say("Lobby")
    for front in fronts:
        front.freshen()
        await eventually(lambda front=front: not front.sign)
        assert front.window.banner.words == "", "it is over"


async def test_no_kiosk_in_trouble_is_no_sign(front: Front, say: Say, server: FaultyServer) -> None:
    await eventually(lambda: "GET /vm/kiosks" in server.calls)
    assert front.sign == ""
    await say("Lobby")
    asked = server.calls.count("GET /vm/kiosks")
    front.freshen()
    await eventually(lambda: server.calls.count("GET /vm/kiosks") > asked)
    assert front.sign == ""


async def test_several_kiosks_are_counted_and_each_is_told(front: Front, say: Say, clock: Clock) -> None:
    await say("Side door")
    clock.now += timedelta(minutes=4)
    await say("Garage", Trouble.DISK, Trouble.NETWORK, Trouble.GUI)
    await say("Lobby")
    front.freshen()
    await eventually(lambda: front.sign == "2 kiosks")
    find(front.window, "Kiosks").setFocus()
    press(find(front.window, "Kiosks"), Qt.Key.Key_Return)
    assert front.window.banner.words == (
        "Kiosk “Garage”: its disk is nearly full or can't be written, and it could not reach the server for a while,"
        " and its screen did not react for a while. Kiosk “Side door” was not heard since 09:42."
    )


async def test_a_kiosk_that_fell_silent_on_another_day_is_told_with_the_day(
    front: Front, say: Say, clock: Clock
) -> None:
    await say("Lobby")
    clock.now += timedelta(days=1)
    front.freshen()
    await eventually(lambda: front.sign == "Lobby: not heard")
    click(front.window, "Kiosks")
    assert front.window.banner.words == "Kiosk “Lobby” was not heard since Thu 12 Mar, 09:42."


async def test_what_was_said_stays_until_it_was_read_when_it_is_of_something_else(front: Front, say: Say) -> None:
    await say("Lobby", Trouble.PRINTER)
    front.freshen()
    await eventually(lambda: front.sign)
    click(front.window, "Kiosks")
    front.window.banner.say("The disk of this PC is full.")
    await say("Lobby")
    front.freshen()
    await eventually(lambda: not front.sign)
    assert front.window.banner.words == "The disk of this PC is full."


async def test_a_desk_that_is_offline_keeps_what_it_heard_and_calls_no_kiosk_silent(
    front: Front, say: Say, clock: Clock
) -> None:
    await say("Garage")
    clock.now += timedelta(minutes=5)
    await say("Lobby", Trouble.PRINTER)
    front.freshen()
    await eventually(lambda: front.sign == "2 kiosks")
    front.line.up = False
    front.freshen()
    await eventually(lambda: front.pill == "Offline" and front.sign == "Lobby: printer")
    clock.now += timedelta(hours=1)
    await say("Garage")
    await say("Lobby")
    front.line.up = True
    front.freshen()
    await eventually(lambda: front.pill == "Online")
    await eventually(lambda: not front.sign)


@pytest.mark.parametrize("width", [800, 1024, 1280])
async def test_the_sign_gives_way_and_pushes_nothing_out(front: Front, say: Say, width: int) -> None:
    await say("Visitors’ entrance at the far end of the goods yard, behind lift B", Trouble.PRINTER)
    front.freshen()
    await eventually(lambda: front.sign)
    for screen in ("Today", "Tickets", "On site", "New meeting", "Waiting changes"):
        front.window.go_to(screen)
        front.window.resize(width, 700)
        await eventually(lambda: front.window.width() == width)
        sign, pill = find(front.window, "Kiosks"), find(front.window, "Connection")
        header = pill.parentWidget()
        assert pill.geometry().right() < header.width()
        assert pill.width() >= pill.sizeHint().width()
        assert sign.geometry().right() < pill.geometry().left()
        assert sign.width() >= sign.minimumSizeHint().width()
        assert front.window.width() == width, "the window had to grow"


@pytest.mark.parametrize("name", ["<b>Lobby</b>", "A & B", "🛎️ Accueil"])
async def test_the_name_of_a_kiosk_is_shown_as_it_is(front: Front, say: Say, name: str) -> None:
    await say(name, Trouble.DISK)
    front.freshen()
    await eventually(lambda: front.sign == f"{name}: disk")
    assert "<b>" not in find(front.window, "Kiosks").toolTip()
    click(front.window, "Kiosks")
    assert front.window.banner.words == f"Kiosk “{name}”: its disk is nearly full or can't be written."


async def test_a_visitor_who_calls_the_reception_is_heard_at_every_desk_until_somebody_goes(
    open_front: Callable[[str], Awaitable[Front]], server: FaultyServer, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings: list[str] = []
    monkeypatch.setattr("ui.shell.header.reception_bell.QApplication.beep", lambda: rings.append("ring"))
    connection = Connection(server.api)
    lobby = Kiosks(connection=connection, site=site, calls=ServerCalls(connection=connection, site=site))
    fronts = [await open_front(name) for name in ("Front", "Garage")]
    assert await lobby.call_reception("C-1", "Lobby", Caller("Grace Hopper", "", "Noor"))
    for front in fronts:
        front.freshen()
        await eventually(lambda front=front: front.window.banner.words.startswith("Somebody waits at kiosk “Lobby”"))
        assert front.window.banner.words == "Somebody waits at kiosk “Lobby”: Grace Hopper, to see “Noor”."
    assert rings == ["ring", "ring"]
    click(fronts[0].window, "Coming")
    for front in fronts:
        front.freshen()
        await eventually(lambda front=front: not front.window.banner.words)
    assert rings == ["ring", "ring"]
    await connection.close()


@pytest.mark.parametrize(
    ("host", "whom"), [("Sofia Marchetti", "for “Sofia Marchetti”"), ("", "nobody knows for whom")]
)
async def test_what_was_brought_is_heard_at_the_desk(
    open_front: Callable[[str], Awaitable[Front]],
    server: FaultyServer,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    whom: str,
) -> None:
    rings: list[str] = []
    monkeypatch.setattr("ui.shell.header.reception_bell.QApplication.beep", lambda: rings.append("ring"))
    connection = Connection(server.api)
    lobby = Kiosks(connection=connection, site=site, calls=ServerCalls(connection=connection, site=site))
    front = await open_front("Front")
    assert await lobby.call_reception("C-1", "Lobby", Caller("", "", host, is_delivery=True))
    front.freshen()
    await eventually(lambda: front.window.banner.words == f"A delivery came to kiosk “Lobby”, {whom}.")
    assert rings == ["ring"]
    await connection.close()
