"""*Send tomorrow's list*: a notice a day to each address, at its time on the site's clock, and as what it says."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from app.models.notices.kinds import NoticeKind
from app.models.notices.tomorrow_list import TomorrowList
from app.server.notices.queue import Queued
from tests.files_read import xlsx_rows
from tests.post_office import SENDER, PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import MailingServer
from tests.server.postgresql import EACH_DATABASE

Body = dict[str, Any]
DESK, BOSS = "desk@northgate.example", "boss@northgate.example"
AT_FIVE = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
GREYLISTED, NO_USER = "450 4.2.0 Greylisted", "550 5.1.1 No such user"
LIST = "tomorrow list"
MEETING: Body = {
    "title": "Façade survey <b>",
    "hostId": "Sofia Marchetti",
    "startAt": "2026-03-13T09:00:00+01:00",
    "endAt": "2026-03-13T11:00:00+01:00",
    "visitors": [
        {"firstName": "Ana", "lastName": "Lima", "companyName": "=Lumen", "mobile": "+32 471 20 44 10"},
        {"firstName": "محمد", "lastName": "الفارسي"},
    ],
}


def wanted(*to: str, when_nobody: bool = False) -> TomorrowList:
    return TomorrowList(time(17), to or (DESK,), when_nobody)


async def unsent(server: MailingServer) -> list[Body]:
    """What a desk is told of those that didn't go."""
    listed: list[Body] = (await server.get("/vm/notices", unsent="1", kind=LIST))["notices"]
    return sorted(listed, key=lambda one: one["address"])


def states(server: MailingServer) -> list[str]:
    assert {kind for kind, _ in server.states()} <= {LIST}
    return [state for _, state in server.states()]


@EACH_DATABASE
async def test_it_goes_once_to_each_address_also_over_a_restart(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted(DESK, BOSS, DESK))
    await mailing.post("/vm/meetings", MEETING)
    clock.now = AT_FIVE - timedelta(seconds=1)
    await mailing.turn()
    assert office.mails == []
    clock.now = AT_FIVE
    await mailing.turn()
    assert sorted(office.envelopes) == [(SENDER, BOSS), (SENDER, DESK)]
    await mailing.end()
    clock.now = AT_FIVE + timedelta(hours=3)
    mailing.start(tomorrow_list=wanted(DESK, BOSS))
    await mailing.turn()
    assert len(office.mails) == 2
    assert await unsent(mailing) == []


async def test_text_table_and_file_say_the_same(mailing: MailingServer, clock: Clock, office: PostOffice) -> None:
    mailing.start(tomorrow_list=wanted())
    await mailing.post("/vm/meetings", MEETING)
    clock.now = AT_FIVE
    await mailing.turn()
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


@EACH_DATABASE
async def test_desks_are_told_what_did_not_go_and_why_until_it_went_or_the_next_list_did(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted(DESK, BOSS))
    for day in ("13", "14"):
        times = {"startAt": f"2026-03-{day}T09:00:00+01:00", "endAt": f"2026-03-{day}T10:00:00+01:00"}
        await mailing.post("/vm/meetings", MEETING | times)
    office.answers |= {DESK: GREYLISTED, BOSS: NO_USER}
    clock.now = AT_FIVE
    await mailing.turn()
    refused, waits = await unsent(mailing)
    assert (refused["state"], refused["address"], refused["said"]) == ("refused", BOSS, NO_USER)
    assert (refused["day"], refused["at"], refused["nextAt"]) == ("2026-03-13", "2026-03-12T16:00:00Z", None)
    assert (waits["state"], waits["address"], waits["nextAt"]) == ("queued", DESK, "2026-03-12T16:01:00Z")
    assert "Greylisted" in waits["said"]
    office.answers.clear()
    await mailing.pass_time(120)
    assert office.envelopes == [(SENDER, DESK)]
    assert [one["address"] for one in await unsent(mailing)] == [BOSS]
    clock.now = AT_FIVE + timedelta(days=1)
    await mailing.turn()
    assert await unsent(mailing) == []
    assert [one["state"] for one in (await mailing.get("/vm/notices", kind=LIST))["notices"]].count("sent") == 3


async def test_one_that_is_sent_again_is_told_of_no_more_and_its_words_are_kept(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted(BOSS))
    await mailing.post("/vm/meetings", MEETING)
    office.answers[BOSS] = NO_USER
    clock.now = AT_FIVE
    await mailing.turn()
    office.answers.clear()
    (failed,) = await unsent(mailing)
    await mailing.post(f"/vm/notices/{failed['id']}/again", {})
    await mailing.turn()
    assert (office.envelopes, await unsent(mailing)) == ([(SENDER, BOSS)], [])
    sent, _ = (await mailing.get("/vm/notices", kind=LIST))["notices"]
    assert (sent["state"], sent["subject"]) == ("sent", "Northgate House: 2 visitors on Friday 13 March 2026")
    assert "Ana Lima" in sent["text"]


