"""*Send tomorrow's list*: mailed once a day to each address, at its time on the site's clock, and as what it says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from app.errors import BadSetting
from app.mail.mail_server import MailServer
from app.models.notices.tomorrow_list import TomorrowList
from app.server.application import close, create
from app.settings.server.server_file import read_server_file
from tests.files_read import xlsx_rows
from tests.post_office import SENDER, PostOffice, mail_settings
from tests.server.asking import desk_of
from tests.server.conftest import Clock
from tests.server.postgresql import EACH_DATABASE

DESK, BOSS = "desk@northgate.example", "boss@northgate.example"
AT_FIVE = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
MEETING = {
    "title": "Façade survey <b>",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-13T09:00:00+01:00",
    "endAt": "2026-03-13T11:00:00+01:00",
    "visitors": [
        {"firstName": "Ana", "lastName": "Lima", "companyName": "=Lumen", "mobile": "+32 471 20 44 10"},
        {"firstName": "محمد", "lastName": "الفارسي"},
    ],
}

Start = Callable[..., FastAPI]


@pytest.fixture
async def start(url: str, clock: Clock, office: PostOffice, tmp_path: Path) -> AsyncIterator[Start]:
    """A server over the same database each time; on SQLite the one before has to be closed."""
    started: list[FastAPI] = []
    where = f"sqlite:///{tmp_path / 'desk.db'}" if url.startswith("sqlite") else url

    async def password() -> str:
        return ""

    def start_one(*, to: tuple[str, ...] = (DESK,), when_nobody: bool = False) -> FastAPI:
        plan = TomorrowList(time(17), to, when_nobody)
        mails = MailServer(mail_settings(office), password)
        made = create(
            where,
            company_name="Northgate\nHouse",
            time_zone="Europe/Brussels",
            now=clock,
            mail_server=mails,
            tomorrow_list=plan,
        )
        started.append(made)
        return made

    yield start_one
    for one in started:
        await asyncio.to_thread(close, one)


async def invite(server: FastAPI, **different: Any) -> None:
    async with desk_of(server) as desk:
        assert (await desk.post("/vm/meetings", json=MEETING | different)).status_code == 201


async def turn(server: FastAPI) -> None:
    await asyncio.to_thread(server.state.tomorrow.turn)


async def until(true: Callable[[], object]) -> None:
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never became true")


def states(server: FastAPI) -> list[str]:
    with server.state.context.database.reading() as connection:
        return sorted(row.state for row in connection.exec_driver_sql("SELECT state FROM tomorrow_mails"))


async def unsent(server: FastAPI) -> list[dict[str, Any]]:
    """What a desk is told of them."""
    async with desk_of(server) as desk:
        return (await desk.get("/vm/tomorrow-list")).raise_for_status().json()


async def all_settled(server: FastAPI) -> None:
    """The server's own look at the clock may have been first."""
    await turn(server)
    await until(lambda: "sending" not in states(server))


@EACH_DATABASE
async def test_it_goes_once_to_each_address_also_over_a_restart(start: Start, clock: Clock, office: PostOffice) -> None:
    server = start(to=(DESK, BOSS))
    await invite(server)
    clock.now = AT_FIVE - timedelta(seconds=1)
    await turn(server)
    assert office.mails == []
    clock.now = AT_FIVE
    await all_settled(server)
    assert sorted(office.envelopes) == [(SENDER, BOSS), (SENDER, DESK)]
    server.state.tomorrow.end()
    await asyncio.to_thread(server.state.context.database.close)
    clock.now = AT_FIVE + timedelta(hours=3)
    again = start(to=(DESK, BOSS))
    await all_settled(again)
    assert len(office.mails) == 2


async def test_text_table_and_file_say_the_same(start: Start, clock: Clock, office: PostOffice) -> None:
    server = start()
    await invite(server)
    clock.now = AT_FIVE
    await all_settled(server)
    (mail,) = office.mails
    assert mail["Subject"] == "Northgate House: 2 visitors on Friday 13 March 2026"
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert text.splitlines()[:7] == [
        "Visitors on Friday 13 March 2026",
        "2 visitors expected.",
        "",
        "09:00  Ana Lima, =Lumen",
        "       to Sofia Marchetti: Façade survey <b>",
        "       +32 471 20 44 10",
        "",
    ]
    for part in ("2 visitors expected.", "Façade survey &lt;b&gt;", ">+32 471 20 44 10<", ">محمد الفارسي<"):
        assert part in html
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "Visitors 2026-03-13.xlsx"
    (rows,) = xlsx_rows(attached.get_content()).values()
    assert [row[:4] for row in rows[1:]] == [
        ["09:00", "Ana Lima", "=Lumen", "+32 471 20 44 10"],
        ["09:00", "محمد الفارسي", "", ""],
    ]


