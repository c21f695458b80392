"""A visitor who was forgotten isn't named any more by anything that was told: neither to them nor of them."""

from __future__ import annotations

from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import insert

from app.server.storage.tables.notices import notices
from tests.server.conftest import Clock
from tests.server.postgresql import EACH_DATABASE

Body = dict[str, Any]
ANA = {"name": "Ana Lima", "company": "Lumen", "email": "ana@lumen.example"}
TO_ANA = {"name": "Ana Lima", "address": "Ana@Lumen.example", "subject": "Welcome", "text": "Dear Ana Lima,\nwelcome."}
TO_BEN = {"name": "Ben Okafor", "address": "ben@lumen.example", "subject": "Welcome", "text": "Dear Ben Okafor."}
TO_HOST = {
    "kind": "arrival",
    "to_id": "US-1",
    "name": "Sofia Marchetti",
    "address": "sofia@northgate.example",
    "subject": "Ana  Lima is here",
    "text": "ana lima of Lumen waits, with Ben Okafor and Ana Limax.",
}


def keep(server: FastAPI, clock: Clock, identity: str, state: str = "sent", **row: str) -> None:
    now = int(clock.now.timestamp())
    told = {"kind": "invitation", "meeting": "ME-1", "visitor": "VI-1", "urgency": 1, "next_at": 4_000_000_000} | row
    with server.state.context.database.writing() as connection:
        connection.execute(insert(notices).values(id=identity, state=state, made_at=now, settled_at=now, **told))


async def listed(desk: httpx.AsyncClient) -> dict[str, Body]:
    answer = await desk.get("/vm/notices")
    return {one["id"]: one for one in answer.raise_for_status().json()["notices"]}


async def forget(desk: httpx.AsyncClient, who: Body) -> int:
    return (await desk.post("/vm/visitors/forgotten", json=who)).status_code


@EACH_DATABASE
async def test_what_was_told_stays_without_them(server: FastAPI, desk: httpx.AsyncClient, clock: Clock) -> None:
    keep(server, clock, "to them", **TO_ANA)
    keep(server, clock, "by SMS", way="sms", **(TO_ANA | {"address": "+32 471 20 44 10"}))
    keep(server, clock, "failed", "refused", said="Ana Lima has no email address.")
    keep(server, clock, "to another", **TO_BEN)
    keep(server, clock, "of them", **TO_HOST)
    others = (await listed(desk))["to another"]
    assert await forget(desk, ANA) == 204
    told = await listed(desk)
    for identity in ("to them", "by SMS"):
        one = told[identity]
        assert (one["state"], one["name"], one["address"], one["subject"], one["text"]) == ("sent", "", "", "", "")
    assert told["failed"]["said"] == "Forgotten visitor has no email address."
    assert told["to another"] == others
    host = told["of them"]
    assert (host["name"], host["subject"]) == ("Sofia Marchetti", "Forgotten visitor is here")
    assert host["text"] == "Forgotten visitor of Lumen waits, with Ben Okafor and Ana Limax."
    assert await forget(desk, ANA) == 204


@EACH_DATABASE
async def test_how_they_were_reached_is_forgotten_too(
    server: FastAPI, desk: httpx.AsyncClient, clock: Clock, meeting: Body
) -> None:
    ana = {"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example", "mobile": "+32 471 20 44 10"}
    ben = {"firstName": "Ben", "lastName": "Okafor", "mobile": "+32 471 20 44 11"}
    made = (await desk.post("/vm/meetings", json=meeting | {"visitors": [ana, ben]})).json()
    other = TO_ANA | {"address": "lima@old.example", "said": "550 <lima@old.example>: No such mailbox"}
    keep(server, clock, "failed", "refused", **other)
    text = "Ana Lima, Lumen, +32 471 20 44 10\nBen Okafor, +32 471 20 44 11"
    keep(server, clock, "of them", **(TO_HOST | {"text": text, "meeting": made["id"]}))
    assert await forget(desk, {"name": "Ana Lima", "company": "Lumen"}) == 204
    told = await listed(desk)
    assert told["failed"]["said"] == "550 <Forgotten visitor>: No such mailbox"
    of_them = "Forgotten visitor, Lumen, Forgotten visitor\nBen Okafor, +32 471 20 44 11"
    assert told["of them"]["text"] == of_them


@EACH_DATABASE
async def test_nothing_is_forgotten_while_something_goes_to_them(
    server: FastAPI, desk: httpx.AsyncClient, clock: Clock, meeting: Body
) -> None:
    visitor = {"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example"}
    made = (await desk.post("/vm/meetings", json=meeting | {"visitors": [visitor]})).json()
    keep(server, clock, "went", **TO_ANA)
    keep(server, clock, "waits", "queued", meeting=made["id"], visitor=made["visitors"][0]["id"])
    assert await forget(desk, ANA) == 409
    assert (await listed(desk))["went"]["text"] == TO_ANA["text"]
    assert await forget(desk, {"name": "Ben Okafor"}) == 204
    assert await forget(desk, {"company": "Lumen"}) == 400
