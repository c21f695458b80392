"""What a kiosk says of itself reaches the desks at the same server; nobody is bothered when it doesn't."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from app.models.objects.company import Company
from app.models.objects.kiosk_trouble import Trouble
from app.services.connection import Connection, ConnectionState
from app.services.kiosk.kiosks import Kiosks, Troubled
from app.services.server_calls import ServerCalls
from app.services.site import Site
from tests import faults
from tests.app.arrivals_desk import Line
from tests.fake_server import FakeServer
from tests.faults import NOW, FaultyServer


class Clock:
    """The server's own."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Account:
    """A desk, or a kiosk, with a line of its own to the server. `heard` counts how often a change was told."""

    def __init__(self, server: FaultyServer, pc: Callable[[], datetime]) -> None:
        self.line = Line(server)
        self.connection = Connection(lambda: server.api(self.line))
        self.site = Site(name="Northgate House", time_zone="Europe/Brussels", pc_zone="", clock=pc)
        calls = ServerCalls(connection=self.connection, site=self.site)
        self.kiosks = Kiosks(connection=self.connection, site=self.site, calls=calls)
        self.heard = 0
        self.kiosks.on_change(self._count)

    def _count(self) -> None:
        self.heard += 1

    async def refreshed(self) -> tuple[Troubled, ...]:
        await self.kiosks.refreshed()
        return self.kiosks.troubled

    async def ask_something(self) -> ConnectionState:
        """What else the desk asks the server, by which it notices that it is away, or back."""
        try:
            await self.connection.call(lambda api: api.meetings.between(NOW.date(), NOW.date()))
        finally:
            return self.connection.state  # noqa: B012  the state tells how it went


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[FaultyServer]:
    server = FaultyServer(now=clock)
    yield server
    server.close()


@pytest.fixture
async def at(server: FaultyServer, clock: Clock) -> AsyncIterator[Callable[..., Account]]:
    places: list[Account] = []

    def make(pc: Callable[[], datetime] = clock) -> Account:
        places.append(Account(server, pc))
        return places[-1]

    yield make
    for account in places:
        await account.connection.close()


async def test_trouble_at_a_kiosk_is_known_at_a_desk_and_is_over_when_the_kiosk_says_so(
    at: Callable[..., Account],
) -> None:
    lobby, desk = at(), at()
    await lobby.kiosks.report("Lobby", (Trouble.PRINTER,))
    assert await desk.refreshed() == (Troubled("Lobby", (Trouble.PRINTER,)),)
    await desk.refreshed()
    assert desk.heard == 1, "the same again is no news"
    await lobby.kiosks.report("Lobby", ())
    assert await desk.refreshed() == ()
    assert desk.heard == 2


async def test_a_kiosk_that_is_not_heard_for_three_minutes_is_in_trouble(
    at: Callable[..., Account], clock: Clock
) -> None:
    lobby, desk = at(), at()
    await lobby.kiosks.report("Lobby", (Trouble.DISK,))
    clock.now += timedelta(minutes=3)
    assert await desk.refreshed() == (Troubled("Lobby", (Trouble.DISK,)),)
    clock.now += timedelta(seconds=1)
    (troubled,) = await desk.refreshed()
    assert troubled == Troubled("Lobby", (), NOW)
    assert troubled.silent_since is not None
    assert f"{troubled.silent_since:%H:%M}" == "09:42", "in the site's zone"
    desk.site.learn(Company(timezone="Asia/Tokyo"))
    assert [f"{one.silent_since:%H:%M}" for one in desk.kiosks.troubled] == ["17:42"]
    await lobby.kiosks.report("Lobby", ())
    assert await desk.refreshed() == ()


@pytest.mark.parametrize("wrong", [timedelta(hours=-5), timedelta(hours=5)])
async def test_a_pc_whose_clock_is_wrong_calls_nobody_silent(at: Callable[..., Account], wrong: timedelta) -> None:
    lobby, desk = at(), at(lambda: NOW + wrong)
    await lobby.kiosks.report("Lobby", ())
    assert await desk.refreshed() == ()


async def test_a_desk_that_is_cut_off_keeps_what_it_heard_and_calls_nobody_silent(
    at: Callable[..., Account], clock: Clock
) -> None:
    lobby, garage, desk = at(), at(), at()
    await garage.kiosks.report("Garage", ())
    clock.now += timedelta(minutes=5)
    await lobby.kiosks.report("Lobby", (Trouble.PRINTER,))
    wrong = (Troubled("Garage", (), NOW), Troubled("Lobby", (Trouble.PRINTER,)))
    assert await desk.refreshed() == wrong
    desk.line.up = False
    assert await desk.ask_something() is ConnectionState.OFFLINE
    assert desk.kiosks.troubled == wrong[1:]
    clock.now += timedelta(hours=1)
    assert await desk.refreshed() == wrong[1:]
    desk.line.up = True
    await lobby.kiosks.report("Lobby", ())
    await garage.kiosks.report("Garage", ())
    assert await desk.ask_something() is ConnectionState.ONLINE
    assert await desk.refreshed() == ()


