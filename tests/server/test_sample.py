"""The sample: a day that looks like one, on whatever day it is looked at."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

import httpx
import pytest

from app.models.meeting import Meeting
from app.models.ticket import Ticket
from app.server.application import close, create
from app.server.sample import fill


@pytest.fixture(params=[date(2026, 3, 12), date(2026, 3, 29), date(2028, 2, 29)], ids=str)
async def sample(request):
    noon = datetime.combine(request.param, datetime.min.time(), UTC).replace(hour=11)
    application = create("sqlite://", time_zone="America/New_York", now=lambda: noon)
    fill(application, request.param)
    transport = httpx.ASGITransport(application)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://desk.test/app/CO-DESK", trust_env=False
    ) as client:
        day = await client.get("/vm/meetings", params={"from": str(request.param), "to": str(request.param)})
        tickets = await client.get("/sd/tickets", params={"pageSize": "100"})
    close(application)
    meetings = [Meeting.model_validate(meeting) for meeting in day.json()]
    return noon, meetings, [Ticket.model_validate(ticket) for ticket in tickets.json()["tickets"]]


async def test_the_day_has_what_a_front_desk_meets(sample):
    _, meetings, _ = sample
    sizes = Counter(len(meeting.visitors) for meeting in meetings)
    names = {visitor.name for meeting in meetings for visitor in meeting.visitors}
    assert len(meetings) == 24
    assert len(names) == 38
    assert sizes[12] == 1
    assert sizes[0] == 2
    assert {"Yo Da", "John Doe", "محمد عبد الله الفارسي", "Zoë 🌻 Peeters", "Siobhán O'Ceallaigh"} <= names
    assert sum(1 for meeting in meetings if meeting.occurrence_id) == 1
    assert sum(1 for meeting in meetings if meeting.start_at.date() < meeting.end_at.date()) == 1


async def test_the_site_is_northgate_house_in_brussels(sample):
    _, meetings, tickets = sample
    assert {thing.company.name for thing in (*meetings, *tickets)} == {"Northgate House"}
    assert {meeting.timezone for meeting in meetings} == {"Europe/Brussels"}
    assert "Sofia Marchetti" in {meeting.host.name for meeting in meetings if meeting.host.id == "US-G606"}


async def test_tickets_are_in_every_state(sample):
    now, _, tickets = sample
    assert len(tickets) == 22
    for word in ("status", "priority"):
        assert len({getattr(ticket, word).id for ticket in tickets}) == {"status": 5, "priority": 3}[word]
    assert len({ticket.category.id for ticket in tickets if ticket.category}) == 10
    assert {"ffff", "titre pour voir"} <= {ticket.title for ticket in tickets}
    assert any(ticket.due_at and ticket.due_at < now and ticket.status.id != "5" for ticket in tickets)
    assert all(ticket.created_at <= ticket.last_modified_at <= now for ticket in tickets)
