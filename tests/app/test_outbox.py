"""What a person decides about a write, a queue that is stopped anywhere, and a disk that is full."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from app.errors import DiskFull, OnItsWay, StoreFailed
from app.models.operations import Kind, State
from app.store.account import account_of
from tests import faults
from tests.app.outbox_desk import BODIES, OutboxDesk, meeting, ticket
from tests.faults import NOW, FaultyServer


@pytest.fixture
def server():
    server = FaultyServer(honours_keys=False)
    yield server
    server.close()


@pytest.fixture
async def desk(server, tmp_path):
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    yield desk
    await desk.close()


class Gate:
    """A server that takes its time: each write stops before it is done until `open`."""

    def __init__(self):
        self.reached = asyncio.Event()
        self._open = asyncio.Event()

    def open(self):
        self._open.set()

    async def __call__(self, request, on):
        self.reached.set()
        await self._open.wait()
        return await on(request)


async def test_a_write_is_on_the_disk_when_it_is_said_to_be_kept(desk, server, tmp_path):
    await desk.put("op", Kind.MEETING, meeting("Kept"))
    await desk.close()
    again = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    assert [row.body["title"] for row in again.pending] == ["Kept"]
    again.run()
    await again.sent()
    assert await server.titles() == ["Kept"]
    await again.close()


async def test_the_same_operation_twice_is_one(desk, server):
    await desk.put("op", Kind.MEETING, meeting())
    await desk.put("op", Kind.MEETING, meeting())
    desk.run()
    await desk.sent()
    with pytest.raises(OnItsWay):
        await desk.put("op", Kind.MEETING, meeting())
    await desk.stays_quiet()
    assert len(await server.meetings()) == 1


async def test_what_is_discarded_while_it_is_about_to_be_sent_is_not_sent(desk, server, monkeypatch):
    """The queue has chosen the row, and is a moment away from writing that it sends it."""
    await desk.put("op", Kind.MEETING, meeting())
    choose = desk.outbox.next_to_send

    async def choose_and_wait(kinds):
        chosen = await choose(kinds)
        if chosen:
            await desk.discard(chosen.id)
        return chosen

    monkeypatch.setattr(desk.outbox, "next_to_send", choose_and_wait)
    desk.run()
    await desk.sent()
    await desk.stays_quiet()
    assert server.calls == []


async def test_what_is_just_being_sent_can_be_neither_discarded_nor_edited(desk, server):
    gate = Gate()
    server.post_meets(gate)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting("Original"))
    await gate.reached.wait()
    with pytest.raises(OnItsWay):
        await desk.discard("op")
    with pytest.raises(OnItsWay):
        await desk.put("other", Kind.MEETING, meeting("Edited"), instead_of="op")
    await desk.sync.resend("op")  # a click on a list that is a moment old
    assert desk.states() == [State.SENDING]
    gate.open()
    await desk.sent()
    with pytest.raises(OnItsWay):
        await desk.put("other", Kind.MEETING, meeting("Edited"), instead_of="op")
    await desk.sync.resend("op")
    await desk.sync.adopt("op", "M-AA001")
    await desk.stays_quiet()
    assert await server.titles() == ["Original"]


async def test_a_write_whose_outcome_is_unknown_can_be_given_up_but_not_edited(desk, server):
    server.post_meets(faults.reset_unread)
    desk.naps.hold()
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.naps.asleep.wait()
    with pytest.raises(OnItsWay):
        await desk.put("other", Kind.MEETING, meeting(), instead_of="op")
    await desk.discard("op")
    desk.naps.go_on()
    await desk.stays_quiet()
    assert await server.titles() == []


async def test_an_edit_replaces_what_waits_in_one_step(desk, server):
    await desk.put("a", Kind.TICKET, ticket("Misspelt"))
    await desk.put("b", Kind.TICKET, ticket("Behind it"))
    await desk.put("a2", Kind.TICKET, ticket("Spelt"), instead_of="a")
    assert [row.id for row in desk.pending] == ["b", "a2"]
    desk.run()
    await desk.sent()
    assert await server.titles() == ["Behind it", "Spelt"]


async def test_a_page_that_goes_away_takes_no_write_with_it(desk, server):
    """Its coroutine is cancelled while the write is on its way to the disk: it is kept, shown and sent."""
    desk.run()
    await desk.stays_quiet()
    putting = asyncio.ensure_future(desk.sync.put("op", Kind.MEETING, meeting()))
    await asyncio.sleep(0)
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting
    await desk.until(lambda: desk.row("op") is not None)
    await desk.sent()
    assert len(await server.meetings()) == 1


@pytest.mark.parametrize("fault", [None, faults.lost_answer, faults.reset_unread, faults.refused, faults.unfit])
@pytest.mark.parametrize("nth", range(1, 11))
async def test_the_queue_may_be_stopped_at_any_access_to_the_store(desk, server, monkeypatch, nth, fault):
    """The access itself goes through, as it does when a desk is closed; what comes after it doesn't."""
    if fault:
        server.post_meets(fault)
    await desk.put("op", Kind.MEETING, meeting())
    await _run_until_stopped_at(desk, nth, monkeypatch)
    desk.run()
    await desk.until(lambda: desk.states() in ([], [State.REJECTED]))
    await desk.sync.resend("op")
    await desk.sent()
    assert server.committed["op"] == 1


