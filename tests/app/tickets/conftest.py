"""A real desk server, whose answers can fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults import FaultyServer


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    server = FaultyServer()
    yield server
    server.close()
