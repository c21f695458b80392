"""Notices reach a real mail server: once, with what is true when they go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from icalendar import Calendar

from app.mail.mail_server import MailServer
from app.models.notices.notice_plan import NoticePlan
from app.server.application import close, create
from tests.post_office import SENDER, PostOffice, mail_settings
from tests.server.conftest import Clock
from tests.server.postgresql import EACH_DATABASE

Body = dict[str, Any]
ANA = {"firstName": "Ana", "lastName": "Lima", "email": "ana@lumen.example", "mailReminder": 1, "language": "de"}
MEETING = {
    "title": "Façade survey",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-20T09:00:00+01:00",
    "endAt": "2026-03-20T11:00:00+01:00",
    "visitors": [ANA],
}
TICKET = {"title": "Water under goods lift B", "notifierId": "Jonas Weber"}

Start = Callable[..., "Served"]


class Served:
    """A server that mails, and a desk that asks it."""

    def __init__(self, application: FastAPI) -> None:
        self.application = application
        transport = httpx.ASGITransport(application)
        self.desk = httpx.AsyncClient(transport=transport, base_url="http://desk.test/app/CO-DESK", trust_env=False)

    async def meet(self, **different: Any) -> Body:
        answer = await self.desk.post("/vm/meetings", json=MEETING | different)
        assert answer.status_code == 201, answer.text
        made: Body = answer.json()
        return made

    async def change(self, made: Body, **different: Any) -> None:
        visitors = [ANA | {"id": made["visitors"][0]["id"]}]
        answer = await self.desk.put(f"/vm/meetings/{made['id']}", json=MEETING | {"visitors": visitors} | different)
        assert answer.status_code == 200, answer.text

    async def notices(self, **asked: str) -> list[Body]:
        """The oldest first."""
        answer = await self.desk.get("/vm/notices", params=asked)
        assert answer.status_code == 200, answer.text
        return list(reversed(answer.json()["notices"]))

    async def states(self) -> list[tuple[str, str]]:
        return [(one["kind"], one["state"]) for one in await self.notices()]

    async def settled(self) -> None:
        """Until nothing is due: its own look at the queue may have been first."""
        await asyncio.to_thread(self.application.state.notices.turn)
        for _ in range(6000):
            if all(one["state"] != "sending" for one in await self.notices()):
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it is still being sent")


@pytest.fixture
async def start(url: str, clock: Clock, office: PostOffice, tmp_path: Path) -> AsyncIterator[Start]:
    """A server over the same database each time; on SQLite the one before has to be closed."""
    started: list[Served] = []
    where = f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url

    async def password() -> str:
        return ""

    def start_one(**plan: Any) -> Served:
        made = create(
            where,
            company_name="Northgate House",
            time_zone="Europe/Brussels",
            now=clock,
            mail_server=MailServer(mail_settings(office), password),
            notice_plan=NoticePlan(**plan),
        )
        started.append(Served(made))
        return started[-1]

    yield start_one
    for one in started:
        await one.desk.aclose()
        await asyncio.to_thread(close, one.application)


def calendar(mail: Any) -> Calendar:
    (part,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar" and not part.get_filename())
    return Calendar.from_ical(part.get_content())


@EACH_DATABASE
async def test_an_invitation_a_change_and_a_cancellation_are_one_entry_in_a_calendar(
    start: Start, office: PostOffice
) -> None:
    server = start()
    made = await server.meet()
    await server.settled()
    await server.change(made, startAt="2026-03-20T14:00:00+01:00", endAt="2026-03-20T15:00:00+01:00")
    await server.settled()
    await server.desk.delete(f"/vm/meetings/{made['id']}")
    await server.settled()
    assert office.envelopes == [(SENDER, ANA["email"])] * 3
    events = [next(iter(calendar(mail).walk("VEVENT"))) for mail in office.mails]
    assert {str(event["UID"]) for event in events} == {made["uid"]}
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert [event["DTSTART"].dt.hour for event in events] == [9, 14, 14]
    assert await server.states() == [("invitation", "sent"), ("change", "sent"), ("cancellation", "sent")]
    (mail, *_) = office.mails
    assert "Sofia Marchetti" in mail.get_body(("plain",)).get_content()
    assert made["visitorCodes"][made["visitors"][0]["id"]] in mail.get_body(("plain",)).get_content()


@EACH_DATABASE
async def test_what_was_cancelled_before_it_went_is_not_sent(start: Start, office: PostOffice) -> None:
    office.answers[ANA["email"]] = "450 4.2.0 Greylisted"
    server = start()
    made = await server.meet()
    await server.settled()
    (waiting,) = await server.notices(unsent="1")
    assert (waiting["state"], "Greylisted" in waiting["said"]) == ("queued", True)
    await server.desk.delete(f"/vm/meetings/{made['id']}")
    office.answers.clear()
    await server.settled()
    assert (office.mails, await server.states()) == ([], [("invitation", "overtaken")])


async def test_one_that_is_refused_is_told_and_sent_again_on_request(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    office.answers[ANA["email"]] = "550 5.1.1 No such mailbox"
    server = start()
    await server.meet()
    await server.settled()
    (refused,) = await server.notices(unsent="1")
    assert (refused["state"], "No such mailbox" in refused["said"]) == ("refused", True)
    office.answers.clear()
    again = await server.desk.post(f"/vm/notices/{refused['id']}/again")
    assert again.status_code == 204
    await server.settled()
    assert office.envelopes == [(SENDER, ANA["email"])]
    assert await server.notices(unsent="1") == []
    late = await server.desk.post(f"/vm/notices/{refused['id']}/again")
    assert late.status_code == 409


async def test_of_which_nobody_knows_goes_once_more_and_then_says_so(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start()
    office.hangs_up = True
    await server.meet()
    for _ in range(3):
        await server.settled()
        clock.now += timedelta(hours=1)
    assert len(office.mails) == 2
    assert len({mail["Message-ID"] for mail in office.mails}) == 1
    assert await server.states() == [("invitation", "unknown")]


async def test_a_server_that_went_down_in_the_middle_sends_it_when_it_starts_again(
    start: Start, office: PostOffice
) -> None:
    server = start()
    office.silent = True
    await server.meet()
    await asyncio.wait_for(office.took_one.wait(), 600)
    await asyncio.to_thread(close, server.application)
    office.silent = False
    again = start()
    await again.settled()
    assert (len(office.mails), await again.states()) == (2, [("invitation", "sent")])


async def test_who_is_expected_tomorrow_is_reminded_once_at_the_sites_time(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    from datetime import time

    server = start(reminder_at=time(9))
    await server.meet(startAt="2026-03-14T09:00:00+01:00", endAt="2026-03-14T10:00:00+01:00")
    await server.settled()
    clock.now = clock.now.replace(day=13, hour=7, minute=59)  # 08:59 there
    await server.settled()
    assert len(office.mails) == 1
    clock.now += timedelta(minutes=1)
    await server.meet(startAt="2026-03-14T11:00:00+01:00", endAt="2026-03-14T12:00:00+01:00")
    for _ in range(2):
        await server.settled()
    kinds = [kind for kind, _ in await server.states()]
    assert kinds == ["invitation", "invitation", "reminder"]
    assert len(office.mails) == 3


async def test_no_more_than_ten_a_minute_go_to_one_address(start: Start, office: PostOffice, clock: Clock) -> None:
    server = start()
    for day in range(13):
        await server.meet(startAt=f"2026-04-{day + 1:02}T09:00:00+02:00", endAt=f"2026-04-{day + 1:02}T10:00:00+02:00")
    await server.settled()
    assert len(office.mails) == 10
    clock.now += timedelta(minutes=1)
    await server.settled()
    assert len(office.mails) == 13


async def test_a_requester_is_told_of_their_ticket_and_a_supplier_of_theirs(start: Start, office: PostOffice) -> None:
    from app.models.contacts import KnownPerson

    people = {"Jonas Weber": "jonas@northgate.example"}
    server = start(listed_host=lambda _, name: KnownPerson(name, name, "", people[name]) if name in people else None)
    made = await server.desk.post("/sd/tickets", json=TICKET | {"sendRequesterCopy": 1, "sendRequesterSolved": 1})
    ticket = made.json()["id"]
    await server.settled()
    await server.desk.post(f"/sd/tickets/{ticket}/comments", json={"text": "Ein Ersatzteil ist bestellt."})
    await server.desk.post(f"/sd/tickets/{ticket}/comments", json={"text": "Nobody reads this", "internal": 1})
    await server.settled()
    await server.desk.patch(f"/sd/tickets/{ticket}", json={"statusId": 5})
    await server.settled()
    assert [to for _, to in office.envelopes] == [people["Jonas Weber"]] * 3
    texts = [mail.get_body(("plain",)).get_content() for mail in office.mails]
    assert "Ein Ersatzteil ist bestellt." in texts[1]
    assert not any("Nobody reads this" in text for text in texts)


async def test_without_an_address_nobody_is_written_to_and_the_desk_hears_why(start: Start, office: PostOffice) -> None:
    server = start()
    await server.desk.post("/sd/tickets", json=TICKET | {"sendRequesterCopy": 1})
    await server.settled()
    (notice,) = await server.notices(unsent="1")
    assert (notice["state"], notice["said"]) == ("refused", "Jonas Weber has no email address.")
