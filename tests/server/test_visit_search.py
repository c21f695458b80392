"""Whom what was typed leads to, on whatever day."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from tests.server.postgresql import EACH_DATABASE

ZOE = {"firstName": "Zoë", "lastName": "Müller", "companyName": "Bolt & 100%", "mobile": "+32 479 12 34 56"}


@pytest.fixture
def found(desk):
    """The days of those who are found."""

    async def ask(typed, **query):
        answer = await desk.get("/vm/visits", params={"q": typed} | query)
        assert answer.status_code == 200, answer.text
        return [visit["id"].partition("/")[0] for visit in answer.json()["visits"]]

    return ask


def on(day, *visitors, **more):
    times = {"startAt": f"{day}T10:00:00+01:00", "endAt": f"{day}T11:00:00+01:00"}
    return times | {"visitors": list(visitors)} | more


@EACH_DATABASE
async def test_visitors_are_found_by_name_number_and_title_on_any_day_the_nearest_first(desk, meet, found):
    await meet(**on("2026-02-02", ZOE))
    await meet(**on("2027-02-03", ZOE, title="Audit"))
    near = await meet(**on("2026-03-16", ZOE))
    await meet(**on("2026-03-13", {"firstName": "Bo", "lastName": "Berg"}))
    assert await found("mueller ZOE") == ["2026-03-16", "2026-02-02", "2027-02-03"]
    assert await found("0032 479/12.34") == ["2026-03-16", "2026-02-02", "2027-02-03"]
    assert await found("100%") == ["2026-03-16", "2026-02-02", "2027-02-03"]
    assert await found("1_0") == []
    assert await found("audit") == ["2027-02-03"]
    assert await found(near["visitors"][0]["id"]) == ["2026-03-16"]
    assert await found("zoe", pageSize=1) == ["2026-03-16"]
    assert await found("  ") == []
    await desk.delete(f"/vm/meetings/{near['id']}")
    assert await found("zoe") == ["2026-02-02", "2027-02-03"]


async def test_however_many_are_found_the_database_is_asked_as_often(server, desk, meet, found):
    asked = []
    with server.state.context.database.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    async def questions(days):
        asked.clear()
        assert len(await found("zoe")) == days
        return len(asked)

    await meet(**on("2026-03-16", ZOE))
    first = await questions(1)
    for day in ("2026-03-17", "2026-03-18", "2026-03-19"):
        await meet(**on(day, ZOE))
    assert await questions(4) == first


@EACH_DATABASE
async def test_who_came_and_was_taken_out_of_the_meeting_is_found_by_name_and_by_code(desk, meet, found):
    met = await meet(visitors=[ZOE, {"firstName": "Bo", "lastName": "Berg"}])
    zoe, bo = met["visitors"]
    path = f"/vm/visits/2026-03-12/{met['id']}/{zoe['id']}/events"
    for kind, at in (("check-in", "08:05"), ("check-out", "08:30")):
        await desk.post(path, json={"kind": kind, "at": f"2026-03-12T{at}:00Z"})
    times = {name: met[name] for name in ("title", "startAt", "endAt")}
    body = times | {"hostId": met["host"]["id"], "visitors": [{"id": bo["id"], "firstName": "Bo", "lastName": "Berg"}]}
    assert (await desk.put(f"/vm/meetings/{met['id']}", json=body)).status_code == 200
    for typed in ("zoe mueller", met["visitorCodes"][zoe["id"]], "berg"):
        assert await found(typed) == ["2026-03-12"]


async def test_a_change_of_a_meeting_is_found_and_what_it_was_is_not(desk, meet, found):
    met = await meet(**on("2026-03-16", ZOE))
    body = on("2026-03-17", ZOE | {"lastName": "Peeters"}, title="Audit", hostId=met["host"]["id"])
    assert (await desk.put(f"/vm/meetings/{met['id']}", json=body)).status_code == 200
    assert (await found("peeters"), await found("muller")) == (["2026-03-17"], [])
