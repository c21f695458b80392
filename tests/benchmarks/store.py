"""The desk's own file: a write made durable, and a day of 2,000 meetings kept, kept again and read."""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.models.lists import meetings_list
from app.models.operations import Kind, Write
from app.store.account import account_of
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from app.store.outbox import Outbox
from app.store.rescue.rescue import mended, opened
from tests.fake_server import page_json

WRITES = 300
MEETINGS = 2_000
NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
DAY = NOW.date()
NAME = meetings_list(DAY)


def main() -> None:
    asyncio.run(_measured())


async def _measured() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "foyer.sqlite3"
        database, _ = opened(file)
        account = account_of(database, "https://api.example.com", "CO-1")
        outbox, lists = Outbox(database, account), Lists(database, account)
        lists.settle("Europe/Brussels", timedelta(minutes=15))

        body = page_json("create_meeting_body")
        times = [
            await _seconds(outbox.put, [Write(f"op{number}", Kind.MEETING, body)], NOW) for number in range(WRITES)
        ]
        _say("put to durable, the first 100 (an outbox that fills)", times[:100])
        _say("put to durable, the last 100 (200 to 300 wait)", times[-100:])

        day = _day()
        print(f"a day of {MEETINGS:,} meetings, {sum(map(len, day)) / 2**20:.1f} MB:")
        print(f"  kept the first time: {await _seconds(_hear, lists, day) * 1000:.0f} ms")
        print(f"  its rows made and read: {await _seconds(lists.day, DAY) * 1000:.0f} ms")
        known = await lists.day(DAY)
        again = await _seconds(lists.heard_again, NAME, *await _asked(lists), NOW)
        print(f"  heard again, unchanged: {again * 1000:.0f} ms")
        one_more = (*day[:1000], day[0].replace(b"M-0", b"M-X"), *day[1000:])
        print(f"  with one more in its middle: {await _seconds(_hear, lists, one_more) * 1000:.0f} ms")
        print(f"  read by who knows the rest: {await _seconds(lists.day, DAY, known) * 1000:.0f} ms")
        print(f"  read: {await _seconds(lists.day, DAY) * 1000:.0f} ms")
        print(f"  the whole file checked: {await _seconds(mended, database) * 1000:.0f} ms")
        database.close()
        started = time.perf_counter()
        opened(file)[0].close()
        print(f"opened, with {WRITES} that wait and that day in it: {(time.perf_counter() - started) * 1000:.0f} ms")


def _day() -> tuple[bytes, ...]:
    hours = {"startAt": f"{DAY}T09:00:00+01:00", "endAt": f"{DAY}T11:00:00+01:00"}
    example = page_json("meeting") | hours
    return tuple(json.dumps(example | {"id": f"M-{number}"}).encode() for number in range(MEETINGS))


async def _asked(lists: Lists) -> tuple[int, bytes]:
    return await lists.revision_and_digest(NAME)


async def _hear(lists: Lists, day: tuple[bytes, ...]) -> None:
    asked, _ = await _asked(lists)
    await lists.apply(Answer(NAME, asked, day, b"%d" % len(day), NOW, DAY, len(day)))


async def _seconds(work: Callable[..., Awaitable[object]], *given: object) -> float:
    started = time.perf_counter()
    await work(*given)
    return time.perf_counter() - started


def _say(what: str, times: list[float]) -> None:
    marks = statistics.quantiles(times, n=100)
    print(f"{what}: p50 {marks[49] * 1000:.1f} ms, p99 {marks[98] * 1000:.1f} ms")


if __name__ == "__main__":
    main()
