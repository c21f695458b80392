"""Tickets worked on at a desk: what waits is shown at once, and reaches the server once, on top of what others did."""

from __future__ import annotations

import json

import pytest

from app.models.drafts import TicketDraft
from app.models.merging.comparison import THEIRS, YOURS
from app.models.objects.desk_vocabulary import STATUSES
from app.models.operations import Kind, State
from app.models.tickets.change import TicketChange
from app.models.tickets.steps import ASSIGNED, IN_PROGRESS, ON_HOLD, REQUESTED, SOLVED
from tests.app.tickets.desk import TicketsDesk, change, report, told
from tests.faults import FaultyServer

LIFT = "Water under lift B"
SOFIA = "Sofia Marchetti"


@pytest.fixture
async def desk(server, tmp_path):
    desk = TicketsDesk(tmp_path, server)
    yield desk
    await desk.close()


@pytest.fixture
async def lift(desk, server):
    """A ticket that the desk has read. Gives its row."""
    await report(server, LIFT)
    await desk.refresh()
    return await desk.ticket(LIFT)


async def test_what_is_changed_stands_on_the_row_at_once_and_then_at_the_server(desk, server, lift):
    await desk.changes.save([lift], {"agentId": SOFIA, "priorityId": 3, "dueDate": "2026-03-20"}, "op")
    row = await desk.ticket(LIFT)
    assert row.changes[0].state is State.WAITING
    assert (row.ticket.agent.name, row.ticket.priority.id) == (SOFIA, "3")
    assert row.ticket.status.id == str(ASSIGNED)  # who gets an agent moves on
    assert (await told(server, LIFT))["agent"] is None
    await desk.send()
    row, there = await desk.ticket(LIFT), await told(server, LIFT)
    assert row.changes == ()
    assert (row.ticket.agent.name, there["agent"]["firstname"], there["status"]["id"]) == (SOFIA, "Sofia", ASSIGNED)
    assert there["dueAt"].startswith("2026-03-20")
    assert server.calls.count(f"PATCH /sd/tickets/{there['id']}") == 1


async def test_all_words_of_our_own_server_are_known_once_it_answered(desk, lift):
    assert list(desk.tickets.words.statuses.values()) == list(STATUSES.values())


async def test_several_wishes_and_several_tickets_go_out_in_order(desk, server, lift):
    await report(server, "Lamp broken")
    await desk.refresh()
    await desk.changes.save(await desk.rows(), {"agentId": SOFIA}, "agents")
    await desk.changes.save([await desk.ticket(LIFT)], {"statusId": IN_PROGRESS}, "start")
    await desk.changes.save([await desk.ticket(LIFT)], {"statusId": SOLVED}, "solve")
    await desk.changes.save([await desk.ticket(LIFT)], {"reference": "B-12"}, "number")
    assert (await desk.ticket(LIFT)).ticket.status.id == str(SOLVED)
    merged = []
    desk.sync.on_ticket_merged(lambda *told: merged.append(told))
    await desk.send()
    assert merged == []  # all of it was this desk's own doing
    assert (await told(server, LIFT))["status"]["id"] == SOLVED
    assert (await told(server, "Lamp broken"))["status"]["id"] == ASSIGNED


async def test_what_others_changed_beside_it_is_kept_and_said(desk, server, lift):
    merged = []
    desk.sync.on_ticket_merged(lambda *told: merged.append(told))
    await desk.changes.save([lift], {"title": "Water under both lifts"}, "op")
    await change(server, LIFT, description="It smells")
    await desk.send()
    there = await told(server, "Water under both lifts")
    assert there["description"] == "It smells"
    assert merged == [(LIFT, ("description",), ("Desk 9",))]


@pytest.mark.parametrize(("side", "left"), [(THEIRS, IN_PROGRESS), (YOURS, ON_HOLD)])
async def test_where_two_changed_the_same_a_person_chooses(desk, server, lift, side, left):
    await desk.changes.save([lift], {"statusId": ON_HOLD, "reference": "B-12"}, "op")
    await change(server, LIFT, statusId=IN_PROGRESS)
    desk.run()
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    conflict = await desk.changes.conflict("op")
    assert [(one.key, one.base, one.theirs, one.yours) for one in conflict.fields] == [
        ("statusId", str(REQUESTED), str(IN_PROGRESS), str(ON_HOLD))
    ]
    await desk.changes.resolve("op", {"statusId": side})
    await desk.sent()
    there = await told(server, LIFT)
    assert (there["status"]["id"], there["reference"]) == (left, "B-12")


