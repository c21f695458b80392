"""The desk's own file: a write made durable, and a day of 2,000 meetings kept, kept again and read."""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from app.store.cache import Cache, Stored
from app.store.outbox import Kind, Outbox, Write
from app.store.place import place_of
from app.store.rescue import mended, opened
from tests.fake_server import page_json

WRITES = 300
MEETINGS = 2_000
NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "foyer.sqlite3"
        database, _ = opened(file)
        place = place_of(database, "https://api.example.com", "CO-1")
        outbox, cache = Outbox(database, place), Cache(database, place)

        body = page_json("create_meeting_body")
        times = [
            await _seconds(outbox.put, [Write(f"op{number}", Kind.MEETING, body)], NOW) for number in range(WRITES)
        ]
        _say("put to durable, the first 100 (an outbox that fills)", times[:100])
        _say("put to durable, the last 100 (200 to 300 wait)", times[-100:])

        day = _day()
        print(f"a day of {MEETINGS:,} meetings, {sum(map(len, day)) / 2**20:.1f} MB:")
        stored = Stored(day, NOW, MEETINGS)
        print(f"  kept the first time: {await _seconds(cache.keep, 'day', stored) * 1000:.0f} ms")
        print(f"  kept again, unchanged: {await _seconds(cache.keep, 'day', stored) * 1000:.0f} ms")
        one_more = Stored((*day[:1000], day[1000] + b" ", *day[1000:]), NOW, MEETINGS + 1)
        print(f"  with one more in its middle: {await _seconds(cache.keep, 'day', one_more) * 1000:.0f} ms")
        print(f"  read: {await _seconds(cache.stored, 'day') * 1000:.0f} ms")
        print(f"  the whole file checked: {await _seconds(mended, database) * 1000:.0f} ms")
        database.close()
        started = time.perf_counter()
        opened(file)[0].close()
        print(f"opened, with {WRITES} that wait and that day in it: {(time.perf_counter() - started) * 1000:.0f} ms")


def _day() -> tuple[bytes, ...]:
    example = page_json("meeting")
    return tuple(json.dumps(example | {"id": f"M-{number}"}).encode() for number in range(MEETINGS))


async def _seconds(work: Callable[..., Awaitable[object]], *given: object) -> float:
    started = time.perf_counter()
    await work(*given)
    return time.perf_counter() - started


def _say(what: str, times: list[float]) -> None:
    marks = statistics.quantiles(times, n=100)
    print(f"{what}: p50 {marks[49] * 1000:.1f} ms, p99 {marks[98] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