async def test_of_one_that_may_have_gone_desks_hear_no_more_once_it_went_again(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted())
    await mailing.post("/vm/meetings", MEETING)
    office.hangs_up = True
    clock.now = AT_FIVE
    for _ in range(3):
        await mailing.pass_time(3600)
    assert len(office.mails) == 2
    assert len({mail["Message-ID"] for mail in office.mails}) == 1
    (doubtful,) = await unsent(mailing)
    assert doubtful["state"] == "unknown"
    office.hangs_up = False
    await mailing.post(f"/vm/notices/{doubtful['id']}/again", {})
    await mailing.turn()
    assert (len(office.mails), await unsent(mailing)) == (3, [])


async def test_it_is_tried_until_its_day_is_over_and_then_said_to_be_too_late(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted())
    await mailing.post("/vm/meetings", MEETING)
    office.answers[DESK] = GREYLISTED
    clock.now = AT_FIVE
    await mailing.turn()
    await mailing.end()
    mailing.start()  # nobody wants any more of them
    clock.now = datetime(2026, 3, 13, 7, 0, tzinfo=UTC)
    await mailing.turn()
    assert states(mailing) == ["queued"]
    clock.now = datetime(2026, 3, 13, 23, 0, tzinfo=UTC)
    await mailing.turn()
    (late,) = await unsent(mailing)
    assert late["state"] == "refused"
    assert late["said"].endswith("Greylisted. The day was over before it could be sent.")
    clock.now += timedelta(days=4)
    assert await unsent(mailing) == []


async def test_one_that_waits_gives_way_to_the_next_day_s(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted(when_nobody=True))
    office.answers[DESK] = GREYLISTED
    clock.now = AT_FIVE
    await mailing.turn()
    clock.now = AT_FIVE + timedelta(days=1)
    await mailing.turn()
    clock.now += timedelta(hours=1)  # it may have been on its way just then
    await mailing.turn()
    assert states(mailing) == ["overtaken", "queued"]
    assert [one["day"] for one in await unsent(mailing)] == ["2026-03-14"]


async def test_one_that_was_on_its_way_when_the_next_was_queued_is_not_sent_after_it(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start()
    clock.now = AT_FIVE
    lists = [Queued(kind=NoticeKind.TOMORROW_LIST, day=f"2026-03-{day}", address=DESK) for day in (13, 14)]
    mailing.queue(*lists, Queued(kind=NoticeKind.TOMORROW_LIST, day="2026-03-13", address=BOSS))
    await mailing.turn()
    assert states(mailing) == ["overtaken", "sent", "sent"]
    assert sorted(to for _, to in office.envelopes) == [BOSS, DESK]


async def test_a_server_that_went_down_in_the_middle_sends_it_when_it_starts_again(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted())
    await mailing.post("/vm/meetings", MEETING)
    office.silent = True
    clock.now = AT_FIVE
    await mailing.look()
    await office.took_one.wait()
    await mailing.end()
    office.silent = False
    mailing.start(tomorrow_list=wanted())
    await mailing.turn()
    assert (len(office.mails), states(mailing)) == (2, ["sent"])


@pytest.mark.parametrize("when_nobody", [False, True])
async def test_a_day_without_visitors(
    mailing: MailingServer, clock: Clock, office: PostOffice, when_nobody: bool
) -> None:
    mailing.start(tomorrow_list=wanted(when_nobody=when_nobody))
    await mailing.post("/vm/meetings", MEETING | {"visitors": []})
    clock.now = AT_FIVE
    await mailing.turn()
    await mailing.post("/vm/meetings", MEETING)
    await mailing.turn()
    texts = [mail.get_body(("plain",)).get_content() for mail in office.mails]
    assert ["Nobody is expected." in text for text in texts] == ([True] if when_nobody else [])
    assert await unsent(mailing) == []


async def test_whoever_is_added_in_the_evening_gets_it_then(
    mailing: MailingServer, clock: Clock, office: PostOffice
) -> None:
    mailing.start(tomorrow_list=wanted())
    await mailing.post("/vm/meetings", MEETING)
    clock.now = AT_FIVE
    await mailing.turn()
    await mailing.end()
    mailing.start(tomorrow_list=wanted(DESK, BOSS))
    await mailing.turn()
    assert office.envelopes == [(SENDER, DESK), (SENDER, BOSS)]


async def test_its_time_is_the_sites_in_summer_too(mailing: MailingServer, clock: Clock, office: PostOffice) -> None:
    """The clocks change in the night before the 29th."""
    mailing.start(tomorrow_list=wanted())
    for day in ("29", "30"):
        times = {"startAt": f"2026-03-{day}T09:00:00+02:00", "endAt": f"2026-03-{day}T10:00:00+02:00"}
        await mailing.post("/vm/meetings", MEETING | times)
    for moment, sent in (("28T15:59", 0), ("28T16:00", 1), ("29T14:59", 1), ("29T15:00", 2)):
        clock.now = datetime.fromisoformat(f"2026-03-{moment}:00+00:00")
        await mailing.turn()
        assert len(office.mails) == sent, moment
