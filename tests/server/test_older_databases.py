"""A database of an older Foyer is moved on, with all that is in it."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from app.errors import BadSetting
from app.models.scans.code import is_code
from app.server.application import close, create
from app.server.storage import revisions
from app.server.storage.tables.every_table import tables
from tests.server.asking import desk_of
from tests.server.older import move_on, write_database, write_file

DAY = "2026-03-12"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "desk.db"


@pytest.fixture
def start(file, clock):
    """Opens the file, or what is named, as the server does."""
    opened = []

    def open_(url=f"sqlite:///{file}"):
        opened.append(create(url, company_name=None, time_zone="Europe/Brussels", now=clock))
        return opened[-1]

    yield open_
    for application in opened:
        close(application)


def _ask(file, question):
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(question).fetchall()


def _differences(application):
    """Of its tables from those of today. The word index follows from them."""

    def ours(name, kind, parents):
        return not (name or "").startswith("ticket_words") and name != "tickets_by_words"

    database = application.state.context.database
    assert database.has_word_index
    with database.reading() as connection:
        return compare_metadata(MigrationContext.configure(connection, opts={"include_name": ours}), tables)


@pytest.fixture
def empty(own_database):
    """The tests' PostgreSQL without a table."""
    own_database.forget_tables()
    return own_database.url


@pytest.mark.parametrize("schema", [*range(2, 9), 11, 17])
async def test_all_that_is_in_it_is_there_and_the_tables_are_todays(file, start, schema):
    write_file(file, schema)
    await _code(start)


async def test_moved_on_from_the_first_schema_it_stays_so(file, start):
    write_file(file, 1)
    assert await _code(start) == await _code(start)


@pytest.mark.parametrize("schema", [2, 3])
async def test_the_same_of_one_over_postgresql(tmp_path, start, schema, empty):
    write_database(empty, schema, tmp_path)
    await _code(lambda: start(empty))


async def test_two_servers_that_start_at_once_over_postgresql_move_it_on_once(tmp_path, start, empty):
    write_database(empty, 1, tmp_path)
    await asyncio.gather(*(asyncio.to_thread(start, empty) for _ in range(2)))
    await _code(lambda: start(empty))


async def _code(start):
    """The code of the visitor, once everything else was looked at."""
    moved = start()
    async with desk_of(moved) as desk:
        listed = (await desk.get("/vm/meetings", params={"from": DAY, "to": DAY})).json()
        (code,) = [code for meeting in listed for code in meeting["visitorCodes"].values()]
        (visit,) = (await desk.get(f"/vm/visits/{DAY}")).json()["visits"]
        figures = (await desk.get(f"/vm/statistics?from={DAY}&to={DAY}")).json()["visits"]
        assert (figures["expected"], figures["arrived"]) == (1, visit["status"]["value"] != "Expected")
        assert is_code(code)
        came = {"kind": "check-in", "at": f"{DAY}T09:00:00+01:00", "agreesToTerms": 1}
        after = await desk.post(f"/vm/visits/{visit['id']}/events", json=came, headers={"Idempotency-Key": "e-2"})
        assert (after.json()["status"]["value"], after.json()["agreesToTerms"]) == ("Checked-in", 1)
        before = (await desk.get("/sd/tickets?q=o")).json()["total"]
        assert before
        assert (await desk.post("/sd/tickets", json={"title": "One more", "notifierId": "US-G606"})).status_code == 201
        assert (await desk.get("/sd/tickets?q=o")).json()["total"] == before + 1
        assert (await desk.put("/vm/kiosks/Bar", json={"troubles": []})).status_code == 200
        assert (await desk.put("/vm/calls/C-2", json={"kiosk": "Bar", "delivery": True})).status_code == 204
        calls = (await desk.get("/vm/kiosks")).json()["calls"]
        assert ("C-2", True) in [(call["id"], call["delivery"]) for call in calls]
    assert _differences(moved) == []
    close(moved)
    return code


