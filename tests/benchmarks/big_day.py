"""A desk on a server with a day of 2,000 meetings (6 MB), for the figures that follow the size of the day."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.settings import Settings
from app.system.credentials import Credentials
from tests.fake_server import page_json
from ui.compose import DeskApp, Profile
from ui.process.start import collecting_on_this_thread
from ui.theme import Theme

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def meetings(count: int = 2000, visitors: int = 1, changed: int = 0) -> list[dict[str, Any]]:
    """The API page's own meeting, `count` times over the day; the first `changed` have another title."""
    example = page_json("list_meetings")[0]
    day = []
    for number in range(count):
        starts = NOW.replace(hour=6) + timedelta(seconds=number * 36000 // count)
        people = [
            {
                **example["visitors"][0],
                "id": f"V-{number}-{who}",
                "firstname": f"Name{number * 7919 % 9973}",
                "lastname": f"Surname{number}é{who}",
            }
            for who in range(visitors)
        ]
        day.append(
            {
                **example,
                "id": f"M-{number}",
                "title": f"Changed {number}" if number < changed else f"Meeting {number}",
                "startAt": starts.isoformat(),
                "endAt": (starts + timedelta(hours=1)).isoformat(),
                "visitors": people,
            }
        )
    return day


class Answers(httpx.AsyncBaseTransport):
    """Answers the day with `body`, whatever it is at the moment. Other days are empty; nothing can be sent. While
    `away`, nobody answers."""

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.away = False

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.away or request.method == "POST":
            raise httpx.ConnectError("no network for what is written")
        today = request.url.params.get("from") == NOW.date().isoformat()
        return httpx.Response(200, content=self.body if today else b"[]")


def encoded(day: list[dict[str, Any]]) -> bytes:
    return json.dumps(day).encode()


def with_desk(
    way: httpx.AsyncBaseTransport,
    use: Callable[[DeskApp], Awaitable[None]],
    *,
    server: str = "https://desk.example",
    company: str = "CO-C202",
) -> None:
    """Runs `use` with a composed desk on Qt's loop. `way` is the one to the server."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    theme = Theme(application=application, scheme="light", text_scale=1.0)

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(server=server, company=company)
            profile = Profile(settings, Path(folder) / "foyer.toml", Path(folder), Credentials(Path(folder), "token"))
            desk = DeskApp(
                application=application, profile=profile, theme=theme, now=lambda: NOW, make_transport=lambda: way
            )
            desk.show()
            await settled(desk)
            try:
                await use(desk)
            finally:
                await desk.close()

    with loop, collecting_on_this_thread():
        loop.run_until_complete(run())


async def went_away(answers: Answers) -> None:
    """When the days around today are loaded, and nothing else is under way."""
    await asyncio.sleep(12)
    answers.away = True


async def settled(desk: DeskApp) -> None:
    while not (desk.window.page().ready() and desk.connected):  # noqa: ASYNC110  nothing tells
        await asyncio.sleep(0.01)
