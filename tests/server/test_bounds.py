"""What one request may ask of the server: each bound is answered in words, and nothing is written."""

from __future__ import annotations

import time

import pytest

LISTS = {
    "BYDAY": ["MO", "TU"],
    "BYMONTHDAY": ["1", "-1"],
    "BYYEARDAY": ["1", "366"],
    "BYWEEKNO": ["1", "53"],
    "BYMONTH": ["1", "12"],
    "BYSETPOS": ["1", "-1"],
}


@pytest.mark.parametrize("count", [100, 1000, 200_000])
@pytest.mark.parametrize("rule", ["rrule", "exrule"])
async def test_a_rule_of_many_positions_is_refused_at_once(desk, meeting, rule, count):
    started = time.monotonic()
    rules = {rule: "FREQ=DAILY;BYSETPOS=" + ",".join(["2"] * count)}
    answer = await desk.post("/vm/meetings", json=meeting | {"recurrence": rules})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(
        ("recurrence has 100 values in BYSETPOS", f"{rule} of recurrence", f"recurrence {rule} is longer than")
    )
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("part", LISTS)
async def test_each_value_of_a_rule_counts_once(desk, meeting, part):
    one, other = LISTS[part]
    rule = "FREQ=YEARLY;COUNT=3;" + ("BYMONTH=1;" if part != "BYMONTH" else "") + f"{part}="
    twice = await desk.post("/vm/meetings", json=meeting | {"recurrence": {"rrule": f"{rule}{one},{other},{one}"}})
    assert (twice.status_code, twice.json()) == (400, {"error": f"recurrence has a value twice in {part}"})
    once = await desk.post("/vm/meetings", json=meeting | {"recurrence": {"rrule": f"{rule}{one},{other}"}})
    assert once.status_code == 201, once.text


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("BYDAY", "54MO"),
        ("BYDAY", "0MO"),
        ("BYMONTHDAY", "32"),
        ("BYMONTHDAY", "0"),
        ("BYYEARDAY", "367"),
        ("BYWEEKNO", "-54"),
        ("BYMONTH", "13"),
        ("BYSETPOS", "367"),
        ("BYSETPOS", "1,"),
    ],
)
async def test_a_value_that_no_year_has(desk, meeting, part, value):
    rules = {"rrule": f"FREQ=YEARLY;{part}={value}"}
    answer = await desk.post("/vm/meetings", json=meeting | {"recurrence": rules})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"recurrence can't be read at {part}={value}")


async def test_a_list_of_dates_has_an_end(desk, meeting):
    dates = ",".join(["20260326"] * 1001)
    answer = await desk.post("/vm/meetings", json=meeting | {"recurrence": {"rrule": "FREQ=DAILY", "exdate": dates}})
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "recurrence has 1001 dates in a list; at most 1000 are taken"},
    )


async def test_many_endless_series_are_listed_by_their_days_and_no_rule_is_followed(meet, day_of, monkeypatch):
    for number in range(30):
        await meet(title=f"{number:02}", recurrence={"rrule": "FREQ=DAILY"})

    def followed(*_):
        raise AssertionError("a rule was followed to list a day")

    monkeypatch.setattr("app.server.recurrence.starts", followed)
    for day in ("2026-03-12", "2029-07-01", "2036-03-10"):
        assert sorted(each["title"] for each in await day_of(day)) == [f"{number:02}" for number in range(30)]


@pytest.mark.parametrize(
    ("ends", "recurrence", "reason"),
    [
        ("2199-01-01T10:00:00+01:00", None, "endAt is more than 366 days after startAt"),
        ("2027-03-13T09:00:01+01:00", None, "endAt is more than 366 days after startAt"),
        (
            "2026-03-19T09:00:01+01:00",
            {"rrule": "FREQ=MONTHLY"},
            "endAt is more than 7 days after startAt, and it repeats",
        ),
    ],
)
async def test_a_meeting_does_not_last_for_ever(desk, meeting, ends, recurrence, reason):
    answer = await desk.post("/vm/meetings", json=meeting | {"endAt": ends, "recurrence": recurrence})
    assert (answer.status_code, answer.json()) == (400, {"error": reason})


async def test_one_that_lasts_a_year_is_on_each_of_its_days(meet, day_of):
    await meet(endAt="2027-03-12T09:00:00+01:00")
    for day in ("2026-03-12", "2026-12-31", "2027-03-12"):
        assert len(await day_of(day)) == 1
    for day in ("2026-03-11", "2027-03-13"):
        assert not await day_of(day)


@pytest.mark.parametrize(
    ("much", "reason"),
    [
        ({"visitors": [{"firstName": "Jo", "lastName": "Doe"}] * 1001}, "visitors has more than 1000 items"),
        ({"title": "x" * 1001}, "title is longer than 1000 characters"),
        ({"description": "x" * 50_001}, "description is longer than 50000 characters"),
        (
            {"visitors": [{"firstName": "Jo", "lastName": "x" * 1001}]},
            "lastName of visitor 1 is longer than 1000 characters",
        ),
        (
            {
                "userIds": [f"Person {n}" for n in range(300)],
                "checkinNotificationUsers": [f"Other {n}" for n in range(201)],
            },
            "The meeting names 501 people beside its visitors; at most 500 can be",
        ),
    ],
)
async def test_a_meeting_holds_so_much(desk, meeting, day_of, much, reason):
    answer = await desk.post("/vm/meetings", json=meeting | much)
    assert (answer.status_code, answer.json()) == (400, {"error": reason})
    assert not await day_of("2026-03-12")


async def test_an_answer_holds_so_much(desk, meet, monkeypatch):
    monkeypatch.setattr("app.server.meetings.LARGEST_LIST", 2**20)
    for _ in range(6):
        await meet(description="x" * 50_000, recurrence={"rrule": "FREQ=DAILY;COUNT=20"})
    day = await desk.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-03-12"})
    assert len(day.json()) == 6
    month = await desk.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-04-12"})
    assert (month.status_code, month.json()) == (
        400,
        {"error": "That is more than 1 MB of meetings: ask for fewer days"},
    )


async def test_a_ticket_holds_so_much(desk, ticket):
    for much, reason in (
        ({"title": "x" * 1001}, "title is longer than 1000 characters"),
        ({"description": "x" * 50_001}, "description is longer than 50000 characters"),
        ({"customFields": [1] * 201}, "customFields has more than 200 items"),
    ):
        answer = await desk.post("/sd/tickets", json=ticket | much)
        assert (answer.status_code, answer.json()) == (400, {"error": reason})
