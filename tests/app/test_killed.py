"""A desk that is killed again and again, at any moment, before a real server: what it said was kept is there, once.

FOYER_TEST_KILLS=1000 kills it more often than the suite does.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from tests import processes

KILLS = int(os.environ.get("FOYER_TEST_KILLS", "30"))
MOST_TICKS = 20
LONGEST_TICK = 0.01
"""A desk dies at most so many seconds after so many changes of its outbox: some die before they have opened their
file, some while they write to it, and some in the middle of a request."""

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
START = multiprocessing.get_context(METHOD)
START.set_forkserver_preload(["tests.processes", "pytest"])


@pytest.fixture
def port() -> Iterator[int]:
    """A foreign server: it takes no notice of keys, so it makes anew whatever is sent again."""
    told, tell = START.Pipe(duplex=False)
    server = START.Process(target=processes.server, args=(tell, False))
    server.start()
    yield told.recv()
    server.kill()
    server.join()


def on_the_server(port: int) -> Counter[str]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/app/CO-DESK", trust_env=False) as client:
        found = client.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-03-12"}).json()
        total = 1
        for page in range(1, 1000):
            if (page - 1) * 100 >= total:
                break
            answer = client.get("/sd/tickets", params={"sortBy": "id", "page": page, "pageSize": 100}).json()
            total = answer["total"]
            found += answer["tickets"]
    return Counter(one["title"] for one in found)


def test_what_was_kept_is_on_the_server_once_however_often_the_desk_is_killed(port, tmp_path):
    moments = random.Random(20260312)
    kept: set[str] = set()
    for life in range(1, KILLS + 1):
        told, tell = START.Pipe(duplex=False)
        desk = START.Process(target=processes.desk, args=(tmp_path / "foyer.sqlite3", port, life, tell))
        desk.start()
        tell.close()
        kept |= {told.recv() for _ in range(moments.randint(0, MOST_TICKS))}
        desk.join(moments.uniform(0, LONGEST_TICK))
        desk.kill()
        desk.join()
        kept |= set(everything_told(told))
    kept.discard(processes.TICK)
    last = START.Process(target=processes.desk, args=(tmp_path / "foyer.sqlite3", port, 0, None))
    last.start()
    last.join(600)
    assert last.exitcode == 0
    found = on_the_server(port)
    assert kept - set(found) == set()
    assert {title: times for title, times in found.items() if times != 1} == {}
    assert len(kept) > KILLS


def everything_told(pipe) -> Iterator[str]:
    """Until the other end is gone."""
    try:
        while True:
            yield pipe.recv()
    except EOFError:
        return
