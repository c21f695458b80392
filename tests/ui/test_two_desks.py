"""Two desks at two doors, with one server between them: each sees at once what the other did, and asks for nothing."""

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
from tests.ui.doors import all_sent
from tests.ui.hands import click, column, find, named, says, shown, tick
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile
from ui.pages.today.page import TodayPage
from ui.shell.freshness import Freshness
from ui.shell.header.reception_bell import ReceptionBell
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
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer()
    await server.make("/vm/meetings", AUDIT)
    yield server
    server.close()


@pytest.fixture
async def open_door(
    server: FaultyServer, theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path
) -> AsyncIterator[OpenDoor]:
    """Opens a desk of that name, with files of its own."""
    qapp.setQuitOnLastWindowClosed(False)
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


async def today(desk: DeskApp) -> TodayPage:
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    return page


async def sent(desk: DeskApp, page: TodayPage, name: str, status: str) -> None:
    """Until it is on the row, and nothing waits any more."""
    await eventually(lambda: status_of(page, name) == status)
    await all_sent(desk)


async def left_alone(desk: DeskApp) -> None:
    """Until it waits for what the server tells, with all that it shows heard."""
    await eventually(lambda: desk.services.subscription.live and desk.window.page().ready())
    await desk.services.day.keep_fresh(desk.services.site.today())


def time_passes(desk: DeskApp) -> None:
    freshness = desk.window.findChild(Freshness)
    assert freshness is not None
    tick(freshness)


async def test_an_arrival_and_a_departure_are_seen_at_the_other_door(open_door: OpenDoor) -> None:
    front, garage = open_door("Front"), open_door("Garage")
    at_front, at_garage = await today(front), await today(garage)
    take_in_hand(at_front, "Ana")
    click(at_front, "Check in")
    await sent(front, at_front, "Ana Lima", "On site 09:42")
    await eventually(lambda: status_of(at_garage, "Ana Lima") == "On site 09:42")
    take_in_hand(at_garage, "Ana")
    assert not says(find(at_garage, "Visit"), "Host not told"), "the other desk saw to that"
    click(at_garage, "Check out")
    await sent(garage, at_garage, "Ana Lima", "Left 09:42")
    await eventually(lambda: status_of(at_front, "Ana Lima") == "Left 09:42")


async def test_a_desk_that_looks_elsewhere_hears_of_it_too(open_door: OpenDoor) -> None:
    """On site is the list that matters when the alarm goes, whoever let them in."""
    front, garage = open_door("Front"), open_door("Garage")
    at_front, _ = await today(front), await today(garage)
    garage.window.go_to("On site")
    await left_alone(garage)
    take_in_hand(at_front, "Ana")
    click(find(at_front, "Visit"), "Check in all 2")
    await eventually(lambda: named(garage.window.page(), "People on site"))
    people = find(garage.window.page(), "People on site", QTableView)
    await eventually(lambda: sorted(column(people, "Visitor")) == ["Ana Lima", "Bo Berg"])


async def test_a_meeting_that_was_changed_elsewhere_is_changed_here(open_door: OpenDoor, server: FaultyServer) -> None:
    garage = open_door("Garage")
    page = await today(garage)
    await left_alone(garage)
    (told,) = await server.meetings()
    invited = [
        {"id": one["id"], "firstName": one["firstname"], "lastName": one["lastname"]} for one in told["visitors"]
    ]
    elsewhere = await server.api()
    changed = AUDIT | {"title": "Audit, in the large room", "visitors": invited}
    await elsewhere.meetings.update(told["id"], changed, "O-1")
    await eventually(lambda: column(find(page, "Visitors", QTableView), "Meeting") == ["Audit, in the large room"] * 2)
    await elsewhere.close()


async def test_a_ticket_that_was_reported_elsewhere_is_on_the_page_that_is_shown(
    open_door: OpenDoor, server: FaultyServer
) -> None:
    garage = open_door("Garage")
    await today(garage)
    garage.window.go_to("Tickets")
    await left_alone(garage)
    await server.make("/sd/tickets", {"title": "The lift is stuck", "notifierId": "US-G606"})
    await eventually(lambda: named(garage.window.page(), "Ticket list"))
    tickets = find(garage.window.page(), "Ticket list", QTableView)
    await eventually(lambda: column(tickets, "Ticket") == ["The lift is stuck"])


@pytest.mark.parametrize("screen", ["Today", "On site", "Tickets", "New meeting"])
async def test_a_desk_that_is_left_alone_asks_for_nothing(
    open_door: OpenDoor, server: FaultyServer, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.visits.day.PACE", 0.0)
    garage = open_door("Garage")
    await today(garage)
    garage.window.go_to(screen)
    await left_alone(garage)
    bell = garage.window.findChild(ReceptionBell)
    assert bell is not None

    async def asked() -> list[str]:
        """What it asks for as time passes."""
        server.calls.clear()
        time_passes(garage)
        tick(bell)
        await garage.services.day.keep_fresh(garage.services.site.today())
        return [call for call in server.calls if call != "GET /vm/changes"]

    await eventually(lambda: not garage.services.day._keeping_near)
    await asked()  # how the kiosks are, where nobody heard it until now
    await eventually(lambda: garage.services.kiosks._fresh)
    assert await asked() == []
    if screen in ("Today", "Tickets"):
        assert "Updated 09:42" in shown(garage.window)
