"""One day's lists, of 200 meetings and of their 400 visits: the desk server against a bare Starlette route that sends
the same bytes.

Each is a process of its own with a real socket, and they are asked in turn, so that what the machine does meanwhile
hits both alike. Prints the ratio of the medians (the budget is 1.5), and the same for a list that is asked for the
first time after a write: of a meeting on another day, of a kiosk's heartbeat, and of an arrival on this day.
"""

from __future__ import annotations

import multiprocessing
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.server.application import create

MEETINGS = 200
ROUNDS = 200
DAY = "2026-03-12"
MEETINGS_OF_DAY = f"/vm/meetings?from={DAY}&to={DAY}"
VISITS_OF_DAY = f"/vm/visits/{DAY}?pageSize=100"
CAME = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}
ELSEWHEN = {"title": "x", "hostId": "x", "startAt": "2026-05-01T10:00:00Z", "endAt": "2026-05-01T11:00:00Z"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        desk = running.enter_context(served(serve_desk, f"sqlite:///{Path(folder) / 'desk.db'}"))
        fill(desk)
        visit = _ask(desk, VISITS_OF_DAY).json()["visits"][0]["id"]
        writes = {
            "a meeting in May": lambda: desk.post("/vm/meetings", json=ELSEWHEN),
            "a kiosk's heartbeat": lambda: desk.put("/vm/kiosks/Lobby", json={"troubles": []}),
        }
        arrival = {"an arrival on the day": lambda: desk.post(f"/vm/visits/{visit}/events", json=CAME)}
        for path, before in ((MEETINGS_OF_DAY, writes), (VISITS_OF_DAY, writes | arrival)):
            body = _ask(desk, path).content
            bare = running.enter_context(served(serve_bare, body))
            assert _ask(bare, path).content == body
            print(f"{path}: {len(body)} bytes")
            _compare("asked again", path, desk, bare, lambda: None)
            for name, write in before.items():
                _compare(f"asked after {name}", path, desk, bare, lambda write=write: write().raise_for_status())


def serve_desk(database: str, listening: socket.socket) -> None:
    noon = datetime(2026, 3, 12, 12, tzinfo=UTC)
    application = create(database, company_name="Northgate House", time_zone="Europe/Brussels", now=lambda: noon)
    _serve(application, listening)


def serve_bare(body: bytes, listening: socket.socket) -> None:
    async def same_bytes(request: Request) -> Response:
        return Response(body, media_type="application/json")

    _serve(Starlette(routes=[Route("/app/CO-DESK/{path:path}", same_bytes)]), listening)


def _serve(application: Any, listening: socket.socket) -> None:
    config = uvicorn.Config(application, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def served(serve: Any, what: str | bytes) -> Iterator[httpx.Client]:
    listening = socket.create_server(("127.0.0.1", 0))
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(what, listening), daemon=True)
    process.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/app/CO-DESK"
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client
    process.terminate()
    process.join()
    listening.close()


def fill(client: httpx.Client) -> None:
    visitor = {
        "firstName": "Ingrid",
        "lastName": "Sørensen-Vestergaard",
        "email": "ingrid@example.com",
        "companyName": "Nordlys Arkitekter A/S",
        "mobile": "+45 55 55 01 00",
        "language": "en",
    }
    for number in range(MEETINGS):
        body = {
            "title": f"Façade survey {number}",
            "hostId": f"Host Number{number % 20}",
            "startAt": f"2026-03-12T{8 + number % 9:02}:00:00+01:00",
            "endAt": f"2026-03-12T{9 + number % 9:02}:00:00+01:00",
            "visitors": [visitor, visitor],
        }
        client.post("/vm/meetings", json=body).raise_for_status()


def _ask(client: httpx.Client, path: str) -> httpx.Response:
    return client.get(path).raise_for_status()


def _compare(name: str, path: str, desk: httpx.Client, bare: httpx.Client, write: Callable[[], object]) -> None:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        write()
        for client, times in ((desk, ours), (bare, theirs)):
            started = time.perf_counter()
            _ask(client, path)
            times.append(time.perf_counter() - started)
    mine, bare_one = statistics.median(ours), statistics.median(theirs)
    print(f"{name}: {mine * 1000:.2f} ms, bare {bare_one * 1000:.2f} ms, ratio {mine / bare_one:.2f} (budget 1.5)")


if __name__ == "__main__":
    main()