async def test_while_the_server_is_away_it_is_not_asked_for_this(
    server: FaultyServer, at: Callable[..., Account]
) -> None:
    desk = at()
    desk.line.up = False
    await desk.ask_something()
    desk.line.up = True
    await desk.refreshed()
    assert "GET /vm/kiosks" not in server.calls


async def test_an_answer_that_is_older_and_comes_later_changes_nothing(
    server: FaultyServer, at: Callable[..., Account]
) -> None:
    done, arrives = asyncio.Event(), asyncio.Event()

    async def late(request: httpx.Request, on: faults.Way) -> httpx.Response:
        answer = await on(request)
        done.set()
        await arrives.wait()
        return answer

    lobby, desk = at(), at()
    assert await desk.refreshed() == ()
    server.get_meets(late)
    older = asyncio.ensure_future(desk.refreshed())
    await done.wait()
    await lobby.kiosks.report("Lobby", (Trouble.PRINTER,))
    assert await desk.refreshed() == (Troubled("Lobby", (Trouble.PRINTER,)),)
    arrives.set()
    assert await older == (Troubled("Lobby", (Trouble.PRINTER,)),)


async def test_a_kiosk_that_was_turned_off_is_waited_for_no_more(at: Callable[..., Account], clock: Clock) -> None:
    lobby, desk = at(), at()
    await lobby.kiosks.report("Lobby", (Trouble.GUI,))
    await lobby.kiosks.remove("Lobby")
    clock.now += timedelta(hours=1)
    assert await desk.refreshed() == ()


@pytest.mark.parametrize(
    ("named", "called"),
    [("  Lobby ", "Lobby"), ("", "Kiosk"), (" \t", "Kiosk"), ("x" * 63 + " yz", "x" * 63), ("A/B?", "A/B?")],
)
async def test_a_kiosk_may_be_called_anything(at: Callable[..., Account], named: str, called: str) -> None:
    lobby, desk = at(), at()
    await lobby.kiosks.report(named, (Trouble.GUI,))
    assert [one.name for one in await desk.refreshed()] == [called]
    await lobby.kiosks.remove(named)
    assert await desk.refreshed() == ()


@pytest.mark.parametrize(
    "fault",
    [
        faults.refused,
        faults.silence,
        faults.broken_before,
        faults.html,
        faults.busy(),
        faults.signed_out,
        faults.not_allowed,
    ],
)
async def test_a_server_that_fails_is_no_error_and_is_asked_again(
    server: FaultyServer, at: Callable[..., Account], fault: faults.Fault
) -> None:
    lobby, desk = at(), at()
    await lobby.kiosks.report("Lobby", (Trouble.PRINTER,))
    assert len(await desk.refreshed()) == 1
    server.get_meets(*[fault] * 3)
    assert len(await desk.refreshed()) == 1
    server.forget_faults()
    await desk.ask_something()
    await lobby.kiosks.report("Lobby", ())
    assert await desk.refreshed() == ()


async def test_a_kiosk_that_is_cut_off_says_it_when_it_is_back(at: Callable[..., Account]) -> None:
    lobby, desk = at(), at()
    lobby.line.up = False
    await lobby.kiosks.report("Lobby", (Trouble.NETWORK,))
    assert lobby.connection.state is ConnectionState.OFFLINE
    lobby.line.up = True
    await lobby.kiosks.report("Lobby", (Trouble.NETWORK,))
    assert lobby.connection.state is ConnectionState.ONLINE
    assert await desk.refreshed() == (Troubled("Lobby", (Trouble.NETWORK,)),)


async def test_another_server_is_never_asked_not_even_to_try() -> None:
    vendor = FakeServer()
    faulty = FaultyServer()
    connection = Connection(lambda: faulty.api(vendor.transport))
    site = Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=lambda: datetime(2026, 3, 12, tzinfo=UTC))
    kiosks = Kiosks(connection=connection, site=site, calls=ServerCalls(connection=connection, site=site))
    await kiosks.report("Lobby", ())
    for _ in range(2):
        await kiosks.report("Lobby", ())
        await kiosks.refreshed()
        await kiosks.remove("Lobby")
    assert [(sent.method, sent.path) for sent in vendor.requests] == [("GET", "/vm/meetings")]
    assert connection.state is ConnectionState.ONLINE, "it did answer"
    await connection.close()
    faulty.close()


async def test_a_server_that_has_the_calls_may_be_lost_behind_a_wrong_door_for_a_while(
    server: FaultyServer, at: Callable[..., Account]
) -> None:
    async def no_such_page(request: httpx.Request, on: faults.Way) -> httpx.Response:
        return httpx.Response(404)

    lobby, desk = at(), at()
    await desk.refreshed()
    server.get_meets(no_such_page)
    await desk.refreshed()
    await desk.ask_something()
    await lobby.kiosks.report("Lobby", (Trouble.PRINTER,))
    assert len(await desk.refreshed()) == 1
