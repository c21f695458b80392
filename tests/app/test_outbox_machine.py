"""Whatever happens in whatever order: no write is lost and none is doubled.

FOYER_TEST_EXAMPLES=5000 runs more of them than the suite does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from msgspec.structs import replace

from app.errors import FoyerError, OnItsWay
from app.models.lists import meetings_list, tickets_list
from app.models.meetings.changes import Scope
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import TO_SEND, Kind, Operation, State
from app.services.connection import ConnectionState
from app.store.lists.answers import Answer
from tests import faults
from tests.app.outbox_desk import BODIES, OutboxDesk
from tests.faults import NOW, FaultyServer

EXAMPLES = int(os.environ.get("FOYER_TEST_EXAMPLES", "15"))
STEPS = 25
PATHS = {Kind.MEETING: "/vm/meetings", Kind.TICKET: "/sd/tickets"}

WRITES_MEET = (
    faults.refused,
    faults.reset_unread,
    faults.lost_answer,
    faults.broken_before,
    faults.broken_after,
    faults.cut_json,
    faults.html,
    faults.html_after,
    faults.busy(503, "7"),
    faults.signed_out,
    faults.unfit,
)
SEARCHES_MEET = (faults.refused, faults.silence, faults.html, faults.busy(429), faults.not_allowed, faults.signed_out)


class Writes(RuleBasedStateMachine):
    """The server takes no notice of keys, so whatever prevents a double is the desk's own doing. Titles are few, so
    that equal writes are many. The queue runs in `goes_on` alone; there it may be stopped or go down anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.mkdtemp()
        self.server = FaultyServer(honours_keys=False)
        self.desk = self._started()
        self.count = 0
        self.count_changes = 0
        self.given_up: set[str] = set()
        self.wanted: dict[str, str | None] = {}
        """The description of each meeting that was changed, by its id; None where it was taken back."""
        self.killed = asyncio.Event()

    def _started(self) -> OutboxDesk:
        async def start() -> OutboxDesk:
            return OutboxDesk(self.server, Path(self.folder) / "foyer.sqlite3")

        return self.runner.run(start())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        self.runner.run(work)
        assert self.desk.lies == []

    @rule(writes=st.lists(st.tuples(st.sampled_from(list(BODIES)), st.sampled_from("AB")), min_size=1, max_size=4))
    def somebody_enters(self, writes: list[tuple[Kind, str]]) -> None:
        for kind, title in writes:
            self.count += 1
            self._do(self.desk.put(f"op{self.count}", kind, BODIES[kind](title)))

    @rule(met=st.lists(st.sampled_from(WRITES_MEET), min_size=1, max_size=4))
    def writes_will_meet(self, met: list[faults.Fault]) -> None:
        for method in ("POST", "PUT", "DELETE"):
            self.server.meets(method, *met)

    @rule(met=st.lists(st.sampled_from(SEARCHES_MEET), min_size=1, max_size=4))
    def looks_will_meet(self, met: list[faults.Fault]) -> None:
        self.server.get_meets(*met)

    @rule(kind=st.sampled_from(list(BODIES)), title=st.sampled_from("AB"))
    def somebody_else_makes_an_equal_one(self, kind: Kind, title: str) -> None:
        """And the desk sees it before it sends its own: of one that comes later nobody could tell whose it is."""

        async def make_and_hear() -> None:
            unsent = (
                await self.desk.lists.waiting()
            ).operations  # a queue that was stopped may have gone further than it shows
            if not any(row.kind is kind and row.body["title"] == title and row.attempts for row in unsent):
                await self.server.make(PATHS[kind], BODIES[kind](title))
                await self._refresh()

        self._do(make_and_hear())

    @rule(which=st.integers(0, 9), cancels=st.booleans())
    def somebody_changes_what_is_there(self, which: int, cancels: bool) -> None:
        """None of those of which the desk doesn't know yet that they are its own, and none that it takes back: that may
        be gone already, and then a person would have to make it anew."""

        async def change() -> None:
            await self._refresh()
            waiting = {row.id for row in self.desk.pending}
            there = sorted(one["id"] for one in await self.server.meetings())
            known = [
                one
                for one in there
                if self.server.maker_of(one) not in waiting and self.wanted.get(one, "") is not None
            ]
            if known:
                self.count_changes += 1
                await self._change(known[which % len(known)], f"change{self.count_changes}", cancels)

        self._do(change())

    async def _change(self, meeting: str, operation: str, cancels: bool) -> None:
        changes = self.desk.services.meeting_changes
        edited = await changes.opened(meeting, NOW.date())
        assert edited is not None
        with contextlib.suppress(OnItsWay):
            if cancels:
                await changes.cancel(edited, Scope.ALL, operation)
            else:
                await changes.save(edited, replace(edited.draft, description=operation), Scope.ALL, operation)
            self.wanted[meeting] = None if cancels else operation

    @rule()
    def goes_on(self) -> None:
        self._do(self._run())

    @rule(at=st.integers(1, 12))
    def goes_on_and_is_stopped(self, at: int) -> None:
        self._do(self._run(at))

    @rule(committed=st.booleans())
    def goes_down_while_the_server_works(self, committed: bool) -> None:
        async def work(request: httpx.Request, on: faults.Way) -> httpx.Response:
            if committed:
                await on(request)
            self._kill()
            return await asyncio.Future()

        for method in ("POST", "PUT", "DELETE"):
            self.server.meets(method, work)
        self._do(self._run())

    @rule()
    def is_started_again(self) -> None:
        kept = self.desk.kept
        self._do(self.desk.close())
        self.desk = self._started()
        assert {row.id for row in self.desk.pending if row.kind is not Kind.MEETING_CHANGE} <= kept
        self.desk.kept = kept

    @rule()
    def the_day_is_refreshed(self) -> None:
        self._do(self._refresh())

    @precondition(lambda self: self._entered())
    @rule(which=st.integers(0, 9))
    def somebody_discards(self, which: int) -> None:
        """What the server has already, nobody discards who knows."""
        row = self._entered()[which % len(self._entered())]
        if self.server.committed[row.id]:
            return

        async def discard() -> None:
            with contextlib.suppress(OnItsWay):
                await self.desk.discard(row.id)
                self.given_up.add(row.id)

        self._do(discard())

    @precondition(lambda self: self._entered())
    @rule(which=st.integers(0, 9))
    def somebody_edits(self, which: int) -> None:
        row = self._entered()[which % len(self._entered())]
        if self.server.committed[row.id]:
            return
        self.count += 1

        async def edit() -> None:
            with contextlib.suppress(OnItsWay):
                await self.desk.put(f"op{self.count}", row.kind, row.body, instead_of=row.id)
                self.given_up.add(row.id)

        self._do(edit())

    def _entered(self) -> list[Operation]:
        return [row for row in self.desk.pending if row.kind in BODIES]

    @rule()
    def somebody_decides(self) -> None:
        self._do(self._decide())

    async def _decide(self) -> None:
        """Truly: a person who looks at the server sees what is there."""
        for row in self.desk.pending:
            if row.state is State.UNCLEAR and self.server.committed[row.id]:
                with contextlib.suppress(FoyerError):
                    await self.desk.sync.adopt(row.id, self.server.made_by(row.id))
            elif row.state in {State.UNCLEAR, State.REJECTED}:
                await self.desk.sync.resend(row.id)

    async def _run(self, stop_at: int = 0) -> None:
        """Until there's nothing to send, or the sign-in is missing, or it is stopped at that access to the store."""
        submit, count = self.desk.database._submit, 0

        def counted(work: Any) -> Any:
            nonlocal count
            count += 1
            if count == stop_at:
                self._kill()
            return submit(work)

        self.killed = asyncio.Event()
        self.desk.database._submit = counted  # type: ignore[method-assign]
        self.desk.connection.state = ConnectionState.CONNECTING  # somebody signed in, if that was what it waited for
        self.desk.run()
        quiet = asyncio.ensure_future(self.desk.until(self._is_quiet))
        killed = asyncio.ensure_future(self.killed.wait())
        done, _ = await asyncio.wait({quiet, killed}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
        quiet.cancel()
        killed.cancel()
        await self.desk.stop()
        self.desk.database._submit = submit  # type: ignore[method-assign]

    def _kill(self) -> None:
        assert self.desk._running is not None
        self.desk._running.cancel()
        self.killed.set()

    def _is_quiet(self) -> bool:
        paused = self.desk.connection.state is ConnectionState.SIGN_IN_NEEDED
        return paused or not any(row.state in TO_SEND for row in self.desk.pending)

    async def _refresh(self) -> None:
        """Past the faults, which are meant for the queue."""
        lists = self.desk.lists
        meetings = _pieces(await self.server.meetings())
        tickets = _pieces((await self.server.tickets())[: TicketQuery().page_size])
        for name, pieces in ((meetings_list(NOW.date()), meetings), (tickets_list(TicketQuery()), tickets)):
            asked, _ = await lists.revision_and_digest(name)
            await lists.apply(Answer(name, asked, pieces, b"", NOW, NOW.date()))

    def teardown(self) -> None:
        async def all_is_well_again() -> None:
            self.server.forget_faults()
            for _ in range(5):
                await self._decide()
                await self._run()
            assert not self.desk.pending, self.desk.pending
            for number in range(1, self.count + 1):
                operation = f"op{number}"
                assert self.server.committed[operation] == (operation in self.desk.kept), operation
            assert not self.desk.kept & self.given_up
            there = {one["id"]: one["description"] for one in await self.server.meetings()}
            assert {one: there.get(one) for one in self.wanted} == self.wanted
            await self.desk.close()

        try:
            self.runner.run(all_is_well_again())
        finally:
            self.runner.close()
            self.server.close()
            shutil.rmtree(self.folder)


def _pieces(items: list[dict[str, Any]]) -> tuple[bytes, ...]:
    return tuple(json.dumps(item).encode() for item in items)


def test_no_write_is_lost_and_none_is_doubled():
    run_state_machine_as_test(
        Writes,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=STEPS, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
