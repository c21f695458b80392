"""A series is changed: what began before stays as it was, and what comes is as it is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.server.postgresql import EACH_DATABASE

TODAY, LATER = "2026-03-12", "2026-04-30"
DAILY = {"recurrence": {"rrule": "FREQ=DAILY;COUNT=5"}}
TEN = {"startAt": "2026-03-12T10:00:00+01:00", "endAt": "2026-03-12T11:00:00+01:00"}
CAME = {"kind": "check-in", "at": "2026-03-12T07:30:00Z"}


@pytest.fixture
async def made(meet, visitor):
    return await meet(visitors=[visitor], **DAILY)


@pytest.fixture
def days(desk, made):
    """When the series takes place, as day and hour; with `cancelled` when it was to, too."""

    async def ask(cancelled=False):
        query = {"from": TODAY, "to": LATER} | ({"cancelled": 1} if cancelled else {})
        listed = (await desk.get("/vm/meetings", params=query)).json()
        if cancelled:
            listed = [each for each in listed if "cancelledAt" in each]
        return [f"{each['startAt'][8:10]} {each['startAt'][11:16]}" for each in listed]

    return ask


@pytest.fixture
def put(desk, meeting, made, visitor):
    async def ask(headers=None, **different):
        known = {"visitors": [visitor | {"id": made["visitors"][0]["id"]}]}
        body = meeting | known | DAILY | different
        answer = await desk.put(f"/vm/meetings/{made['id']}", json=body, headers=headers or {})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.fixture
def close(desk, made):
    async def ask(headers=None, path="meeting"):
        return await desk.post(f"/vm/{path}/{made['id']}/close", headers=headers or {})

    return ask


def moment(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def test_one_that_has_not_begun_is_replaced(clock, days, put):
    clock.now = moment(12, 7)
    await put(**TEN, recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    assert await days() == ["12 10:00", "13 10:00"]
    assert await days(cancelled=True) == []


@EACH_DATABASE
async def test_one_that_has_begun_keeps_what_was(clock, days, put):
    clock.now = moment(13, 12)
    await put(**TEN, recurrence={"rrule": "FREQ=DAILY;COUNT=6"})
    assert await days() == ["12 09:00", "13 09:00", "14 10:00", "15 10:00", "16 10:00", "17 10:00"]
    await put(**TEN, recurrence=None)
    assert await days() == ["12 09:00", "13 09:00"]


async def test_one_whose_first_day_alone_was_and_that_repeats_no_more(clock, days, put):
    clock.now = moment(12, 12)
    await put(**TEN, recurrence=None)
    assert await days() == ["12 09:00"]


async def test_one_day_out(clock, days, put):
    clock.now = moment(12, 12)
    without = {"recurrence": DAILY["recurrence"] | {"exdate": "20260314T080000Z"}}
    await put({"Foyer-Desk": "Desk%201"}, **without)
    assert await days() == ["12 09:00", "13 09:00", "15 09:00", "16 09:00"]
    assert await days(cancelled=True) == ["14 09:00"]
    await put()
    assert await days() == ["12 09:00", "13 09:00", "14 09:00", "15 09:00", "16 09:00"]
    assert await days(cancelled=True) == []


@EACH_DATABASE
async def test_todays_out_though_it_has_begun_and_back(desk, clock, made, days, put):
    clock.now = moment(13, 8, 30)
    without = {"recurrence": DAILY["recurrence"] | {"exdate": "20260313"}}
    await put({"Foyer-Desk": "Desk%201"}, **without)
    assert await days() == ["12 09:00", "14 09:00", "15 09:00", "16 09:00"]
    query = {"from": "2026-03-13", "to": "2026-03-13", "cancelled": 1}
    (gone,) = (await desk.get("/vm/meetings", params=query)).json()
    assert (gone["occurrenceId"], gone["cancelledAt"], gone["cancelledBy"]) == (
        f"{made['id']}/20260313T0900",
        "2026-03-13T08:30:00Z",
        "Desk 1",
    )
    await put()
    assert await days() == ["12 09:00", "13 09:00", "14 09:00", "15 09:00", "16 09:00"]


async def test_a_day_on_which_somebody_is_on_site_is_not_taken_out(desk, meeting, made, visitor):
    visit = f"{TODAY}/{made['id']}/{made['visitors'][0]['id']}"
    await desk.post(f"/vm/visits/{visit}/events", json=CAME)
    known = [visitor | {"id": made["visitors"][0]["id"]}]
    for day, status in ((12, 409), (13, 200)):
        rules = {"recurrence": DAILY["recurrence"] | {"exdate": f"202603{day}"}, "visitors": known}
        answer = await desk.put(f"/vm/meetings/{made['id']}", json=meeting | rules)
        assert answer.status_code == status, answer.text


async def test_a_rule_that_leaves_no_day(desk, clock, meeting, made):
    clock.now = moment(12, 12)
    rules = {"recurrence": {"rrule": "FREQ=DAILY;COUNT=2", "exdate": "20260312,20260313"}}
    answer = await desk.put(f"/vm/meetings/{made['id']}", json=meeting | rules)
    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "recurrence leaves no day on which the meeting takes place"},
    )


@EACH_DATABASE
@pytest.mark.parametrize("path", ["meetings", "meeting"])
async def test_a_closed_series_ends_now(desk, clock, made, days, close, path):
    clock.now = moment(13, 8, 30)
    answer = await close({"Foyer-Desk": "Desk%201"}, path)
    assert answer.status_code == 200
    closed = answer.json()
    assert closed["closedAt"] == "2026-03-13T08:30:00Z"
    assert closed["recurrence"] == {"rrule": "FREQ=DAILY;UNTIL=20260313T080000Z"}
    assert answer.headers["ETag"] == f'"{closed["revision"]}"' != f'"{made["revision"]}"'
    assert await days() == ["12 09:00", "13 09:00"]
    assert await days(cancelled=True) == ["14 09:00", "15 09:00", "16 09:00"]
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == closed
    again = await close()
    assert (again.status_code, again.json()) == (200, closed)


async def test_what_a_closed_series_is_read_as_keeps_it_closed(clock, days, put, close):
    clock.now = moment(13, 8, 30)
    closed = (await close()).json()
    changed = await put(title="Was a survey", recurrence=closed["recurrence"])
    assert changed["closedAt"] == closed["closedAt"]
    assert await days() == ["12 09:00", "13 09:00"]
    opened = await put()
    assert "closedAt" not in opened
    assert await days() == ["12 09:00", "13 09:00", "14 09:00", "15 09:00", "16 09:00"]


async def test_further_dates_end_with_it(desk, clock, meet):
    dates = "20260313T080000Z,20260320,20260327T090000"
    made = await meet(recurrence={"rrule": "FREQ=WEEKLY;COUNT=9", "rdate": dates, "exdate": "20260402"})
    clock.now = moment(21, 12)
    closed = (await desk.post(f"/vm/meeting/{made['id']}/close")).json()
    assert closed["recurrence"] == {
        "rrule": "FREQ=WEEKLY;UNTIL=20260320T080000Z",
        "rdate": "20260313T080000Z,20260320",
        "exdate": "20260402",
    }


async def test_an_answer_that_was_lost_is_the_same_again(clock, made, close):
    clock.now = moment(13, 8, 30)
    headers = {"Idempotency-Key": "op-1/0", "If-Match": f'"{made["revision"]}"'}
    first, again = [await close(headers) for _ in range(2)]
    assert (again.status_code, again.content) == (first.status_code, first.content) == (200, first.content)


async def test_another_desk_that_changed_it_first_is_heard(clock, made, put, close):
    clock.now = moment(13, 8, 30)
    await put(title="Other")
    assert (await close({"If-Match": f'"{made["revision"]}"'})).status_code == 412


async def test_one_that_has_not_begun_is_cancelled_by_it(desk, clock, made, days, close):
    clock.now = moment(12, 7)
    answer = await close()
    assert answer.status_code == 200
    assert answer.json()["cancelledAt"] == answer.json()["closedAt"] == "2026-03-12T07:00:00Z"
    assert await days() == []
    assert (await desk.get(f"/vm/meetings/{made['id']}")).status_code == 410


async def test_who_came_early_for_what_would_be_gone(desk, clock, made, close):
    clock.now = moment(12, 7, 45)
    visit = f"/vm/visits/{TODAY}/{made['id']}/{made['visitors'][0]['id']}"
    await desk.post(f"{visit}/events", json=CAME)
    answer = await close()
    assert (answer.status_code, answer.json()) == (409, {"error": "John Doe is on site: check out first"})


async def test_a_meeting_that_does_not_repeat_is_not_closed(desk, meet):
    made = await meet()
    answer = await desk.post(f"/vm/meeting/{made['id']}/close")
    assert answer.status_code == 409
    assert answer.json() == {"error": "The meeting doesn't repeat, so it can't be closed: cancel it"}


@EACH_DATABASE
async def test_a_cancelled_series_comes_back_with_what_was(clock, desk, made, days, put):
    clock.now = moment(13, 12)
    assert (await desk.delete(f"/vm/meeting/{made['id']}")).status_code == 204
    assert await days() == []
    assert await days(cancelled=True) == ["12 09:00", "13 09:00", "14 09:00", "15 09:00", "16 09:00"]
    await put({"Foyer-Restore": "1"})
    assert await days() == ["12 09:00", "13 09:00", "14 09:00", "15 09:00", "16 09:00"]
    assert await days(cancelled=True) == []
