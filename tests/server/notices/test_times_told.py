"""A visitor reads of a time that is still to come, whichever time of a series the meeting began with."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import Any

import pytest
from icalendar import Calendar

from tests.post_office import PostOffice
from tests.server.conftest import Clock
from tests.server.notices.conftest import ANA, Body, Start

DAILY = {
    "startAt": "2026-03-27T09:00:00+01:00",
    "endAt": "2026-03-27T17:00:00+01:00",
    "recurrence": {"rrule": "FREQ=DAILY;COUNT=4"},
    "visitors": [ANA | {"language": "en"}],
}
"""The clocks are turned forward in the night to its third day."""


def at(clock: Clock, day: int, hour: int) -> None:
    """The hour is UTC's."""
    clock.now = datetime(2026, 3, day, hour, tzinfo=UTC)


def words(mail: Any) -> str:
    text: str = mail.get_body(("plain",)).get_content()
    return text.replace("\r\n", "\n")


def event(mail: Any) -> Any:
    (part,) = (part for part in mail.walk() if part.get_content_type() == "text/calendar" and not part.get_filename())
    (found,) = Calendar.from_ical(part.get_content()).walk("VEVENT")
    return found


async def change(server: Any, made: Body, **different: Any) -> None:
    visitors = [*DAILY["visitors"]]
    visitors[0] = visitors[0] | {"id": made["visitors"][0]["id"]}
    await server.change(made, **(DAILY | {"visitors": visitors} | different))


