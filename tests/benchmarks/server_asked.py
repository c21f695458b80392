"""What benchmarks of the desk server share: it over SQLite and over a PostgreSQL of its own, with many rows in it, and
how long its answers take."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from app.server.application import close, create
from tests.server import postgresql

ROUNDS = 15


def over_each_database(fill: Callable[[FastAPI], None], **how: Any) -> Iterator[tuple[str, FastAPI]]:
    """The database's name and a server over it; `how` are arguments of `create`."""
    with tempfile.TemporaryDirectory() as folder, postgresql.shared(Path(folder)) as cluster:
        with cluster.connect("postgres") as connection:
            connection.execute("CREATE DATABASE bench TEMPLATE template0")
        for name, url in (("SQLite", f"sqlite:///{folder}/desk.db"), ("PostgreSQL", cluster.url("bench"))):
            application = create(url, time_zone="Europe/Brussels", **how)
            application.state.upkeep.end()  # it would count what is half written
            fill(application)
            if name == "PostgreSQL":
                with cluster.connect("bench") as connection:
                    connection.execute("VACUUM ANALYZE")  # as its autovacuum does, which the tests' own lacks
            yield name, application
            close(application)


async def median(ask: Callable[[], Awaitable[Any]]) -> tuple[float, Any]:
    """Milliseconds, of ROUNDS, and the last answer."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answer = await ask()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000, answer
