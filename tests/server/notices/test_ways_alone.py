"""A server without a mail server, which tells a program of the site's own alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.notify.webhook import Webhook
from app.server.application import close, create
from tests.server.conftest import Clock
from tests.server.notices.conftest import Body, Served
from tests.server.notices.test_ways import secret
from tests.site_program import SiteProgram

MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "userIds": ["Jonas Weber"],
    "startAt": "2026-03-12T09:00:00+01:00",
    "endAt": "2026-03-12T11:00:00+01:00",
    "visitors": [{"firstName": "Ana", "lastName": "Lima"}],
}
KINDS = frozenset(("arrival", "departure", "not reached", "still here", "comment"))


class Lobby:
    def __init__(self, clock: Clock, program: SiteProgram) -> None:
        taker = Webhook(f"http://127.0.0.1:{program.port}/", secret)
        plan = NoticePlan(ways=(NoticeWay("office", taker, KINDS),), reached_minutes=10, overdue_minutes=30)
        self.served = Served(create("sqlite://", time_zone="Europe/Brussels", now=clock, notice_plan=plan))
        self._clock = clock
        self._program = program
        self._visit = ""

    async def invite(self) -> None:
        made = await self.served.meet(**MEETING)
        self._visit = f"/vm/visits/2026-03-12/{made['id']}/{made['visitors'][0]['id']}"

    async def say(self, kind: str, desk: str = "Desk 1") -> list[str]:
        """Gives what the desks hear of the host."""
        self._clock.now += timedelta(milliseconds=1)
        body = {"kind": kind, "at": self._clock.now.isoformat(), "desk": desk}
        answer = await self.served.desk.post(f"{self._visit}/events", json=body)
        assert answer.is_success, answer.text
        visit: Body = (await self.served.desk.get(self._visit)).json()
        return [event["kind"] for event in visit["events"] if "host" in event["kind"]]

    async def pass_time(self, minutes: float) -> None:
        self._clock.now += timedelta(minutes=minutes)
        await self.served.settled()

    def told(self) -> list[tuple[str, str]]:
        """Of what, and for whom."""
        bodies = map(json.loads, self._program.bodies)
        return [(told["kind"], told["to"]["name"]) for told in bodies]

    async def unsent(self) -> list[Body]:
        return await self.served.notices(unsent="1")


@pytest.fixture
async def lobby(clock: Clock, program: SiteProgram) -> AsyncIterator[Lobby]:
    lobby = Lobby(clock, program)
    await lobby.invite()
    yield lobby
    await lobby.served.desk.aclose()
    await asyncio.to_thread(close, lobby.served.application)


async def test_the_program_is_told_once_and_nothing_is_said_of_the_host(lobby: Lobby) -> None:
    assert await lobby.say("check-in") == []
    await lobby.pass_time(1)
    await lobby.say("check-in", desk="Desk 2")
    await lobby.pass_time(1)
    assert lobby.told() == [("arrival", "Sofia Marchetti")]
    assert await lobby.say("check-out") == []
    await lobby.pass_time(1)
    assert await lobby.unsent() == []


async def test_it_is_told_of_a_host_whom_nobody_reached_and_of_a_visitor_who_is_still_here(lobby: Lobby) -> None:
    await lobby.say("check-in")
    await lobby.pass_time(1)
    await lobby.pass_time(11)
    assert lobby.told()[1:] == [("not reached", "Jonas Weber")]
    await lobby.pass_time(180)
    assert lobby.told()[2:] == [("still here", "Sofia Marchetti")]


async def test_who_called_the_host_says_so(lobby: Lobby) -> None:
    await lobby.say("check-in")
    await lobby.pass_time(1)
    assert await lobby.say("host-told") == ["host-told"]
    await lobby.pass_time(20)
    assert lobby.told() == [("arrival", "Sofia Marchetti")]


async def test_that_the_host_cannot_be_mailed_is_said_to_who_wants_it(lobby: Lobby) -> None:
    await lobby.say("check-in")
    await lobby.pass_time(1)
    assert await lobby.say("tell-host") == ["tell-host", "host-not-told"]


async def test_a_comment_goes_to_the_program_and_is_no_failure(lobby: Lobby) -> None:
    made = (await lobby.served.desk.post("/sd/tickets", json={"title": "Leak", "notifierId": "Jonas Weber"})).json()
    await lobby.served.desk.post(f"/sd/tickets/{made['id']}/comments", json={"text": "On my way"})
    await lobby.pass_time(1)
    assert lobby.told() == [("comment", "Jonas Weber")]
    assert await lobby.unsent() == []
    assert [(one["way"], one["state"]) for one in await lobby.served.notices()] == [("office", "sent")]
