"""Tickets that recur: each is made when its time has come, once; and a ticket leads back to the visit at which it was
reported."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.server.application import close, create
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE

QUARTERLY = {"rrule": "FREQ=MONTHLY;INTERVAL=3"}
DAY = timedelta(days=1)


@pytest.fixture
def listed(server, desk):
    """The tickets after another turn of the upkeep, in the order in which they were made."""

    async def ask():
        server.state.upkeep.turn()
        return (await desk.get("/sd/tickets?sortBy=created&sort=asc")).json()["tickets"]

    return ask


@EACH_DATABASE
async def test_the_next_is_made_when_its_time_has_come_and_once(desk, clock, report, listed):
    made = await report(
        title="Change the filter", agentId="Sofia Marchetti", dueDate="2026-03-19", recurrence=QUARTERLY
    )
    assert made["recurrence"] == QUARTERLY
    clock.now += 91 * DAY  # it is still the 11th of June
    assert len(await listed()) == 1
    clock.now += DAY
    first, second = await listed()
    assert len(await listed()) == 2
    assert (second["title"], second["agent"], second["status"]) == (first["title"], first["agent"], first["status"])
    assert second["createdAt"].startswith("2026-06-12")
    whole = (await desk.get(f"/sd/tickets/{second['id']}")).json()
    assert (whole["series"], whole["recurrence"], whole["seriesRecurrence"]) == (first["id"], None, QUARTERLY)
    await desk.patch(f"/sd/tickets/{first['id']}", json={"recurrence": None})
    stopped = (await desk.get(f"/sd/tickets/{second['id']}")).json()
    assert (stopped["series"], stopped["seriesRecurrence"]) == (first["id"], None)
    assert (first["dueAt"], second["dueAt"]) == ("2026-03-19T23:59:59+01:00", "2026-06-19T23:59:59+02:00")


@EACH_DATABASE
async def test_of_those_that_were_missed_only_the_latest_is_made(server, desk, url, clock, report, listed):
    await report(recurrence={"rrule": "FREQ=DAILY"}, dueDate="2026-03-12T18:00:00+01:00")
    clock.now += 10 * DAY
    dues = [each["dueAt"] for each in await listed()]
    assert dues == ["2026-03-12T18:00:00+01:00", "2026-03-22T18:00:00+01:00"]
    clock.now += DAY
    assert len(await listed()) == 3


async def test_they_are_made_when_the_server_starts_again(tmp_path, clock):
    def opened():
        return create(f"sqlite:///{tmp_path / 'desk.db'}", time_zone="Europe/Brussels", now=clock)

    async def total(server, **more):
        async with desk_of(server) as desk:
            if more:
                await desk.post("/sd/tickets", json=more)
            return (await desk.get("/sd/tickets")).json()["total"]

    server = opened()
    assert await total(server, title="Change the filter", notifierId="US-G606", recurrence=QUARTERLY) == 1
    close(server)
    clock.now = datetime(2027, 3, 13, 9, tzinfo=clock.now.tzinfo)
    server = opened()
    server.state.upkeep.end()  # once it took its first turn
    assert await total(server) == 2
    close(server)


async def test_a_series_ends_where_its_rule_does_and_when_somebody_says_so(desk, clock, report, listed):
    await report(title="Twice", recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    other = await report(title="Other", recurrence="FREQ=DAILY")
    ended = (await desk.patch(f"/sd/tickets/{other['id']}", json={"recurrence": None})).json()
    assert (ended["recurrence"], ended["log"][-1]["from"]) == (None, "FREQ=DAILY")
    for _ in range(3):
        clock.now += DAY
        await listed()
    assert [each["title"] for each in await listed()] == ["Twice", "Other", "Twice"]


@EACH_DATABASE
async def test_how_it_recurs_is_changed_later_on_and_one_that_is_there_begins_to(desk, clock, report, listed):
    filters = await report(title="Change the filter", recurrence=QUARTERLY, dueDate="2026-03-19")
    lamp = await report(title="Lamp", agentId="Sofia Marchetti", priorityId=3)
    for rules in ({"rrule": "FREQ=MONTHLY"}, "FREQ=MONTHLY"):
        changed = (await desk.patch(f"/sd/tickets/{filters['id']}", json={"recurrence": rules})).json()
    assert changed["recurrence"] == {"rrule": "FREQ=MONTHLY"}
    told = [(one["from"], one["to"]) for one in changed["log"] if one["what"] == "recurrence"]
    assert told == [(QUARTERLY["rrule"], "FREQ=MONTHLY")]
    weekly = {"recurrence": {"rrule": "FREQ=WEEKLY"}, "dueDate": "2026-03-13"}
    begun = (await desk.patch(f"/sd/tickets/{lamp['id']}", json=weekly)).json()
    assert begun["recurrence"] == weekly["recurrence"]
    clock.now += 31 * DAY
    again = {one["title"]: one for one in (await listed())[2:]}
    assert {title: one["dueAt"][:10] for title, one in again.items()} == {
        "Change the filter": "2026-04-19",
        "Lamp": "2026-04-10",
    }
    assert [again["Lamp"][name]["id"] for name in ("agent", "priority", "notifier")] == [
        begun[name]["id"] for name in ("agent", "priority", "notifier")
    ]


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "every day"])
async def test_a_rule_that_cannot_be_followed(desk, ticket, report, listed, rule):
    there = await report()
    rules = {"recurrence": {"rrule": rule}}
    for answer in (
        await desk.post("/sd/tickets", json=ticket | rules),
        await desk.patch(f"/sd/tickets/{there['id']}", json=rules),
    ):
        assert answer.status_code == 400
        assert answer.json()["error"].startswith("recurrence ")
    assert len(await listed()) == 1


@EACH_DATABASE
async def test_a_ticket_leads_back_to_the_visit_at_which_it_was_reported(desk, report):
    visit = {"day": "2026-03-12", "meeting": "M-TF325", "visitor": "V-ELJ230", "name": "Anna Lindqvist"}
    made = await report(visit=visit)
    assert made["visit"] == visit
    assert (await desk.get(f"/sd/tickets/{made['id']}")).json() == made
    assert (await report())["visit"] is None


@EACH_DATABASE
async def test_the_name_of_that_visit_is_the_meetings(desk, meet, report, visitor):
    met = await meet(visitors=[visitor])
    link = {"day": "2026-03-12", "meeting": met["id"], "visitor": met["visitors"][0]["id"], "name": "Somebody"}
    made = await report(visit=link)
    assert made["visit"] == link | {"name": "John Doe"}
    changed = {name: met[name] for name in ("title", "startAt", "endAt")} | {"hostId": "US-G606"}
    for visitors, name in (
        ([{"id": link["visitor"], "firstName": "Forgotten", "lastName": "visitor"}], "Forgotten visitor"),
        ([], "Forgotten visitor"),
    ):
        assert (await desk.put(f"/vm/meetings/{met['id']}", json=changed | {"visitors": visitors})).status_code == 200
        assert (await desk.get(f"/sd/tickets/{made['id']}")).json()["visit"]["name"] == name


async def test_a_visit_that_is_none_is_named(desk, ticket):
    answer = await desk.post("/sd/tickets", json=ticket | {"visit": {"day": 3, "meeting": "M-TF325", "visitor": "V-1"}})
    assert (answer.status_code, answer.json()) == (400, {"error": "visit day is not a date, such as 2015-01-12"})
