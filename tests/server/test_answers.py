"""A day's lists are made once for each change of that day, for all desks and all pages."""

from __future__ import annotations

from collections import Counter

import pytest

from app.server import meetings
from app.server.storage import changes
from tests.server.postgresql import EACH_DATABASE

CAME = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}
ELSEWHEN = {"startAt": "2026-05-01T10:00:00Z", "endAt": "2026-05-01T11:00:00Z"}


@pytest.fixture
def days_read(monkeypatch):
    """How often the meetings of a time were read from the database."""
    read = Counter()
    touching = meetings.touching

    def counted(connection, starts, ends, *only):
        read[starts] += not only
        return touching(connection, starts, ends, *only)

    monkeypatch.setattr(meetings, "touching", counted)
    return read


@pytest.fixture
async def day(desk, meet, visitor, days_read):
    """Asks for the meetings and the visits of a day, and gives how often it was read for that."""
    made = await meet(visitors=[visitor] * 30)

    async def ask():
        before = days_read.total()
        listed = (await desk.get("/vm/meetings", params={"from": "2026-03-12", "to": "2026-03-12"})).json()
        pages = [(await desk.get("/vm/visits/2026-03-12", params={"page": page})).json() for page in (1, 2, 3)]
        assert [each["total"] for each in pages] == [sum(len(each["visitors"]) for each in listed)] * 3
        return days_read.total() - before, listed, [visit for page in pages for visit in page["visits"]]

    ask.meeting = made
    return ask


@EACH_DATABASE
async def test_all_pages_and_all_desks_read_the_day_once(day):
    assert (await day())[0] == 2  # once as meetings, once as visits
    assert (await day())[0] == 0


@pytest.mark.parametrize("write", ["a meeting in May", "a ticket", "a kiosk", "a refused meeting"])
async def test_a_write_that_is_not_of_this_day_leaves_it(desk, meeting, ticket, day, write):
    await day()
    if write == "a meeting in May":
        assert (await desk.post("/vm/meetings", json=meeting | ELSEWHEN)).status_code == 201
    elif write == "a ticket":
        assert (await desk.post("/sd/tickets", json=ticket)).status_code == 201
    elif write == "a kiosk":
        assert (await desk.put("/vm/kiosks/Lobby", json={"troubles": []})).status_code == 200
    else:
        assert (await desk.post("/vm/meetings", json=meeting | {"title": ""})).status_code == 400
    assert (await day())[0] == 0


@EACH_DATABASE
async def test_an_arrival_is_in_the_next_list_of_visits_and_leaves_the_meetings(desk, day):
    _, _, visits = await day()
    answer = await desk.post(f"/vm/visits/{visits[17]['id']}/events", json=CAME)
    assert answer.status_code == 200
    read, _, after = await day()
    assert read == 1
    assert after[17] == answer.json()
    assert after[17]["status"]["value"] == "Checked-in"


@EACH_DATABASE
@pytest.mark.parametrize(
    "times",
    [
        {},
        {"startAt": "2026-03-05T09:00:00Z", "endAt": "2026-03-05T10:00:00Z", "recurrence": {"rrule": "FREQ=WEEKLY"}},
        {"startAt": "2026-03-11T20:00:00Z", "endAt": "2026-03-12T10:00:00Z"},
    ],
)
async def test_a_meeting_that_touches_the_day_is_in_its_next_list(day, meet, times):
    _, before, _ = await day()
    made = await meet(title="New", **times)
    read, after, _ = await day()
    assert read == 2
    assert {each["id"] for each in after} - {each["id"] for each in before} == {made["id"]}


@EACH_DATABASE
async def test_an_answer_older_than_all_changes_that_are_remembered_is_made_anew(day, meet, monkeypatch):
    monkeypatch.setattr(changes, "MOST_CHANGES", 3)
    monkeypatch.setattr(changes, "SWEEP", 1)
    await day()
    for _ in range(5):
        await meet(**ELSEWHEN)
    assert (await day())[0] == 2
