"""What happened at this desk survives damage, goes when its time is over, and is found without reading all of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from app.services.arrivals import EARLIEST, RECENT
from app.store.journal import Entry, EntryKind, Journal, Person
from app.store.outbox import Kind, Outbox, Write
from app.store.place import place_of
from app.store.rescue import opened
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

PAGE = 4096
WHO = Person(name="Amélie Dubois", company="Volta", mobile="+32 471 20 44 10", host="Sofia Marchetti", meeting="Survey")


class Store:
    def __init__(self, file, company="CO-1"):
        self.database, self.rescue = opened(file)
        place = place_of(self.database, "https://api.example.com", company)
        self.journal = Journal(self.database, place)
        self.outbox = Outbox(self.database, place)

    async def everything(self):
        return await self.journal.entries(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "foyer.sqlite3")
    yield store
    store.database.close()


def entry(number, kind=EntryKind.CHECK_IN, *, visit="", at=NOW, **more):
    return Entry(str(number), kind, visit or f"{at.date()}/M-1/V-{number}", at, "Desk 1", WHO, **more)


async def test_an_entry_is_read_as_it_was_written(store):
    written = [
        entry(1),
        entry(2, EntryKind.UNDO, at=NOW + timedelta(microseconds=1), undoes="1"),
        entry(3, EntryKind.ROLL_CALL, at=datetime(2026, 3, 12, 9, 42, 8, tzinfo=UTC)),
    ]
    await store.journal.write(written)
    assert list(await store.everything()) == written


async def test_the_same_entry_again_changes_nothing(store):
    await store.journal.write([entry(1)])
    await store.journal.write([entry(1, EntryKind.CHECK_OUT), entry(2)])
    assert [(one.id, one.kind) for one in await store.everything()] == [
        ("1", EntryKind.CHECK_IN),
        ("2", EntryKind.CHECK_IN),
    ]


async def test_the_days_before_are_found_by_time_and_by_day(store):
    days = [entry(number, at=NOW - timedelta(days=number)) for number in range(5)]
    await store.journal.write(reversed(days))
    assert [one.id for one in store.journal.entries_now(NOW - timedelta(days=1))] == ["1", "0"]
    assert [one.id for one in await store.journal.entries(NOW - timedelta(days=3), NOW - timedelta(days=1))] == [
        "3",
        "2",
    ]
    assert [one.id for one in await store.journal.entries_of(date(2026, 3, 10))] == ["2"]


async def test_another_servers_journal_is_another(store, tmp_path):
    await store.journal.write([entry(1)])
    store.database.close()
    other = Store(tmp_path / "foyer.sqlite3", company="CO-2")
    assert await other.everything() == ()
    assert await other.journal.entries_of(DAY) == ()
    other.database.close()


async def test_reading_the_latest_days_looks_at_them_alone(store):
    """SQLite's own word on how it finds them."""
    await store.journal.write([entry(number, at=NOW - timedelta(days=number % 30)) for number in range(600)])
    plans = []

    def explained(sql):
        if sql.startswith("select") and "journal" in sql:
            plans.append(sql)

    await store.database.read(lambda connection: connection.set_trace_callback(explained))
    store.journal.entries_now(NOW - timedelta(days=1))
    await store.journal.entries_of(DAY)
    await store.database.read(lambda connection: connection.set_trace_callback(None))
    found = [
        await store.database.read(
            lambda connection, sql=sql: connection.execute(f"explain query plan {sql}").fetchone()
        )
        for sql in plans
    ]
    assert [plan[3] for plan in found] == [
        "SEARCH journal USING INDEX journal_time (at>? AND at<?)",
        "SEARCH journal USING INDEX journal_visit (place=? AND visit>? AND visit<?)",
    ]


# Damage


async def test_a_damaged_file_keeps_the_journal_and_the_names(tmp_path):
    file = tmp_path / "foyer.sqlite3"
    before = Store(file)
    entries = [entry(number) for number in range(60)]
    await before.outbox.put([Write("op1", Kind.MEETING, meeting())], NOW, entries=entries, became={"op1/0": "op2/1"})
    before.database.close()
    with file.open("r+b") as stream:
        stream.write(bytes(PAGE))
    after = Store(file)
    assert after.rescue is not None
    assert list(await after.everything()) == entries
    assert after.outbox.became_now() == {"op1/0": "op2/1"}
    after.database.close()


