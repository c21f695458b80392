"""A name in the place of an id: taken wherever the server takes one, and it is said that it makes a new person."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.settings import Settings
from app.system.credentials import Credentials
from tests.fake_server import Answer, FakeServer
from tests.faults import DAY, FaultyServer
from tests.ui.conftest import Clock, OpenDesk, eventually
from tests.ui.dialog_hands import dialog
from tests.ui.hands import click, find, says, write
from ui.compose import DeskApp, Profile
from ui.theme import Theme

NEW = "“Sofia Marchetti” is new here: the server makes a person of that name."
NO_PERSON = "Choose a name from the list, or type an id such as US-G606."

Network = httpx.AsyncBaseTransport
OpenOver = Callable[[Network], DeskApp]


@pytest.fixture
async def site_server() -> AsyncIterator[FaultyServer]:
    """A new `foyer serve`, which nobody has told anything yet."""
    server = FaultyServer()
    yield server
    server.close()


@pytest.fixture
async def open_over(theme: Theme, qapp: QApplication, clock: Clock, tmp_path: Path) -> AsyncIterator[OpenOver]:
    """A desk on that server, always with the same files."""
    qapp.setQuitOnLastWindowClosed(False)
    desks: list[DeskApp] = []

    def open_one(over: Network) -> DeskApp:
        settings = Settings(server="http://desk", company="CO-DESK")
        profile = Profile(settings, tmp_path / "foyer.toml", tmp_path, Credentials(tmp_path))
        desk = DeskApp(application=qapp, profile=profile, theme=theme, now=clock, make_transport=lambda: over)
        desks.append(desk)
        desk.show()
        return desk

    yield open_one
    await desks[-1].close()


def name_somebody(page: QWidget, field: str, beside: str) -> None:
    write(find(page, field), "Sofia Marchetti")
    find(page, beside).setFocus()


async def test_the_first_host_of_a_new_site_is_named(open_over: OpenOver, site_server: FaultyServer) -> None:
    desk = open_over(site_server.transport)
    await eventually(desk.services.takes_names)
    desk.window.go_to("New meeting")
    page = desk.window.page()
    name_somebody(page, "Host", "Description")
    await eventually(lambda: says(page, NEW))
    assert find(page, "Host").accessibleDescription() == NEW
    name_somebody(page, "Attendees", "Description")
    await eventually(lambda: find(page, "Attendees").accessibleDescription() == NEW)
    write(find(page, "Title"), "Board lunch")
    click(page, "Add visitor")
    write(find(page, "First name"), "Ana")
    write(find(page, "Last name"), "Lima")
    click(page, "Create meeting")
    await eventually(lambda: desk.window.page().name == "Today")
    await eventually(lambda: not desk.services.pending_changes.counts_now())
    (meeting,) = await site_server.meetings(DAY)
    assert [user["firstname"] for user in meeting["users"]] == ["Sofia"]


async def test_a_walk_in_and_a_ticket_name_somebody_too(open_over: OpenOver, site_server: FaultyServer) -> None:
    desk = open_over(site_server.transport)
    await eventually(desk.services.takes_names)
    desk.window.go_to("Tickets")
    page = desk.window.page()
    click(page, "New ticket")
    name_somebody(page, "Notifier", "Ticket title")
    await eventually(lambda: says(page, NEW))
    desk.window.go_to("Today")
    click(desk.window, "Walk-in")
    form = await dialog(desk.window)
    name_somebody(form, "Host", "Visitor company")
    await eventually(lambda: says(form, NEW))
    write(find(form, "Host"), " x")
    assert not says(form, "is new here")
    form.close()


async def test_it_is_known_after_a_restart_without_a_network(open_over: OpenOver, site_server: FaultyServer) -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host", request=request)

    desk = open_over(site_server.transport)
    await eventually(desk.services.takes_names)
    await desk.services.keep_desk_server()
    await desk.close()
    desk = open_over(httpx.MockTransport(away))
    desk.raise_window()
    await eventually(desk.window.isActiveWindow)
    assert desk.services.takes_names()
    desk.window.go_to("New meeting")
    name_somebody(desk.window.page(), "Host", "Description")
    await eventually(lambda: says(desk.window.page(), NEW))


async def test_another_server_takes_ids_alone(open_desk: OpenDesk, server: FakeServer) -> None:
    server.instead = Answer(status=404)
    desk = open_desk()
    await eventually(lambda: desk.connected)
    desk.window.go_to("New meeting")
    page = desk.window.page()
    name_somebody(page, "Host", "Description")
    await eventually(lambda: says(page, NO_PERSON))
    assert not says(page, "is new here")
