"""A ticket's due time: by its priority, in hours that are worked, and the clock of it stands while it is on hold."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from app.models.tickets.due_times import DueTimes
from app.models.tickets.working_time import WorkingTime
from tests.server.postgresql import EACH_DATABASE

HOUR = timedelta(hours=1)


@pytest.fixture
def timed(server):
    """The server with eight hours for what is of medium priority and two for what is of high, from 9 to 17."""
    context = server.state.context
    week = dict.fromkeys(range(5), ((time(9), time(17)),))
    context.due_times = DueTimes({2: 8, 3: 2}, WorkingTime(context.zone, week))


@pytest.fixture
def patch(desk):
    async def ask(ticket, **different):
        answer = await desk.patch(f"/sd/tickets/{ticket['id']}", json=different)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@EACH_DATABASE
async def test_the_clock_stands_on_hold_and_goes_on_with_what_was_left(timed, desk, clock, report, patch):
    made = await report()  # on a Thursday at 9:42:07
    assert made["dueAt"] == "2026-03-13T09:42:07+01:00"
    assert made["clock"] == {"allowed": 8 * 3600, "used": 0, "runs": True}
    clock.now += 3 * HOUR
    held = await patch(made, statusId=4)
    assert (held["dueAt"], held["clock"]) == (None, {"allowed": 8 * 3600, "used": 3 * 3600, "runs": False})
    clock.now += 24 * HOUR
    body = {"text": "It drips again", "fromRequester": 1}
    resumed = (await desk.post(f"/sd/tickets/{made['id']}/comments", json=body)).json()
    assert resumed["status"]["value"] == "In progress"
    assert resumed["dueAt"] == "2026-03-16T09:42:07+01:00"  # five hours were left on Friday at 12:42:07
    assert resumed["clock"] == {"allowed": 8 * 3600, "used": 3 * 3600, "runs": True}
    clock.now += 2 * HOUR
    (listed,) = (await desk.get("/sd/tickets")).json()["tickets"]
    assert listed["clock"]["used"] == 5 * 3600
    solved = await patch(made, statusId=5)
    assert (solved["dueAt"], solved["clock"]["runs"]) == (resumed["dueAt"], False)


async def test_another_priority_has_another_due_time_and_a_step_changes_nothing(timed, clock, report, patch):
    made = await report()
    clock.now += HOUR
    assert (await patch(made, priorityId=3))["dueAt"] == "2026-03-12T11:42:07+01:00"
    clock.now += 4 * HOUR
    late = await patch(made, agentId="Sofia Marchetti")
    assert (late["dueAt"], late["clock"]["used"]) == ("2026-03-12T11:42:07+01:00", 5 * 3600)
    without = await patch(made, priorityId=1)
    assert (without["dueAt"], without["clock"]) == (None, None)


async def test_the_day_that_a_person_gave_wins(timed, clock, report, patch):
    made = await report(dueDate="2026-03-20")
    assert made["dueAt"] == "2026-03-20T23:59:59+01:00"
    clock.now += HOUR
    assert (await patch(made, statusId=4, priorityId=3))["dueAt"] == made["dueAt"]
    assert (await patch(made, statusId=3))["dueAt"] == made["dueAt"]
    taken_away = await patch(made, dueDate=None)
    assert (taken_away["dueAt"], taken_away["clock"]["used"]) == ("2026-03-12T11:42:07+01:00", 3600)


async def test_without_a_table_of_priorities_nothing_is_due(report):
    made = await report()
    assert (made["dueAt"], made["clock"]) == (None, None)
