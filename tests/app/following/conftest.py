"""A real desk server with a meeting of today, and desks that follow its changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.following.desk import AUDIT, FollowingDesk, Open
from tests.faults import FaultyServer


@pytest.fixture
async def server() -> AsyncIterator[FaultyServer]:
    server = FaultyServer()
    await server.make("/vm/meetings", AUDIT)
    yield server
    server.close()


@pytest.fixture
async def open_desk(server: FaultyServer, tmp_path: Path) -> AsyncIterator[Open]:
    desks: list[FollowingDesk] = []

    def open_one(name: str = "Desk 1", **options: Any) -> FollowingDesk:
        desks.append(FollowingDesk(tmp_path, server, name=name, **options))
        return desks[-1]

    yield open_one
    for desk in desks:
        await desk.close()


@pytest.fixture
async def desk(open_desk: Open) -> FollowingDesk:
    desk = open_desk()
    await desk.follow()
    return desk


@pytest.fixture
async def other(open_desk: Open) -> FollowingDesk:
    """A desk that asks by itself, and tells what it is told to."""
    other = open_desk("Desk 2")
    await other.refresh()
    return other
