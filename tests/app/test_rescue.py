"""A damaged file is set aside, what can be read of it is carried over, and the desk starts."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import DiskFull, StoreFailed
from app.models.drafts import StoredDraft
from app.models.lists import tickets_list
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind, State, Write
from app.models.rescue import Cause
from app.store.account import account_of
from app.store.database import LONGEST_LOG, log_of
from app.store.drafts import StoredDrafts
from app.store.lists.answers import Answer
from app.store.lists.lists import Lists
from app.store.outbox import Outbox, Outcome
from app.store.rescue.inspection import Condition, inspected
from app.store.rescue.rescue import mended, opened
from app.store.view_choices import StoredViewChoices
from ui.wording.messages import rescue_words

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
PAGE = 4096
ROWS = 60
QUERY = TicketQuery(page=2)
"""A page of tickets on which nothing stands but what the server told."""


class Desk:
    """The three things that a store holds, at one place."""

    def __init__(self, file):
        self.database, self.rescue = opened(file)
        account = account_of(self.database, "https://api.example.com", "CO-1")
        self.outbox = Outbox(self.database, account)
        self.drafts = StoredDrafts(self.database, account)
        self.lists = Lists(self.database, account)

    async def titles(self):
        return [row.body["title"] for row in await self.outbox.those("state != 'sent'")]

    async def hear(self, *told):
        asked, _ = await self.lists.revision_and_digest(tickets_list(QUERY))
        await self.lists.apply(Answer(tickets_list(QUERY), asked, told, b"", NOW, total=len(told)))

    async def heard(self):
        page = await self.lists.tickets(QUERY)
        return page and [item.piece for item in page.items]

    async def works(self):
        """Everything can be kept and read again."""
        await self.outbox.put([Write("new", Kind.TICKET, {"title": "New"})], NOW)
        await self.drafts.keep(StoredDraft("ticket", "new", {"title": "New"}), NOW)
        await self.hear(b'{"id":"T-9"}')
        assert (await self.titles())[-1] == "New"
        assert (await self.drafts.stored("ticket"))[0].body == {"title": "New"}
        return await self.heard() == [b'{"id":"T-9"}']


async def test_how_somebody_arranged_the_desk_outlives_damage(full):
    desk = Desk(full)
    views = StoredViewChoices(desk.database)
    await views.keep("columns of Today", ["visitor", "host"])
    saved = (1, "Lifts", '{"q": "lift"}')
    origin = (
        1,
        "audit-1",
        "",
        "M-1",
        2,
        "2026-03-12T08:00:00+00:00",
        "2026-03-20T08:00:00+00:00",
        "2026-03-20T09:00:00+00:00",
    )
    desk.database.write_now(lambda connection: connection.execute("insert into saved_view values (?, ?, ?)", saved))
    desk.database.write_now(
        lambda connection: connection.execute("insert into calendar_origin values (?, ?, ?, ?, ?, ?, ?, ?)", origin)
    )
    desk.database.close()
    damage(full, 0, b"garbage!" * 12)
    desk = Desk(full)
    assert desk.rescue.cause is Cause.DAMAGED
    assert StoredViewChoices(desk.database).all_now() == {"columns of Today": ["visitor", "host"]}
    for table, row in (("saved_view", saved), ("calendar_origin", origin)):
        rows = desk.database.read_now(
            lambda connection, table=table: connection.execute(f"select * from {table}").fetchall()
        )
        assert rows == [row]
    desk.database.close()


def meeting(number, description=""):
    hours = {"startAt": "2026-03-12T09:00:00+01:00", "endAt": "2026-03-12T11:00:00+01:00"}
    return {"title": f"Row {number}", "description": description, "hostId": "US-1", **hours}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "foyer.sqlite3"


@pytest.fixture
async def full(file):
    """A file of many pages, closed: rows of an outbox, a few drafts, a day's list. One write was sent, long ago."""
    desk = Desk(file)
    await desk.outbox.put([Write("sent", Kind.TICKET, {"title": "Sent"})], NOW - timedelta(days=3))
    await desk.outbox.set_sending("sent", NOW)
    await desk.outbox.set_sent("sent", NOW, Outcome("T-1", b'{"id":"T-1"}'))
    for number in range(ROWS):
        await desk.outbox.put([Write(f"op{number}", Kind.MEETING, meeting(number, chr(97 + number % 26) * 700))], NOW)
    for number in range(3):
        await desk.drafts.keep(StoredDraft("meeting", str(number), {"title": f"Draft {number}"}), NOW)
    await desk.hear(*(b'{"id":"%d"}' % n + b" " * 500 for n in range(60)))
    desk.database.close()
    return file


