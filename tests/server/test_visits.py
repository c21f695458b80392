"""The list of a day's visits: who is expected, when and by whom; filtered, searched, sorted and in pages."""

from __future__ import annotations

import pytest
from pydantic_core import from_json

from tests.server.postgresql import EACH_DATABASE

DAY = "2026-03-12"


@pytest.fixture
def visits(desk):
    """The visits of a day, with whatever is asked of the list."""

    async def ask(day=DAY, **query):
        answer = await desk.get(f"/vm/visits/{day}", params={"pageSize": "100"} | query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def names(listed):
    return [visit["visitor"]["firstname"] for visit in listed["visits"]]


@EACH_DATABASE
async def test_a_visit_as_it_is_sent(visits, meet, visitor):
    met = await meet(visitors=[visitor], hostId="Sofia Marchetti")
    (guest,) = met["visitors"]
    assert await visits(pageSize="25") == {
        "total": 1,
        "limit": 25,
        "visits": [
            {
                "object": "visit",
                "id": f"2026-03-12/{met['id']}/{guest['id']}",
                "visitor": guest,
                "visiting": met["host"],
                "status": {"object": "status", "id": 1, "value": "Expected"},
                "partOfGroup": 0,
                "expectedAt": "2026-03-12T09:00:00+01:00",
                "leavingAt": "2026-03-12T11:00:00+01:00",
                "arrivedAt": None,
                "leftAt": None,
                "agreesToTerms": 0,
                "meeting": {"id": met["id"], "title": "Façade survey", "walkIn": False},
                "events": [],
            }
        ],
    }


async def test_everybody_of_a_group_has_a_visit_and_a_meeting_without_visitors_has_none(visits, meet, visitor):
    await meet(visitors=[visitor, visitor | {"firstName": "Ana"}])
    await meet()
    listed = await visits()
    assert names(listed) == ["John", "Ana"]
    assert [visit["partOfGroup"] for visit in listed["visits"]] == [1, 1]


async def test_a_meeting_of_several_days_has_a_visit_on_each_of_them(visits, meet, visitor):
    await meet(visitors=[visitor], startAt="2026-03-11T14:00:00+01:00", endAt="2026-03-13T12:00:00+01:00")
    days = ("2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14")
    expected = [[visit["expectedAt"] for visit in (await visits(day))["visits"]] for day in days]
    assert expected == [
        [],
        ["2026-03-11T14:00:00+01:00"],
        ["2026-03-12T14:00:00+01:00"],
        ["2026-03-13T00:00:00+01:00"],  # over by 14:00
        [],
    ]


async def test_the_second_day_begins_at_the_hour_that_the_clock_shows_then(visits, meet, visitor):
    """Summer time begins on 29 March 2026 at 02:00 there."""
    await meet(visitors=[visitor], startAt="2026-03-28T09:00:00+01:00", endAt="2026-03-29T17:00:00+02:00")
    (visit,) = (await visits("2026-03-29"))["visits"]
    assert visit["expectedAt"] == "2026-03-29T09:00:00+02:00"


async def test_a_day_is_the_sites_own(visits, meet, visitor):
    await meet(visitors=[visitor], startAt="2026-03-11T23:30:00Z", endAt="2026-03-12T00:30:00Z")
    (visit,) = (await visits())["visits"]
    assert visit["expectedAt"] == "2026-03-12T00:30:00+01:00"
    assert (await visits("2026-03-11"))["total"] == 0


async def test_each_occurrence_of_a_series_has_visits_of_its_own(visits, meet, visitor):
    met = await meet(visitors=[visitor], recurrence={"rrule": "FREQ=WEEKLY;COUNT=3"})
    listed = [(await visits(day))["visits"] for day in ("2026-03-19", "2026-03-26", "2026-04-02")]
    assert [[(visit["id"][:10], visit["expectedAt"]) for visit in visits] for visits in listed] == [
        [("2026-03-19", "2026-03-19T09:00:00+01:00")],
        [("2026-03-26", "2026-03-26T09:00:00+01:00")],
        [],
    ]
    assert {visit["meeting"]["id"] for visits in listed for visit in visits} == {met["id"]}


async def test_a_meeting_twice_on_one_day_is_one_visit(visits, meet, visitor):
    await meet(visitors=[visitor], recurrence={"rdate": "20260312T140000"})
    (visit,) = (await visits())["visits"]
    assert visit["expectedAt"] == "2026-03-12T09:00:00+01:00"


@EACH_DATABASE
async def test_they_are_listed_by_time_either_way_and_in_pages(visits, meet, visitor):
    for hour in (15, 9, 12):
        times = {"startAt": f"{DAY}T{hour:02}:00:00+01:00", "endAt": f"{DAY}T{hour + 1}:00:00+01:00"}
        await meet(visitors=[visitor | {"firstName": f"At {hour}"}], **times)
    assert names(await visits()) == ["At 9", "At 12", "At 15"]
    assert names(await visits(sortBy="time", sort="desc")) == ["At 15", "At 12", "At 9"]
    pages = [await visits(page=str(page), pageSize="2") for page in (1, 2, 3)]
    assert [names(page) for page in pages] == [["At 9", "At 12"], ["At 15"], []]
    assert {(page["total"], page["limit"]) for page in pages} == {(3, 2)}


async def test_ten_to_a_page_when_nothing_is_asked(desk, meet, visitor):
    await meet(visitors=[visitor] * 12)
    listed = (await desk.get(f"/vm/visits/{DAY}")).json()
    assert (listed["total"], listed["limit"], len(listed["visits"])) == (12, 10, 10)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("sorensen", ["Ingrid"]),
        ("ARKITEKTER ingrid", ["Ingrid"]),
        ("marchetti", ["Ingrid", "John"]),
        ("facade", ["Ingrid", "John"]),
        ("facade nobody", []),
        ("%", []),
        ("", ["Ingrid", "John"]),
    ],
)
async def test_searching_without_regard_to_accents_case_and_order(visits, meet, visitor, words, expected):
    ingrid = {"firstName": "Ingrid", "lastName": "Sørensen", "companyName": "Nordlys Arkitekter"}
    await meet(visitors=[ingrid, visitor], hostId="Sofia Marchetti")
    assert names(await visits(q=words)) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "1"}, ["Ana"]),
        ({"status": "2"}, ["Bo"]),
        ({"status": "3"}, ["Cleo"]),
        ({"status": "2,3"}, ["Bo", "Cleo"]),
        ({"status": " 1, 3"}, ["Ana", "Cleo"]),
        ({"status": ""}, ["Ana", "Bo", "Cleo"]),
        ({"status": "2,3", "q": "cleo"}, ["Cleo"]),
    ],
)
async def test_filtering_by_status(desk, visits, meet, visitor, query, expected):
    await meet(visitors=[visitor | {"firstName": name} for name in ("Ana", "Bo", "Cleo")])
    _, bo, cleo = (visit["id"] for visit in (await visits())["visits"])
    for identity, kind, at in ((bo, "check-in", "09:00"), (cleo, "check-in", "09:01"), (cleo, "check-out", "09:30")):
        await desk.post(f"/vm/visits/{identity}/events", json={"kind": kind, "at": f"{DAY}T{at}:00+01:00"})
    listed = await visits(**query)
    assert names(listed) == expected
    assert listed["total"] == len(expected)