async def test_what_is_put_off_is_tried_again_after_a_pause_until_midnight(
    start: Start, clock: Clock, office: PostOffice
) -> None:
    server = start(to=(DESK, BOSS))
    await invite(server)
    office.answers[DESK] = "450 4.2.0 Greylisted"
    office.answers[BOSS] = "550 5.1.1 No such user"
    clock.now = AT_FIVE
    await all_settled(server)
    assert (office.mails, states(server)) == ([], ["refused", "waiting"])
    office.answers.clear()
    await all_settled(server)
    assert office.mails == []  # not at once
    clock.now += timedelta(minutes=2)
    await all_settled(server)
    assert office.envelopes == [(SENDER, DESK)]
    assert states(server) == ["refused", "sent"]


@EACH_DATABASE
async def test_what_did_not_go_is_told_to_desks_until_the_next_list_went(
    start: Start, clock: Clock, office: PostOffice
) -> None:
    server = start(to=(DESK, BOSS))
    assert await unsent(server) == []
    for day in ("13", "14"):
        await invite(server, startAt=f"2026-03-{day}T09:00:00+01:00", endAt=f"2026-03-{day}T10:00:00+01:00")
    office.answers |= {DESK: "450 4.2.0 Greylisted", BOSS: "550 5.1.1 No such user"}
    clock.now = AT_FIVE
    await all_settled(server)
    of_list = {"day": "2026-03-13", "at": "2026-03-12T16:00:00Z"}
    refused, waits = await unsent(server)
    assert refused == of_list | {
        "address": BOSS,
        "state": "refused",
        "said": "550 5.1.1 No such user",
        "againAt": None,
    }
    assert (waits["address"], waits["state"], waits["againAt"]) == (DESK, "waiting", "2026-03-12T16:01:00Z")
    assert "Greylisted" in waits["said"]
    office.answers.clear()
    clock.now += timedelta(minutes=2)
    await all_settled(server)
    assert [one["address"] for one in await unsent(server)] == [BOSS]
    clock.now = AT_FIVE + timedelta(days=1)
    await all_settled(server)
    assert await unsent(server) == []


async def test_what_nobody_knows_of_goes_once_more_and_shows_as_one(
    start: Start, clock: Clock, office: PostOffice
) -> None:
    server = start()
    await invite(server)
    office.hangs_up = True
    for _ in range(3):
        clock.now = max(clock.now, AT_FIVE) + timedelta(hours=1)
        await all_settled(server)
    assert len(office.mails) == 2
    assert len({mail["Message-ID"] for mail in office.mails}) == 1
    assert states(server) == ["unknown"]


async def test_a_server_that_went_down_in_the_middle_sends_it_when_it_starts_again(
    start: Start, clock: Clock, office: PostOffice
) -> None:
    server = start()
    await invite(server)
    office.silent = True
    clock.now = AT_FIVE
    turning = asyncio.ensure_future(turn(server))
    await office.took_one.wait()
    await asyncio.to_thread(close, server)
    await turning
    office.silent = False
    again = start()
    await until(lambda: len(office.mails) == 2)
    await all_settled(again)
    assert (len(office.mails), states(again)) == (2, ["sent"])


@pytest.mark.parametrize("when_nobody", [False, True])
async def test_a_day_without_visitors(start: Start, clock: Clock, office: PostOffice, when_nobody: bool) -> None:
    server = start(when_nobody=when_nobody)
    await invite(server, visitors=[])
    clock.now = AT_FIVE
    await all_settled(server)
    await invite(server)
    await all_settled(server)
    assert ["Nobody is expected." in mail.get_body(("plain",)).get_content() for mail in office.mails] == (
        [True] if when_nobody else []
    )


async def test_its_time_is_the_sites_in_summer_too(start: Start, clock: Clock, office: PostOffice) -> None:
    """The clocks change in the night before the 29th."""
    server = start()
    for day in ("29", "30"):
        await invite(server, startAt=f"2026-03-{day}T09:00:00+02:00", endAt=f"2026-03-{day}T10:00:00+02:00")
    for moment, sent in (("28T15:59", 0), ("28T16:00", 1), ("29T14:59", 1), ("29T15:00", 2)):
        clock.now = datetime.fromisoformat(f"2026-03-{moment}:00+00:00")
        await all_settled(server)
        assert len(office.mails) == sent, moment


def test_the_file_of_foyer_serve(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text('[mail]\nserver = "smtp.example"\nfrom = "d@x.example"\n[tomorrow_list]\nto = ["a@x.example"]\n')
    told = read_server_file(file)
    assert told.mail
    assert told.tomorrow_list
    assert (told.mail.smtp_server, told.mail.smtp_port, told.tomorrow_list.at) == ("smtp.example", 587, time(17))
    for wrong, said in (
        ("[mail]\nserver = 3\n", "server"),
        ('[tomorrow_list]\nto = ["a@x.example"]\n', "needs a mail server"),
        ('[tomorrow_list]\nto = ["nobody"]\n', "it is an email address"),
        ("[letters]\n", "letters"),
    ):
        file.write_text(wrong)
        with pytest.raises(BadSetting, match=said):
            read_server_file(file)
