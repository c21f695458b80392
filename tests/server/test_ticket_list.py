"""The ticket list: all twelve parameters, in the words of the API's page."""

from __future__ import annotations

import random
from datetime import date, timedelta

import httpx
import pytest

from app.server.bodies.fields import LONGEST_LINE
from app.server.sample import fill
from tests.server.postgresql import EACH_DATABASE

DAY = date(2026, 3, 12)


@pytest.fixture
def ask(server, desk):
    """Asks for a list of the sample's tickets."""
    fill(server, DAY)

    async def listed(**parameters):
        answer = await desk.get("/sd/tickets", params=parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return listed


@pytest.fixture
def ids(ask):
    """The ids of all tickets that pass."""

    async def listed(**parameters):
        return [ticket["id"] for ticket in (await ask(pageSize=100, **parameters))["tickets"]]

    return listed


async def test_twenty_two_tickets_page_by_ten(ask):
    pages = [await ask(page=page) for page in (1, 2, 3, 4)]
    assert [len(page["tickets"]) for page in pages] == [10, 10, 2, 0]
    assert {(page["total"], page["limit"]) for page in pages} == {(22, 10)}
    assert len({ticket["id"] for page in pages for ticket in page["tickets"]}) == 22


async def test_an_empty_list(desk):
    assert (await desk.get("/sd/tickets")).json() == {"total": 0, "limit": 10, "tickets": []}


async def test_the_latest_activity_comes_first(ask):
    changed = [ticket["lastModifiedAt"] for ticket in (await ask())["tickets"]]
    assert changed == sorted(changed, reverse=True)


def _at(*path):
    def value(ticket):
        for key in path:
            ticket = ticket and ticket[key]
        return ticket

    return value


@pytest.mark.parametrize(
    ("by", "value"),
    [
        ("activity", _at("lastModifiedAt")),
        ("id", _at("id")),
        ("status", _at("status", "id")),
        ("priority", _at("priority", "id")),
        ("category", _at("category", "id")),
        ("dueDate", _at("dueAt")),
        ("created", _at("createdAt")),
    ],
)
async def test_every_sort_in_both_directions(ask, by, value):
    up = [value(each) for each in (await ask(pageSize=100, sortBy=by, sort="asc"))["tickets"]]
    down = [value(each) for each in (await ask(pageSize=100, sortBy=by, sort="desc"))["tickets"]]
    known = [each for each in up if each is not None]
    absent = [None] * (len(up) - len(known))
    assert up == sorted(known) + absent
    assert down == sorted(known, reverse=True) + absent


@EACH_DATABASE
async def test_titles_sort_without_accents(report, desk):
    for title in ("zinc", "Évier", "door", "faucet"):
        await report(title=title)
    answer = await desk.get("/sd/tickets", params={"sortBy": "title", "sort": "asc"})
    assert [each["title"] for each in answer.json()["tickets"]] == ["door", "Évier", "faucet", "zinc"]


@EACH_DATABASE
async def test_the_longest_titles_sort_as_well(report, desk):
    signs = random.Random(7)
    longest = "".join(chr(signs.randrange(0x4E00, 0x9FA5)) for _ in range(LONGEST_LINE))
    for title in (longest, "zinc", "door"):
        await report(title=title)
    assert await _titles(desk, sortBy="title", sort="asc") == ["door", "zinc", longest]
    assert await _titles(desk, sortBy="title", sort="desc", priority=2) == [longest, "zinc", "door"]


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ("evier BOUCHE", ["T-LX170"]),
        ("ÉVIER", ["T-LX170"]),
        ("t-lx167", ["T-LX167"]),
        ("goods LIFT", ["T-LX168"]),
        ("b goods", ["T-LX168"]),
        ("sqdfsq", ["T-LX167"]),
        ("pour voir", ["T-KG228"]),
        ("100%", []),
        ("_", []),
        ("nobody wrote this", []),
    ],
)
async def test_words_are_sought_in_title_id_and_description(ids, sought, expected):
    assert await ids(q=sought) == expected