async def _run_until_stopped_at(desk, nth, monkeypatch):
    stopped = asyncio.Event()
    count = 0

    def counting(access):
        """What the queue awaits: the test itself looks at the file without that."""

        def counted(work):
            nonlocal count
            count += 1
            if count == nth:
                desk._running.cancel()
                stopped.set()
            return access(work)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(desk.database, "read", counting(desk.database.read))
        patch.setattr(desk.database, "write", counting(desk.database.write))
        desk.run()
        waits = asyncio.ensure_future(stopped.wait())
        gone = asyncio.ensure_future(desk.until(lambda: desk.states() in ([], [State.REJECTED])))
        await asyncio.wait({waits, gone}, return_when=asyncio.FIRST_COMPLETED)
        waits.cancel()
        gone.cancel()
    await desk.stop()


async def test_after_a_start_what_was_being_sent_is_unknown_and_both_looks_are_taken_again(desk, server):
    """However short the start was: between two looks lie some seconds."""
    server.post_meets(faults.reset_unread)
    desk.naps.hold(at_least=5)
    desk.run()
    await desk.put("op", Kind.TICKET, ticket())
    await desk.naps.asleep.wait()
    assert (desk.states(), desk.row("op").searches) == ([State.UNKNOWN], 1)
    await desk.stop()
    desk.naps.go_on()
    desk.run()
    await desk.sent()
    assert server.calls == ["POST /sd/tickets", *["GET /sd/tickets"] * 3, "POST /sd/tickets"]


@pytest.mark.parametrize("kind", list(BODIES))
@pytest.mark.parametrize("committed", [True, False])
async def test_the_queue_may_be_stopped_while_the_server_works(desk, server, kind, committed):
    gate = asyncio.Event()

    async def works(request, on):
        if committed:
            await on(request)
        gate.set()
        await asyncio.Event().wait()

    server.post_meets(works)
    desk.run()
    await desk.put("op", kind, BODIES[kind]())
    await gate.wait()
    await desk.stop()
    assert desk.states() == [State.SENDING]
    desk.run()
    await desk.until(lambda: desk.states() == [State.UNKNOWN])
    await desk.sent()
    assert server.committed["op"] == 1


async def test_full_disk_nothing_is_half_kept_and_it_goes_on_when_there_is_room(desk, server):
    await desk.put("before", Kind.MEETING, meeting("Before"))
    limit_pages(desk.database)
    with pytest.raises(DiskFull):
        await desk.put("big", Kind.MEETING, meeting("Big", description="x" * 50_000))
    with pytest.raises(DiskFull):
        await desk.put("big", Kind.MEETING, meeting("Big", description="x" * 50_000), instead_of="before")
    assert [row.id for row in desk.pending] == ["before"]
    limit_pages(desk.database, more=1000)
    await desk.put("big", Kind.MEETING, meeting("Big", description="x" * 50_000))
    desk.run()
    await desk.sent()
    assert await server.titles() == ["Before", "Big"]


