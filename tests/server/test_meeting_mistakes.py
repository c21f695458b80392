"""Wrong input is answered with 400 and a reason that names the field; nothing is written."""

from __future__ import annotations

import pytest

VISITOR = {"firstName": "John", "lastName": "Doe"}

MISTAKES = [
    ({"title": ""}, "title is missing"),
    ({"title": None}, "title is missing"),
    ({"title": "  "}, "title is missing"),
    ({"title": "\u200b"}, "title is missing"),
    ({"title": 7}, "title is not a text"),
    ({"title": "a\0b"}, "title holds a character that can't be kept"),
    ({"hostId": ""}, "hostId is missing"),
    ({"hostId": ["US-G606"]}, "hostId is not a text"),
    ({"hostId": "..."}, "hostId is neither an id such as US-G606 nor a name: it has no letter"),
    ({"hostId": "\u200b"}, "hostId is missing"),
    ({"userIds": ["\N{GRINNING FACE}"]}, "userIds is neither an id such as US-G606 nor a name: it has no letter"),
    ({"hostId": "x" * 201}, "hostId is neither an id such as US-G606 nor a name: it is too long"),
    ({"startAt": ""}, "startAt is missing"),
    ({"startAt": "tomorrow"}, "startAt is not a time with its offset, such as 2015-01-12T15:00:00+01:00"),
    ({"startAt": "2026-03-12T09:00:00"}, "startAt is not a time with its offset, such as 2015-01-12T15:00:00+01:00"),
    ({"endAt": 1773306000}, "endAt is not a time with its offset, such as 2015-01-12T15:00:00+01:00"),
    ({"endAt": "0001-01-01T00:00:00+14:00"}, "endAt is not between 1970 and 2199"),
    ({"endAt": "2026-03-12T08:59:59+01:00"}, "endAt is not after startAt"),
    ({"endAt": "2026-03-12T09:00:00+01:00"}, "endAt is not after startAt"),
    ({"userIds": "US-G606"}, "userIds is not a list"),
    ({"userIds": ["US-G606", ""]}, "userIds 2 is missing"),
    ({"checkinNotificationUsers": [3]}, "checkinNotificationUsers 1 is not a text"),
    ({"visitors": {}}, "visitors is not a list"),
    ({"visitors": ["John Doe"]}, "Visitor 1 is not an object"),
    ({"visitors": [VISITOR, {"firstName": "Jane"}]}, "lastName of visitor 2 is missing"),
    ({"visitors": [VISITOR | {"firstName": ""}]}, "firstName of visitor 1 is missing"),
    ({"visitors": [VISITOR | {"lastName": "\u2060\u200b"}]}, "lastName of visitor 1 is missing"),
    ({"visitors": [VISITOR | {"smsReminder": 1}]}, "Visitor 1 has smsReminder and no mobile number"),
    ({"visitors": [VISITOR | {"mailReminder": 1}]}, "Visitor 1 has mailReminder and no email address"),
    ({"visitors": [VISITOR | {"smsReminder": "maybe"}]}, "smsReminder of visitor 1 is neither 0 nor 1"),
    ({"visitors": [VISITOR | {"frequent": 2}]}, "frequent of visitor 1 is neither 0 nor 1"),
    ({"visitors": [VISITOR | {"language": "tlh"}]}, "language of visitor 1 is none of en de es fr it nl sk sl vi ko"),
    ({"recurrence": 5}, "recurrence is not an object"),
    ({"recurrence": {"rrule": 5}}, "recurrence rrule is not a text"),
    (
        {"recurrence": {"rrule": "often"}},
        "recurrence can't be read at OFTEN; a rule is written FREQ=WEEKLY;BYDAY=MO;COUNT=4",
    ),
]


@pytest.mark.parametrize(("mistake", "reason"), MISTAKES)
async def test_a_mistake_is_named_and_nothing_is_written(desk, meeting, mistake, reason):
    answer = await desk.post("/vm/meetings", json=meeting | mistake)
    assert (answer.status_code, answer.json()) == (400, {"error": reason})
    assert (await desk.get("/vm/meetings", params={"from": "2026-01-01", "to": "2026-12-31"})).json() == []


@pytest.mark.parametrize("missing", ["title", "hostId", "startAt", "endAt"])
async def test_required_fields_are_required(desk, meeting, missing):
    del meeting[missing]
    answer = await desk.post("/vm/meetings", json=meeting)
    assert (answer.status_code, answer.json()) == (400, {"error": f"{missing} is missing"})


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({}, "from is missing"),
        ({"from": "2026-03-12"}, "to is missing"),
        ({"to": "2026-03-12", "from": ""}, "from is missing"),
        ({"from": "12/03/2026", "to": "2026-03-12"}, "from is not a date, such as 2015-01-12"),
        ({"from": "2026-02-30", "to": "2026-03-12"}, "from is not a date, such as 2015-01-12"),
        ({"from": "2026-03-12", "to": "2026-03-11"}, "to is before from"),
        ({"from": "2027-03-12", "to": "2028-03-12"}, "from and to are more than 366 days apart"),
        ({"from": "1970-01-01", "to": "2199-12-31"}, "from and to are more than 366 days apart"),
    ],
)
async def test_a_list_needs_both_its_days(desk, days, reason):
    answer = await desk.get("/vm/meetings", params=days)
    assert (answer.status_code, answer.json()) == (400, {"error": reason})
