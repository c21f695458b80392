"""What changed: told in the order of the commits, whole, and to whoever waits as soon as it is there."""

from __future__ import annotations

import asyncio
import shutil
import threading
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import chain

import pytest

from app.server.application import close, create
from app.server.storage import changes
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE

DAY, TOMORROW = "2026-03-12", "2026-03-13"
MOVED = {"startAt": "2026-03-13T09:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
CAME = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}


@pytest.fixture
def ask(desk):
    """Asks what changed since a revision, and gives the answer."""

    async def since(revision=None, wait=0):
        query = {} if revision is None else {"since": revision, "wait": wait}
        answer = await desk.get("/vm/changes", params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return since


@pytest.fixture
def heard(ask):
    """What is told after the revision that was the present one when it was asked the last time."""
    present = {}

    async def news():
        answer = await ask(present.get("revision"))
        assert answer["complete"]
        present.update(revision=answer["revision"])
        return answer["changes"]

    return news


@EACH_DATABASE
async def test_who_asks_without_a_revision_gets_the_present_one(ask, meet):
    first = await ask()
    assert first == {"revision": first["revision"], "complete": True, "changes": []}
    made = await meet()
    assert (await ask())["revision"] == made["revision"] > first["revision"]
    assert await ask(made["revision"]) == {"revision": made["revision"], "complete": True, "changes": []}


@EACH_DATABASE
async def test_each_write_is_told_with_its_days(desk, heard, meet, report, meeting, visitor):
    await heard()
    made = await meet(visitors=[visitor])
    assert await heard() == [{"kind": "meeting", "id": made["id"], "days": [DAY]}]
    visit = f"{DAY}/{made['id']}/{made['visitors'][0]['id']}"
    await desk.post(f"/vm/visits/{visit}/events", json=CAME)
    assert await heard() == [{"kind": "visit", "id": visit, "days": [DAY]}]
    await desk.post(f"/vm/visits/{visit}/events", json={"kind": "check-out", "at": "2026-03-12T08:40:00Z"})
    await heard()
    path = f"/vm/meetings/{made['id']}"
    assert (await desk.put(path, json=meeting | MOVED)).status_code == 200
    assert await heard() == [{"kind": "meeting", "id": made["id"], "days": [DAY, TOMORROW]}]
    await desk.delete(path)
    assert await heard() == [{"kind": "meeting", "id": made["id"], "days": [DAY, TOMORROW]}]
    await desk.put(path, json=meeting | MOVED, headers={"Foyer-Restore": "1"})
    assert await heard() == [{"kind": "meeting", "id": made["id"], "days": [DAY, TOMORROW]}]
    ticket = await report()
    assert await heard() == [{"kind": "ticket", "id": ticket["id"]}]


@EACH_DATABASE
async def test_a_series_is_told_with_all_its_days_until_they_are_too_many(desk, clock, heard, meet):
    await heard()
    short = await meet(recurrence={"rrule": "FREQ=DAILY;COUNT=3"})
    await meet(recurrence={"rrule": "FREQ=DAILY"})
    assert [change["days"] for change in await heard()] == [[DAY, TOMORROW, "2026-03-14"], None]
    clock.now += timedelta(hours=20)
    await desk.post(f"/vm/meeting/{short['id']}/close")
    assert [change["days"] for change in await heard()] == [[DAY, TOMORROW, "2026-03-14"]]


@EACH_DATABASE
async def test_a_kiosk_is_told_when_something_is_different_with_it(desk, clock, heard):
    await heard()

    async def says(*troubles):
        assert (await desk.put("/vm/kiosks/Lobby", json={"troubles": troubles})).status_code == 200
        return [(change["kind"], change["id"]) for change in await heard()]

    lobby = [("kiosk", "Lobby")]
    assert await says() == lobby
    assert [await says() for _ in range(3)] == [[], [], []]
    assert await says("printer") == lobby
    for silent, told in ((timedelta(minutes=3), []), (timedelta(minutes=3, seconds=1), lobby)):
        clock.now += silent
        assert await says("printer") == told
    for call, paths in (("put", ["/vm/calls/C-1"]), ("delete", ["/vm/calls/C-1", "/vm/kiosks/Lobby"])):
        for path in paths:
            more = {"json": {"kiosk": "Lobby"}} if call == "put" else {}
            assert (await desk.request(call, path, **more)).status_code == 204
            assert [change["id"] for change in await heard()] == ["Lobby"]
    await desk.delete("/vm/kiosks/Lobby")
    assert await heard() == []


async def test_what_was_refused_or_only_sent_again_is_not_told(desk, heard, meeting):
    key = {"Idempotency-Key": "op-1"}
    assert (await desk.post("/vm/meetings", json=meeting, headers=key)).status_code == 201
    await heard()
    assert (await desk.post("/vm/meetings", json=meeting, headers=key)).status_code == 201
    assert (await desk.post("/vm/meetings", json=meeting | {"title": ""})).status_code == 400
    assert (await desk.delete("/vm/meeting/M-1")).status_code == 404
    assert await heard() == []


@EACH_DATABASE
async def test_each_object_is_told_once_where_it_changed_last_with_all_days(desk, heard, meet, meeting, report):
    await heard()
    first = await meet()
    second = await meet()
    await report()
    await desk.put(f"/vm/meetings/{first['id']}", json=meeting | MOVED)
    later = {"startAt": "2026-03-20T09:00:00+01:00", "endAt": "2026-03-20T11:00:00+01:00"}
    await desk.put(f"/vm/meetings/{first['id']}", json=meeting | later)
    told = await heard()
    assert [change["kind"] for change in told] == ["meeting", "ticket", "meeting"]
    assert [change["id"] for change in told if change["kind"] == "meeting"] == [second["id"], first["id"]]
    assert told[-1]["days"] == [DAY, TOMORROW, "2026-03-20"]


async def test_all_who_wait_are_answered_by_the_next_write_and_it_is_read_once(desk, ask, meet, monkeypatch):
    read = []
    since = changes.since
    monkeypatch.setattr(changes, "since", lambda *asked: read.append(asked) or since(*asked))
    revision = (await ask())["revision"]
    threads = threading.active_count()
    waiting = [asyncio.create_task(ask(revision, wait=30)) for _ in range(300)]
    async with asyncio.timeout(25):
        await desk.put("/vm/kiosks/Lobby", json={"troubles": []})
        answers = await asyncio.gather(*waiting)
    assert {answer["revision"] for answer in answers} == {answers[0]["revision"]} != {revision}
    assert [change["id"] for change in answers[-1]["changes"]] == ["Lobby"]
    assert len(read) == 1
    assert threading.active_count() <= threads + 2


@EACH_DATABASE
async def test_nothing_happens_for_as_long_as_one_waits(ask):
    revision = (await ask())["revision"]
    assert await ask(revision, wait=1) == {"revision": revision, "complete": True, "changes": []}


async def test_who_waits_is_answered_when_the_server_ends(server, ask):
    revision = (await ask())["revision"]
    async with asyncio.timeout(25):
        waiting = asyncio.create_task(ask(revision, wait=30))
        server.state.context.feed.end()
        assert (await waiting)["changes"] == []


@EACH_DATABASE
async def test_with_many_writers_everything_is_told_in_the_order_of_the_commits(desk, ask, meet, report):
    start = (await ask())["revision"]

    async def write(number):
        return [await (meet() if (number + turn) % 2 else report()) for turn in range(6)]

    writers = [asyncio.create_task(write(number)) for number in range(6)]
    told, revision = [], start
    async with asyncio.timeout(60):
        while len(told) < 36:
            answer = await ask(revision, wait=30)
            assert answer["complete"]
            assert answer["revision"] > revision
            told += answer["changes"]
            revision = answer["revision"]
    made = sorted(chain(*await asyncio.gather(*writers)), key=lambda each: each["revision"])
    assert [change["id"] for change in told] == [each["id"] for each in made]
    assert revision == made[-1]["revision"]
    again = await ask(start)
    assert [change["id"] for change in again["changes"]] == [each["id"] for each in made]


@pytest.mark.parametrize("revision", [0, 1, 2**60])
async def test_a_revision_that_was_never_given_is_told_so(ask, meet, revision):
    made = await meet()
    assert await ask(revision, wait=30) == {"revision": made["revision"], "complete": False, "changes": []}


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "x"}, "since is not a whole number"),
        ({"since": -1}, "since is less than 0"),
        ({"since": 2**63}, f"since is more than {2**63 - 1}"),
        ({"wait": 31}, "wait is more than 30"),
        ({"wait": -1}, "wait is less than 0"),
    ],
)
async def test_what_is_wrong_is_said_in_words(desk, query, words):
    answer = await desk.get("/vm/changes", params=query)
    assert (answer.status_code, answer.json()) == (400, {"error": words})


