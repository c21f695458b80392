"""What the tests of app/ share: a client that talks to the fake server and never really waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import settings

from app.api.client import Client
from tests.fake_server import FakeServer

settings.register_profile("foyer", deadline=None, derandomize=True, database=None)  # the same run on every machine
settings.load_profile("foyer")


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def pauses() -> list[float]:
    """The seconds that the client would have slept, in order."""
    return []


@pytest.fixture
def connect(server: FakeServer, pauses: list[float]) -> Callable[..., Client]:
    """Makes a client of the fake server; jitter is none, and what isn't named is the page's own."""

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    def make(**changes: str) -> Client:
        told = {
            "server": "https://api.proxyclick.com",
            "prefix": "/app/{companyId}",
            "company_id": "CO-C202",
            "token": "let-me-in",
        }
        return Client(**told | changes, transport=server.transport, sleep=sleep, jitter=lambda: 0.0)

    return make


@pytest.fixture
def client(connect: Callable[..., Client]) -> Client:
    return connect()
