"""Each fault of a network or a server at every call of each kind of change, and a desk that goes down at any moment:
exactly what was wanted is on the server, nothing waits, and there is no second meeting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.models.meetings.changes import EditedMeeting, Scope
from app.models.operations import State
from app.services.meetings.changes import MeetingChanges
from tests import faults
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.changes_desk import SERVERS, wished
from tests.app.outbox_desk import OutboxDesk
from tests.app.test_sync_faults import PASSING

WEEK = timedelta(days=7)
LATER = DAY + 2 * WEEK
WEEKLY = {
    "startAt": "2026-03-05T10:00:00+01:00",
    "endAt": "2026-03-05T11:00:00+01:00",
    "recurrence": {"rrule": "FREQ=WEEKLY;COUNT=6"},
}

WORST = ("reset while sending", "silence", "answer lost", "500 after", "cut JSON", "nothing", "HTML after")
"""Of the faults those that a call among several meets; one that stands alone meets all of them."""

Change = Callable[[MeetingChanges, EditedMeeting, str], Awaitable[None]]


async def edit(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    await changes.save(edited, replace(edited.draft, description="Other"), Scope.ALL, operation)


async def cancel(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    await changes.cancel(edited, Scope.ALL, operation)


async def leave_out(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    await changes.cancel(edited, Scope.ONE, operation)


async def move_one(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    assert edited.draft.start_at
    assert edited.draft.end_at
    by = timedelta(hours=2)
    moved = replace(edited.draft, start_at=edited.draft.start_at + by, end_at=edited.draft.end_at + by)
    await changes.save(edited, moved, Scope.ONE, operation)


async def change_rest(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    await changes.save(edited, replace(edited.draft, description="Other"), Scope.FOLLOWING, operation)


async def change_all(changes: MeetingChanges, edited: EditedMeeting, operation: str) -> None:
    await changes.save(edited, replace(edited.draft, description="Other"), Scope.ALL, operation)


CHANGES: dict[str, tuple[Change, dict[str, Any]]] = {
    "edit": (edit, {}),
    "cancel": (cancel, {}),
    "leave out": (leave_out, WEEKLY),
    "move one": (move_one, WEEKLY),
    "change the rest": (change_rest, WEEKLY),
    "change all": (change_all, WEEKLY),
    "cancel all": (cancel, WEEKLY),
}


async def passes(request: Any, on: faults.Way) -> Any:
    return await on(request)


@pytest.fixture(params=SERVERS.values(), ids=SERVERS)
def server(request):
    server = request.param()
    yield server
    server.close()


class Rounds:
    """The same change, once for each of many meetings, one desk and server for all of them."""

    def __init__(self, server: Any, folder: Any, change: str) -> None:
        self.server = server
        self.desk = ArrivalsDesk(folder, server)
        self._change, self._different = CHANGES[change]
        self._number = 0

    async def begin(self) -> str:
        """Keeps the change of a new meeting, not sent yet. Gives that meeting's title."""
        self._number += 1
        title = f"Round {self._number}."
        day = LATER if self._different else DAY
        meeting = await self.server.invite(wished(title, **self._different))
        await self.desk.day.refresh(day)
        edited = await self.desk.services.meeting_changes.opened(meeting, day)
        assert edited is not None
        await self._change(self.desk.services.meeting_changes, edited, f"op{self._number}")
        return title

    async def there(self, title: str) -> list[tuple[str, str, list[str]]]:
        """What takes place of that title: when, with which description, and who comes."""
        return [
            (one["startAt"], one["description"] or "", [who["firstname"] for who in one["visitors"]])
            for one in await self.server.standing()
            if one["title"] == title
        ]

    async def writes(self) -> list[str]:
        """The methods of the calls that write, where nothing goes wrong."""
        made: list[str] = []

        async def noted(request: Any, on: faults.Way) -> Any:
            made.append(request.method)
            return await on(request)

        for method in ("PUT", "POST", "DELETE"):
            self.server.meets(method, *[noted] * 9)
        await self.desk.send()
        self.server.forget_faults()
        return made


