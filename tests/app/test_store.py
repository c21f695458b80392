"""The desk's own file: how it is opened, what it keeps, and what it forgets."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from app.errors import DiskFull, StoreFailed
from app.models.drafts import StoredDraft
from app.models.entries import Entry, EntryKind, VisitorSnapshot
from app.models.lists import meetings_list, tickets_list, visits_list
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind, State, Write
from app.models.visit_row import Waits
from app.store import schema
from app.store.account import account_of, keep_company
from app.store.database import Database
from app.store.drafts import StoredDrafts
from app.store.journal import add_entries
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from app.store.outbox import Outbox, Outcome
from app.store.rescue.rescue import opened
from tests.app.outbox_desk import ticket
from tests.meetings import meeting, visitor

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
DAY = date(2026, 3, 12)
YESTERDAY = DAY - timedelta(days=1)
FIRST = TicketQuery()
TICKETS = tickets_list(FIRST)


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
def account(database):
    return account_of(database, "https://api.example.com", "CO-1")


@pytest.fixture
def lists(database, account):
    return settled(database, account)


def settled(database, account):
    lists = Lists(database, account)
    lists.settle("Europe/Brussels", timedelta(minutes=15))
    return lists


def pieces(*numbers):
    return tuple(b'{"id":"T-%d"}' % number for number in numbers)


async def hear(lists, told, *, name=TICKETS, day=None, total=None, at=NOW):
    """The server's answer to a question that left just now."""
    asked, _ = await lists.revision_and_digest(name)
    total = len(told) if total is None else total
    await lists.apply(Answer(name, asked, told, b"".join(told)[:16], at, day, total))


async def hear_meetings(lists, day, *told, at=NOW):
    hours = {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}
    told = tuple(json.dumps(one | hours).encode() for one in told)
    await hear(lists, told, name=meetings_list(day), day=day, at=at)


async def heard(lists):
    """The items of the first page of tickets, how many there are, and when that was told."""
    page = await lists.tickets(FIRST)
    return (tuple(item.piece for item in page.items), page.total, page.heard_at) if page else None


async def counted(database, table):
    return (await database.read(lambda connection: connection.execute(f"select count(*) from {table}").fetchone()))[0]


def readable_by(file):
    """Windows keeps everybody else out of a person's folder by itself."""
    return "others" if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) != 0o600 else "its owner"


async def test_nobody_else_may_read_it(file, database, lists):
    await hear(lists, pieces(1))
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
from app.store.rescue.rescue import opened
try:
    opened(Path({str(file)!r}))
except StoreFailed as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", another], capture_output=True, text=True, check=True).stdout
    assert said == "another program is using the desk's file\n"
    assert not [part for part in file.parent.iterdir() if "damaged" in part.name]


async def test_a_list_comes_back_as_it_was_heard(lists):
    assert await heard(lists) is None
    await hear(lists, pieces(3, 1, 2), total=22)
    assert await heard(lists) == (pieces(3, 1, 2), 22, NOW)
    assert await lists.heard(TICKETS) == NOW


async def test_a_list_that_changed_takes_the_place_of_the_old_one(lists):
    for numbers in ((1, 2, 3), (2, 3), (2, 3, 4, 5), (), (5, 4)):
        await hear(lists, pieces(*numbers))
        assert await heard(lists) == (pieces(*numbers), len(numbers), NOW)


async def test_keeping_a_list_again_writes_what_changed_alone(database, lists):
    await hear(lists, pieces(*range(500)))
    before = await database.read(lambda connection: connection.total_changes)
    await hear(lists, (*pieces(*range(499)), b'{"id":"T-499","title":"Changed"}'))
    changes = await database.read(lambda connection: connection.total_changes) - before
    assert changes == 4  # the item goes and comes, its list, and the file's revision


async def test_a_list_heard_again_is_as_fresh_as_that(lists):
    await hear(lists, pieces(1))
    asked, digest = await lists.revision_and_digest(TICKETS)
    later = NOW + timedelta(minutes=1)
    assert not await lists.heard_again(TICKETS, asked, b"another", later)
    assert await heard(lists) == (pieces(1), 1, NOW)
    assert await lists.heard_again(TICKETS, asked, digest, later)
    assert await heard(lists) == (pieces(1), 1, later)


async def test_the_same_answer_again_counts_anew_when_an_outcome_of_ours_came_between(database, account, lists):
    """Else a meeting that the server has forgotten since stays on the list for good."""
    await hear_meetings(lists, DAY, meeting(1, "Ana Lima"))
    outbox, name = Outbox(database, account), meetings_list(DAY)
    hours = {"startAt": f"{DAY}T10:00:00+01:00", "endAt": f"{DAY}T11:00:00+01:00"}
    await outbox.put([Write("op", Kind.MEETING, {"title": "Own", "hostId": "US-1", **hours})], NOW)
    await outbox.set_sending("op", NOW)
    await outbox.set_sent("op", NOW, Outcome("M-2", json.dumps(meeting(2, "Bo Lee")).encode()))
    assert {row.name for row in (await lists.day(DAY)).visits} == {"Ana Lima", "Bo Lee"}
    asked, digest = await lists.revision_and_digest(name)
    assert not await lists.heard_again(name, asked, digest, NOW)
    await hear_meetings(lists, DAY, meeting(1, "Ana Lima"))
    assert {row.name for row in (await lists.day(DAY)).visits} == {"Ana Lima"}


