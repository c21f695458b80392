"""Notices reach a real mail server: once, with what is true when they go."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from icalendar import Calendar

from app.server.application import close
from app.server.notices import queue
from tests.post_office import SENDER, PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import ANA, Start
from tests.server.postgresql import EACH_DATABASE

TICKET = {"title": "Water under goods lift B", "notifierId": "Jonas Weber"}


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


async def test_further_and_left_out_days_of_a_series_are_those_of_the_calendar(
    start: Start, office: PostOffice
) -> None:
    server = start()
    series = {"rrule": "FREQ=WEEKLY;COUNT=3", "rdate": "20260325T140000,20260401", "exdate": "20260327"}
    made = await server.meet(recurrence=series)
    await server.settled()
    await server.change(made, recurrence=series | {"rdate": "20260401"})
    await server.settled()
    first, second = (next(iter(calendar(mail).walk("VEVENT"))) for mail in office.mails)
    assert [each.dt.isoformat() for each in first["RDATE"].dts] == [
        "2026-03-25T14:00:00+01:00",
        "2026-04-01T09:00:00+02:00",
    ]
    assert [each.dt.isoformat() for each in first["EXDATE"].dts] == ["2026-03-27T09:00:00+01:00"]
    assert second["RDATE"].dts[0].dt.isoformat() == "2026-04-01T09:00:00+02:00"
    assert [str(event["UID"]) for event in (first, second)] == [made["uid"]] * 2
    assert [int(event["SEQUENCE"]) for event in (first, second)] == [0, 1]


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
    assert (await server.notices())[0]["said"] == "550 5.1.1 No such mailbox. It was sent again."
    late = await server.desk.post(f"/vm/notices/{refused['id']}/again")
    assert late.status_code == 409


async def test_what_was_sent_is_sent_again_to_who_knows_it(start: Start, office: PostOffice, clock: Clock) -> None:
    server = start()
    made = await server.meet()
    await server.settled()
    await server.change(made, title="Another survey")
    await server.settled()
    office.answers[ANA["email"]] = "450 4.2.0 Greylisted"
    for one in await server.notices():
        again = await server.desk.post(f"/vm/notices/{one['id']}/again")
        assert again.status_code == 204
    await server.settled()
    office.answers.clear()
    clock.now += timedelta(hours=1)
    await server.settled()
    assert await server.states() == [("invitation", "sent"), ("change", "sent")] * 2
    assert all("Another survey" in mail.get_body(("plain",)).get_content() for mail in office.mails[1:])


async def test_an_address_that_is_mended_is_invited_once_and_not_told_of_a_change(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start()
    made = await server.meet()
    await server.settled()
    mended = [ANA | {"id": made["visitors"][0]["id"], "email": "ana.lima@lumen.example"}]
    await server.change(made, visitors=mended)
    await server.settled()
    assert [to for _, to in office.envelopes] == [ANA["email"], "ana.lima@lumen.example"]
    assert await server.states() == [("invitation", "sent")] * 2
    office.answers["ana.lima@lumen.example"] = office.answers[ANA["email"]] = "450 4.2.0 Greylisted"
    await server.change(made)
    await server.settled()
    await server.change(made, visitors=mended)
    office.answers.clear()
    clock.now += timedelta(hours=1)
    await server.settled()
    assert (await server.states())[2:] == [("invitation", "overtaken")]


async def test_a_cancellation_reaches_who_was_invited_so_long_ago_that_it_is_forgotten_where(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start()
    made = await server.meet()
    await server.settled()
    with server.application.state.context.database.writing() as connection:
        queue.forget_texts(connection, int(clock.now.timestamp()) + 1)
    await server.desk.delete(f"/vm/meetings/{made['id']}")
    await server.settled()
    assert office.envelopes == [(SENDER, ANA["email"])] * 2


async def test_one_that_is_refused_troubles_nobody_once_the_address_is_mended_or_the_visitor_gone(
    start: Start, office: PostOffice
) -> None:
    office.answers[ANA["email"]] = "550 5.1.1 No such mailbox"
    server = start()
    made = await server.meet()
    gone = await server.meet()
    await server.settled()
    assert len(await server.notices(unsent="1")) == 2
    mended = [ANA | {"id": made["visitors"][0]["id"], "email": "ana.lima@lumen.example"}]
    await server.change(made, visitors=mended)
    await server.desk.delete(f"/vm/meetings/{gone['id']}")
    await server.settled()
    assert await server.notices(unsent="1") == []
    assert office.envelopes == [(SENDER, "ana.lima@lumen.example")]
    assert [one["said"] for one in await server.notices()] == [
        "550 5.1.1 No such mailbox. It was sent again.",
        "550 5.1.1 No such mailbox. The visitor is not expected any more.",
        "",
    ]
    office.answers["ana.lima@lumen.example"] = "550 5.1.1 No such mailbox"
    await server.change(made, visitors=[])
    await server.settled()
    assert [one["kind"] for one in await server.notices(unsent="1")] == ["cancellation"]


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