async def test_events_kiosks_and_calls_of_before_are_read(file, start):
    write_file(file, 8)
    async with desk_of(start()) as desk:
        (visit,) = (await desk.get(f"/vm/visits/{DAY}")).json()["visits"]
        assert (visit["status"]["value"], visit["agreesToTerms"]) == ("Checked-in", 0)
        heard = (await desk.get("/vm/kiosks")).json()
        assert [kiosk["name"] for kiosk in heard["kiosks"]] == ["Lobby"]
        assert [(call["id"], call["delivery"]) for call in heard["calls"]] == [("C-1", False)]


@pytest.mark.parametrize("schema", [1, 8])
async def test_the_company_in_what_was_written_before_is_that_of_today(file, schema):
    write_file(file, schema)
    for name in ('"} "company":{"', "Southgate House"):
        moved = create(f"sqlite:///{file}", company_name=name, time_zone="Europe/Brussels")
        async with desk_of(moved) as desk:
            listed = (await desk.get("/vm/meetings", params={"from": DAY, "to": DAY})).json()
            reported = (await desk.get("/sd/tickets")).json()["tickets"]
            assert [each["company"]["name"] for each in (*listed, *reported)] == [name] * 2
            assert (listed[0]["title"], listed[0]["host"]["id"]) == ("Façade survey", "US-G606")
        close(moved)


@pytest.mark.parametrize("schema", [3, 8])
async def test_tickets_are_found_in_whichever_spelling_they_are_typed(file, start, schema):
    write_file(file, schema)
    async with desk_of(start()) as desk:
        assert (await desk.get("/sd/tickets?q=gudrun+o'rell")).json()["total"] == 1


async def test_a_ticket_of_before_has_a_log_and_goes_its_way(file, start):
    write_file(file, 11)
    async with desk_of(start()) as desk:
        (ticket,) = (await desk.get("/sd/tickets?q=water")).json()["tickets"]
        path = f"/sd/tickets/{ticket['id']}"
        (made,) = (await desk.get(path)).json()["log"]
        assert (made["what"], made["at"]) == ("created", ticket["createdAt"])
        solved = (await desk.patch(path, json={"statusId": 5})).json()
        assert [each["what"] for each in solved["log"]] == ["created", "status"]
        assert solved["logCount"] == 2


async def test_the_name_of_a_visit_stands_in_the_meeting_where_that_tells_it(file, start):
    write_file(file, 17)
    moved = start()
    async with desk_of(moved) as desk:
        (ticket,) = (await desk.get("/sd/tickets?q=lamp+broken")).json()["tickets"]
        visit = (await desk.get(f"/sd/tickets/{ticket['id']}")).json()["visit"]
        assert visit == {"day": DAY, "meeting": "M-MM003", "visitor": "V-BMM003", "name": "John Doe"}
    close(moved)
    kept = _ask(file, "SELECT meeting, name FROM ticket_visits ORDER BY meeting")
    assert kept == [("M-ELSEWHERE", "John Doe"), ("M-MM003", "")]


async def test_when_a_ticket_was_solved_is_what_its_log_says(file, start):
    write_file(file, 11)
    move_on(f"sqlite:///{file}", 18 - 11)
    for at, before, after in ((1773304000, "Requested", "Solved"), (1773309000, "Solved", "Closed")):
        _ask(file, f"INSERT INTO ticket_log VALUES (NULL, 'T-YY006', {at}, '', 'status', '{before}', '{after}')")
    _ask(file, "UPDATE tickets SET status = 7, created_at = 1773303000, modified_at = 1773319000 WHERE id = 'T-YY006'")
    async with desk_of(start()) as desk:
        counted = (await desk.get(f"/vm/statistics?from={DAY}&to={DAY}")).json()["tickets"]
        assert (counted["opened"], counted["solved"]) == (2, 1)
        assert [one["median"] for one in counted["solvedByCategory"]] == [1000]