async def test_a_days_rows_are_made_without_comparing_each_meeting_with_each(database, account, lists):
    """Twice as many take about twice as many of SQLite's steps."""
    steps = []
    for many in (200, 400):
        day = DAY + timedelta(days=len(steps))
        await hear_meetings(lists, day, *(meeting(n, "Ana Lima") for n in range(many)))
        steps.append(0)

        def count():
            steps[-1] += 1

        await database.read(lambda connection, count=count: connection.set_progress_handler(count, 100))
        assert (await lists.day(day)).visitors == many
        await database.read(lambda connection: connection.set_progress_handler(None, 0))
    assert steps[1] < 2.5 * steps[0]


async def test_a_row_that_is_shown_again_costs_nothing_of_the_rest_of_the_day(database, lists):
    await hear_meetings(lists, DAY, *(meeting(n, "Ana Lima", description="x" * 3000) for n in range(1000)))
    known = await lists.day(DAY)
    steps = 0

    def count():
        nonlocal steps
        steps += 1

    await database.read(lambda connection: connection.set_progress_handler(count, 100))
    assert await lists.day(DAY, known) is known
    assert steps < 10


async def test_lists_of_two_servers_never_mix(database, lists):
    other = settled(database, account_of(database, "https://api.example.org", "CO-1"))
    await hear(lists, pieces(1))
    await hear(other, pieces(2))
    assert await heard(lists) == (pieces(1), 1, NOW)
    assert await heard(other) == (pieces(2), 1, NOW)


async def test_retention_drops_the_lists_of_earlier_days_with_all_that_came_of_them(database, lists):
    await hear_meetings(lists, YESTERDAY, meeting(1, "Ana Lima"), meeting(2, "Bo Lee"))
    await hear_meetings(lists, DAY, meeting(3, "Cy Dahl"), at=NOW - timedelta(days=9))
    came = {"id": f"{YESTERDAY}/M-1/V-1", "visitor": visitor("Ana Lima"), "arrivedAt": f"{YESTERDAY}T10:00:00+01:00"}
    await hear(lists, (json.dumps(came).encode(),), name=visits_list(YESTERDAY), day=YESTERDAY)
    await hear(lists, pieces(4), at=NOW - timedelta(days=1))  # about no day: heard yesterday
    assert (await lists.day(YESTERDAY)).visitors == (await lists.day(DAY)).visitors + 1 == 2
    assert [one.person.name for one in (await lists.on_site()).present] == ["Ana Lima"]
    assert await lists.forget_before(NOW, DAY) == (3, 0, 0)
    assert await lists.day(YESTERDAY) is None
    assert await heard(lists) is None
    assert [row.name for row in (await lists.day(DAY)).visits] == ["Cy Dahl"]
    assert (await lists.on_site()).present == ()
    assert [await counted(database, table) for table in ("item", "visit_row", "visit")] == [1, 1, 0]


async def test_an_outcome_is_kept_as_long_as_the_outbox_knows_what_it_came_of(database, account, lists):
    outbox, long_ago = Outbox(database, account), NOW - timedelta(days=40)
    for number, at in ((1, long_ago), (2, NOW)):
        await outbox.put([Write(f"op{number}", Kind.TICKET, ticket(f"Ticket {number}"))], at)
        await outbox.set_sending(f"op{number}", at)
        await outbox.set_sent(f"op{number}", at, Outcome(f"T-{number}", pieces(number)[0]))
    assert await heard(lists) == (pieces(2, 1), 2, None)
    oldest = NOW - timedelta(days=30)
    assert await outbox.forget_before(oldest) == 1
    assert await lists.forget_before(oldest, oldest.date()) == (0, 0, 0)
    assert await heard(lists) == (pieces(2), 1, None)
    assert await counted(database, "item") == 1


async def test_drafts_of_both_forms_survive_a_restart_the_latest_first(file, database, account):
    drafts = StoredDrafts(database, account)
    await drafts.keep(StoredDraft("meeting", "1", {"title": "First"}), NOW)
    await drafts.keep(StoredDraft("meeting", "2", {"title": "Second"}), NOW.astimezone() + timedelta(seconds=1))
    await drafts.keep(StoredDraft("ticket", "1", {"title": "Leak"}), NOW)
    await drafts.keep(StoredDraft("meeting", "1", {"title": "First, longer"}), NOW + timedelta(seconds=0.5))
    database.close()
    again, _ = opened(file)
    drafts = StoredDrafts(again, account_of(again, "https://api.example.com", "CO-1"))
    assert [kept.body["title"] for kept in await drafts.stored("meeting")] == ["Second", "First, longer"]
    await drafts.drop("ticket", "1")
    assert await drafts.stored("ticket") == ()
    assert await StoredDrafts(again, account_of(again, "https://else", "CO-1")).stored("meeting") == ()
    again.close()


