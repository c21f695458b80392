"""A visitor at a kiosk calls the reception: every desk at the server hears it until one of them answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

AT = "2026-03-12T09:42:07+01:00"
GRACE = {"kiosk": "Lobby", "name": "Grace Hopper", "company": "Navy", "host": "Noor"}


async def waiting(desk):
    return (await desk.get("/vm/kiosks")).json()["calls"]


async def test_a_call_is_heard_until_somebody_answers(desk):
    assert (await desk.put("/vm/calls/C-1", json=GRACE)).status_code == 204
    assert await waiting(desk) == [{"id": "C-1", **GRACE, "delivery": False, "at": AT}]
    assert (await desk.delete("/vm/calls/C-1")).status_code == 204
    assert await waiting(desk) == []
    assert (await desk.delete("/vm/calls/C-1")).status_code == 204


async def test_what_is_said_twice_is_one_call_and_one_person_stands_at_a_kiosk(desk, clock):
    await desk.put("/vm/calls/C-1", json=GRACE)
    await desk.put("/vm/calls/C-1", json=GRACE)
    assert len(await waiting(desk)) == 1
    await desk.put("/vm/calls/C-2", json={"kiosk": "Lobby", "name": "Ana Lima"})
    clock.now += timedelta(seconds=1)
    await desk.put("/vm/calls/C-3", json={"kiosk": "Garage"})
    assert [(call["id"], call["kiosk"], call["name"]) for call in await waiting(desk)] == [
        ("C-2", "Lobby", "Ana Lima"),
        ("C-3", "Garage", ""),
    ]


async def test_what_was_brought_lies_there_whoever_comes_next(desk):
    for_noor, for_nobody = {"kiosk": "Lobby", "host": "Noor", "delivery": True}, {"kiosk": "Lobby", "delivery": True}
    for identifier, body in (("C-1", for_noor), ("C-2", GRACE), ("C-3", for_nobody), ("C-4", for_noor)):
        assert (await desk.put(f"/vm/calls/{identifier}", json=body)).status_code == 204
    assert [(call["id"], call["host"], call["delivery"]) for call in await waiting(desk)] == [
        ("C-2", "Noor", False),
        ("C-3", "", True),
        ("C-4", "Noor", True),
    ]


async def test_nobody_waits_for_ever_and_nothing_of_them_is_left(desk, clock):
    await desk.put("/vm/calls/C-1", json=GRACE)
    clock.now += timedelta(minutes=20)
    assert await waiting(desk) == []
    await desk.put("/vm/calls/C-2", json={"kiosk": "Garage"})
    clock.now -= timedelta(minutes=20)
    assert [call["id"] for call in await waiting(desk)] == ["C-2"]


@pytest.mark.parametrize(
    "body", [{}, {"kiosk": ""}, {"kiosk": "Lobby", "name": "x" * 201}, {"kiosk": "Lobby", "more": 1}]
)
async def test_what_is_no_call_is_refused_with_the_reason(desk, body):
    answer = await desk.put("/vm/calls/C-1", json=body)
    assert answer.status_code == 400
    assert answer.json()
    assert await waiting(desk) == []