async def test_meetings_are_listed_by_their_days_whatever_their_rules(file, start):
    write_file(file, 4)
    for identity, document in _ask(file, "SELECT id, document FROM meetings"):
        changed = document.replace(b"BYMONTHDAY=7", b"BYMONTHDAY=77").hex()
        _ask(file, f"UPDATE meetings SET document = X'{changed}' WHERE id = '{identity}'")
    async with desk_of(start()) as desk:
        for day, titles in (
            (DAY, ["Façade survey", "daily", "odd", "twice"]),
            ("2026-03-13", ["daily", "odd"]),
            ("2026-03-19", ["odd", "twice"]),
            ("2027-03-12", ["odd"]),
            ("2027-03-14", []),
        ):
            listed = await desk.get("/vm/meetings", params={"from": day, "to": day})
            assert sorted(each["title"] for each in listed.json()) == titles, day


def test_a_revision_that_is_interrupted_begins_again(file, start, monkeypatch):
    write_file(file, 3)
    occurrences = import_module(f"{revisions.__name__}.to_schema_8.r5_occurrences")
    drop_column = occurrences.op.drop_column

    def power_cut(*_):
        raise InterruptedError

    monkeypatch.setattr(occurrences.op, "drop_column", power_cut)
    with pytest.raises(InterruptedError):
        start()
    assert _ask(file, "SELECT version_num FROM alembic_version") == [("4",)]
    assert _ask(file, "SELECT name FROM sqlite_master WHERE name = 'occurrences'") == []
    monkeypatch.setattr(occurrences.op, "drop_column", drop_column)
    close(start())
    assert _ask(file, "SELECT version_num FROM alembic_version") == [(str(revisions.SCHEMA),)]


@pytest.mark.parametrize(
    "newer", ["UPDATE alembic_version SET version_num = '99'", "UPDATE facts SET value = '99' WHERE name = 'schema'"]
)
def test_a_database_of_a_newer_foyer_is_not_touched(file, start, newer):
    close(start())
    _ask(file, newer)
    before = file.read_bytes()
    with pytest.raises(BadSetting, match=r"The database was written by a newer Foyer; please update this one\."):
        start()
    assert file.read_bytes() == before


def test_foyers_that_count_schemas_in_a_fact_leave_todays_database_alone(file, start):
    close(start())
    ((fact,),) = _ask(file, "SELECT value FROM facts WHERE name = 'schema'")
    assert int(fact) > 8


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_new_one_has_the_same_tables(request, start, database):
    new = start() if database == "sqlite" else start(request.getfixturevalue("empty"))
    assert _differences(new) == []


def test_alembic_is_imported_for_an_older_database_alone(file, start, monkeypatch):
    monkeypatch.setitem(sys.modules, "app.server.storage.migration", None)
    close(start())
    close(start())
    write_file(file.with_name("older.db"), 7)
    file.with_name("older.db").replace(file)
    with pytest.raises(BadSetting, match=r"storage\.migration"):
        start()


def test_each_revision_has_the_next_number():
    modules = [import_module(f"{revisions.__name__}.{name}") for name in revisions.MODULES]
    assert [module.revision for module in modules] == [str(number) for number in range(2, revisions.SCHEMA + 1)]
    assert [module.down_revision for module in modules] == [None, *(module.revision for module in modules[:-1])]
    files = {file.stem for file in Path(revisions.__file__).parent.rglob("r*.py")}
    assert files == {name.rpartition(".")[2] for name in revisions.MODULES}


async def test_favourites_of_before_are_listed(file, start):
    write_file(file, 17)
    _ask(file, "UPDATE ticket_documents SET document = replace(document, '\"favorite\":false', '\"favorite\":true')")
    _ask(file, "UPDATE ticket_documents SET document = CAST(document AS BLOB)")
    async with desk_of(start()) as desk:
        every = (await desk.get("/sd/tickets")).json()["tickets"]
        listed = (await desk.get("/sd/tickets?favorite=1")).json()["tickets"]
    assert every
    assert listed == every
