"""Notices as desks are told of them: with what each is about, and those that failed before thousands that wait."""

from __future__ import annotations

from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import insert

from app.server.storage.tables.notices import notices
from tests.server.conftest import Clock
from tests.server.postgresql import EACH_DATABASE

Body = dict[str, Any]
FAR = 4_000_000_000
ANA = {"firstName": "Ana", "lastName": "Lima"}


def keep(server: FastAPI, clock: Clock, name: str, state: str, **about: str) -> None:
    row = {"id": name, "kind": "invitation", "state": state, "urgency": 1, "next_at": FAR} | about
    now = int(clock.now.timestamp())
    with server.state.context.database.writing() as connection:
        connection.execute(insert(notices).values(**row, made_at=now, settled_at=now))


async def listed(desk: httpx.AsyncClient, **query: str) -> list[Body]:
    answer = await desk.get("/vm/notices", params=query)
    assert answer.status_code == 200, answer.text
    told: list[Body] = answer.json()["notices"]
    return told


@EACH_DATABASE
async def test_those_that_failed_come_first(
    server: FastAPI, desk: httpx.AsyncClient, clock: Clock, meeting: Body, ticket: Body
) -> None:
    made = (await desk.post("/vm/meetings", json=meeting | {"visitors": [ANA]})).json()
    visitor = made["visitors"][0]["id"]
    lift = (await desk.post("/sd/tickets", json=ticket)).json()
    keep(server, clock, "failed", "refused", meeting=made["id"], visitor=visitor)
    keep(server, clock, "waits", "queued", ticket=lift["id"], to_id=lift["notifier"]["id"])
    keep(server, clock, "went", "sent", meeting=made["id"], visitor=visitor)
    keep(server, clock, "of nothing", "queued", meeting="ME-GONE", visitor="VI-GONE")
    unsent = await listed(desk, unsent="1")
    assert [one["id"] for one in unsent] == ["failed", "of nothing", "waits"]
    failed, gone, waits = unsent
    assert (failed["name"], failed["title"], failed["startsAt"]) == (
        "Ana Lima",
        meeting["title"],
        "2026-03-12T08:00:00Z",
    )
    assert (gone["name"], gone["title"], gone["startsAt"]) == ("", "", None)
    assert (waits["title"], waits["startsAt"]) == (ticket["title"], None)
    assert [one["id"] for one in await listed(desk, unsent="1", limit="1")] == ["failed"]
    assert await listed(desk, limit="0") == []
    assert [one["id"] for one in await listed(desk, meeting=made["id"], visitor=visitor)] == ["went", "failed"]


async def test_whom_it_was_for_is_known_after_they_were_taken_out(
    server: FastAPI, desk: httpx.AsyncClient, clock: Clock, meeting: Body
) -> None:
    made = (await desk.post("/vm/meetings", json=meeting | {"visitors": [ANA]})).json()
    keep(server, clock, "failed", "refused", meeting=made["id"], visitor=made["visitors"][0]["id"])
    await desk.put(f"/vm/meetings/{made['id']}", json=meeting | {"visitors": []})
    assert [one["name"] for one in await listed(desk, meeting=made["id"])] == ["Ana Lima"]
