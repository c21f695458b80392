"""Tickets: made as the API's page describes, read one by one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

EXAMPLE = json.loads((Path(__file__).parent.parent / "api_page" / "ticket.json").read_text())


async def test_the_least_that_makes_a_ticket_has_the_shape_of_the_pages_example(report):
    made = await report()
    ours = "sendRequesterCopy revision attachments clock comments log recurrence related seriesRecurrence visit"
    assert set(made) == {*EXAMPLE, *ours.split()}
    for person in ("company", "creator", "notifier"):
        assert set(made[person]) == set(EXAMPLE[person])
    different = {"id", "title", "description", "company", "creator", "notifier", "sendRequesterSolved"}
    different |= {"createdAt", "lastStatusChangedAt", "lastModifiedAt"}
    same = set(EXAMPLE) - different
    assert {key: made[key] for key in same} == {key: EXAMPLE[key] for key in same}
    assert re.fullmatch(r"T-[A-Z]{2}\d{3}", made["id"])
    assert made["createdAt"] == made["lastModifiedAt"] == made["lastStatusChangedAt"] == "2026-03-12T08:42:07Z"


async def test_every_field_of_a_ticket_comes_back(report):
    made = await report(
        reference="LIFT-B",
        description="A puddle",
        creatorId="US-KQ036",
        agentId="US-MA102",
        supplierId="SU-AQ120",
        categoryId="1",
        priorityId="3",
        dueDate="2026-03-14",
        sendRequesterSolved=1,
        sendRequesterCopy="1",
        customFields=[{"name": "Floor", "value": "Basement −1"}, 7, None],
    )
    assert (made["reference"], made["description"]) == ("LIFT-B", "A puddle")
    assert (made["creator"]["id"], made["notifier"]["id"], made["agent"]["id"]) == ("US-KQ036", "US-G606", "US-MA102")
    assert made["supplier"] == {"object": "supplier", "id": "SU-AQ120", "name": "", "email": "", "phone": ""}
    assert made["category"] == {"object": "category", "id": 1, "value": "Lifts"}
    assert made["priority"] == {"object": "priority", "id": 3, "value": "High"}
    assert (made["sendRequesterSolved"], made["sendRequesterCopy"]) == (1, 1)
    assert made["customFields"] == [{"name": "Floor", "value": "Basement −1"}, 7, None]


@pytest.mark.parametrize(
    ("due", "at"),
    [
        ("2026-03-14", "2026-03-14T23:59:59+01:00"),
        ("2026-07-14", "2026-07-14T23:59:59+02:00"),
        ("2026-03-14T17:00:00+01:00", "2026-03-14T17:00:00+01:00"),
        ("2026-03-14T17:00:00", "2026-03-14T17:00:00+01:00"),
        ("", None),
        (None, None),
    ],
)
async def test_a_ticket_is_due_until_its_day_ends_at_the_site(report, due, at):
    assert (await report(dueDate=due))["dueAt"] == at


async def test_one_ticket_is_read_as_it_was_made(desk, report):
    made = await report()
    assert (await desk.get(f"/sd/tickets/{made['id']}")).json() == made


async def test_a_ticket_that_is_not_there(desk):
    answer = await desk.get("/sd/tickets/T-ZZ999")
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no ticket T-ZZ999"})


@pytest.mark.parametrize(
    ("mistake", "reason"),
    [
        ({"title": " "}, "title is missing"),
        ({"notifierId": ""}, "notifierId is missing"),
        ({"creatorId": 5}, "creatorId is not a text"),
        ({"agentId": "x" * 201}, "agentId is neither an id such as US-G606 nor a name: it is too long"),
        ({"priorityId": "4"}, "priorityId is none of 1 Low, 2 Medium, 3 High"),
        ({"priorityId": "high"}, "priorityId is not a number"),
        ({"priorityId": True}, "priorityId is not a number"),
        ({"dueDate": "tomorrow"}, "dueDate is not a date, such as 2015-01-12"),
        ({"dueDate": 20260314}, "dueDate is not a date, such as 2015-01-12"),
        ({"dueDate": "9999-12-31"}, "dueDate is not between 1970 and 2199"),
        ({"sendRequesterSolved": "perhaps"}, "sendRequesterSolved is neither 0 nor 1"),
        ({"customFields": {}}, "customFields is not a list"),
    ],
)
async def test_a_mistake_is_named_and_nothing_is_written(desk, ticket, mistake, reason):
    answer = await desk.post("/sd/tickets", json=ticket | mistake)
    assert (answer.status_code, answer.json()) == (400, {"error": reason})
    assert (await desk.get("/sd/tickets")).json()["total"] == 0


async def test_an_unknown_category_names_the_known_ones(desk, ticket):
    answer = await desk.post("/sd/tickets", json=ticket | {"categoryId": "11"})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("categoryId is none of 1 Lifts, 2 Reception")
