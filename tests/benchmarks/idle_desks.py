"""What 100 desks that are left alone cost the desk server: its CPU in a minute, its memory and its connections. Once as
desks that wait for what changes, once as desks that ask for their lists every 30 seconds; and how long it takes until
all 100 have one check-in. Linux only: the figures are read of /proc.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from tests.benchmarks.desk_server import CAME, DAY, fill, serve_desk, served

DESKS = 100
MINUTE = 60.0
WAIT = 25
EVERY = 30.0
LISTS = (f"/vm/meetings?from={DAY}&to={DAY}", f"/vm/visits/{DAY}?status=2,3&said=1&pageSize=100", "/vm/kiosks")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(serve_desk, f"sqlite:///{Path(folder) / 'desk.db'}") as client:
        fill(client)
        (server,) = multiprocessing.active_children()
        assert server.pid is not None
        own = sockets(server.pid)
        print(f"nobody there: {memory(server.pid)} MB")
        asyncio.run(measured(str(client.base_url), server.pid, own))


async def measured(address: str, server: int, own: int) -> None:
    limits = httpx.Limits(max_connections=2 * DESKS, max_keepalive_connections=2 * DESKS, keepalive_expiry=MINUTE)
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=60, limits=limits) as client:
        for name, desk in (("wait", waiting_desk), ("ask every 30 s", asking_desk)):
            desks = [asyncio.create_task(desk(client, number)) for number in range(DESKS)]
            await asyncio.sleep(EVERY + 5)  # all have begun
            used = seconds(server)
            await asyncio.sleep(MINUTE)
            print(
                f"{DESKS} desks that {name}: {seconds(server) - used:.2f} s of CPU in a minute, {memory(server)} MB,"
                f" {sockets(server) - own} connections"
            )
            for task in desks:
                task.cancel()
            await asyncio.gather(*desks, return_exceptions=True)
        await told(client, server)


async def waiting_desk(client: httpx.AsyncClient, number: int) -> None:
    revision = (await client.get("/vm/changes")).json()["revision"]
    while True:
        answer = await client.get("/vm/changes", params={"since": revision, "wait": WAIT})
        revision = answer.json()["revision"]


async def asking_desk(client: httpx.AsyncClient, number: int) -> None:
    await asyncio.sleep(EVERY * number / DESKS)
    while True:
        began = time.monotonic()
        for path in LISTS:
            (await client.get(path)).raise_for_status()
        await asyncio.sleep(EVERY - (time.monotonic() - began))


async def told(client: httpx.AsyncClient, server: int) -> None:
    """One check-in after the other, each asked for by all desks as soon as they hear of it."""
    revision = (await client.get("/vm/changes")).json()["revision"]
    visits = (await client.get(f"/vm/visits/{DAY}", params={"pageSize": 10})).json()["visits"]
    times, used = [], seconds(server)
    for visit in visits:
        desks = [asyncio.create_task(hears(client, revision)) for _ in range(DESKS)]
        await asyncio.sleep(0.5)  # all of them wait
        began = time.perf_counter()
        (await client.post(f"/vm/visits/{visit['id']}/events", json=CAME)).raise_for_status()
        revision = max(await asyncio.gather(*desks))
        times.append(time.perf_counter() - began)
    print(
        f"one check-in until {DESKS} desks have it: median {statistics.median(times) * 1000:.0f} ms, worst"
        f" {max(times) * 1000:.0f} ms, {(seconds(server) - used) / len(visits):.2f} s of CPU each"
    )


async def hears(client: httpx.AsyncClient, revision: int) -> int:
    answer = (await client.get("/vm/changes", params={"since": revision, "wait": WAIT})).json()
    for change in answer["changes"]:
        (await client.get(f"/vm/visits/{change['id']}")).raise_for_status()
    return int(answer["revision"])


def seconds(process: int) -> float:
    """Of CPU that it used until now."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> int:
    """In MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) // 1024


def sockets(process: int) -> int:
    """Connections, and the few that it has of its own."""
    return sum(os.readlink(file).startswith("socket:") for file in Path(f"/proc/{process}/fd").iterdir())


if __name__ == "__main__":
    main()
