"""Two desks at two doors, with one server between them: each sees whom the other let in, one refresh later."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView

from app.settings import Settings
from app.system.credentials import Credentials
from tests.faults import FaultyServer
from tests.ui.arrivals_hands import status_of, take_in_hand
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, column, find, named, says, tick
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile
from ui.pages.today.page import TodayPage
from ui.shell.freshness import Freshness
from ui.theme import Theme

AUDIT = {
    "title": "Audit",
    "startAt": "2026-03-12T10:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "hostId": "Sofia Marchetti",
    "visitors": [{"firstName": "Ana", "lastName": "Lima"}, {"firstName": "Bo", "lastName": "Berg"}],
}

OpenDoor = Callable[[str], DeskApp]


@pytest.fixture
async def open_door(theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path) -> AsyncIterator[OpenDoor]:
    """Opens a desk of that name, with files of its own."""
    qapp.setQuitOnLastWindowClosed(False)
    server = FaultyServer()
    await server.make("/vm/meetings", AUDIT)
    desks: list[DeskApp] = []

    def open_one(name: str) -> DeskApp:
        folder = tmp_path / name
        folder.mkdir()
        settings = Settings(server="http://desk", company="CO-DESK", desk_name=name)
        profile = Profile(settings, folder / "foyer.toml", folder, Credentials(folder))
        desk = DeskApp(
            application=qapp, profile=profile, theme=theme, now=clock, make_transport=lambda: server.transport
        )
        desks.append(desk)
        desk.show()
        return desk

    yield open_one
    for desk in desks:
        await desk.close()
    server.close()


async def today(desk: DeskApp) -> TodayPage:
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    return page


async def sent(desk: DeskApp, page: TodayPage, name: str, status: str) -> None:
    """Until it is on the row, and nothing waits any more."""
    await eventually(lambda: status_of(page, name) == status)
    await eventually(lambda: find(desk.window, "Connection").text() == "Online")


async def test_an_arrival_and_a_departure_are_seen_at_the_other_door(open_door: OpenDoor) -> None:
    front, garage = open_door("Front"), open_door("Garage")
    at_front, at_garage = await today(front), await today(garage)
    take_in_hand(at_front, "Ana")
    click(at_front, "Check in")
    await sent(front, at_front, "Ana Lima", "On site 09:42")
    assert status_of(at_garage, "Ana Lima") == "Expected"
    click(garage.window, "Refresh")
    await eventually(lambda: status_of(at_garage, "Ana Lima") == "On site 09:42")
    take_in_hand(at_garage, "Ana")
    assert not says(find(at_garage, "Visit"), "Host not told"), "the other desk saw to that"
    click(at_garage, "Check out")
    await sent(garage, at_garage, "Ana Lima", "Left 09:42")
    click(front.window, "Refresh")
    await eventually(lambda: status_of(at_front, "Ana Lima") == "Left 09:42")


async def test_a_desk_that_looks_elsewhere_hears_of_it_too(open_door: OpenDoor) -> None:
    """On site is the list that matters when the alarm goes, whoever let them in."""
    front, garage = open_door("Front"), open_door("Garage")
    at_front, _ = await today(front), await today(garage)
    garage.window.go_to("On site")
    take_in_hand(at_front, "Ana")
    click(find(at_front, "Visit"), "Check in all 2")
    await sent(front, at_front, "Ana Lima", "On site 09:42")
    freshness = garage.window.findChild(Freshness)
    assert freshness is not None
    tick(freshness)
    await eventually(lambda: named(garage.window.page(), "People on site"))
    people = find(garage.window.page(), "People on site", QTableView)
    await eventually(lambda: sorted(column(people, "Visitor")) == ["Ana Lima", "Bo Berg"])
