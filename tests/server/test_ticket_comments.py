"""What is said of tickets, and which of them have to do with each other."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.server.storage.tables.notices import notices
from tests.server.postgresql import EACH_DATABASE

DESK = {"Foyer-Desk": "Lobby"}


@pytest.fixture
async def made(report):
    return await report()


@pytest.fixture
def path(made):
    return f"/sd/tickets/{made['id']}"


@pytest.fixture
def comment(desk, path):
    async def ask(text, headers=None, **more):
        return await desk.post(f"{path}/comments", json={"text": text} | more, headers=DESK | (headers or {}))

    return ask


@pytest.fixture
def relate(desk, path):
    async def ask(other, **more):
        return await desk.post(f"{path}/related", json={"ticketId": other} | more, headers=DESK)

    return ask


@EACH_DATABASE
async def test_a_comment_is_read_with_the_ticket_in_their_order(desk, made, path, comment):
    assert (await comment("Is it still dripping?")).status_code == 201
    await comment("The valve is from 1987", internal=1)
    said = (await comment("Yes, more than before", fromRequester=True)).json()
    assert [(each["text"], each["internal"], each["fromRequester"], each["by"]) for each in said["comments"]] == [
        ("Is it still dripping?", False, False, "Lobby"),
        ("The valve is from 1987", True, False, "Lobby"),
        ("Yes, more than before", False, True, "Lobby"),
    ]
    assert said["commentCount"] == 3
    assert (said["log"][1]["what"], said["log"][1]["to"]) == ("comment", "Is it still dripping?")
    assert (await desk.get(path)).json() == said
    assert said["revision"] > made["revision"]


async def test_a_comment_needs_nobody_to_have_seen_the_last_change_and_is_made_once(comment):
    key = {"Idempotency-Key": "k-1", "If-Match": '"1"'}
    first, again = [await comment("Twice", key) for _ in range(2)]
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(first.json()["comments"]) == 1


async def test_an_answer_of_the_requester_takes_a_ticket_off_hold(desk, path, comment):
    await desk.patch(path, json={"statusId": 4})
    assert (await comment("Waiting for parts")).json()["status"]["value"] == "On hold"
    answered = (await comment("I am back", fromRequester=1)).json()
    assert answered["status"]["value"] == "In progress"
    assert [each["what"] for each in answered["log"][-2:]] == ["comment", "status"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"text": " "}, "text is missing"),
        ({"text": "x" * 20_001}, "text is longer than 20000 characters"),
        ({"text": "x", "internal": 1, "fromRequester": 1}, "A comment from the requester isn't internal"),
    ],
)
async def test_a_mistake_in_a_comment_is_named(desk, made, path, body, reason):
    answer = await desk.post(f"{path}/comments", json=body)
    assert (answer.status_code, answer.json()["error"]) == (400, reason)
    assert (await desk.get(path)).json() == made


@EACH_DATABASE
async def test_related_tickets_name_each_other_until_they_are_parted(desk, report, made, path, relate):
    other = await report(title="Puddle in the basement")
    related = (await relate(other["id"])).json()
    shown = {"title": "Puddle in the basement", "status": other["status"], "same": False}
    assert related["related"] == [{"id": other["id"]} | shown]
    assert related["relatedTicketCount"] == 1
    assert related["log"][-1]["to"] == f"{other['id']} Puddle in the basement"
    back = (await desk.get(f"/sd/tickets/{other['id']}")).json()
    assert [(each["id"], each["same"]) for each in back["related"]] == [(made["id"], False)]
    assert (await relate(other["id"])).json() == related
    parted = (await desk.delete(f"{path}/related/{other['id']}")).json()
    assert (parted["related"], parted["relatedTicketCount"]) == ([], 0)
    assert (await desk.get(f"/sd/tickets/{other['id']}")).json()["related"] == []
    assert (await desk.delete(f"{path}/related/{other['id']}")).json() == parted


async def test_the_same_as_another_is_closed_in_its_favour(desk, report, relate):
    other = await report(title="Puddle in the basement")
    await relate(other["id"])
    closed = (await relate(other["id"], same=1)).json()
    assert closed["status"]["value"] == "Closed"
    assert closed["related"][0]["same"] is True
    assert [each["what"] for each in closed["log"][-2:]] == ["same", "status"]
    stays = (await desk.get(f"/sd/tickets/{other['id']}")).json()
    assert (stays["status"]["value"], stays["related"][0]["status"]["value"]) == ("Requested", "Closed")


async def test_a_ticket_is_related_to_another_that_is_there(made, relate):
    assert (await relate(made["id"])).json() == {"error": "ticketId is that of the ticket itself"}
    answer = await relate("T-ZZ999")
    assert (answer.status_code, answer.json()) == (400, {"error": "ticketId is of no ticket: T-ZZ999"})


@EACH_DATABASE
async def test_those_who_are_to_be_told_are_queued(server, desk, report, ticket):
    made = await report(sendRequesterCopy=1, sendRequesterSolved=1, supplierId="SU-AQ120")
    path = f"/sd/tickets/{made['id']}"
    await desk.post(f"{path}/comments", json={"text": "On my way"})
    await desk.post(f"{path}/comments", json={"text": "Alas", "internal": 1})
    await desk.patch(path, json={"statusId": 5})
    await desk.patch(path, json={"supplierId": "SU-B2", "statusId": 7})
    refused = await desk.post("/sd/tickets", json=ticket | {"sendRequesterCopy": 1, "agentId": "…"})
    assert refused.status_code == 400
    with server.state.context.database.reading() as connection:
        queued = connection.execute(select(notices.c.ticket, notices.c.kind, notices.c.to_id, notices.c.state)).all()
    expected = {("created", "US-G606"), ("assigned", "SU-AQ120"), ("comment", "US-G606"), ("solved", "US-G606")}
    expected |= {("status", "US-G606")}
    assert sorted(queued) == sorted((made["id"], kind, to, "queued") for kind, to in expected | {("assigned", "SU-B2")})
