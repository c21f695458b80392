"""What is looked for in the tickets again and again: kept in the desk's file, counted by our own server alone."""

from __future__ import annotations

from datetime import date

import pytest

from app.models.objects.ticket_query import TicketQuery
from app.models.operations import Kind
from app.models.tickets.steps import ON_HOLD, SOLVED
from app.models.tickets.views import BUILT_IN, SavedView, mine
from tests.app.tickets.desk import TicketsDesk, change, report
from tests.faults import FaultyServer

LIFTS = SavedView("Lifts", TicketQuery(q="lift", due_to=date(2026, 3, 12), unassigned=True))


@pytest.mark.parametrize("ours", [True, False])
async def test_counts_are_our_own_servers(tmp_path, ours):
    server = FaultyServer(honours_keys=ours)
    desk = TicketsDesk(tmp_path, server)
    for title in ("Water under lift B", "Lift A stands", "Lamp broken"):
        await report(server, title)
    lifts = SavedView("Lifts", TicketQuery(q="lift"))
    await desk.services.ticket_views.count([lifts])
    assert await desk.services.ticket_views.counts([lifts]) == ({"Lifts": 2} if ours else {})
    assert ("GET /sd/tickets" in server.calls) == ours
    await desk.close()
    server.close()


async def test_what_each_view_lists(server, tmp_path):
    desk = TicketsDesk(tmp_path, server)
    await report(server, "Late", dueDate="2026-03-10", agentId="Sofia Marchetti", creatorId="Sofia Marchetti")
    await report(server, "Held", creatorId="Sofia Marchetti", agentId="Sofia Marchetti")
    await report(server, "Solved")
    await report(server, "New")
    await report(server, "Old", agentId="Sofia Marchetti")
    await change(server, "Old", archived=True)
    await change(server, "Solved", favorite=True)
    await change(server, "Held", statusId=ON_HOLD)
    await change(server, "Solved", statusId=SOLVED)
    await desk.put("waits", Kind.TICKET, {"title": "Newest", "notifierId": "Sofia Marchetti"})
    desk.kept.clear()
    listed = {}
    await desk.tickets.refresh(TicketQuery())
    agents = {row.ticket.agent.id for row in (await desk.tickets.rows(TicketQuery())).rows if row.ticket.agent}
    views = (mine(*agents), *BUILT_IN)
    for view in views:
        await desk.tickets.refresh(view.query)
        found = await desk.tickets.rows(view.query)
        listed[view.name] = [row.ticket.title for row in found.rows]
    assert listed == {
        "Mine": ["Late", "Held"],
        "Overdue": ["Late"],
        "Unassigned": ["Newest", "New"],
        "Waiting for supplier": ["Held"],
        "Favourites": ["Solved"],
        "Archived": ["Old"],
    }
    await desk.services.ticket_views.count(views)
    assert await desk.services.ticket_views.counts(views) == dict.fromkeys(listed, 1) | {"Mine": 2}
    await desk.close()


async def test_views_are_there_after_a_restart_until_they_are_dropped(server, tmp_path):
    desk = TicketsDesk(tmp_path, server)
    await desk.services.ticket_views.keep(SavedView("Lifts", TicketQuery()))
    await desk.services.ticket_views.keep(SavedView("Mine", TicketQuery(mine_only=True)))
    await desk.services.ticket_views.keep(LIFTS)
    await desk.close()
    desk = TicketsDesk(tmp_path, server)
    views = desk.services.ticket_views
    assert await views.own() == (LIFTS, SavedView("Mine", TicketQuery(mine_only=True)))
    await views.drop("Lifts")
    assert [view.name for view in await views.own()] == ["Mine"]
    await desk.close()


def test_another_server_is_asked_for_no_more_than_it_knows():
    for view in BUILT_IN:
        assert view.query.is_ours
        left = view.query.of_any_server()
        assert not left.is_ours
        assert not {"overdue", "unassigned", "open", "archived", "favorite"} & left.parameters().keys()
        assert left.sort_by == "activity"
    assert TicketQuery(status="3,4").of_any_server().status == ""