async def test_an_answer_that_finds_the_disk_full_is_looked_for_when_there_is_room(desk, server, caplog):
    async def no_room_afterwards(request, on):
        answer = await on(request)
        limit_pages(desk.database)
        return answer

    await desk.services.day.refresh(NOW.date())
    server.post_meets(no_room_afterwards)
    desk.naps.hold()
    desk.run()
    await desk.put("op", Kind.MEETING, meeting(description="x" * 50_000))
    await desk.naps.asleep.wait()
    assert desk.states() == [State.SENDING]
    limit_pages(desk.database, more=1000)
    desk.naps.go_on()
    await desk.sent()
    assert len(await server.meetings()) == 1
    assert "disk is full" in caplog.text


def limit_pages(database, more=0):
    """The honest way to a full disk: SQLite itself answers SQLITE_FULL."""

    def limit(connection):
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {pages + more}")

    database.read_now(limit)


async def test_a_bug_in_one_row_is_put_to_a_person_and_the_others_go_on(desk, server, caplog):
    await desk.put("odd", Kind.TICKET, {"reference": "No title at all"})
    await desk.put("next", Kind.TICKET, ticket("Next"))
    desk.run()
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    assert await server.titles() == ["Next"]
    assert any(record.levelno == logging.ERROR and record.exc_info for record in caplog.records)


async def test_a_listener_with_a_bug_stops_nothing(desk, server):
    desk.lists.on_change(lambda change: 1 / 0)
    desk.run()
    await desk.put("op", Kind.MEETING, meeting())
    await desk.sent()


async def test_two_servers_never_mix(desk, server, tmp_path):
    await desk.put("here", Kind.MEETING, meeting("Here"))
    await desk.close()
    elsewhere = FaultyServer()
    there = OutboxDesk(elsewhere, tmp_path / "foyer.sqlite3", server_name="another")
    assert there.pending == ()
    await there.put("there", Kind.MEETING, meeting("There"))
    there.run()
    await there.sent()
    await there.close()
    back = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    back.run()
    await back.sent()
    assert (await server.titles(), await elsewhere.titles()) == (["Here"], ["There"])
    await back.close()
    elsewhere.close()


async def test_another_company_of_the_same_server_is_another_place(desk):
    first = account_of(desk.database, "desk", "CO-DESK")
    other = account_of(desk.database, "desk", "CO-OTHER")
    assert first.id != other.id
    assert account_of(desk.database, "desk", "CO-DESK").id == first.id


async def test_retention_drops_what_was_sent_and_nothing_else(desk, server):
    server.post_meets(faults.unfit)
    desk.run()
    await desk.put("refused", Kind.TICKET, ticket("Refused"))
    await desk.put("sent", Kind.TICKET, ticket("Sent"))
    await desk.until(lambda: desk.states() == [State.REJECTED])
    assert await desk.outbox.forget_before(NOW) == 0
    assert await desk.outbox.forget_before(NOW + timedelta(seconds=1)) == 1
    assert [row.id for row in desk.pending] == ["refused"]


async def test_a_closed_store_says_so(server, tmp_path):
    desk = OutboxDesk(server, tmp_path / "foyer.sqlite3")
    await desk.close()
    with pytest.raises(StoreFailed):
        await desk.sync.put("op", Kind.MEETING, meeting())


async def test_what_was_kept_is_said_to_be_kept_whatever_the_file_does_afterwards(desk, monkeypatch):
    async def unreadable(work):
        raise StoreFailed("the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(desk.database, "read", unreadable)
        kept = await desk.sync.put("op", Kind.MEETING, meeting("Kept"))
    assert (kept.id, kept.body["title"], kept.state) == ("op", "Kept", State.WAITING)
    assert desk.row("op") == kept
