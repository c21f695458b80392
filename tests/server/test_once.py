"""Idempotency-Key: what is sent twice is made once."""

from __future__ import annotations

import asyncio

import pytest

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