def pages_of(file, held):
    """Where the rows of a table lie that hold these bytes, the inner pages of its tree left out."""
    content = file.read_bytes()
    return [
        number
        for number in range(1, len(content) // PAGE)
        if content[number * PAGE] in {10, 13} and held in content[number * PAGE : (number + 1) * PAGE]
    ]


def damage(file, offset, content):
    with file.open("r+b") as stream:
        stream.seek(offset)
        stream.write(content)


@pytest.mark.parametrize(
    ("offset", "content"),
    [(0, b"garbage!" * 12), (0, bytes(100)), (0, bytes(PAGE)), (16, b"\x00\x03"), (100, b"\xff" * 400)],
    ids=["garbage header", "zeroed header", "zeroed first page", "impossible page size", "broken schema"],
)
async def test_a_damaged_beginning_costs_no_row(full, offset, content):
    damage(full, offset, content)
    desk = Desk(full)
    assert (desk.rescue.changes, desk.rescue.drafts) == (ROWS, 3)
    assert await desk.titles() == [f"Row {number}" for number in range(ROWS)]
    assert desk.rescue.set_aside.read_bytes()[offset : offset + len(content)] == content
    assert await desk.outbox.made(Kind.TICKET) == {"T-1"}
    assert await desk.works()
    desk.database.close()


@pytest.mark.parametrize("filling", [bytes(PAGE), b"\xa5" * PAGE], ids=["zeros", "noise"])
@pytest.mark.parametrize("which", [0, 5, -1], ids=["first", "middle", "last"])
async def test_a_page_in_the_middle_costs_the_rows_on_it_alone(full, which, filling):
    damage(full, pages_of(full, b'{"title": "Row')[which] * PAGE, filling)
    desk = Desk(full)
    titles = await desk.titles()
    assert ROWS - 8 <= len(titles) < ROWS
    assert desk.rescue.changes == len(titles)
    assert desk.rescue.drafts == 3
    assert await desk.works()
    desk.database.close()


@pytest.mark.parametrize("copies", [1, 2])
async def test_where_the_writes_are_to_go_stands_in_two_places(full, copies):
    """And when both are damaged, no write is carried: it might go to another server."""
    content = full.read_bytes()
    pages = [n for n in range(1, len(content) // PAGE) if b"api.example" in content[n * PAGE : (n + 1) * PAGE]]
    assert len(pages) == 2
    for page in pages[:copies]:
        damage(full, page * PAGE, bytes(PAGE))
    desk = Desk(full)
    assert (desk.rescue.changes, desk.rescue.drafts) == ((ROWS, 3) if copies == 1 else (0, 0))
    assert len(await desk.titles()) == desk.rescue.changes
    assert await desk.works()
    desk.database.close()


async def test_two_damaged_pages_cost_nothing_of_what_lies_between(full):
    pages = pages_of(full, b'{"title": "Row')
    for page in (pages[2], pages[-3]):
        damage(full, page * PAGE, bytes(PAGE))
    desk = Desk(full)
    assert ROWS - 16 <= len(await desk.titles()) < ROWS - 2
    desk.database.close()


@pytest.mark.parametrize("noise", [bytes(40), b"\xff" * 40], ids=["zeros", "no UTF-8"])
async def test_a_row_whose_bytes_were_changed_is_not_carried_as_if_it_were_whole(full, noise):
    content = full.read_bytes()
    damage(full, content.index(b'{"title": "Row 30"'), noise)
    desk = Desk(full)
    assert desk.rescue.changes == ROWS - 1
    assert await desk.titles() == [f"Row {number}" for number in range(ROWS) if number != 30]
    desk.database.close()


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
async def test_a_file_that_breaks_off(full, part):
    """In the middle of its rows: before them stand the tables, without which there is nothing to be read."""
    rows = pages_of(full, b'{"title": "Row')
    full.write_bytes(full.read_bytes()[: int((rows[1] + (rows[-1] - rows[1]) * part) * PAGE)])
    desk = Desk(full)
    assert desk.rescue is not None
    assert desk.rescue.changes == len(await desk.titles()) > 5
    assert await desk.works()
    desk.database.close()


@pytest.mark.parametrize("content", [b"no database at all, but a text\n" * 300, random.Random(1).randbytes(9000)])
async def test_something_else_in_its_place(file, content):
    file.write_bytes(content)
    desk = Desk(file)
    assert (desk.rescue.changes, desk.rescue.drafts) == (0, 0)
    assert desk.rescue.set_aside.read_bytes() == content
    assert await desk.works()
    desk.database.close()


async def test_a_folder_in_its_place(file):
    file.mkdir()
    (file / "holiday.jpg").write_bytes(b"picture")
    desk = Desk(file)
    assert (desk.rescue.set_aside / "holiday.jpg").read_bytes() == b"picture"
    assert await desk.works()
    desk.database.close()


@pytest.mark.parametrize("size", [0, 1, 100, 511])
async def test_a_file_that_was_cut_to_nothing_is_told(full, size):
    full.write_bytes(full.read_bytes()[:size])
    assert inspected(full, seconds=60).condition is Condition.DAMAGED
    desk = Desk(full)
    assert (desk.rescue.cause, desk.rescue.changes) == (Cause.EMPTY, 0)
    assert desk.rescue.set_aside.stat().st_size == size
    assert "was emptied or taken away" in rescue_words(desk.rescue)
    assert await desk.works()
    desk.database.close()
    assert Desk(full).rescue is None


@pytest.mark.parametrize("size", [512, 600, PAGE - 1, PAGE, 2 * PAGE])
async def test_one_that_was_cut_to_its_beginning_is_told_too(full, size):
    full.write_bytes(full.read_bytes()[:size])
    desk = Desk(full)
    assert desk.rescue.cause is Cause.DAMAGED
    assert await desk.works()
    desk.database.close()


async def test_a_start_that_was_broken_off_while_it_made_the_file_is_no_damage(file):
    file.with_name("foyer-new.sqlite3").write_bytes(b"half of something")
    desk = Desk(file)
    assert desk.rescue is None
    assert await desk.works()
    desk.database.close()
    assert [part.name for part in file.parent.iterdir()] == [file.name]


async def test_the_database_of_another_program(file):
    with sqlite3.connect(file) as connection:
        connection.execute("create table place (town text)")
        connection.execute("insert into place values ('Bruges')")
    connection.close()
    desk = Desk(file)
    assert desk.rescue is not None
    assert await desk.works()
    desk.database.close()


def went_down(desk, file, *, seconds_ago=0):
    """What a desk leaves behind that was killed: the file and the log beside it, which it wrote last."""
    parts = {part: part.read_bytes() for part in (file, log_of(file))}
    desk.database.close()
    for part, content in parts.items():
        part.write_bytes(content)
    if seconds_ago:
        then = time.time() - seconds_ago
        os.utime(log_of(file), (then, then))


@pytest.mark.parametrize("seconds_ago", [0, 5])
@pytest.mark.parametrize("beginning", [b"garbage!" * 12, b"", None], ids=["damaged", "emptied", "taken away"])
async def test_what_was_written_last_stands_in_the_log_when_the_file_is_damaged(file, beginning, seconds_ago):
    """A desk that went down without closing: its rows were not yet moved from the write-ahead log to the file. The
    file is damaged after the log was written."""
    desk = Desk(file)
    for number in range(ROWS):
        await desk.outbox.put([Write(f"op{number}", Kind.MEETING, meeting(number))], NOW)
    went_down(desk, file, seconds_ago=seconds_ago)
    if beginning:
        damage(file, 0, beginning)
    else:
        file.unlink() if beginning is None else file.write_bytes(b"")
        assert inspected(file, seconds=60).condition is Condition.DAMAGED
    desk = Desk(file)
    assert beginning or desk.rescue.changes == ROWS
    assert await desk.titles() == [f"Row {number}" for number in range(ROWS)]
    desk.database.close()


async def test_a_desk_that_was_killed_goes_on_without_a_word(file):
    """Also when the log was moved into the file before."""
    desk = Desk(file)
    for number in range(ROWS):
        await desk.outbox.put([Write(f"op{number}", Kind.MEETING, meeting(number, "x" * 140_000))], NOW)
    assert 0 < log_of(file).stat().st_size < LONGEST_LOG < file.stat().st_size
    went_down(desk, file)
    desk = Desk(file)
    assert desk.rescue is None
    assert len(await desk.titles()) == ROWS
    desk.database.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit that a file can't outgrow")
async def test_a_log_that_a_full_disk_kept_from_being_moved_is_this_files_own(file):
    """SQLite moves what finds room, so the file is written after its log; at a start there is no room for copies."""
    import resource

    desk = Desk(file)
    await desk.outbox.put([Write("large", Kind.MEETING, meeting(1, "x" * 400_000))], NOW)
    before, limits = file.stat().st_mtime_ns, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + PAGE, limits[1]))
    try:
        desk.database.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.stat().st_mtime_ns > before
    desk = Desk(file)
    assert desk.rescue is None
    assert len(await desk.titles()) == 1
    desk.database.close()


async def test_a_copy_that_found_no_room_is_taken_away_and_the_disk_said_to_be_full(full, monkeypatch):
    desk = Desk(full)
    await desk.outbox.put([Write("later", Kind.TICKET, {"title": "Later"})], NOW)
    went_down(desk, full, seconds_ago=60)

    def half(_, name):
        name.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copy2", half)
    with pytest.raises(DiskFull, match="the disk is full"):
        Desk(full)
    assert not list(full.parent.glob("*damaged*"))


@pytest.mark.parametrize("copy", [shutil.copyfile, shutil.copy2], ids=["with a new time", "with its old time"])
async def test_a_backup_that_was_copied_over_a_killed_desks_file_is_told(full, copy, tmp_path):
    backup = tmp_path / "backup"
    shutil.copy2(full, backup)
    desk = Desk(full)
    await desk.outbox.put([Write("later", Kind.TICKET, {"title": "Later"})], NOW)
    went_down(desk, full, seconds_ago=60)
    copy(backup, full)
    desk = Desk(full)
    assert desk.rescue.cause is Cause.LOG_ADDED
    assert (await desk.titles())[-1] == "Later"
    assert "What that log holds was added to it." in rescue_words(desk.rescue)
    assert log_of(desk.rescue.set_aside).stat().st_size
    assert await desk.works()
    desk.database.close()
    assert Desk(full).rescue is None


async def test_a_log_that_does_not_go_with_the_backup_is_left_out(full, tmp_path):
    """The desk went on for long after the backup: what its log holds fits the file of that day alone."""
    backup = tmp_path / "backup"
    shutil.copy2(full, backup)
    desk = Desk(full)
    for number in range(ROWS):
        await desk.outbox.discard(f"op{number}")
        await desk.drafts.keep(StoredDraft("ticket", f"long {number}", {"title": "x" * 150_000}), NOW)
    await desk.outbox.put([Write("later", Kind.TICKET, {"title": "Later"})], NOW)
    went_down(desk, full, seconds_ago=60)
    shutil.copyfile(backup, full)
    desk = Desk(full)
    assert desk.rescue.cause is Cause.LOG_LEFT_OUT
    assert await desk.titles() == [f"Row {number}" for number in range(ROWS)]
    assert "does not go with it and was left out" in rescue_words(desk.rescue)
    assert await desk.works()
    desk.database.close()


async def test_a_log_that_is_older_than_the_backup_is_left_out(full, tmp_path):
    backup = tmp_path / "backup"
    shutil.copy2(full, backup)
    with sqlite3.connect(backup) as connection:
        connection.execute("update revision set value = value + 1000")
    connection.close()
    desk = Desk(full)
    await desk.outbox.put([Write("later", Kind.TICKET, {"title": "Later"})], NOW)
    went_down(desk, full, seconds_ago=60)
    shutil.copyfile(backup, full)
    desk = Desk(full)
    assert desk.rescue.cause is Cause.LOG_LEFT_OUT
    assert "Later" not in await desk.titles()
    desk.database.close()


async def test_a_damaged_list_is_found_after_the_start_and_mended_under_the_desks_hands(full):
    for page in pages_of(full, b'{"id":"'):
        damage(full, page * PAGE, bytes(PAGE))
    desk = Desk(full)
    assert desk.rescue is None  # the start doesn't read the lists: they come again from the server
    with pytest.raises(StoreFailed):
        await desk.heard()
    rescue = await mended(desk.database)
    assert (rescue.changes, rescue.drafts) == (ROWS, 3)
    assert await desk.heard() is None
    assert len(await desk.titles()) == ROWS
    assert await desk.works()
    assert await mended(desk.database) is None
    desk.database.close()


async def test_a_sound_file_is_left_alone(full):
    desk = Desk(full)
    assert desk.rescue is None
    assert await mended(desk.database) is None
    assert [row.state for row in desk.lists.waiting_now().operations] == [State.WAITING] * ROWS
    desk.database.close()
    assert [part.name for part in full.parent.iterdir()] == [full.name]


async def test_a_rescue_that_was_broken_off_between_its_two_renames_is_finished(full):
    """The damaged file is out of the way with a stray log beside, the rescued one not yet in its place."""
    full.replace(full.with_name("foyer-rescued.sqlite3"))
    full.with_name("foyer.sqlite3-wal").write_bytes(b"a log of another file" * 500)
    desk = Desk(full)
    assert len(await desk.titles()) == ROWS
    desk.database.close()


async def test_a_rescue_that_was_broken_off_before_is_begun_anew(full):
    full.with_name("foyer-rescued.sqlite3").write_bytes(b"half of something")
    damage(full, 0, bytes(100))
    desk = Desk(full)
    assert desk.rescue.changes == ROWS
    desk.database.close()


async def test_a_full_disk_leaves_the_damaged_file_as_it_is(full, monkeypatch):
    damage(full, 0, bytes(100))
    before = full.read_bytes()

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", no_room)
    with pytest.raises(DiskFull):
        Desk(full)
    monkeypatch.undo()
    assert full.read_bytes() == before
    desk = Desk(full)
    assert desk.rescue.changes == ROWS
    desk.database.close()


async def test_a_damaged_file_twice_is_two_files_set_aside(full):
    for _ in range(2):
        damage(full, 0, bytes(100))
        desk = Desk(full)
        assert desk.rescue.changes == ROWS
        desk.database.close()
    assert len(list(full.parent.glob("*damaged*.sqlite3"))) == 2


async def test_a_damaged_file_that_something_else_holds_open_is_said(full, monkeypatch):
    damage(full, 0, bytes(100))

    def held(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", held)
    with pytest.raises(StoreFailed, match="Permission denied"):
        Desk(full)
    monkeypatch.undo()
    desk = Desk(full)
    assert desk.rescue.changes == ROWS
    desk.database.close()
