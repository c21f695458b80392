"""Whatever happens in whatever order: every list holds what was entered and not discarded, exactly once, at every step.

FOYER_TEST_EXAMPLES=2000 runs more of it than the suite does.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from app.errors import FoyerError, OnItsWay, StillOnSite
from app.models.entries import Entry
from app.models.objects.ticket_query import TicketQuery
from app.models.operations import TO_SEND, Kind, State
from app.models.visit_row import VisitRow
from app.services.desk_services import DeskServices, desk_services
from app.services.site import Site
from app.store.account import account_of
from app.store.database import Database
from app.store.lists.arrivals import follow_all_visits
from app.store.lists.day_rows import drop_days
from tests.app.held_wire import Held, HeldWire
from tests.app.outbox_desk import meeting, ticket
from tests.faults import NOW, FaultyServer

EXAMPLES = int(os.environ.get("FOYER_TEST_EXAMPLES", "12"))
STEPS = 3
DAY = NOW.date()
FIRST = TicketQuery()


HAPPENS = (
    *["somebody_enters"] * 4,
    *["the_lists_are_asked_for"] * 4,
    *["all_goes_well"] * 4,
    *["answers_arrive"] * 3,
    *["the_server_does_what_is_written"] * 2,
    "the_server_answers_what_is_asked",
    *["somebody_arrives"] * 3,
    "somebody_leaves",
    "somebody_takes_back_what_was_said_last",
    *["somebody_edits"] * 2,
    "somebody_discards",
    "somebody_decides",
    "it_is_tried_again",
    "an_answer_is_lost",
    "the_other_desk_says_something",
    "the_other_desk_enters_a_meeting",
    *["the_desk_goes_down_and_is_started_again"] * 2,
)
"""What happens, the likelier the more often it stands here."""


class Desk(RuleBasedStateMachine):
    """One desk on a held line to a real desk server, which another desk uses too. Titles are told apart by their
    number, and each meeting has one visitor.

    What finds nothing to do does nothing: a precondition would have to be regular, and how far the desk's own tasks are
    is nobody's to say.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = Path(tempfile.mkdtemp())
        self.now = NOW
        self.count = 0
        self.entered: dict[str, tuple[Kind, str]] = {}
        """What has to be on the lists, by operation: its kind and its title."""
        self.maybe: set[str] = set()
        """Titles of which the server may have one though nobody here wants it any more."""
        self.said: list[Entry] = []
        self.inside: set[str] = set()
        """Titles whose visitor this desk said to be in."""
        self.theirs: set[str] = set()
        """Titles of whose visitor the other desk said something too, which may be heard at any time."""
        self.tasks: set[asyncio.Task[Any]] = set()
        self.server = FaultyServer(now=lambda: self.now)
        self.wire = HeldWire(self.server)
        self.desk: DeskServices
        self.database: Database
        self._do(self._start())

    @rule(these=st.lists(st.tuples(st.sampled_from(HAPPENS), st.integers(0, 99)), min_size=20, max_size=20))
    def these_happen(self, these: list[tuple[str, int]]) -> None:
        for what, which in these:
            getattr(self, what)(which)
            self.every_list_holds_what_was_entered_exactly_once()

    # What people do here

    def somebody_enters(self, which: int) -> None:
        kind = Kind.TICKET if which % 3 == 0 else Kind.MEETING
        self.count += 1
        operation, title = f"op{self.count}", f"Number {self.count}"
        self.entered[operation] = (kind, title)
        self._do(self.desk.sync.put(operation, kind, self._body(kind, title)))

    def somebody_edits(self, which: int) -> None:
        if not self.entered:
            return
        operation = sorted(self.entered)[which % len(self.entered)]
        kind, title = self.entered[operation]
        self.count += 1
        after, renamed = f"op{self.count}", f"Number {self.count}"

        async def edit() -> None:
            with contextlib.suppress(OnItsWay):
                if await self.desk.outbox.get(operation) is None:
                    return
                await self.desk.sync.put(after, kind, self._body(kind, renamed), instead_of=operation)
                del self.entered[operation]
                self.entered[after] = (kind, renamed)
                self.maybe.add(title)
                if title in self.inside:
                    self.inside.remove(title)
                    self.inside.add(renamed)

        self._do(edit())

    def somebody_discards(self, which: int) -> None:
        if not self.entered:
            return
        operation = sorted(self.entered)[which % len(self.entered)]

        async def discard() -> None:
            with contextlib.suppress(OnItsWay, StillOnSite):
                if await self.desk.outbox.get(operation) is not None:
                    await self.desk.outbox.discard(operation)
                    self._give_up(operation)

        self._do(discard())

    def somebody_arrives(self, which: int) -> None:
        async def arrive() -> None:
            rows = [row for row in await self._rows() if not row.arrival.on_site]
            if rows:
                row = rows[which % len(rows)]
                said = await self.desk.arrivals.check_in([row])
                self.said += said.entries
                self.inside.add(row.title)

        self._do(arrive())

    def somebody_leaves(self, which: int) -> None:
        async def leave() -> None:
            rows = [row for row in await self._rows() if row.arrival.on_site]
            if rows:
                row = rows[which % len(rows)]
                self.said += (await self.desk.arrivals.check_out([row])).entries
                self.inside.discard(row.title)

        self._do(leave())

    def somebody_takes_back_what_was_said_last(self, which: int) -> None:
        """How it stands then is for the list to say: the other desk may have said something of the same visit."""

        async def undo() -> None:
            if not self.said:
                return
            entry = self.said.pop()
            await self.desk.arrivals.undo([entry])
            self.inside = {row.title for row in await self._rows() if row.arrival.on_site}

        self._do(undo())

    def the_lists_are_asked_for(self, which: int) -> None:
        """The server may answer at once: what it says then is on its way here, and knows nothing of what comes."""

        async def ask() -> None:
            self._begin(self.desk.day.refresh(DAY))
            self._begin(self.desk.tickets.refresh(FIRST))
            await self._turn()
            if which % 2:
                await self._serve(writes=False)

        self._do(ask())

    def somebody_decides(self, which: int) -> None:
        self._in_background(self._decide())

    def it_is_tried_again(self, which: int) -> None:
        self.desk.sync.wake()
        self._do(self._turn())

    # What the network and the server do

    def the_server_does_what_is_written(self, which: int) -> None:
        """Nothing of it is heard here yet."""
        self._do(self._serve(writes=True))

    def the_server_answers_what_is_asked(self, which: int) -> None:
        self._do(self._serve(writes=False))

    def answers_arrive(self, which: int) -> None:
        """Of what was read or written, one or all; the last comes first."""
        writes, one = which % 2 == 0, which % 3 == 0
        done = [held for held in reversed(self.wire.held) if held.answer and held.is_write is writes]
        for held in done[:1] if one else done:
            self.wire.let_arrive(held)
        self._do(self._turn())

    def all_goes_well(self, which: int) -> None:
        writes = which % 2 == 0

        async def go() -> None:
            for held in [one for one in self.wire.held if one.is_write is writes]:
                await self._go(held)

        self._do(go())

    def an_answer_is_lost(self, which: int) -> None:
        if not self.wire.held:
            return
        held = self.wire.held[which % len(self.wire.held)]
        if which % 2 and held.answer is None:
            self.wire.refuse(held)
        else:
            self.wire.lose(held)
        self._do(self._turn())

    def the_other_desk_says_something(self, which: int) -> None:
        async def say() -> None:
            listed = [one for one in await self.server.meetings() if one["visitors"]]
            if listed:
                one = listed[which % len(listed)]
                self.count += 1
                self._pass_time()
                visit = f"{DAY}/{one['id']}/{one['visitors'][0]['id']}"
                event = {"kind": "check-in" if which % 2 else "check-out", "at": self.now.isoformat(), "desk": "Desk 2"}
                await self.server.make(f"/vm/visits/{visit}/events", event)
                self.theirs.add(one["title"])

        self._do(say())

    def the_other_desk_enters_a_meeting(self, which: int) -> None:
        self.count += 1
        self._do(self.server.make("/vm/meetings", self._body(Kind.MEETING, f"Theirs {self.count}")))

    def the_desk_goes_down_and_is_started_again(self, which: int) -> None:
        async def restart() -> None:
            await self._stop()
            await self._start()

        self._do(restart())

    # What is always so

    @invariant()
    def every_list_holds_what_was_entered_exactly_once(self) -> None:
        self.runner.run(self._look())

    async def _look(self) -> None:
        rows = Counter(row.title for row in await self._rows())
        listed = await self.desk.tickets.rows(FIRST)
        tickets = Counter(row.ticket.title for row in (listed.rows if listed else ()))
        for kind, title in self.entered.values():
            assert (rows if kind is Kind.MEETING else tickets)[title] == 1, (title, rows, tickets)
        wanted = {title for _, title in self.entered.values()} | self.maybe
        own = Counter({title: count for title, count in (rows + tickets).items() if title.startswith("Number")})
        assert own.keys() <= wanted
        standing = {row.title: row for row in await self._rows()}
        inside = [standing[title] for title in self.inside - self.theirs if title in standing]
        assert all(row.arrival.on_site for row in inside), (inside, self.inside)
        on_site = [one.visit for one in (await self.desk.arrivals.on_site()).present]
        assert len(on_site) == len({*on_site})
        assert {row.id for row in inside} <= {*on_site}

    def teardown(self) -> None:
        try:
            self.runner.run(self._come_to_rest())
        finally:
            self.runner.close()
            self.server.close()
            shutil.rmtree(self.folder)

    async def _come_to_rest(self) -> None:
        """Then the lists are the server's truth, and what was made on the way is what would be made of the whole."""
        for _ in range(6):
            await self._let_all_go()
            await self._decide()
            self.desk.sync.wake()
            await self._let_all_go()
        refreshed = [
            asyncio.ensure_future(one) for one in (self.desk.day.refresh(DAY), self.desk.tickets.refresh(FIRST))
        ]
        while not all(one.done() for one in refreshed):  # one question may follow from what another's answer said
            await self._let_all_go()
        await asyncio.gather(*refreshed)
        assert (await self.desk.lists.waiting()).operations == ()
        theirs = Counter(one["title"] for one in await self.server.meetings())
        rows = await self._rows()
        assert Counter(row.title for row in rows) == theirs
        for _, title in (one for one in self.entered.values() if one[0] is Kind.MEETING):
            assert theirs[title] == 1
        said = {one["meeting"]["title"]: one["status"]["id"] for one in await self.server.visits()}
        told = {row.title: 3 if row.arrival.left else 2 if row.arrival.on_site else 1 for row in rows}
        assert {title: state for title, state in told.items() if state > 1 or title in said} == said
        await self._is_the_same_made_anew(rows)
        await self._stop()

    async def _is_the_same_made_anew(self, rows: tuple[VisitRow, ...]) -> None:
        account = account_of(self.database, "desk", "CO-DESK").id

        def make_anew(connection: Any) -> None:
            follow_all_visits(connection, account)
            drop_days(connection, account)

        await self.database.write(make_anew)
        assert await self._rows() == rows

    # By hand

    def _body(self, kind: Kind, title: str) -> dict[str, Any]:
        one = [{"firstName": "Ada", "lastName": title}]
        return meeting(title, visitors=one) if kind is Kind.MEETING else ticket(title)

    def _give_up(self, operation: str) -> None:
        title = self.entered.pop(operation)[1]
        self.maybe.add(title)
        self.inside.discard(title)
        self.said.clear()  # the server never hears of a visit of that meeting, nor of what is taken back of it

    async def _rows(self) -> tuple[VisitRow, ...]:
        found = await self.desk.day.rows(DAY)
        return found.visits if found else ()

    def _pass_time(self) -> None:
        self.now = self.now.replace(microsecond=self.now.microsecond + 1)

    async def _decide(self) -> None:
        """Truly: a person who looks at the server sees what is there."""
        for row in (await self.desk.lists.waiting()).operations:
            with contextlib.suppress(FoyerError):
                if row.state is State.UNCLEAR and self.server.committed[row.id]:
                    await self.desk.sync.adopt(row.id, self.server.made_by(row.id))
                elif row.state in {State.UNCLEAR, State.REJECTED}:
                    await self.desk.sync.resend(row.id)

    async def _start(self) -> None:
        self.database = Database(self.folder / "foyer.sqlite3")
        # nothing loses its power here, and thousands of transactions are made
        await self.database.read(lambda connection: connection.execute("pragma synchronous = off"))
        self.desk = desk_services(
            self.database,
            account_of(self.database, "desk", "CO-DESK"),
            site=Site(name="", time_zone="Europe/Brussels", pc_zone="", clock=self._clock),
            opener=lambda: self.server.api(self.wire),
            sleep=lambda seconds: asyncio.sleep(0),
        )
        self._begin(self.desk.sync.run())
        await self._turn()

    def _clock(self) -> Any:
        """Each moment is later than the one before, as with a real clock."""
        self._pass_time()
        return self.now

    async def _stop(self) -> None:
        for task in [*self.tasks]:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks.clear()
        await self.desk.questions.stop()
        self.wire.cut()
        await self.desk.connection.close()
        self.database.close()

    def _begin(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.ensure_future(self._unharmed(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def _unharmed(self, work: Coroutine[Any, Any, Any]) -> None:
        with contextlib.suppress(FoyerError):
            await work

    def _in_background(self, work: Coroutine[Any, Any, Any]) -> None:
        async def begin() -> None:
            self._begin(work)

        self._do(begin())

    def _do(self, work: Coroutine[Any, Any, Any]) -> None:
        async def do() -> None:
            await work
            await self._turn()

        self.runner.run(do())

    async def _turn(self) -> None:
        """Lets what can go on go on for a while; where it stands then is as good a moment as any."""
        for _ in range(6):
            await asyncio.sleep(0)
            await self.desk.lists.count_waiting()

    def _undone(self, *, writes: bool) -> list[Held]:
        return [held for held in self.wire.held if held.answer is None and held.is_write is writes]

    async def _serve(self, *, writes: bool) -> None:
        for held in self._undone(writes=writes):
            await self.wire.do(held)

    async def _go(self, held: Held) -> None:
        if held.answer is None:
            await self.wire.do(held)
        self.wire.let_arrive(held)

    async def _let_all_go(self) -> None:
        quiet = 0
        while quiet < 4:
            await self._turn()
            waits = any(row.state in TO_SEND for row in (await self.desk.lists.waiting()).operations)
            if self.wire.held:
                await self._go(self.wire.held[0])
                quiet = 0
            elif waits:
                self.desk.sync.wake()
                quiet += 1
            else:
                quiet += 1


def test_every_list_holds_what_was_entered_exactly_once_at_every_step():
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
