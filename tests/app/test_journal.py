"""What happened at this desk survives damage, goes when its time is over, and is found without reading all of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.operations import Kind, Write
from app.store.account import account_of
from app.store.journal import entries_of_kinds
from app.store.lists.lists import Lists
from app.store.outbox import Outbox
from app.store.rescue.rescue import opened
from tests.app.arrivals_desk import ArrivalsDesk
from tests.app.outbox_desk import meeting
from tests.faults import NOW, FaultyServer

PAGE = 4096
WHO = VisitorSnapshot(
    name="Amélie Dubois", company="Volta", mobile="+32 471 20 44 10", host="Sofia Marchetti", meeting="Survey"
)


class Store:
    def __init__(self, file, company="CO-1"):
        self.database, self.rescue = opened(file)
        self.account = account_of(self.database, "https://api.example.com", company)
        self.lists = Lists(self.database, self.account)
        self.outbox = Outbox(self.database, self.account)

    async def write(self, *entries):
        await self.outbox.put([], NOW, entries=entries)

    async def everything(self):
        return await self.database.read(lambda connection: entries_of_kinds(connection, self.account.id, EntryKind))

    async def names(self):
        """What visitors became."""
        rows = await self.database.read(
            lambda connection: connection.execute("select visitor, id from became").fetchall()
        )
        return dict(rows)


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
    await store.write(*written)
    assert list(await store.everything()) == written


async def test_the_same_entry_again_changes_nothing(store):
    await store.write(entry(1))
    await store.write(entry(1, EntryKind.CHECK_OUT), entry(2))
    assert [(one.id, one.kind) for one in await store.everything()] == [
        ("1", EntryKind.CHECK_IN),
        ("2", EntryKind.CHECK_IN),
    ]
    assert (await store.lists.arrivals([entry(1).visit]))[0].on_site


async def test_another_servers_journal_is_another(store, tmp_path):
    await store.write(entry(1))
    store.database.close()
    other = Store(tmp_path / "foyer.sqlite3", company="CO-2")
    assert await other.everything() == ()
    assert not (await other.lists.arrivals([entry(1).visit]))[0].on_site
    assert (await other.lists.on_site()).present == ()
    other.database.close()


async def test_one_visit_and_who_is_in_are_found_without_reading_the_rest(store):
    """SQLite's own word on how it finds them."""
    await store.write(*(entry(number, at=NOW - timedelta(days=number % 30)) for number in range(600)))
    asked = []

    def explained(sql):
        if sql.startswith("select") and ("from journal" in sql or "from visit" in sql):
            asked.append(sql)

    await store.database.read(lambda connection: connection.set_trace_callback(explained))
    await store.lists.latest([entry(0).visit])
    await store.lists.on_site()
    await store.database.read(lambda connection: connection.set_trace_callback(None))
    found = [
        await store.database.read(
            lambda connection, sql=sql: connection.execute(f"explain query plan {sql}").fetchone()
        )
        for sql in asked
    ]
    assert [plan[3] for plan in found] == [
        "SEARCH journal USING INDEX journal_visit (place=? AND visit=?)",
        "SEARCH visit USING INDEX visit_on_site (place=?)",
        "SEARCH journal USING INDEX journal_kind (place=? AND kind=?)",
    ]


# Damage


async def test_a_damaged_file_keeps_the_journal_and_the_names(tmp_path):
    file = tmp_path / "foyer.sqlite3"
    before = Store(file)
    entries = [entry(number) for number in range(60)]
    await before.outbox.put(
        [Write("op1", Kind.MEETING, meeting())], NOW, entries=entries, visit_aliases={"op1/0": "op2/1"}
    )
    before.database.close()
    with file.open("r+b") as stream:
        stream.write(bytes(PAGE))
    after = Store(file)
    assert after.rescue is not None
    assert list(await after.everything()) == entries
    assert await after.names() == {"op1/0": "op2/1"}
    assert await after.outbox.called_now("2026-03-12/op1/0") == "2026-03-12/op2/1"
    after.database.close()


async def test_a_page_of_the_journal_costs_the_entries_on_it_alone(tmp_path):
    file = tmp_path / "foyer.sqlite3"
    before = Store(file)
    await before.write(*(entry(number) for number in range(100)))
    await before.outbox.put([], NOW, visit_aliases={"op1/0": "M-1/V-1"})
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
    assert await after.names() == {"op1/0": "M-1/V-1"}
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
    assert not again.pending
    (visit,) = await server.visits()
    assert (visit["meeting"]["title"], visit["status"]["value"]) == ("Roof survey", "Checked-in")
    await again.close()
    server.close()


# Retention


async def test_what_is_past_its_time_goes_with_the_names_that_led_to_it(store):
    old, recent = NOW - timedelta(days=31), NOW - timedelta(days=3)
    await store.write(entry(1, visit="2026-02-09/gone/0", at=old), entry(2, visit="2026-03-09/edited/0", at=recent))
    await store.outbox.put([Write("waits", Kind.MEETING, meeting())], NOW)
    visit_aliases = {
        "gone/0": "M-1/V-1",
        "edited/0": "again/0",
        "again/0": "M-2/V-2",
        "waits/0": "M-3/V-3",
        "unused/0": "M-4/V-4",
    }
    await store.outbox.put([], NOW, visit_aliases=visit_aliases)
    oldest = NOW - timedelta(days=30)
    assert await store.lists.forget_before(oldest, oldest.date()) == (0, 1, 0)
    assert [one.id for one in await store.everything()] == ["2"]
    assert (await store.names()).keys() == {"edited/0", "again/0", "waits/0"}
    assert [one.visit for one in (await store.lists.on_site()).present] == ["2026-03-09/M-2/V-2"]


async def test_a_years_names_are_gone_through_in_no_time(store):
    """While that goes on, every click waits: it must not compare each with each."""
    entries = [entry(n, visit=f"2026-03-01/op{n}/0", at=NOW - timedelta(days=n % 30)) for n in range(3000)]
    await store.write(*entries)
    await store.outbox.put([], NOW, visit_aliases={f"op{n}/0": f"M-{n}/V-{n}" for n in range(6000)})
    thousands = 0

    def count():
        nonlocal thousands
        thousands += 1

    await store.database.read(lambda connection: connection.set_progress_handler(count, 1000))
    oldest = NOW - timedelta(days=40)
    await store.lists.forget_before(oldest, oldest.date())
    assert len(await store.names()) == 3000
    assert thousands < 1000  # of SQLite's steps: each with each would be 18 million comparisons


# A month


async def test_who_never_left_is_in_after_a_start_however_long_ago_they_came(tmp_path):
    server = FaultyServer()
    desk = ArrivalsDesk(tmp_path, server)
    month = [
        entry(n, visit=f"{(NOW - timedelta(days=n)).date()}/M-{n}/V-1", at=NOW - timedelta(days=n)) for n in range(40)
    ]
    await desk.outbox.put([], NOW, entries=reversed(month))
    await desk.close()
    again = ArrivalsDesk(tmp_path, server)
    assert [one.since for one in again.present()] == [NOW - timedelta(days=n) for n in reversed(range(40))]
    await again.close()
    server.close()
