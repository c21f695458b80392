"""The sample: a day that looks like one, on whatever day it is looked at."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from app.models.objects.meeting import Meeting
from app.models.objects.ticket import Ticket
from app.models.objects.visit import VisitOnServer
from app.server.application import close, create
from app.server.sample import fill
from tests.server.asking import desk_of


@pytest.fixture(params=[date(2026, 3, 12), date(2026, 3, 29), date(2028, 2, 29)], ids=str)
async def sample(request):
    noon = datetime.combine(request.param, datetime.min.time(), UTC).replace(hour=11)
    application = create("sqlite://", time_zone="America/New_York", now=lambda: noon)
    fill(application, request.param)
    async with desk_of(application) as client:
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


async def test_each_ticket_counts_what_it_has():
    application = create("sqlite://", now=lambda: datetime(2026, 3, 12, 11, tzinfo=UTC))
    fill(application)
    async with desk_of(application) as client:
        listed = (await client.get("/sd/tickets", params={"pageSize": "100"})).json()["tickets"]
        whole = [(await client.get(f"/sd/tickets/{ticket['id']}")).json() for ticket in listed]
    close(application)
    kinds = {"comments": "comment", "log": "log", "attachments": "attachment", "related": "relatedTicket"}
    for ticket in whole:
        assert {kind: len(ticket[kind]) for kind in kinds} == {kind: ticket[f"{kinds[kind]}Count"] for kind in kinds}
    assert sum(bool(ticket["comments"]) for ticket in whole) == 8


async def visits_at(now):
    """The sample's visits of that day and of the day before, looked at then."""
    application = create("sqlite://", now=lambda: now)
    fill(application)
    async with desk_of(application) as client:
        paths = [f"/vm/visits/{now.date() - timedelta(ago)}" for ago in (0, 1)]
        days = [await client.get(path, params={"pageSize": "100"}) for path in paths]
    close(application)
    return [[VisitOnServer.model_validate(visit) for visit in day.json()["visits"]] for day in days]


async def test_in_the_morning_some_are_in_some_have_left_and_two_are_late():
    now = datetime(2026, 3, 12, 8, 42, tzinfo=UTC)
    visits, yesterday = await visits_at(now)
    assert Counter(visit.status.value for visit in visits) == {"Expected": 30, "Checked-in": 6, "Checked-out": 2}
    late = [visit for visit in visits if visit.status.id == "1" and visit.expected_at < now]
    assert [(visit.meeting.title, visit.events) for visit in late] == [("Contract renewal", ()), ("Price list", ())]
    group = [visit.status.value for visit in visits if visit.meeting.title == "Supplier day"]
    assert Counter(group) == {"Expected": 10, "Checked-in": 2}
    assert [visit.status.value for visit in yesterday] == ["Checked-out"]


@pytest.mark.parametrize("hour", [5, 8, 11, 14, 17, 20])
async def test_at_any_hour_only_what_can_have_happened_has_happened(hour):
    now = datetime(2026, 3, 12, hour, 5, tzinfo=UTC)
    visits, _ = await visits_at(now)
    for visit in visits:
        assert visit.left_at is None or visit.arrived_at < visit.left_at
        if visit.arrived_at:
            assert visit.expected_at - timedelta(minutes=30) < visit.arrived_at < visit.leaving_at
        assert all(event.at <= now for event in visit.events)


async def test_in_the_evening_somebody_was_forgotten():
    visits, _ = await visits_at(datetime(2026, 3, 12, 20, tzinfo=UTC))
    forgotten = [visit.visitor.lastname for visit in visits if visit.status.id == "2"]
    assert forgotten == ["von der Heydte-Löwenstein", "Țurcanu"]
