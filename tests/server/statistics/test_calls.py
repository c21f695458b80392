"""What the call for figures takes, what it answers of tickets, and what it says of days that it can't count."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.server.application import close, create
from app.server.statistics import kept_counts
from app.server.statistics.visit_counts import kept_until
from app.server.storage.tables.visits import visit_days
from tests.server.asking import desk_of
from tests.server.postgresql import EACH_DATABASE

DAY = "from=2026-03-12&to=2026-03-12"


@pytest.fixture
def figures(desk):
    """Of a period."""

    async def ask(query):
        answer = await desk.get(f"/vm/statistics?{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("to=2026-03-12", "from is missing"),
        ("from=2026-03-12&to=today", "to is not a date, such as 2015-01-12"),
        ("from=2026-03-12T08:00&to=2026-03-12", "from is not a date, such as 2015-01-12"),
        ("from=2026-03-13&to=2026-03-12", "to is before from"),
        ("from=2020-01-01&to=2026-03-12", "from and to are more than 1464 days: ask for fewer"),
        ("from=0001-01-01&to=0001-01-02", "from and to are not between 1970 and 2199"),
        (f"{DAY}&by=week", "by 1 is none of hour, day, month, host, company, tickets"),
        ("from=2026-03-12&to=2026-03-13&at=2026-03-12T09:00:00Z", "at is for a single day alone"),
        (f"{DAY}&late=-1", "late is less than 0"),
    ],
)
async def test_a_question_that_cannot_be_answered_is_refused_in_words(desk, query, words):
    answer = await desk.get(f"/vm/statistics?{query}")
    assert (answer.status_code, answer.json()["error"]) == (400, words)


async def test_only_the_parts_that_are_asked_for_are_counted(figures, meet, visitor):
    await meet(visitors=[visitor])
    whole, some = await figures(DAY), await figures(f"{DAY}&by=hour,host&by=month")
    assert some["visits"] == whole["visits"]
    assert [name for name in ("byHour", "byHost", "byMonth") if some[name] == whole[name]] == [
        "byHour",
        "byHost",
        "byMonth",
    ]
    assert (some["byDay"], some["byCompany"]["rows"], some["tickets"]) == ([], [], None)


async def test_a_visitor_is_late_after_so_many_minutes(figures, meet, visitor):
    await meet(visitors=[visitor], startAt="2026-03-12T09:30:00+01:00")  # twelve minutes ago
    assert [(await figures(f"{DAY}&late={late}"))["visits"]["late"] for late in (12, 13)] == [1, 0]


async def test_a_series_is_counted_a_year_ahead_and_further_as_time_goes_by(server, figures, meet, visitor, clock):
    await meet(visitors=[visitor], recurrence={"rrule": "FREQ=DAILY"})
    year = "from=2027-03-01&to=2028-02-28"
    far = await figures(year)
    assert far["visits"]["expected"] == far["visits"]["toCome"] == len(far["known"]) == 47
    assert (far["known"][-1], far["missing"][0]) == ("2027-04-16", "2027-04-17")
    clock.now = clock.now.replace(year=2027)
    server.state.upkeep.turn()
    far = await figures(year)
    assert (far["visits"]["expected"], far["missing"]) == (365, [])


async def test_an_edit_leaves_the_counts_of_all_days_of_which_it_changes_nothing(server, desk, meet, visitor):
    weekly = {"visitors": [visitor], "recurrence": {"rrule": "FREQ=WEEKLY"}}
    earlier = {"startAt": "2025-12-01T09:00:00+01:00", "endAt": "2025-12-01T10:00:00+01:00"}
    made = await meet(**weekly, **earlier)
    context = server.state.context
    server.state.upkeep.end()
    kept_counts.keep(context)

    async def kept_after(**different):
        body = weekly | earlier | {"title": made["title"], "hostId": made["host"]["id"]} | different
        body["visitors"] = [visitor | {"id": made["visitors"][0]["id"]}]
        assert (await desk.put(f"/vm/meetings/{made['id']}", json=body)).status_code == 200
        with context.database.reading() as connection:
            return days & {*connection.scalars(select(visit_days.c.day))}

    days = {"2025-12-08", "2025-12-15"}
    assert await kept_after(description="Bring a ladder") == days
    assert await kept_after(recurrence={"rrule": "FREQ=WEEKLY", "exdate": "20251215T090000"}) == {"2025-12-08"}
    assert await kept_after(hostId="Ada Lee") == set()


@EACH_DATABASE
async def test_the_month_that_goes_on_keeps_its_counts_while_people_come_today(server, desk, figures, meet, visitor):
    came = {}
    for day in ("10", "12"):
        times = {"startAt": f"2026-03-{day}T08:00:00+01:00", "endAt": f"2026-03-{day}T11:00:00+01:00"}
        came[day] = await meet(visitors=[visitor], **times)
    context = server.state.context
    server.state.upkeep.end()
    kept_counts.keep(context)

    async def counted_after(day, kind="check-in"):
        path = f"/vm/visits/2026-03-{day}/{came[day]['id']}/{came[day]['visitors'][0]['id']}/events"
        answer = await desk.post(path, json={"kind": kind, "at": f"2026-03-{day}T08:05:00Z"})
        assert answer.status_code == 200, answer.text
        with context.database.reading() as connection:
            kept = kept_until(connection, ["2026-03"])
        hours = (await figures("from=2026-03-01&to=2026-03-31"))["byHour"]
        return kept, sum(one["arrived"] for one in hours), sum(one["expected"] for one in hours)

    assert await counted_after("12") == ({"2026-03": date(2026, 3, 11)}, 1, 2)
    assert await counted_after("10") == ({}, 2, 2)


async def test_a_site_that_moves_to_another_zone_has_its_days_and_hours(tmp_path, meeting, visitor, clock):
    for zone, hour, day in (("Europe/Brussels", 9, 12), ("Pacific/Auckland", 21, 12), ("Pacific/Honolulu", 22, 11)):
        application = create(f"sqlite:///{tmp_path / 'desk.db'}", time_zone=zone, now=clock)
        async with desk_of(application) as desk:
            if zone == "Europe/Brussels":
                await desk.post("/vm/meetings", json=meeting | {"visitors": [visitor]})
            counted = (await desk.get("/vm/statistics?from=2026-03-01&to=2026-03-31")).json()
        close(application)
        assert [one["hour"] for one in counted["byHour"] if one["expected"]] == [hour]
        assert [one["key"] for one in counted["byDay"] if one["expected"]] == [f"2026-03-{day}"]


async def test_a_day_is_told_as_it_stood_at_a_moment(desk, figures, clock, ticket):
    for hour in (8, 10):
        clock.now = clock.now.replace(hour=hour, minute=0)
        await desk.post("/sd/tickets", json=ticket)
    at = [(await figures(f"{DAY}&at=2026-03-12T{hour:02}:30:00Z"))["tickets"]["opened"] for hour in (7, 8, 10)]
    assert at == [0, 1, 2]


@EACH_DATABASE
async def test_tickets_are_counted_by_when_they_were_opened_and_solved(desk, figures, clock, ticket):
    started = clock.now

    async def report(days_ago, **different):
        clock.now = started.replace(day=started.day - days_ago)
        return (await desk.post("/sd/tickets", json=ticket | different)).json()["id"]

    async def step(identity, status, days_ago):
        clock.now = started.replace(day=started.day - days_ago)
        answer = await desk.patch(f"/sd/tickets/{identity}", json={"statusId": status})
        assert answer.status_code == 200, answer.text

    quick, slow, again = [await report(10, categoryId=1, agentId="Ada Lee") for _ in range(3)]
    other = await report(9, categoryId=2, dueDate="2026-03-05")
    await report(3)
    await step(quick, 5, 9)
    await step(again, 5, 8)
    await step(slow, 5, 6)
    await step(quick, 7, 5)  # closed: it was solved before
    await step(again, 3, 4)  # taken up again
    clock.now = started
    counted = (await figures("from=2026-03-01&to=2026-03-12"))["tickets"]
    assert (counted["opened"], counted["solved"], counted["overdue"]) == (5, 2, 1)
    lift = {"key": "1", "label": "Lifts", "count": 2, "median": int(2.5 * 24 * 3600)}
    assert counted["solvedByCategory"] == [lift]
    assert [(one["label"], one["count"], one["median"]) for one in counted["solvedByAgent"]] == [
        ("Ada Lee", 2, lift["median"])
    ]
    assert {one["label"]: one["count"] for one in counted["byStatus"] if one["count"]} == {
        "Requested": 2,
        "In progress": 1,
        "Solved": 1,
        "Closed": 1,
    }
    assert counted["openByAge"] == [0, 1, 0, 2, 0]
    assert counted["oldest"] == {"id": again, "title": ticket["title"], "days": 10}
    assert (await figures("from=2026-03-03&to=2026-03-03"))["tickets"]["opened"] == 1
    await desk.patch(f"/sd/tickets/{other}", json={"archived": 1})
    assert (await figures(DAY))["tickets"]["overdue"] == 0


async def test_nobody_is_counted_where_nothing_is(figures):
    nothing = await figures("from=2020-01-01&to=2020-01-31")
    assert {name: count for name, count in nothing["visits"].items() if count} == {}
    assert (len(nothing["byDay"]), nothing["byHost"]["rows"], nothing["missing"]) == (31, [], [])