@EACH_DATABASE
async def test_our_own_desks_hear_of_an_arrival_that_was_undone(desk, visits, meet, visitor):
    await meet(visitors=[visitor, visitor])
    first = (await visits())["visits"][0]["id"]
    came = {"kind": "check-in", "at": "2026-03-12T08:58:00+01:00"}
    undone = {"kind": "undo", "at": "2026-03-12T08:58:04+01:00", "undoes": "e-1"}
    await desk.post(f"/vm/visits/{first}/events", json=came, headers={"Idempotency-Key": "e-1"})
    await desk.post(f"/vm/visits/{first}/events", json=undone)
    assert (await visits(status="2,3"))["total"] == 0
    (visit,) = (await visits(status="2,3", said="1"))["visits"]
    assert (visit["id"], visit["status"]["id"], len(visit["events"])) == (first, 1, 2)


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("tomorrow", {}, "date is not a date, such as 2015-01-12"),
        ("2026-02-30", {}, "date is not a date, such as 2015-01-12"),
        (DAY, {"status": "4"}, "status is none of 1 Expected, 2 Checked-in, 3 Checked-out"),
        (DAY, {"sortBy": "host"}, "sortBy is none of time"),
        (DAY, {"sort": "up"}, "sort is none of asc, desc"),
        (DAY, {"pageSize": "101"}, "pageSize is more than 100"),
        (DAY, {"page": "0"}, "page is less than 1"),
    ],
)
async def test_what_cannot_be_asked_is_said_in_words(desk, path, query, words):
    answer = await desk.get(f"/vm/visits/{path}", params=query)
    assert (answer.status_code, answer.json()) == (400, {"error": words})


@EACH_DATABASE
async def test_those_who_came_are_found_without_reading_the_whole_day(desk, server, visits, meet, visitor, monkeypatch):
    for number in range(40):
        await meet(visitors=[visitor | {"firstName": f"Visitor {number}"}])
    came = [visit["id"] for visit in (await visits())["visits"][:3]]
    for identity in came:
        body = {"kind": "check-in", "at": "2026-03-12T08:58:00+01:00"}
        await desk.post(f"/vm/visits/{identity}/events", json=body)
    read = []
    parse = from_json
    monkeypatch.setattr("app.server.visits.listing.from_json", lambda document: read.append(1) or parse(document))
    assert sorted(visit["id"] for visit in (await visits(status="2,3"))["visits"]) == sorted(came)
    assert len(read) == 3


async def test_in_the_hour_that_comes_twice_they_are_listed_as_they_come(visits, meet, visitor):
    """In Brussels the clocks go back on that night: 2:30 of summer is 40 minutes before 2:10 of winter."""
    for name, starts in (("Second", "02:10:00+01:00"), ("First", "02:30:00+02:00")):
        times = {"startAt": f"2026-10-25T{starts}", "endAt": "2026-10-25T03:00:00+01:00"}
        await meet(visitors=[visitor | {"firstName": name}], **times)
    assert names(await visits("2026-10-25")) == ["First", "Second"]
