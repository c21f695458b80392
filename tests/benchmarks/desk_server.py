"""One day's list of 200 meetings: the desk server against a bare Starlette route that sends the same bytes.

Each is a process of its own with a real socket, and they are asked in turn, so that what the machine does meanwhile
hits both alike. Prints the ratio of the medians (the budget is 1.5), and the same for a list that is asked for the
first time after a write.
"""

from __future__ import annotations

import json
import multiprocessing
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
ROUNDS = 300
DAY = {"from": "2026-03-12", "to": "2026-03-12"}
ELSEWHEN = {"title": "x", "hostId": "x", "startAt": "2026-05-01T10:00:00Z", "endAt": "2026-05-01T11:00:00Z"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        desk = running.enter_context(_served(serve_desk, f"sqlite:///{Path(folder) / 'desk.db'}"))
        _fill(desk)
        body = _ask(desk).content
        bare = running.enter_context(_served(serve_bare, body))
        assert _ask(bare).content == body
        print(f"{len(json.loads(body))} meetings, {len(body)} bytes")
        _compare("asked again", desk, bare, write_first=False)
        _compare("asked after a write", desk, bare, write_first=True)


def serve_desk(database: str, listening: socket.socket) -> None:
    _serve(create(database, company_name="Northgate House", time_zone="Europe/Brussels"), listening)


def serve_bare(body: bytes, listening: socket.socket) -> None:
    async def same_bytes(request: Request) -> Response:
        return Response(body, media_type="application/json")

    _serve(Starlette(routes=[Route("/app/CO-DESK/vm/meetings", same_bytes)]), listening)


def _serve(application: Any, listening: socket.socket) -> None:
    config = uvicorn.Config(application, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def _served(serve: Any, what: str | bytes) -> Iterator[httpx.Client]:
    listening = socket.create_server(("127.0.0.1", 0))
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(what, listening), daemon=True)
    process.start()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/app/CO-DESK"
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        yield client
    process.terminate()
    process.join()
    listening.close()


def _fill(client: httpx.Client) -> None:
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


def _ask(client: httpx.Client) -> httpx.Response:
    return client.get("/vm/meetings", params=DAY).raise_for_status()


def _compare(name: str, desk: httpx.Client, bare: httpx.Client, *, write_first: bool) -> None:
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        if write_first:
            desk.post("/vm/meetings", json=ELSEWHEN).raise_for_status()
        for client, times in ((desk, ours), (bare, theirs)):
            started = time.perf_counter()
            _ask(client)
            times.append(time.perf_counter() - started)
    mine, bare_one = statistics.median(ours), statistics.median(theirs)
    print(f"{name}: {mine * 1000:.2f} ms, bare {bare_one * 1000:.2f} ms, ratio {mine / bare_one:.2f} (budget 1.5)")


if __name__ == "__main__":
    main()
