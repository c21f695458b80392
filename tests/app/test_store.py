"""The desk's own file: how it is opened, what it keeps, and what it forgets."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from app.errors import DiskFull, StoreFailed
from app.models.company import Company
from app.store import schema
from app.store.cache import Cache, Stored
from app.store.database import Database
from app.store.drafts import Drafts, Kept
from app.store.outbox import Kind, Outbox, Write
from app.store.place import keep_company, place_of
from app.store.rescue import opened

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
DAY = date(2026, 3, 12)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "data" / "foyer.sqlite3"


@pytest.fixture
def database(file):
    database, rescue = opened(file)
    assert rescue is None
    yield database
    database.close()


@pytest.fixture
def place(database):
    return place_of(database, "https://api.example.com", "CO-1")


@pytest.fixture
def cache(database, place):
    return Cache(database, place)


def pieces(*numbers):
    return tuple(b'{"id":"M-%d"}' % number for number in numbers)


def readable_by(file):
    """Windows keeps everybody else out of a person's folder by itself."""
    return "others" if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) != 0o600 else "its owner"


async def test_nobody_else_may_read_it(file, database, cache):
    await cache.keep("a", Stored(pieces(1), NOW, 1))
    assert {readable_by(part) for part in file.parent.iterdir()} == {"its owner"}


def test_not_even_when_it_was_open_to_all_before(file):
    opened(file)[0].close()
    file.chmod(0o644)
    opened(file)[0].close()
    assert readable_by(file) == "its owner"


async def test_it_is_written_through_to_the_disk(database):
    def settings(connection):
        names = ("journal_mode", "synchronous", "locking_mode", "foreign_keys", "user_version")
        return [connection.execute(f"pragma {name}").fetchone()[0] for name in names]

    assert await database.read(settings) == ["wal", 2, "exclusive", 1, len(schema.STEPS)]


