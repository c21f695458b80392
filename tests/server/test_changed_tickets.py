"""A ticket is changed: by what becomes different alone, over nobody's head, and its log says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.server.postgresql import EACH_DATABASE

DESK = {"Foyer-Desk": "Empfang%20S%C3%BCd"}


@pytest.fixture
async def made(report):
    return await report(description="A puddle")


@pytest.fixture
def patch(desk, made):
    """Changes the ticket and gives the answer."""

    async def ask(headers=None, **different):
        return await desk.patch(f"/sd/tickets/{made['id']}", json=different, headers=headers or {})

    return ask


def _said(ticket):
    return [(each["what"], each["from"], each["to"]) for each in ticket["log"]]


@EACH_DATABASE
async def test_what_is_named_becomes_different_and_nothing_else(desk, clock, made, patch):
    clock.now += timedelta(minutes=5)
    answer = await patch(
        DESK, title="Water under goods lift C", categoryId="1", dueDate="2026-03-14", supplierId="Otis"
    )
    changed = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{changed["revision"]}"')
    different = {key for key in made if made[key] != changed[key]}
    assert different == {"title", "category", "dueAt", "supplier", "lastModifiedAt", "revision", "logCount", "log"}
    assert changed["lastModifiedAt"] == "2026-03-12T08:47:07Z"
    assert (await desk.get(f"/sd/tickets/{made['id']}")).json() == changed
    assert (await desk.get("/sd/tickets?category=1&q=lift+c")).json()["total"] == 1
    first, *rest = changed["log"]
    assert (first["what"], first["by"], first["at"]) == ("created", "", made["createdAt"])
    assert {(each["by"], each["at"]) for each in rest} == {("Empfang Süd", "2026-03-12T08:47:07Z")}
    assert _said(changed)[1:] == [
        ("supplier", None, "Otis"),
        ("category", None, "Lifts"),
        ("dueAt", None, "2026-03-14 23:59"),
        ("title", "Water under goods lift B", "Water under goods lift C"),
    ]
    assert changed["logCount"] == 5


async def test_null_empties(patch):
    await patch(agentId="Sofia Marchetti", dueDate="2026-03-14", rating=4, reference="LIFT-B", priorityId=3)
    emptied = (await patch(agentId=None, dueDate=None, rating=None, reference=None, priorityId=None)).json()
    assert [emptied[name] for name in ("agent", "dueAt", "rating", "reference")] == [None] * 4
    assert emptied["priority"]["value"] == "Medium"


async def test_what_was_so_before_is_no_change(made, patch):
    same = (await patch(title=made["title"], statusId="1", notifierId="US-G606", favorite=0)).json()
    assert same == made


@EACH_DATABASE
async def test_the_whole_way_of_a_ticket_and_back(clock, patch):
    for number, word in ((6, "Qualified"), (2, "Assigned"), (3, "In progress"), (4, "On hold"), (5, "Solved")):
        clock.now += timedelta(minutes=1)
        step = await patch(statusId=number, **({"agentId": "Sofia Marchetti"} if number == 2 else {}))
        assert (step.status_code, step.json()["status"]["value"]) == (200, word)
        assert step.json()["lastStatusChangedAt"] == step.json()["lastModifiedAt"]
    closed = (await patch(statusId=7)).json()
    assert (closed["status"]["value"], closed["reopened"]) == ("Closed", False)
    reopened = (await patch(statusId=3)).json()
    assert (reopened["status"]["value"], reopened["reopened"]) == ("In progress", True)
    steps = [(before, after) for what, before, after in _said(reopened) if what == "status"]
    assert [after for _, after in steps] == [before for before, _ in steps[1:]] + ["In progress"]


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ([{"statusId": 2}], "A ticket without an agent can't be assigned: name an agent"),
        ([{"statusId": 5}, {"statusId": 4}], "A ticket can't go from Solved to On hold: reopen it first"),
        ([{"statusId": 7}, {"statusId": 5}], "A ticket can't go from Closed to Solved: reopen it first"),
    ],
)
async def test_a_step_that_no_ticket_takes(desk, made, patch, way, reason):
    for step in way[:-1]:
        assert (await patch(**step)).status_code == 200
    before = (await desk.get(f"/sd/tickets/{made['id']}")).json()
    answer = await patch(**way[-1], title="Not written either")
    assert (answer.status_code, answer.json()["error"]) == (409, reason)
    assert (await desk.get(f"/sd/tickets/{made['id']}")).json() == before


async def test_an_agent_makes_it_assigned_and_without_one_it_is_qualified(patch, report):
    assigned = (await patch(agentId="Sofia Marchetti")).json()
    assert assigned["status"]["value"] == "Assigned"
    assert _said(assigned)[1:] == [("status", "Requested", "Assigned"), ("agent", None, "Sofia Marchetti")]
    assert (await patch(agentId="")).json()["status"]["value"] == "Qualified"
    assert (await report(agentId="Sofia Marchetti"))["status"]["value"] == "Assigned"


@EACH_DATABASE
async def test_who_saw_an_older_ticket_changes_nothing(clock, made, patch):
    as_seen = {"If-Match": f'"{made["revision"]}"'}
    clock.now += timedelta(minutes=5)
    assert (await patch(as_seen, title="First")).status_code == 200
    late = await patch(as_seen, title="Second")
    assert late.status_code == 412
    assert late.json()["error"] == "The ticket was changed since, on 2026-03-12 at 09:47:07"
    assert (await patch({"If-Match": "*"}, title="Third")).json()["title"] == "Third"


@EACH_DATABASE
async def test_a_change_that_is_sent_again_is_made_once(made, patch):
    key = {"Idempotency-Key": "c-1", "If-Match": f'"{made["revision"]}"'}
    first, again = [await patch(key, favorite=1, archived="1") for _ in range(2)]
    assert (again.status_code, again.json()) == (200, first.json())
    assert (await patch(key, favorite=0)).status_code == 422


async def test_desks_hear_of_it(desk, made, patch):
    since = (await desk.get("/vm/changes")).json()["revision"]
    await patch(rating=5)
    (heard,) = (await desk.get(f"/vm/changes?since={since}")).json()["changes"]
    assert heard == {"kind": "ticket", "id": made["id"]}


@pytest.mark.parametrize(
    ("mistake", "reason"),
    [
        ({"title": None}, "title is missing"),
        ({"notifierId": ""}, "notifierId is missing"),
        ({"rating": 6}, "rating is more than 5"),
        ({"rating": 0}, "rating is less than 1"),
        ({"statusId": 8}, "statusId is none of 1 Requested"),
        ({"agentId": "…"}, "agentId is neither an id such as US-G606 nor a name: it has no letter"),
    ],
)
async def test_a_mistake_in_a_change_is_named(desk, made, patch, mistake, reason):
    answer = await patch(**mistake)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(reason)
    assert (await desk.get(f"/sd/tickets/{made['id']}")).json() == made


async def test_a_ticket_that_is_not_there_is_not_changed(desk):
    answer = await desk.patch("/sd/tickets/T-ZZ999", json={"rating": 5})
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no ticket T-ZZ999"})