async def test_how_it_repeats_is_changed_by_two_and_taken_back(desk, server, lift):
    await desk.tickets.refresh_one(lift)
    monthly, weekly = {"rrule": "FREQ=MONTHLY"}, {"rrule": "FREQ=WEEKLY"}
    await desk.changes.save([await desk.ticket(LIFT)], {"recurrence": monthly}, "op")
    assert (await desk.whole(LIFT)).recurrence.rrule == monthly["rrule"]
    await change(server, LIFT, recurrence=weekly)
    desk.run()
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    (conflict,) = (await desk.changes.conflict("op")).fields
    assert (conflict.label, conflict.theirs, conflict.yours) == ("recurrence", weekly, monthly)
    await desk.changes.resolve("op", {conflict.key: YOURS})
    await desk.sent()
    assert (await told(server, LIFT))["recurrence"] == monthly
    await desk.stop()
    await desk.changes.save([await desk.ticket(LIFT)], {"recurrence": None}, "stop")
    await desk.send()
    assert (await told(server, LIFT))["recurrence"] is None
    await desk.changes.undo("stop")
    await desk.send()
    assert (await told(server, LIFT))["recurrence"] == monthly


async def test_a_change_is_taken_back_before_and_after_it_was_sent(desk, server, lift):
    await desk.changes.save([lift], {"statusId": SOLVED}, "early")
    await desk.changes.undo("early")
    assert (await desk.ticket(LIFT)).ticket.status.id == str(REQUESTED)
    await desk.changes.save([lift], {"agentId": SOFIA}, "late")
    await desk.send()
    await desk.changes.undo("late")
    await desk.send()
    there = await told(server, LIFT)
    assert (there["agent"], there["status"]["id"]) == (None, REQUESTED)


async def test_a_ticket_that_waits_itself_is_worked_on_and_sent_with_what_was_done(desk, server):
    body = {"title": LIFT, "notifierId": SOFIA, "sendRequesterSolved": 0, "sendRequesterCopy": 0}
    await desk.sync.put("new", Kind.TICKET, body)
    await desk.changes.save([await desk.ticket(LIFT)], {"statusId": ON_HOLD}, "hold")
    assert (await desk.ticket(LIFT)).ticket.status.id == str(ON_HOLD)
    await desk.sync.put("edited", Kind.TICKET, body | {"reference": "B-12"}, instead_of="new")
    await desk.send()
    there = await told(server, LIFT)
    assert (there["status"]["id"], there["reference"]) == (ON_HOLD, "B-12")


@pytest.mark.parametrize("ours", [True, False])
async def test_at_which_visit_it_was_reported_is_told_to_our_own_server(tmp_path, ours):
    server = FaultyServer(honours_keys=ours)
    desk = TicketsDesk(tmp_path, server)
    visit = {"day": "2026-03-12", "meeting": "M-1", "visitor": "V-1", "name": "Ada Lovelace"}
    await desk.tickets.report(TicketDraft(title=LIFT, notifier_id=SOFIA, visit=visit), "new")
    sent = []

    async def noted(request, on):
        sent.append("visit" in json.loads(request.content))
        return await on(request)

    server.post_meets(noted)
    await desk.send()
    assert sent == [ours]
    await desk.close()
    server.close()


async def test_what_was_to_be_done_with_a_ticket_goes_with_it(desk):
    body = {"title": LIFT, "notifierId": SOFIA, "sendRequesterSolved": 0, "sendRequesterCopy": 0}
    await desk.sync.put("new", Kind.TICKET, body)
    await desk.changes.save([await desk.ticket(LIFT)], {"statusId": ON_HOLD}, "hold")
    await desk.sync.discard("new")
    assert desk.pending == ()


async def test_a_step_that_is_not_allowed_is_said_in_the_servers_words(desk, server, lift):
    await change(server, LIFT, statusId=SOLVED)
    await desk.refresh()
    await desk.changes.save([await desk.ticket(LIFT)], {"statusId": ON_HOLD}, "op")
    desk.run()
    await desk.until(lambda: desk.states() == [State.REJECTED])
    assert desk.pending[0].status == 409
    assert "reopen it first" in desk.pending[0].words


async def test_a_ticket_that_is_gone_is_said_to_be(desk):
    change = TicketChange("T-0", LIFT, {"reference": ""}, {"reference": "B-12"})
    await desk.sync.put("op", Kind.TICKET_CHANGE, change.body())
    desk.run()
    await desk.until(lambda: desk.states() == [State.UNCLEAR])
    conflict = await desk.changes.conflict("op")
    assert (conflict.title, conflict.gone) == (LIFT, True)


async def test_another_server_is_asked_nothing_of_it(tmp_path):
    foreign = FaultyServer(honours_keys=False)
    desk = TicketsDesk(tmp_path, foreign)
    await report(foreign, LIFT)
    await desk.refresh()
    assert not desk.changes.can_change
    assert "Foyer's own desk server" in desk.changes.why_not
    row = await desk.ticket(LIFT)
    await desk.changes.save([row], {"statusId": SOLVED}, "change")
    await desk.changes.comment(row, "It smells", "comment")
    await desk.changes.unrelate(row, "T-0", "apart")
    await desk.changes.attach(row, b"a photo", "photo", name="leak.jpg")
    before = len(foreign.calls)
    desk.run()
    await desk.until(lambda: desk.states() == [State.REJECTED] * 4)
    assert foreign.calls[before:] == []
    await desk.close()
    foreign.close()