async def test_the_company_is_known_at_the_next_start(file, database, account):
    await keep_company(database, account, "Northgate House", "Europe/Brussels", "BE")
    database.close()
    again, _ = opened(file)
    company = account_of(again, "https://api.example.com", "CO-1").company
    assert (company.name, company.timezone, company.country_code) == ("Northgate House", "Europe/Brussels", "BE")
    again.close()


async def test_a_transaction_that_fails_leaves_nothing(database):
    def half(connection):
        connection.execute("insert into place (server, company) values ('half', 'done')")
        raise LookupError

    with pytest.raises(LookupError):
        await database.write(half)
    found = await database.read(
        lambda connection: connection.execute("select count(*) from place where server = 'half'").fetchone()
    )
    assert found == (0,)


async def test_a_full_disk_keeps_nothing_of_a_list_and_everything_of_the_one_before(database, lists):
    await hear(lists, pieces(1))
    (used,) = await database.read(lambda connection: connection.execute("pragma page_count").fetchone())
    await database.read(lambda connection: connection.execute(f"pragma max_page_count = {used}"))
    with pytest.raises(DiskFull):
        await hear(lists, tuple(b'{"id":"%d"}' % n + b" " * 900 for n in range(100)))
    assert await heard(lists) == (pieces(1), 1, NOW)
    await database.read(lambda connection: connection.execute("pragma max_page_count = 100000"))
    await hear(lists, pieces(1, 2))
    assert await heard(lists) == (pieces(1, 2), 2, NOW)


async def test_a_file_from_before_there_were_rows_has_them_of_all_that_it_holds(file, monkeypatch):
    """Lists without keys, an arrival that waits, and one in the journal alone."""
    monkeypatch.setattr(schema, "STEPS", schema.STEPS[:3])
    old = Database(file)
    account = account_of(old, "https://api.example.com", "CO-1").id
    came = [
        Entry(f"e{n}", EntryKind.CHECK_IN, f"{DAY}/M-1/V-{n}", NOW, "Desk 1", VisitorSnapshot(name=n))
        for n in ("A", "B")
    ]
    told = json.dumps(meeting(1, visitor("Ana Lima", id="V-A"), visitor("Bo Lee", id="V-B"), "Cy Dahl")).encode()

    def fill(connection):
        connection.execute(
            "insert into list (id, place, name, day, heard_at, total) values (1, ?, ?, ?, ?, 3)",
            (account, meetings_list(DAY), DAY.isoformat(), NOW.isoformat()),
        )
        connection.executemany(
            "insert into item (list, position, body) values (1, ?, ?)",
            enumerate([told, b"{}", told.replace(b"M-1", b"M-2")]),
        )
        add_entries(connection, account, came)
        connection.execute(
            "insert into outbox (operation, place, kind, body, state, entered_at, changed_at)"
            " values ('eA', ?, 'arrival', ?, 'waiting', ?, ?)",
            (account, json.dumps({"visit": f"{DAY}/M-1/V-A", "kind": "check-in"}), NOW.isoformat(), NOW.isoformat()),
        )

    old.write_now(fill)
    old.close()
    monkeypatch.undo()
    again, rescue = opened(file)
    assert rescue is None
    day = await settled(again, account_of(again, "https://api.example.com", "CO-1")).day(DAY)
    assert (day.visitors, day.meetings, day.unreadable, day.heard_at) == (6, 2, 1, NOW)
    assert [(row.name, row.arrival.on_site, row.waiting) for row in day.visits if row.meeting == "M-1"] == [
        ("Ana Lima", True, Waits("eA", State.WAITING)),
        ("Bo Lee", True, None),
        ("Cy Dahl", False, None),
    ]
    assert not any(row.arrival.on_site for row in day.visits if row.meeting == "M-2")
    again.close()


async def test_an_older_file_is_brought_up_to_date_and_keeps_its_rows(file, database, account, monkeypatch):
    await Outbox(database, account).put([Write("op", Kind.TICKET, {"title": "Old"})], NOW)
    database.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "alter table outbox add column later text default 'new';"))
    again, rescue = opened(file)
    found = await again.read(lambda connection: connection.execute("select operation, later from outbox").fetchall())
    assert (found, rescue) == ([("op", "new")], None)
    again.close()


async def test_a_step_that_fails_leaves_the_older_file_as_it_was(file, database, account, monkeypatch):
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
