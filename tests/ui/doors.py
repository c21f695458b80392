"""Desks at several doors with one server between them: the real desk server, and a line to it for each that can be
cut."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtWidgets import QApplication

from app.models.notices.mail import MailTaker
from app.models.notices.notice_plan import NoticePlan
from app.settings import Settings
from app.system.credentials import Credentials
from tests.faults import FaultyServer
from tests.ui.conftest import Clock, eventually
from tests.ui.hands import click, find, named
from ui.compose.desk import DeskApp
from ui.compose.profile import Profile
from ui.pages.today.page import TodayPage
from ui.theme import Theme


class Line(httpx.AsyncBaseTransport):
    """A desk's own way to the server. While it is not `up`, nobody is reached."""

    def __init__(self, server: httpx.AsyncBaseTransport) -> None:
        self._server = server
        self.up = True
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.up:
            raise httpx.ConnectError("no route to host", request=request)
        self.asked.append(f"{request.method} {request.url.path}")
        return await self._server.handle_async_request(request)


class Doors:
    def __init__(
        self, server: FaultyServer, folder: Path, theme: Theme, clock: Clock, application: QApplication
    ) -> None:
        self.server = server
        self.lines: dict[str, Line] = {}
        self.desks: list[DeskApp] = []
        self._folder = folder
        self._theme = theme
        self._clock = clock
        self._application = application

    def open(self, name: str, **more: Any) -> DeskApp:
        """A desk of that name, with files of its own: those that it had before, if it was open before. `more` are
        further settings of it."""
        folder = self._folder / name
        folder.mkdir(exist_ok=True)
        settings = Settings(server="http://desk", company="CO-DESK", desk_name=name, **more)
        line = self.lines[name] = Line(self.server.transport)
        desk = DeskApp(
            application=self._application,
            profile=Profile(settings, folder / "foyer.toml", folder, Credentials(folder)),
            theme=self._theme,
            now=self._clock,
            make_transport=lambda: line,
        )
        self.desks.append(desk)
        desk.window.resize(1280, 800)
        desk.show()
        return desk

    async def close(self, desk: DeskApp) -> None:
        self.desks.remove(desk)
        await desk.close()

    async def meeting(self, meeting: str) -> dict[str, Any]:
        """What the server has of it on the day of the tests."""
        return next(one for one in await self.server.meetings() if one["id"] == meeting)


@asynccontextmanager
async def doors(
    theme: Theme,
    clock: Clock,
    folder: Path,
    application: QApplication,
    *,
    database: str = "sqlite://",
    mail_server: MailTaker | None = None,
    notice_plan: NoticePlan | None = None,
) -> AsyncIterator[Doors]:
    application.setQuitOnLastWindowClosed(False)
    server = FaultyServer(now=clock, database=database, mail_server=mail_server, notice_plan=notice_plan)
    house = Doors(server, folder, theme, clock, application)
    yield house
    for desk in house.desks:
        await desk.close()
    server.close()


async def today(desk: DeskApp) -> TodayPage:
    """*Today*, once the server's list is on it."""
    page = desk.window.page()
    assert isinstance(page, TodayPage)
    await eventually(lambda: named(page, "Visitors"))
    return page


async def all_sent(desk: DeskApp) -> None:
    """Until nothing waits in the desk's file, and the pill says so: the pill alone may not have heard yet of what was
    only just saved."""
    waiting = desk.services.pending_changes.counts_now
    await eventually(lambda: not waiting().total() and find(desk.window, "Connection").text() == "Online")


def refresh(desk: DeskApp) -> None:
    click(desk.window, "Refresh")