async def test_a_page_of_the_journal_costs_the_entries_on_it_alone(tmp_path):
    file = tmp_path / "foyer.sqlite3"
    before = Store(file)
    await before.journal.write([entry(number) for number in range(100)])
    await before.outbox.put([], NOW, became={"op1/0": "M-1/V-1"})
    before.database.close()
    content = file.read_bytes()
    pages = [
        n for n in range(1, len(content) // PAGE) if content[n * PAGE] == 13 and b"Dubois" in content[n * PAGE :][:PAGE]
    ]
    with file.open("r+b") as stream:
        stream.seek(pages[len(pages) // 2] * PAGE)
        stream.write(b"\xa5" * PAGE)
    after = Store(file)
    assert 60 < len(await after.everything()) < 100
    assert after.outbox.became_now() == {"op1/0": "M-1/V-1"}
    after.database.close()


async def test_who_was_in_is_in_after_the_file_was_mended(tmp_path):
    server = FaultyServer()
    desk = ArrivalsDesk(tmp_path, server)
    await desk.sync.put("op1", Kind.MEETING, meeting())
    await desk.check_in("Amélie Dubois")
    await desk.sync.put("op2", Kind.MEETING, meeting("Roof survey"), instead_of="op1")
    await desk.close()
    with (tmp_path / "Desk 1.sqlite3").open("r+b") as stream:
        stream.write(bytes(PAGE))
    again = ArrivalsDesk(tmp_path, server)
    assert again.rescue is not None
    assert [visit.name for visit in await again.rows() if visit.arrival.on_site] == ["Amélie Dubois"]
    await again.send()
    assert not again.sync.pending
    (visit,) = await server.visits()
    assert (visit["meeting"]["title"], visit["status"]["value"]) == ("Roof survey", "Checked-in")
    await again.close()
    server.close()


# Retention


async def test_what_is_past_its_time_goes_with_the_names_that_led_to_it(store):
    old, recent = NOW - timedelta(days=31), NOW - timedelta(days=3)
    await store.journal.write(
        [entry(1, visit="2026-02-09/gone/0", at=old), entry(2, visit="2026-03-09/edited/0", at=recent)]
    )
    await store.outbox.put([Write("waits", Kind.MEETING, meeting())], NOW)
    became = {
        "gone/0": "M-1/V-1",
        "edited/0": "again/0",
        "again/0": "M-2/V-2",
        "waits/0": "M-3/V-3",
        "unused/0": "M-4/V-4",
    }
    await store.outbox.put([], NOW, became=became)
    assert await store.journal.forget_before(NOW - timedelta(days=30)) == 1
    assert [one.id for one in await store.everything()] == ["2"]
    assert store.outbox.became_now().keys() == {"edited/0", "again/0", "waits/0"}


async def test_a_years_names_are_gone_through_in_no_time(store):
    """While that goes on, every click waits: it must not compare each with each."""
    entries = [entry(n, visit=f"2026-03-01/op{n}/0", at=NOW - timedelta(days=n % 30)) for n in range(3000)]
    await store.journal.write(entries)
    await store.outbox.put([], NOW, became={f"op{n}/0": f"M-{n}/V-{n}" for n in range(6000)})
    thousands = 0

    def count():
        nonlocal thousands
        thousands += 1

    await store.database.read(lambda connection: connection.set_progress_handler(count, 1000))
    await store.journal.forget_before(NOW - timedelta(days=40))
    assert len(store.outbox.became_now()) == 3000
    assert thousands < 1000  # of SQLite's steps: each with each would be 18 million comparisons


# A month


async def test_the_start_reads_the_latest_alone_and_the_rest_comes_after(tmp_path):
    server = FaultyServer()
    desk = ArrivalsDesk(tmp_path, server)
    month = [
        entry(n, visit=f"{(NOW - timedelta(days=n)).date()}/M-{n}/V-1", at=NOW - timedelta(days=n)) for n in range(40)
    ]
    await desk.journal.write(reversed(month))
    await desk.close()
    again = ArrivalsDesk(tmp_path, server)
    assert len(again.present()) == RECENT.days + 1
    await again.arrivals.recall()
    assert len(again.present()) == EARLIEST.days
    await again.arrivals.recall_day((NOW - timedelta(days=35)).date())
    assert len(again.present()) == EARLIEST.days + 1
    assert again.present()[0].since == NOW - timedelta(days=35)
    await again.close()
    server.close()


async def test_a_check_in_does_not_wait_for_the_recalling(tmp_path):
    """The month is read a day at a time: what a person does comes in between."""
    server = FaultyServer()
    await server.make("/vm/meetings", meeting())
    desk = ArrivalsDesk(tmp_path, server)
    await desk.refresh()
    await desk.journal.write([entry(n, at=NOW - timedelta(days=1 + n % 28)) for n in range(2000)])
    recalling = asyncio.ensure_future(desk.arrivals.recall())
    await asyncio.sleep(0)
    await desk.check_in("Amélie Dubois")
    assert not recalling.done()
    await recalling
    assert (await desk.visit("Amélie Dubois")).arrival.on_site
    await desk.close()
    server.close()
