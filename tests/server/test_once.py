"""Idempotency-Key: what is sent twice is made once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.server.storage.tables.site import done
from tests.server.postgresql import EACH_DATABASE

KEY = {"Idempotency-Key": "6f1c2b"}


@EACH_DATABASE
@pytest.mark.parametrize("path", ["/vm/meetings", "/sd/tickets"])
async def test_the_same_key_answers_the_same_object_and_makes_nothing(desk, meeting, ticket, path):
    body = meeting if "meetings" in path else ticket
    first, again = [await desk.post(path, json=body, headers=KEY) for _ in range(2)]
    other = await desk.post(path, json=body, headers={"Idempotency-Key": "another"})
    without = await desk.post(path, json=body)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert len({answer.json()["id"] for answer in (first, other, without)}) == 3


async def test_the_same_request_written_differently_is_still_the_same(desk, ticket):
    first = await desk.post("/sd/tickets", json=ticket | {"sendRequesterCopy": True}, headers=KEY)
    again = await desk.post("/sd/tickets", json={"sendRequesterCopy": "1", **ticket}, headers=KEY)
    assert again.json() == first.json()


@EACH_DATABASE
async def test_a_key_that_comes_with_another_body_is_refused(desk, ticket, meeting):
    await desk.post("/sd/tickets", json=ticket, headers=KEY)
    for path, body in (("/sd/tickets", ticket | {"title": "Other"}), ("/vm/meetings", meeting)):
        answer = await desk.post(path, json=body, headers=KEY)
        assert answer.status_code == 422
        assert answer.json() == {"error": "This Idempotency-Key was used for another request"}
    assert (await desk.get("/sd/tickets")).json()["total"] == 1


@EACH_DATABASE
async def test_two_at_the_same_moment_make_one(desk, meeting, day_of):
    answers = await asyncio.gather(*(desk.post("/vm/meetings", json=meeting, headers=KEY) for _ in range(12)))
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(await day_of("2026-03-12")) == 1


@EACH_DATABASE
async def test_a_refused_request_leaves_its_key_free(desk, meeting):
    assert (await desk.post("/vm/meetings", json=meeting | {"title": ""}, headers=KEY)).status_code == 400
    broken = meeting | {"recurrence": {"rrule": "FREQ=NEVER"}}
    assert (await desk.post("/vm/meetings", json=broken, headers=KEY)).status_code == 400
    assert (await desk.post("/vm/meetings", json=meeting, headers=KEY)).status_code == 201


async def test_many_writers_at_once_lose_nothing(desk, meeting, ticket, day_of):
    await asyncio.gather(
        *(desk.post("/vm/meetings", json=meeting | {"hostId": "Sofia Marchetti"}) for _ in range(20)),
        *(desk.post("/sd/tickets", json=ticket | {"agentId": "Sofia Marchetti"}) for _ in range(20)),
    )
    listed = await day_of("2026-03-12")
    assert len({each["id"] for each in listed}) == 20
    assert len({each["host"]["id"] for each in listed}) == 1
    assert (await desk.get("/sd/tickets")).json()["total"] == 20


async def test_a_key_that_is_too_long(desk, ticket):
    answer = await desk.post("/sd/tickets", json=ticket, headers={"Idempotency-Key": "x" * 201})
    assert (answer.status_code, answer.json()) == (400, {"error": "Idempotency-Key is longer than 200 characters"})


@EACH_DATABASE
async def test_a_key_is_known_for_thirty_days(desk, server, ticket, clock):
    first = await desk.post("/sd/tickets", json=ticket, headers=KEY)
    clock.now += timedelta(days=30)
    assert (await desk.post("/sd/tickets", json=ticket, headers=KEY)).json() == first.json()
    clock.now += timedelta(seconds=1)
    second = await desk.post("/sd/tickets", json=ticket | {"title": "Other"}, headers=KEY)
    assert second.status_code == 201
    assert second.json()["id"] != first.json()["id"]


async def test_keys_that_nobody_sends_again_go_with_later_writes(desk, server, ticket, clock):
    for number in range(3):
        await desk.post("/sd/tickets", json=ticket, headers={"Idempotency-Key": str(number)})
    clock.now += timedelta(days=31)
    await desk.post("/sd/tickets", json=ticket, headers=KEY)
    with server.state.context.database.reading() as connection:
        assert connection.scalars(select(done.c.key)).all() == [KEY["Idempotency-Key"]]


async def test_an_arrival_that_is_said_again_after_a_month_is_said_once(desk, meet, visitor, clock):
    guests = (await meet(visitors=[visitor, visitor]))["visitors"]
    visits = [each["id"] for each in (await desk.get("/vm/visits/2026-03-12")).json()["visits"]]
    came = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}
    assert len(visits) == len(guests)
    first = await desk.post(f"/vm/visits/{visits[0]}/events", json=came, headers=KEY)
    clock.now += timedelta(days=31)
    again = await desk.post(f"/vm/visits/{visits[0]}/events", json=came, headers=KEY)
    assert again.json() == first.json()
    other = await desk.post(f"/vm/visits/{visits[1]}/events", json=came, headers=KEY)
    assert other.status_code == 422