def test_no_second_program_gets_at_it_and_its_file_is_not_taken_for_damaged(file, database):
    another = f"""
from pathlib import Path
from app.errors import StoreFailed
from app.store.rescue import opened
try:
    opened(Path({str(file)!r}))
except StoreFailed as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", another], capture_output=True, text=True, check=True).stdout
    assert said == "another program is using the desk's file\n"
    assert not [part for part in file.parent.iterdir() if "damaged" in part.name]


async def test_a_list_comes_back_as_it_was_heard(cache):
    assert await cache.stored("tickets") is None
    await cache.keep("tickets", Stored(pieces(3, 1, 2), NOW, 22))
    assert await cache.stored("tickets") == cache.stored_now("tickets") == Stored(pieces(3, 1, 2), NOW, 22)
    assert await cache.heard("tickets") == NOW


async def test_a_list_that_changed_takes_the_place_of_the_old_one(cache):
    for numbers in ((1, 2, 3), (2, 3), (2, 3, 4, 5), (), (5, 4)):
        await cache.keep("day", Stored(pieces(*numbers), NOW, len(numbers)))
        assert (await cache.stored("day")).pieces == pieces(*numbers)


async def test_keeping_a_list_again_writes_what_changed_alone(database, cache):
    await cache.keep("day", Stored(pieces(*range(500)), NOW, 500))
    before = await database.read(lambda connection: connection.total_changes)
    await cache.keep("day", Stored(pieces(*range(499), 7), NOW, 500))
    assert await database.read(lambda connection: connection.total_changes) - before == 2  # the item, and its list


async def test_a_list_heard_again_is_as_fresh_as_that(cache):
    await cache.keep("day", Stored(pieces(1), NOW, 1))
    await cache.heard_again("day", NOW + timedelta(minutes=1))
    assert await cache.stored("day") == Stored(pieces(1), NOW + timedelta(minutes=1), 1)


async def test_lists_of_two_servers_never_mix(database, place, cache):
    other = Cache(database, place_of(database, "https://api.example.org", "CO-1"))
    await cache.keep("day", Stored(pieces(1), NOW, 1))
    await other.keep("day", Stored(pieces(2), NOW, 1))
    assert (await cache.stored("day")).pieces == pieces(1)
    assert (await other.stored("day")).pieces == pieces(2)


async def test_retention_drops_the_lists_of_earlier_days_with_their_items(database, cache):
    await cache.keep("yesterday", Stored(pieces(1, 2), NOW, 2), DAY - timedelta(days=1))
    await cache.keep("today", Stored(pieces(3), NOW - timedelta(days=9), 1), DAY)
    await cache.keep("tickets", Stored(pieces(4), NOW - timedelta(days=1), 1))  # about no day: heard yesterday
    assert await cache.forget_before(DAY) == 2
    assert await cache.stored("yesterday") is None
    assert (await cache.stored("today")).pieces == pieces(3)
    assert await database.read(lambda connection: connection.execute("select count(*) from item").fetchone()) == (1,)


async def test_drafts_of_both_forms_survive_a_restart_the_latest_first(file, database, place):
    drafts = Drafts(database, place)
    await drafts.keep(Kept("meeting", "1", {"title": "First"}), NOW)
    await drafts.keep(Kept("meeting", "2", {"title": "Second"}), NOW.astimezone() + timedelta(seconds=1))
    await drafts.keep(Kept("ticket", "1", {"title": "Leak"}), NOW)
    await drafts.keep(Kept("meeting", "1", {"title": "First, longer"}), NOW + timedelta(seconds=0.5))
    database.close()
    again, _ = opened(file)
    drafts = Drafts(again, place_of(again, "https://api.example.com", "CO-1"))
    assert [kept.body["title"] for kept in await drafts.kept("meeting")] == ["Second", "First, longer"]
    await drafts.drop("ticket", "1")
    assert await drafts.kept("ticket") == ()
    assert await Drafts(again, place_of(again, "https://else", "CO-1")).kept("meeting") == ()
    again.close()


async def test_the_company_is_known_at_the_next_start(file, database, place):
    await keep_company(database, place, Company(id="CO-1", name="Northgate House", timezone="Europe/Brussels"))
    database.close()
    again, _ = opened(file)
    company = place_of(again, "https://api.example.com", "CO-1").company
    assert (company.name, company.timezone) == ("Northgate House", "Europe/Brussels")
    again.close()


async def test_a_transaction_that_fails_leaves_nothing(database, cache):
    def half(connection):
        connection.execute("insert into place (server, company) values ('half', 'done')")
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(half)
    found = await database.read(
        lambda connection: connection.execute("select count(*) from place where server = 'half'").fetchone()
    )
    assert found == (0,)


async def test_a_full_disk_keeps_nothing_of_a_list_and_everything_of_the_one_before(database, cache):
    await cache.keep("day", Stored(pieces(1), NOW, 1))
    (used,) = await database.read(lambda connection: connection.execute("pragma page_count").fetchone())
    await database.read(lambda connection: connection.execute(f"pragma max_page_count = {used}"))
    with pytest.raises(DiskFull):
        await cache.keep("day", Stored(tuple(b'{"id":"%d"}' % n + b" " * 900 for n in range(100)), NOW, 100))
    assert await cache.stored("day") == Stored(pieces(1), NOW, 1)
    await database.read(lambda connection: connection.execute("pragma max_page_count = 100000"))
    await cache.keep("day", Stored(pieces(1, 2), NOW, 2))
    assert (await cache.stored("day")).pieces == pieces(1, 2)


async def test_an_older_file_is_brought_up_to_date_and_keeps_its_rows(file, database, place, monkeypatch):
    await Outbox(database, place).put([Write("op", Kind.MEETING, {"title": "Old"})], NOW)
    database.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "alter table outbox add column later text default 'new';"))
    again, rescue = opened(file)
    found = await again.read(lambda connection: connection.execute("select operation, later from outbox").fetchall())
    assert (found, rescue) == ([("op", "new")], None)
    again.close()


async def test_a_step_that_fails_leaves_the_older_file_as_it_was(file, database, place, monkeypatch):
    database.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "create table new_one (id); insert into no_such values (1);"))
    with pytest.raises(StoreFailed):
        Database(file)
    monkeypatch.undo()
    again, rescue = opened(file)
    tables = await again.read(lambda connection: connection.execute("select name from sqlite_master").fetchall())
    assert rescue is None
    assert ("new_one",) not in tables
    again.close()


def test_a_file_of_a_later_foyer_is_left_alone(file, database):
    database.close()
    with sqlite3.connect(file) as connection:
        connection.execute("pragma user_version = 999")
    connection.close()
    with pytest.raises(StoreFailed, match="newer Foyer"):
        opened(file)
    assert [part.name for part in file.parent.iterdir()] == [file.name]


def test_where_there_can_be_no_file(tmp_path):
    (tmp_path / "no-folder").write_text("a file")
    with pytest.raises(StoreFailed, match="can't be opened"):
        opened(tmp_path / "no-folder" / "foyer.sqlite3")