@asynccontextmanager
async def _served(file, clock, **different):
    named = {"company_name": "Northgate House", "time_zone": "Europe/Brussels"} | different
    application = create(f"sqlite:///{file}", now=clock, **named)
    async with desk_of(application) as client:
        yield client
    close(application)


async def _told(client, since):
    return (await client.get("/vm/changes", params={"since": since})).json()


async def test_a_revision_outlives_the_server(tmp_path, clock, meeting):
    async with _served(tmp_path / "desk.db", clock) as desk:
        first, second = [(await desk.post("/vm/meetings", json=meeting)).json() for _ in range(2)]
    async with _served(tmp_path / "desk.db", clock) as desk:
        assert [change["id"] for change in (await _told(desk, first["revision"]))["changes"]] == [second["id"]]
        third = (await desk.post("/vm/meetings", json=meeting)).json()
        assert third["revision"] > second["revision"]
        told = await _told(desk, first["revision"])
        assert (told["complete"], [change["id"] for change in told["changes"]]) == (True, [second["id"], third["id"]])


async def test_what_was_given_after_a_copy_was_made_is_not_taken_for_what_comes_after_it(tmp_path, clock, meeting):
    """The copy is brought back: the desks know of changes that it doesn't."""
    file, copy = tmp_path / "desk.db", tmp_path / "copy.db"
    async with _served(file, clock):
        pass
    shutil.copy(file, copy)
    async with _served(file, clock) as desk:
        lost = [(await desk.post("/vm/meetings", json=meeting)).json() for _ in range(3)]
    clock.now += timedelta(minutes=1)
    async with _served(copy, clock) as desk:
        made = [(await desk.post("/vm/meetings", json=meeting)).json() for _ in range(5)]
        assert min(each["revision"] for each in made) > max(each["revision"] for each in lost)
        for each in lost:
            assert not (await _told(desk, each["revision"]))["complete"]


async def test_a_new_name_of_the_site_is_for_every_list(tmp_path, clock, meeting):
    async with _served(tmp_path / "desk.db", clock) as desk:
        made = (await desk.post("/vm/meetings", json=meeting)).json()
    async with _served(tmp_path / "desk.db", clock, company_name="Southgate House") as desk:
        assert not (await _told(desk, made["revision"]))["complete"]


async def test_a_revision_that_is_older_than_what_is_kept_is_told_so(tmp_path, clock, meeting, monkeypatch):
    monkeypatch.setattr(changes, "MOST_CHANGES", 3)
    monkeypatch.setattr(changes, "SWEEP", 1)
    async with _served(tmp_path / "desk.db", clock) as desk:
        made = [(await desk.post("/vm/meetings", json=meeting)).json() for _ in range(6)]
    async with _served(tmp_path / "desk.db", clock) as desk:
        told = [await _told(desk, each["revision"]) for each in made]
    assert [each["complete"] for each in told] == [False, False, False, True, True, True]
    assert [change["id"] for change in told[3]["changes"]] == [made[4]["id"], made[5]["id"]]
