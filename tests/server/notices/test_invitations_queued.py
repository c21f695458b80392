"""What the visitors of a meeting are to be told follows from what they were told and what the meeting is now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import select, update

from app.server.storage.tables.notices import notices
from tests.server.conftest import Clock
from tests.server.postgresql import EACH_DATABASE

Body = dict[str, Any]
Meet = Callable[..., Awaitable[Body]]

ANA = {"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example", "mailReminder": 1}
BO = {"firstName": "Bo", "lastName": "Ek", "email": "bo@lumen.example"}
LATER = {"startAt": "2026-03-20T09:00:00+01:00", "endAt": "2026-03-20T11:00:00+01:00"}


class Told:
    """The server's notices, and a mail server that took all that waits."""

    def __init__(self, server: FastAPI) -> None:
        self._database = server.state.context.database

    def __call__(self) -> list[tuple[str, str]]:
        with self._database.reading() as connection:
            rows = connection.execute(select(notices.c.kind, notices.c.state).order_by(notices.c.number))
            return [(kind, state) for kind, state in rows]

    def take(self, meeting: Body) -> None:
        """All that waits was sent, with what is so now."""
        from app.server.notices.of_meetings import digest

        (visitor,) = meeting["visitors"]
        values = {"state": "sent", "settled_at": 1, "told": digest(meeting, visitor, "mail")}
        with self._database.writing() as connection:
            connection.execute(update(notices).where(notices.c.state == "queued").values(values))


@pytest.fixture
def told(server: FastAPI) -> Told:
    return Told(server)


@pytest.fixture
def change(desk: httpx.AsyncClient, meeting: Body) -> Callable[..., Awaitable[Body]]:
    async def put(made: Body, **different: Any) -> Body:
        body = meeting | LATER | {"visitors": [ANA | {"id": made["visitors"][0]["id"]}]} | different
        answer = await desk.put(f"/vm/meetings/{made['id']}", json=body)
        assert answer.status_code == 200, answer.text
        changed: Body = answer.json()
        return changed

    return put


@EACH_DATABASE
async def test_who_is_invited_by_email_is_told_and_nobody_else(meet: Meet, told: Told) -> None:
    await meet(visitors=[ANA, BO], **LATER)
    assert told() == [("invitation", "queued")]


@EACH_DATABASE
async def test_a_change_is_told_once_and_what_is_changed_back_before_it_went_is_not(
    meet: Meet, told: Told, change: Callable[..., Awaitable[Body]]
) -> None:
    made = await meet(visitors=[ANA], **LATER)
    await change(made, title="Before it went")
    assert told() == [("invitation", "queued")]  # it says what is true when it goes
    told.take(await change(made))
    await change(made, userIds=["Jonas Weber"], checkinNotificationUsers=["Jonas Weber"])
    assert told() == [("invitation", "sent")]  # nothing that a visitor is told
    await change(made, title="Another")
    await change(made, title="A third")
    assert told() == [("invitation", "sent"), ("change", "queued")]


@EACH_DATABASE
async def test_who_is_not_expected_any_more_is_told_so_if_they_knew(
    desk: httpx.AsyncClient, meet: Meet, told: Told, change: Callable[..., Awaitable[Body]]
) -> None:
    made = await meet(visitors=[ANA], **LATER)
    await desk.delete(f"/vm/meetings/{made['id']}")
    assert told() == [("invitation", "overtaken")]
    known = await meet(visitors=[ANA], **LATER)
    told.take(known)
    await desk.delete(f"/vm/meetings/{known['id']}")
    assert told()[1:] == [("invitation", "sent"), ("cancellation", "queued")]
    body = {"visitors": [ANA | {"id": known["visitors"][0]["id"]}]} | LATER | {"title": "Back", "hostId": "US-G606"}
    back = await desk.put(f"/vm/meetings/{known['id']}", json=body, headers={"Foyer-Restore": "1"})
    assert back.status_code == 200
    assert told()[1:] == [("invitation", "sent"), ("cancellation", "overtaken"), ("change", "queued")]


async def test_nobody_is_told_of_what_is_over(
    desk: httpx.AsyncClient, meet: Meet, told: Told, change: Callable[..., Awaitable[Body]], clock: Clock
) -> None:
    made = await meet(visitors=[ANA], **LATER)
    told.take(made)
    clock.now += timedelta(days=30)
    await change(made, title="What it was about")
    await desk.delete(f"/vm/meetings/{made['id']}")
    assert told() == [("invitation", "sent")]


async def test_a_tick_that_goes_ends_it_and_one_that_comes_begins_it(
    meet: Meet, told: Told, change: Callable[..., Awaitable[Body]]
) -> None:
    made = await meet(visitors=[ANA | {"mailReminder": 0}], **LATER)
    identity = made["visitors"][0]["id"]
    assert told() == []
    await change(made)
    await change(made, visitors=[ANA | {"id": identity, "mailReminder": 0}])
    assert told() == [("invitation", "overtaken")]
