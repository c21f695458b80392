"""A desk that is killed right after a check-in shows, again and again: none is lost, and the server has each once.

FOYER_TEST_KILLS=1000 kills it more often than the suite does.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections import Counter

import httpx
import pytest

from tests import processes
from tests.faults import DAY

KILLS = int(os.environ.get("FOYER_TEST_KILLS", "30"))
MOST_SAID = 3
"""A desk is killed right after it has said so many names at most."""

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
START = multiprocessing.get_context(METHOD)
START.set_forkserver_preload(["tests.processes", "pytest"])


@pytest.fixture
def port():
    """The real desk server, its clock the machine's own."""
    told, tell = START.Pipe(duplex=False)
    server = START.Process(target=processes.server, args=(tell, True))
    server.start()
    yield told.recv()
    server.kill()
    server.join()


@pytest.fixture
def client(port):
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/app/CO-DESK", trust_env=False) as client:
        yield client


def invite(client, names):
    body = {
        "title": "Open day",
        "startAt": f"{DAY}T10:00:00+01:00",
        "endAt": f"{DAY}T11:00:00+01:00",
        "hostId": "Sofia Marchetti",
    }
    for first in range(0, len(names), 50):
        visitors = [{"firstName": "Guest", "lastName": name} for name in names[first : first + 50]]
        client.post("/vm/meetings", json=body | {"visitors": visitors}).raise_for_status()


def events(client):
    """Of each visitor, which events the server has."""
    found = {}
    for page in range(1, 1000):
        answer = client.get(f"/vm/visits/{DAY}", params={"status": "2,3", "page": page, "pageSize": 100}).json()
        found |= {f"Guest {one['visitor']['lastname']}": one["events"] for one in answer["visits"]}
        if page * 100 >= answer["total"]:
            break
    return found


def test_a_check_in_that_was_shown_survives_any_kill_and_is_on_the_server_once(port, client, tmp_path):
    moments = random.Random(20260312)
    invite(client, [str(number) for number in range(KILLS * MOST_SAID)])
    shown = []
    for _ in range(KILLS):
        told, tell = START.Pipe(duplex=False)
        desk = START.Process(target=processes.front_desk, args=(tmp_path / "foyer.sqlite3", port, tell))
        desk.start()
        tell.close()
        assert told.recv() == ""
        shown += [told.recv() for _ in range(moments.randint(1, MOST_SAID))]
        desk.kill()
        desk.join()
        told.close()
    assert max(Counter(shown).values()) == 1  # who was shown as in was known as in at every later start
    last = START.Process(target=processes.front_desk, args=(tmp_path / "foyer.sqlite3", port, None))
    last.start()
    last.join(600)
    assert last.exitcode == 0
    on_server = events(client)
    assert set(shown) - on_server.keys() == set()
    assert {name: said for name, said in on_server.items() if len(said) != 1} == {}
    assert len(shown) >= KILLS
