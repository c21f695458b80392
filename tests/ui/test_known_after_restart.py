"""The whole desk: who was met is offered after a restart, also without a network, until forgotten."""

from __future__ import annotations

import asyncio
from datetime import date

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.models.objects.person import Visitor
from tests.contacts import answered
from tests.fake_server import FakeServer
from tests.meetings import meeting, visitor
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import find, named, write
from tests.ui.test_people_pickers import listed, lists, press_in_list
from ui.compose import DeskApp

LIST = "/vm/meetings"
ADA = visitor("Ada Lovelace", id="V-1", companyName="Analytical Engines", email="ada@engines.example")


async def restarted(desk: DeskApp, open_desk: OpenDesk, server: FakeServer) -> DeskApp:
    """The same desk, the next time, with nobody answering."""
    await desk.close()
    server.answers("GET", LIST, error=httpx.ConnectError("no route"))
    desk = open_desk()
    desk.window.go_to("New meeting")
    await eventually(lambda: named(desk.window, "First name"))
    return desk


async def met(open_desk: OpenDesk, server: FakeServer, *, on: str = "2026-03-12") -> DeskApp:
    heard = meeting(1, ADA) | {"startAt": f"{on}T10:00:00+01:00", "endAt": f"{on}T11:00:00+01:00"}
    server.answers("GET", LIST, json=[heard])
    desk = open_desk()
    async with asyncio.timeout(20):
        while not await desk.services.contacts.visitors("ada"):  # noqa: ASYNC110  it learns in its own time
            await asyncio.sleep(0.005)
    return desk


async def test_a_visitor_and_a_host_are_chosen_after_a_restart_without_a_network(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    desk = await restarted(await met(open_desk, server), open_desk, server)
    write(find(desk.window, "First name"), "al")
    await lists("Ada Lovelace, Analytical Engines, ada@engines.example")
    press_in_list(Qt.Key.Key_Down)
    press_in_list(Qt.Key.Key_Return)
    assert find(desk.window, "Email", QLineEdit).text() == "ada@engines.example"
    write(find(desk.window, "Host"), "sm")
    await lists("Sofia Marchetti, US-G606")
    press_in_list(Qt.Key.Key_Escape)


async def test_a_forgotten_visitor_is_nowhere_and_not_learned_again_from_an_older_day(
    open_desk: OpenDesk, server: FakeServer
) -> None:
    desk = await met(open_desk, server, on="2026-03-11")
    await desk.services.erasure.forget(Visitor.model_validate(ADA))
    assert await desk.services.contacts.visitors("ada") == ()
    await desk.services.day.refresh(date(2026, 3, 11))
    assert await desk.services.contacts.visitors("ada") == ()
    desk = await restarted(desk, open_desk, server)
    write(find(desk.window, "First name"), "ada")
    await answered(desk.services.contacts)
    assert listed() == []
    assert desk.failure == ""