async def test_who_is_invited_into_a_series_that_goes_on_reads_of_its_next_time(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start()
    at(clock, 28, 18)
    await server.meet(**DAILY)
    await server.settled()
    (mail,) = office.mails
    assert mail["Subject"] == "Your visit to Northgate House on Sunday, 29 March 2026"
    assert "Sunday, 29 March 2026, 09:00 – 17:00 (Brussels time, UTC+2)" in words(mail)
    assert event(mail)["DTSTART"].dt.isoformat() == "2026-03-27T09:00:00+01:00"
    assert event(mail)["RRULE"]["COUNT"] == [4]


async def test_a_time_that_was_cancelled_alone_is_not_the_one_to_come_at(start: Start, office: PostOffice) -> None:
    server = start()
    made = await server.meet(**DAILY)
    await server.settled()
    await change(server, made, recurrence=DAILY["recurrence"] | {"exdate": "20260327T090000"})
    await server.settled()
    assert office.subjects()[-1] == "Your visit to Northgate House has changed: now Saturday, 28 March 2026"
    assert event(office.mails[-1])["DTSTART"].dt.day == 27
    assert [each.dt.day for each in event(office.mails[-1])["EXDATE"].dts] == [27]


async def test_which_days_of_a_series_are_left_is_said_in_words(start: Start, office: PostOffice, clock: Clock) -> None:
    server = start()
    days = ["Friday, 27 March 2026", "Saturday, 28 March 2026", "Sunday, 29 March 2026", "Monday, 30 March 2026"]
    made = await server.meet(**DAILY)
    await server.settled()
    assert f"Dates: {'; '.join(days)}\n" in words(office.mails[-1])
    await change(server, made, recurrence=DAILY["recurrence"] | {"exdate": "20260328", "rdate": "20260330T140000"})
    await server.settled()
    left = "; ".join((days[0], days[2], days[3], f"{days[3]}, 14:00"))
    assert f"Dates: {left}\n" in words(office.mails[-1])
    await change(server, made, recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    await server.settled()
    assert f"Dates: {'; '.join(days[:2])}\n" in words(office.mails[-1])
    at(clock, 27, 18)
    await change(server, made, recurrence={"rrule": "FREQ=DAILY;COUNT=20"})
    await server.settled()
    (line,) = re.findall("Dates: (.*)", words(office.mails[-1]))
    assert [len(line.split("; ")), line.startswith(days[1]), line[-3:]] == [9, True, "; …"]
    await server.desk.delete(f"/vm/meetings/{made['id']}")
    await server.settled()
    assert f"Dates: {line}\n" in words(office.mails[-1])
    await server.meet()
    await server.settled()
    assert "Tage:" not in words(office.mails[-1])


async def test_a_series_that_is_cancelled_is_taken_out_of_the_calendar_as_it_was(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start()
    made = await server.meet(**DAILY)
    await server.settled()
    at(clock, 27, 18)
    await server.desk.delete(f"/vm/meetings/{made['id']}")
    await server.settled()
    cancelled = office.mails[-1]
    assert cancelled["Subject"] == "Your visit to Northgate House on Saturday, 28 March 2026 has been cancelled"
    assert event(cancelled)["STATUS"] == "CANCELLED"
    assert "EXDATE" not in event(cancelled)


@pytest.mark.parametrize("closed", [True, False])
async def test_who_comes_again_hears_that_the_rest_of_a_series_is_cancelled(
    start: Start, office: PostOffice, clock: Clock, closed: bool
) -> None:
    server = start()
    made = await server.meet(**DAILY)
    await server.settled()
    at(clock, 28, 18)
    if closed:
        answer = await server.desk.post(f"/vm/meetings/{made['id']}/close")
        assert answer.is_success
    else:
        await change(server, made, recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    await server.settled()
    assert office.subjects()[1:] == ["Your visit to Northgate House on Sunday, 29 March 2026 has been cancelled"]
    assert "Dates: Sunday, 29 March 2026; Monday, 30 March 2026\n" in words(office.mails[-1])
    assert (event(office.mails[-1])["STATUS"], event(office.mails[-1])["SEQUENCE"]) == ("CANCELLED", 1)
    at(clock, 28, 19)
    await change(server, made, recurrence={"rrule": "FREQ=DAILY;COUNT=2"}, title="What it was about")
    await server.settled()
    assert len(office.mails) == 2
    if not closed:
        await change(server, made)
        await server.settled()
        assert office.subjects()[2:] == ["Your visit to Northgate House on Sunday, 29 March 2026"]


async def test_a_reminder_is_of_the_next_day_also_while_the_meeting_takes_place_today(
    start: Start, office: PostOffice, clock: Clock
) -> None:
    server = start(reminder_at=time(15, 30))
    await server.meet(**DAILY)
    await server.settled()
    at(clock, 28, 14)
    await server.settled()
    at(clock, 28, 15)
    await server.settled()
    assert office.subjects()[1:] == ["Reminder: your visit to Northgate House on Sunday, 29 March 2026"]
    assert "09:00 – 17:00 (Brussels time, UTC+2)" in words(office.mails[-1])
    at(clock, 29, 14)
    await server.settled()
    assert office.subjects()[2:] == ["Reminder: your visit to Northgate House on Monday, 30 March 2026"]


@pytest.mark.parametrize(
    ("day", "moved_to", "why"),
    [
        (28, "2026-04-10", "The meeting is not on that day any more."),
        (29, "", "The meeting was over on that day before it could be sent."),
    ],
)
async def test_a_reminder_that_could_not_go_says_nothing_of_another_day(
    start: Start, office: PostOffice, clock: Clock, day: int, moved_to: str, why: str
) -> None:
    server = start(reminder_at=time(15, 30))
    made = await server.meet(**DAILY)
    await server.settled()
    office.answers[ANA["email"]] = "450 4.2.0 Greylisted"
    at(clock, 28, 15)
    await server.settled()
    if moved_to:
        await change(server, made, startAt=f"{moved_to}T09:00:00+02:00", endAt=f"{moved_to}T17:00:00+02:00")
    office.answers.clear()
    at(clock, day, 20)
    await server.settled()
    told = [(one["state"], one["said"]) for one in await server.notices() if one["kind"] == "reminder"]
    assert told[0] == ("overtaken", why)


async def test_a_meeting_twice_on_a_day_is_one_reminder(start: Start, office: PostOffice, clock: Clock) -> None:
    server = start(reminder_at=time(15, 30))
    hour = {"startAt": "2026-03-27T09:00:00+01:00", "endAt": "2026-03-27T10:00:00+01:00"}
    await server.meet(recurrence={"rrule": "FREQ=DAILY;COUNT=1", "rdate": "20260327T140000"}, **hour)
    await server.settled()
    at(clock, 26, 15)
    await server.settled()
    assert len(office.mails) == 2


@pytest.mark.parametrize(("rule", "told"), [("", ["invitation"]), ("FREQ=DAILY;COUNT=2", ["invitation", "change"])])
async def test_who_has_left_is_told_of_a_change_only_when_they_come_again(
    start: Start, office: PostOffice, clock: Clock, rule: str, told: list[str]
) -> None:
    server = start()
    series = {"recurrence": {"rrule": rule} if rule else None}
    made = await server.meet(**(DAILY | series))
    await server.settled()
    for hour, kind in ((8, "check-in"), (9, "check-out")):
        at(clock, 27, hour)
        path = f"/vm/visits/2026-03-27/{made['id']}/{made['visitors'][0]['id']}/events"
        body = {"kind": kind, "at": clock.now.isoformat(), "desk": "Desk 1"}
        assert (await server.desk.post(path, json=body)).is_success
    await change(server, made, **series, title="What it was about")
    await server.settled()
    notices = [one for one in await server.notices() if one["kind"] in ("invitation", "change")]
    assert [one["kind"] for one in notices if one["state"] == "sent"] == told
    assert [one["said"] for one in notices if one["state"] == "overtaken"] == (
        [] if rule else ["The visitor has left already."]
    )
