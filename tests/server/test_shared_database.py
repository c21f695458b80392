"""Two desk servers over one PostgreSQL: they write one after the other, and neither waits for ever."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from app.server.application import close, create
from app.server.storage import database
from tests.server.asking import desk_of

DAY = "2026-03-12"
LIMITED = """
CREATE FUNCTION refuse_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('statement_timeout') <> '0' THEN RAISE 'it may take too long'; END IF;
    RETURN NULL;
END $$
"""


@pytest.fixture
async def servers(own_database, clock):
    """Starts one more server over the same database, and gives it with a desk of its own."""
    own_database.forget_rows()
    async with AsyncExitStack() as stack:

        async def start():
            server = create(own_database.url, time_zone="Europe/Brussels", now=clock)
            stack.callback(close, server)
            return server, await stack.enter_async_context(desk_of(server))

        yield start


@pytest.fixture
async def desks(servers):
    return [(await servers())[1] for _ in range(2)]


async def test_ids_are_each_made_once_and_all_is_in_both_lists(desks, meeting, visitor):
    answers = await asyncio.gather(
        *(desk.post("/vm/meetings", json=meeting | {"visitors": [visitor]}) for desk in desks for _ in range(6))
    )
    assert {answer.status_code for answer in answers} == {201}
    ids = {answer.json()["id"] for answer in answers}
    assert len(ids) == 12
    for desk in desks:
        listed = (await desk.get("/vm/meetings", params={"from": DAY, "to": DAY})).json()
        assert {each["id"] for each in listed} == ids
        assert len({each["visitors"][0]["id"] for each in listed}) == 12


async def test_one_key_makes_one_meeting_whichever_server_hears_it_first(desks, meeting):
    key = {"Idempotency-Key": "6f1c2b"}
    answers = await asyncio.gather(
        *(desk.post("/vm/meetings", json=meeting, headers=key) for desk in desks for _ in range(4))
    )
    assert len({answer.content for answer in answers}) == 1


async def test_of_two_changes_of_the_same_meeting_at_both_servers_one_is_refused(desks, meeting):
    here, there = desks
    made = await here.post("/vm/meetings", json=meeting)
    path, known = f"/vm/meetings/{made.json()['id']}", {"If-Match": made.headers["ETag"]}
    answers = await asyncio.gather(
        *(desk.put(path, json=meeting | {"title": f"{number}"}, headers=known) for number, desk in enumerate(desks))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    (done,) = (answer for answer in answers if answer.is_success)
    assert [(await desk.get(path)).json()["title"] for desk in desks] == [done.json()["title"]] * 2
    assert (await there.delete(path)).status_code == 204
    assert (await here.get(path)).status_code == 410


async def test_what_one_writes_is_in_the_list_that_the_other_had_made(desks, meeting, visitor):
    here, there = desks
    made = (await here.post("/vm/meetings", json=meeting | {"visitors": [visitor]})).json()
    (visit,) = (await there.get(f"/vm/visits/{DAY}")).json()["visits"]
    assert visit["status"]["value"] == "Expected"
    came = {"kind": "check-in", "at": f"{DAY}T08:30:00Z"}
    await here.post(f"/vm/visits/{DAY}/{made['id']}/{made['visitors'][0]['id']}/events", json=came)
    (visit,) = (await there.get(f"/vm/visits/{DAY}")).json()["visits"]
    assert visit["status"]["value"] == "Checked-in"


async def test_who_waits_at_one_hears_of_what_the_other_writes(desks, meeting, ticket):
    here, there = desks
    before = (await here.get("/vm/changes")).json()["revision"]

    async def listen():
        heard, since = [], before
        while len(heard) < 2:
            answer = (await there.get("/vm/changes", params={"since": since, "wait": 25})).json()
            assert answer["complete"]
            heard, since = heard + answer["changes"], answer["revision"]
        return heard

    listening = asyncio.create_task(listen())
    met = (await here.post("/vm/meetings", json=meeting)).json()
    reported = (await here.post("/sd/tickets", json=ticket)).json()
    heard = await listening
    assert [change["id"] for change in heard] == [met["id"], reported["id"]]
    assert (await here.get("/vm/changes", params={"since": before})).json()["changes"] == heard


async def test_a_write_that_waits_for_another_program_gives_up(own_database, servers, ticket, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.2)
    _, desk = await servers()
    with own_database.connection.transaction():
        own_database.connection.execute("SELECT pg_advisory_xact_lock(%s)", [database._WRITERS])
        answer = await desk.post("/sd/tickets", json=ticket)
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    assert (await desk.post("/sd/tickets", json=ticket)).status_code == 201


async def test_a_statement_that_takes_too_long_is_ended(own_database, servers, monkeypatch):
    monkeypatch.setattr(database, "LONGEST_STATEMENT", 0.2)
    _, desk = await servers()
    own_database.connection.execute("ALTER TABLE kiosks RENAME TO fast")
    try:
        own_database.connection.execute("CREATE VIEW kiosks AS SELECT fast.* FROM fast, pg_sleep(60)")
        answer = await desk.get("/vm/kiosks")
        assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)
    finally:
        own_database.forget_tables()


async def test_what_an_older_foyer_lacks_is_made_without_a_limit_when_a_server_starts(own_database, servers, meeting):
    _, desk = await servers()
    await desk.post("/vm/meetings", json=meeting)
    own_database.connection.execute("DELETE FROM facts WHERE name IN ('visits', 'sought_visitors')")
    own_database.connection.execute(LIMITED)
    for table in ("visits", "sought_visitors"):
        trigger = f"CREATE TRIGGER limited BEFORE DELETE ON {table} EXECUTE FUNCTION refuse_limit()"
        own_database.connection.execute(trigger)
    try:
        _, desk = await servers()
        assert (await desk.get("/vm/visits", params={"q": "survey"})).status_code == 200
    finally:
        own_database.forget_tables()


async def test_a_server_that_freezes_within_a_write_holds_the_others_up_for_a_moment(servers, ticket, monkeypatch):
    monkeypatch.setattr(database, "LONGEST_PAUSE", 0.2)
    frozen, _ = await servers()
    _, desk = await servers()
    with pytest.raises(database.SQLAlchemyError), frozen.state.context.database.writing():
        assert (await desk.post("/sd/tickets", json=ticket)).status_code == 201
