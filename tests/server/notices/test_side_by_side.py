"""Several mails are on their way at the same time: one that hangs holds up its own address, and nothing else."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from typing import Any

import pytest

from app.models.contacts import KnownPerson
from app.server.notices.sending import worker
from app.server.notices.sending.notice_sending import MAIL_WORKERS
from tests.post_office import PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import ANA, Body, Served, Start
from tests.server.postgresql import EACH_DATABASE

HOST = KnownPerson("", "Sofia Marchetti", email="sofia@northgate.example")


def visitor(name: str) -> Body:
    return ANA | {"firstName": name, "email": f"{name}@lumen.example"}


def mailed_to(office: PostOffice) -> list[str]:
    return [to for _, to in office.envelopes]


def words_of(mail: Any) -> str:
    text: str = mail.get_body(("plain",)).get_content()
    return text


async def check_in(server: Served, made: Body, clock: Clock) -> None:
    day = made["startAt"][:10]
    body = {"kind": "check-in", "at": clock.now.isoformat(), "desk": "Desk 1"}
    path = f"/vm/visits/{day}/{made['id']}/{made['visitors'][0]['id']}/events"
    answer = await server.desk.post(path, json=body)
    assert answer.is_success, answer.text


@EACH_DATABASE
async def test_a_mail_that_hangs_holds_up_no_other(start: Start, office: PostOffice) -> None:
    office.hangs_for = {"bo@lumen.example"}
    server = start()
    await server.meet(visitors=[visitor("bo")])
    await server.shows("sending")
    await server.meet(visitors=[visitor("cy"), visitor("di")])
    await server.shows("sending", "sent", "sent")
    assert sorted(mailed_to(office)) == ["cy@lumen.example", "di@lumen.example"]
    office.go_on()
    await server.shows("sent", "sent", "sent")
    assert mailed_to(office)[2:] == ["bo@lumen.example"]


@EACH_DATABASE
async def test_one_mail_at_a_time_goes_to_an_address(start: Start, office: PostOffice) -> None:
    office.hangs_for = {"bo@lumen.example"}
    server = start()
    for number in range(1, 6):
        await server.meet(title=f"Audit {number}", visitors=[visitor("bo")])
    await server.meet(visitors=[visitor("cy")])
    cy = (await server.notices())[-1]
    await server.shows("sent", meeting=cy["meeting"])
    assert office.hung == ["bo@lumen.example"]
    assert sorted(state for _, state in await server.states()) == [*["queued"] * 4, "sending", "sent"]
    office.go_on()
    await server.shows(*["sent"] * 6)
    told = [number for mail in office.mails for number in re.findall("Audit ([1-5])", words_of(mail))[:1]]
    assert told == ["1", "2", "3", "4", "5"]


async def test_an_arrival_waits_for_no_invitation(start: Start, office: PostOffice, clock: Clock) -> None:
    invited = [visitor(f"v{number}") for number in range(MAIL_WORKERS + 2)]
    office.hangs_for = {one["email"] for one in invited}
    server = start(listed_host=lambda _, name: HOST if name == HOST.name else None)
    today = {"startAt": "2026-03-12T09:30:00+01:00", "endAt": "2026-03-12T11:00:00+01:00"}
    made = await server.meet(visitors=invited, **today)
    await server.shows(*["sending"] * MAIL_WORKERS, "queued", "queued")
    await check_in(server, made, clock)
    clock.now += timedelta(seconds=2)
    server.application.state.notices.wake()
    await asyncio.wait_for(office.took_one.wait(), 600)
    assert mailed_to(office) == [HOST.email]


async def test_a_server_that_puts_each_address_off_is_asked_of_all_of_them(
    start: Start, office: PostOffice, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "REST", 1e6)  # as it does where the mail server is away
    group = [visitor(f"v{number}") for number in range(MAIL_WORKERS * (worker.FAILURES + 1))]
    office.answers = {one["email"]: "450 4.2.0 Greylisted" for one in group}
    server = start()
    await server.meet(visitors=group)
    await server.settled()
    office.answers.clear()
    clock.now += timedelta(minutes=1)
    await server.settled()
    assert sorted(mailed_to(office)) == sorted(one["email"] for one in group)


async def test_what_changed_is_not_told_before_the_invitation(start: Start, office: PostOffice, clock: Clock) -> None:
    office.hangs_for = {ANA["email"]}
    server = start()
    made = await server.meet()
    await server.shows("sending")
    later = {"startAt": "2026-03-20T14:00:00+01:00", "endAt": "2026-03-20T15:00:00+01:00"}
    await server.change(made, **later)
    office.answers[ANA["email"]] = "450 4.2.0 Greylisted"
    office.go_on()
    await server.shows("queued", "queued")
    await server.settled()
    assert office.mails == []
    office.answers.clear()
    clock.now += timedelta(minutes=1)
    await server.settled()
    (mail,) = office.mails
    assert "14:00" in words_of(mail)
    assert await server.states() == [("invitation", "sent"), ("change", "overtaken")]