@pytest.mark.parametrize("change", CHANGES)
async def test_each_fault_at_each_call(server, tmp_path, change):
    rounds = Rounds(server, tmp_path, change)
    plain = await rounds.begin()
    calls = await rounds.writes()
    wanted = await rounds.there(plain)
    for at, method in enumerate(calls):
        before = calls[:at].count(method)
        for name in PASSING if len(calls) == 1 else WORST:
            title = await rounds.begin()
            server.meets(method, *[passes] * before, PASSING[name])
            await rounds.desk.send()
            server.forget_faults()
            assert not rounds.desk.pending, (name, at)
            assert await rounds.there(title) == wanted, (name, at)
    await rounds.desk.close()


@pytest.mark.parametrize("change", ["edit", "cancel", "move one"])
async def test_each_fault_where_the_server_is_asked_what_it_has(server, tmp_path, change):
    rounds = Rounds(server, tmp_path, change)
    plain = await rounds.begin()
    await rounds.desk.send()
    wanted = await rounds.there(plain)
    for fault in (faults.refused, faults.silence, faults.html, faults.busy(429), faults.cut_json, faults.broken_before):
        title = await rounds.begin()
        server.meets("GET", *[fault] * 4)
        await rounds.desk.send()
        assert await rounds.there(title) == wanted
    assert not rounds.desk.pending
    await rounds.desk.close()


@pytest.mark.parametrize("change", ["edit", "cancel", "move one", "change the rest"])
async def test_a_desk_that_goes_down_at_any_moment(server, tmp_path, change):
    """Between two calls, too, and when an answer was lost before: nothing is lost, and nothing doubled."""
    rounds = Rounds(server, tmp_path, change)
    plain = await rounds.begin()
    await rounds.desk.send()
    wanted = await rounds.there(plain)
    for moment in range(1, 16):
        title = await rounds.begin()
        if moment % 2:
            for method in ("PUT", "POST", "DELETE"):
                server.meets(method, faults.lost_answer)
        await down_at(rounds.desk, moment)
        server.forget_faults()
        await rounds.desk.send()
        assert not rounds.desk.pending, moment
        assert await rounds.there(title) == wanted, moment
    await rounds.desk.close()


async def down_at(desk: OutboxDesk, moment: int) -> None:
    """The queue goes on until that access to the desk's file, and ends there."""
    submit, count, down = desk.database._submit, 0, asyncio.Event()

    def counted(work: Any) -> Any:
        nonlocal count
        count += 1
        if count == moment:
            assert desk._running is not None
            desk._running.cancel()
            down.set()
        return submit(work)

    desk.database._submit = counted  # type: ignore[method-assign]
    desk.run()
    ends = {asyncio.ensure_future(desk.sent()), asyncio.ensure_future(down.wait())}
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for one in ends:
        one.cancel()
    await desk.stop()
    desk.database._submit = submit  # type: ignore[method-assign]


@pytest.mark.parametrize("change", ["edit", "move one"])
async def test_signed_out_it_waits_and_refused_it_is_a_persons(server, tmp_path, change):
    rounds = Rounds(server, tmp_path, change)
    title = await rounds.begin()
    method = "PUT" if change == "edit" or server.is_own else "POST"
    server.meets(method, faults.signed_out)
    desk = rounds.desk
    desk.run()
    await desk.until(lambda: desk.row("op1").attempts == 1 and desk.row("op1").state is State.WAITING)
    server.meets(method, faults.not_allowed)
    desk.sync.online_again()
    await desk.until(lambda: desk.states() == [State.REJECTED])
    assert (desk.pending[0].status, desk.pending[0].words) == (403, "Not for this token")
    await desk.sync.resend("op1")
    await desk.sent()
    assert await rounds.there(title)
    await desk.close()