@pytest.mark.parametrize(
    ("filters", "key", "value"),
    [
        ({"status": "3"}, _at("status", "id"), 3),
        ({"priority": "1"}, _at("priority", "id"), 1),
        ({"category": "9"}, _at("category", "id"), 9),
        ({"agentId": "US-MA102"}, _at("agent", "id"), "US-MA102"),
        ({"supplierId": "SU-AQ120"}, _at("supplier", "id"), "SU-AQ120"),
    ],
)
async def test_each_filter_shows_all_that_pass_and_no_other(ask, filters, key, value):
    everything = (await ask(pageSize=100))["tickets"]
    passing = await ask(pageSize=100, **filters)
    assert passing["tickets"] == [ticket for ticket in everything if key(ticket) == value]
    assert passing["total"] == len(passing["tickets"]) > 0


async def test_filters_narrow_together(ids):
    assert await ids(status="2", agentId="US-MA102", supplierId="SU-AQ120", q="lift") == ["T-LX137"]
    assert await ids(agentId="US-NOBODY") == []


async def _titles(desk, **filters):
    answer = await desk.get("/sd/tickets", params={"pageSize": 100} | filters)
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["tickets"])
    return [each["title"] for each in answer.json()["tickets"]]


@EACH_DATABASE
@pytest.mark.parametrize(
    "narrowed", [{}, {"q": "li"}, {"q": "lift"}, {"open": "1"}, {"archived": "1", "q": "lift"}], ids=str
)
async def test_pages_by_urgency_go_on_where_the_one_before_ended(ask, ids, narrowed):
    every = await ids(sortBy="urgency", **narrowed)
    pages = [await ask(sortBy="urgency", page=page, pageSize=3, **narrowed) for page in range(1, len(every) // 3 + 2)]
    assert [ticket["id"] for page in pages for ticket in page["tickets"]] == every
    assert {page["total"] for page in pages} == {len(every)}
    assert sorted(every) == sorted(await ids(**narrowed))


@EACH_DATABASE
async def test_what_is_late_or_due_today_comes_first_by_urgency(desk, report, clock):
    for title, due, change in (
        ("tomorrow", "2026-03-13", {}),
        ("today", "2026-03-12", {}),
        ("solved late", "2026-03-10", {"statusId": 5, "favorite": 1}),
        ("late", "2026-03-11", {"agentId": "Sofia Marchetti", "categoryId": 1}),
        ("never", None, {}),
        ("put away", "2026-03-11", {"archived": 1}),
    ):
        clock.now += timedelta(seconds=1)
        made = await report(title=title, dueDate=due)
        await desk.patch(f"/sd/tickets/{made['id']}", json=change)
    assert await _titles(desk, sortBy="urgency") == ["late", "today", "never", "solved late", "tomorrow"]
    assert await _titles(desk, sortBy="urgency", q="e") == ["late", "never", "solved late"]
    assert await _titles(desk, overdue=1) == ["late"]
    assert await _titles(desk, open=1, sortBy="created") == ["never", "late", "today", "tomorrow"]
    assert await _titles(desk, unassigned=1, open=1, sortBy="created") == ["never", "today", "tomorrow"]
    assert await _titles(desk, withoutCategory=1, open=1, sortBy="created") == ["never", "today", "tomorrow"]
    assert await _titles(desk, status="2,5", sortBy="created") == ["late", "solved late"]
    assert await _titles(desk, archived=1) == ["put away"]
    assert await _titles(desk, favorite=1) == ["solved late"]
    assert await _titles(desk, favorite=1, q="today") == []
    empty = await desk.get("/sd/tickets", params={"q": "e", "page": 2})
    assert empty.json() == {"total": 3, "limit": 10, "tickets": []}


@EACH_DATABASE
async def test_those_of_some_days_are_listed_archived_or_not_and_those_of_an_age_are_open(desk, report, clock):
    for title, change in (("solved", {"statusId": 5}), ("put away", {"statusId": 5, "archived": 1}), ("open", {})):
        made = await report(title=title)
        clock.now += timedelta(days=1)
        await desk.patch(f"/sd/tickets/{made['id']}", json=change)
    first, second, third = (str(DAY + timedelta(days=number)) for number in range(3))
    by_time = {"sortBy": "created", "sort": "asc"}
    assert await _titles(desk, **by_time, createdFrom=first, createdTo=second) == ["solved", "put away"]
    assert await _titles(desk, **by_time, createdFrom=second) == ["put away", "open"]
    assert await _titles(desk, **by_time, solvedFrom=second, solvedTo=third) == ["solved", "put away"]
    assert await _titles(desk, solvedTo=second) == ["solved"]
    assert await _titles(desk, q="away", solvedFrom=third) == ["put away"]
    assert await _titles(desk, ageFrom=1, ageBelow=2) == ["open"]
    assert await _titles(desk, ageBelow=1) == await _titles(desk, ageFrom=2) == []


async def test_filters_that_are_blank_filter_nothing(ids):
    assert (
        len(await ids(q="", status="", agentId="", priority="", category="", supplierId="", mode="", sortBy="")) == 22
    )


async def test_mine_are_those_made_here_for_nobody_else(desk, report):
    mine = await report()
    named = await report(creatorId=mine["creator"]["id"])
    await report(creatorId="US-KQ036")
    answer = await desk.get("/sd/tickets", params={"mode": "me"})
    assert {each["id"] for each in answer.json()["tickets"]} == {mine["id"], named["id"]}


@EACH_DATABASE
async def test_due_dates_are_days_of_the_site_and_both_belong(desk, report):
    for due in ("2026-03-13", "2026-03-14", "2026-03-15", "2026-03-15T00:30:00+01:00", None):
        await report(title=due or "never", dueDate=due)

    async def due(**days):
        answer = await desk.get("/sd/tickets", params={"sortBy": "dueDate", "sort": "asc", **days})
        return [ticket["title"] for ticket in answer.json()["tickets"]]

    assert await due(dueDateFrom="2026-03-14", dueDateTo="2026-03-14") == ["2026-03-14"]
    assert await due(dueDateFrom="2026-03-15") == ["2026-03-15T00:30:00+01:00", "2026-03-15"]
    assert await due(dueDateTo="2026-03-14") == ["2026-03-13", "2026-03-14"]


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        (
            {"sortBy": "colour"},
            "sortBy is none of activity, id, title, status, priority, category, dueDate, created, urgency",
        ),
        ({"sort": "up"}, "sort is none of desc, asc"),
        ({"page": "0"}, "page is less than 1"),
        ({"page": "first"}, "page is not a whole number"),
        ({"page": "9" * 30}, "page is more than 1000000"),
        ({"pageSize": "101"}, "pageSize is more than 100"),
        ({"pageSize": "-1"}, "pageSize is less than 1"),
        ({"status": "solved"}, "status is not a number"),
        (
            {"status": "9"},
            "status is none of 1 Requested, 6 Qualified, 2 Assigned, 3 In progress, 4 On hold, 5 Solved, 7 Closed",
        ),
        ({"priority": "9"}, "priority is none of 1 Low, 2 Medium, 3 High"),
        ({"category": "-1"}, "category is not a number"),
        ({"mode": "you"}, "mode is none of me"),
        ({"dueDateFrom": "soon"}, "dueDateFrom is not a date, such as 2015-01-12"),
        ({"q": "x" * 501}, "q is longer than 500 characters"),
    ],
)
async def test_a_parameter_that_cannot_be_meant(desk: httpx.AsyncClient, parameters, reason):
    answer = await desk.get("/sd/tickets", params=parameters)
    assert (answer.status_code, answer.json()) == (400, {"error": reason})
