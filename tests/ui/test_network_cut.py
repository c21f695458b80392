"""The network goes and comes back, again and again, at a desk on a real server: no row is ever missing or doubled.

FOYER_TEST_CUTS=200 cuts it more often than the suite does.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import httpx
import pytest
import uvicorn
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from app.errors import FoyerError
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.lists import meetings_list, visits_list
from app.server.application import close, create
from app.settings import Settings
from app.system.credentials import Credentials
from tests.ui.arrivals_hands import status_of, take_in_hand
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, find, named
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile
from ui.models.table_model import TableModel
from ui.pages.today.page import TodayPage
from ui.shell.freshness import Freshness
from ui.theme import Theme

ROUNDS = int(os.environ.get("FOYER_TEST_CUTS", "40"))
TODAY = date(2026, 3, 12)


class Network(httpx.AsyncHTTPTransport):
    """While it is not `up`, nobody is reached."""

    def __init__(self) -> None:
        super().__init__(verify=False)
        self.up = True
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.up:
            raise httpx.ConnectError("no route to host", request=request)
        self.asked.append(f"{request.method} {request.url.raw_path.decode()}")
        return await super().handle_async_request(request)


class Watched:
    """Looks at a table's model at each of its signals: whom it was told to expect is there, once."""

    def __init__(self, table: QTableView) -> None:
        model = table.model()
        assert isinstance(model, TableModel)
        self._model = model
        self.expected: set[str] = set()
        self.wrong: list[str] = []
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            signal.connect(lambda *_: self.look())

    def shown(self) -> Counter[str]:
        return Counter(row.title for row in self._model.rows)

    def look(self) -> None:
        shown = self.shown()
        self.wrong += [f"{title} is there {shown[title]} times" for title in self.expected if shown[title] != 1]


@pytest.fixture
def port(clock: Clock) -> Iterator[int]:
    """Of a desk server that listens on this computer."""
    application = create("sqlite://", company_name="Northgate House", time_zone="Europe/Brussels", now=clock)
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    ready = threading.Event()
    startup = server.startup

    async def started(sockets: object = None) -> None:
        await startup()
        ready.set()

    server.startup = started  # type: ignore[assignment, method-assign]
    thread = threading.Thread(target=server.run)
    thread.start()
    assert ready.wait(20)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    application.state.context.feed.end()  # as `foyer serve` does, whose end waits for no call that is held back
    thread.join()
    close(application)


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
async def desk(
    port: int, network: Network, theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path
) -> AsyncIterator[DeskApp]:
    qapp.setQuitOnLastWindowClosed(False)
    settings = Settings(server=f"http://127.0.0.1:{port}", company="CO-DESK")
    profile = Profile(settings, tmp_path / "foyer.toml", tmp_path, Credentials(tmp_path))
    desk = DeskApp(application=qapp, profile=profile, theme=theme, now=clock, make_transport=lambda: network)
    desk.show()
    await eventually(lambda: find(desk.window, "Connection").text() == "Online")
    yield desk
    await desk.close()


def page_of(desk: DeskApp) -> TodayPage:
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    return page


async def enter(desk: DeskApp, number: int) -> str:
    now = desk.services.site.now()
    draft = MeetingDraft(
        title=f"Entered {number}",
        host_id="Sofia Marchetti",
        start_at=now,
        end_at=now.replace(hour=now.hour + 1),
        visitors=(VisitorDraft(first_name="Ada", last_name=f"Number{number}"),),
    )
    await desk.services.invitations.create(draft, f"op-{number}")
    return draft.title


def comes_back(desk: DeskApp, network: Network) -> None:
    """The PC says so, and the window's own timer goes off at the same moment."""
    network.up = True
    freshness = desk.window.findChild(Freshness)
    assert freshness is not None
    freshness.network_back.emit()
    freshness.due.emit()


def waits_anew(network: Network) -> bool:
    begun = [number for number, one in enumerate(network.asked) if one.endswith("/vm/changes")]
    return len(begun) == 2 and any(one.endswith("&wait=25") for one in network.asked[begun[1] :])


async def at_rest(desk: DeskApp, network: Network) -> None:
    """The first meeting told the desk the site's zone. So it has begun to follow a second time, has asked for the day's
    lists once more, and waits for changes; the days around are still asked for, one after the other."""
    lists = (meetings_list(TODAY), visits_list(TODAY))
    await eventually(lambda: waits_anew(network))
    async with asyncio.timeout(20):
        while True:
            if await desk.services.subscription.all_follow(*lists):
                return
            await asyncio.sleep(0.005)


def of_today(asked: list[str], call: str) -> list[str]:
    return [one for one in asked if one.startswith("GET") and call in one and "2026-03-12" in one]


async def test_a_row_is_there_at_every_moment_while_the_network_goes_and_comes(desk: DeskApp, network: Network) -> None:
    page = page_of(desk)
    await enter(desk, 0)
    await eventually(lambda: named(page, "Visitors"))
    await eventually(lambda: find(page, "Visitors", QTableView).model().rowCount() == 1)
    await at_rest(desk, network)
    watched = Watched(find(page, "Visitors", QTableView))
    watched.expected.add("Entered 0")
    for number in range(1, ROUNDS + 1):
        network.up = False
        with suppress(FoyerError):
            await desk.services.day.refresh(TODAY)  # nothing of it goes on when the network is back
        title = await enter(desk, number)
        await eventually(lambda title=title: watched.shown()[title] == 1)
        watched.expected.add(title)
        network.asked.clear()
        comes_back(desk, network)
        await eventually(lambda: find(desk.window, "Connection").text() == "Online")
        watched.look()
        assert watched.wrong == [], f"in round {number}: {network.asked}"
        sent = sum(one.startswith("POST") for one in network.asked)  # what a question under way can't know of
        by_id = [one for one in of_today(network.asked, "/vm/meetings") if "&id=" in one]  # the server told of these
        assert len(of_today(network.asked, "/vm/meetings")) - len(by_id) <= 1 + sent, network.asked
        assert len(by_id) <= 1 + sent, network.asked
        assert len(of_today(network.asked, "/vm/visits/")) <= 1, network.asked
    assert sum(watched.shown().values()) == ROUNDS + 1


async def test_who_is_tapped_in_while_the_day_is_asked_for_stays_in(desk: DeskApp, network: Network) -> None:
    page = page_of(desk)
    for number in range(14):
        await enter(desk, number)
    await eventually(lambda: named(page, "Visitors"))
    await eventually(lambda: find(page, "Visitors", QTableView).model().rowCount() == 14)
    for number in range(14):
        name = f"Ada Number{number}"
        take_in_hand(page, f"Number{number}")
        page.refresh()
        for _ in range(number % 7):
            await asyncio.sleep(0)
        click(page, "Check in")
        page.refresh()
        await eventually(lambda name=name: status_of(page, name).startswith("On site"))
        for _ in range(50):
            await asyncio.sleep(0)
            assert status_of(page, name).startswith("On site")
    await eventually(lambda: find(desk.window, "Connection").text() == "Online")
    find(page, "Search", QLineEdit).clear()
    everybody = [f"Ada Number{number}" for number in range(14)]
    await eventually(lambda: all(status_of(page, name) == "On site 09:42" for name in everybody))  # and none waits
