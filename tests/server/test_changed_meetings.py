"""A meeting is updated: by a whole body, in which whoever has an id stays who they are, and over nobody's head."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from tests.server.postgresql import EACH_DATABASE

DAY = "2026-03-12"
CAME = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}
TOMORROW = {"startAt": "2026-03-13T09:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
DESK = {"Foyer-Desk": "Empfang%20S%C3%BCd"}


@pytest.fixture
def guests():
    """Two visitors as a body names them."""
    return [{"firstName": "Anna", "lastName": "Lindqvist"}, {"firstName": "Grace", "lastName": "Mbeki"}]


@pytest.fixture
async def made(meet, guests):
    return await meet(visitors=guests)


@pytest.fixture
def known(made, guests):
    """The same as an update names them."""
    return [guest | {"id": visitor["id"]} for guest, visitor in zip(guests, made["visitors"], strict=True)]


@pytest.fixture
def put(desk, meeting, made):
    """Updates the meeting, to what is different about it, and gives the answer."""

    async def ask(headers=None, path="meetings", **different):
        return await desk.put(f"/vm/{path}/{made['id']}", json=meeting | different, headers=headers or {})

    return ask


@EACH_DATABASE
@pytest.mark.parametrize("path", ["meetings", "meeting"])
async def test_a_meeting_is_what_the_body_says_and_stays_itself(desk, clock, made, put, known, path):
    clock.now += timedelta(minutes=5)
    answer = await put(path=path, title="Roof survey", hostId="Sofia Marchetti", visitors=known)
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["title"], changed["host"]["firstname"]) == ("Roof survey", "Sofia")
    for name in ("id", "uid", "createdAt", "createdBy", "visitors", "visitorCodes", "startAt"):
        assert changed[name] == made[name]
    assert (made["lastModifiedAt"], changed["lastModifiedAt"]) == ("2026-03-12T08:42:07Z", "2026-03-12T08:47:07Z")
    assert changed["revision"] > made["revision"]
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == changed


async def test_a_moved_meeting_is_listed_on_its_new_day_alone(day_of, put, known):
    await day_of(DAY)  # both were answered before
    await day_of("2026-03-13")
    changed = (await put(**TOMORROW, visitors=known)).json()
    assert await day_of(DAY) == []
    assert await day_of("2026-03-13") == [changed]


async def test_visitors_keep_what_is_theirs_and_a_new_one_gets_it(desk, made, put, known):
    first, second = known
    visit = f"/vm/visits/{DAY}/{made['id']}/{first['id']}"
    await desk.post(f"{visit}/events", json=CAME)
    changed = (
        await put(visitors=[{"firstName": "New", "lastName": "One"}, second, first | {"mobile": "+32 1"}])
    ).json()
    newcomer, *stayed = changed["visitors"]
    assert [each["id"] for each in stayed] == [second["id"], first["id"]]
    assert stayed[1]["mobile"] == "+32 1"
    assert newcomer["id"] not in made["visitorCodes"]
    assert changed["visitorCodes"] == made["visitorCodes"] | {newcomer["id"]: changed["visitorCodes"][newcomer["id"]]}
    assert (await desk.get(visit)).json()["status"]["value"] == "Checked-in"


@EACH_DATABASE
async def test_a_visitor_left_out_is_cancelled_and_comes_back_as_before(desk, made, put, known):
    assert [each["id"] for each in (await put(DESK, visitors=known[:1])).json()["visitors"]] == [known[0]["id"]]
    days = {"from": DAY, "to": DAY}
    (plain,) = (await desk.get("/vm/meetings", params=days)).json()
    (ours,) = (await desk.get("/vm/meetings", params=days | {"cancelled": 1})).json()
    (gone,) = ours["cancelledVisitors"]
    assert "cancelledVisitors" not in plain
    assert gone | made["visitors"][1] == gone
    assert (gone["cancelledAt"], gone["cancelledBy"]) == ("2026-03-12T08:42:07Z", "Empfang Süd")
    assert [visit["visitor"]["id"] for visit in (await desk.get(f"/vm/visits/{DAY}")).json()["visits"]] == [
        known[0]["id"]
    ]

    back = (await put(visitors=known)).json()
    assert (back["visitors"], back["visitorCodes"]) == (made["visitors"], made["visitorCodes"])
    assert "cancelledVisitors" not in (await desk.get("/vm/meetings", params=days | {"cancelled": 1})).json()[0]


@EACH_DATABASE
@pytest.mark.parametrize("change", ["left out", "another day"])
async def test_who_is_on_site_is_not_taken_away(desk, made, put, known, change):
    visit = f"/vm/visits/{DAY}/{made['id']}/{known[1]['id']}"
    await desk.post(f"{visit}/events", json=CAME)
    different = {"visitors": known[:1]} if change == "left out" else TOMORROW | {"visitors": known}
    answer = await put(**different)
    assert (answer.status_code, answer.json()) == (409, {"error": "Grace Mbeki is on site: check out first"})
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == made

    await desk.post(f"{visit}/events", json={"kind": "check-out", "at": "2026-03-12T08:40:00Z"})
    assert (await put(**different)).status_code == 200
    (listed,) = [each for each in (await desk.get(f"/vm/visits/{DAY}")).json()["visits"] if each["events"]]
    assert (listed["visitor"]["lastname"], listed["status"]["value"]) == ("Mbeki", "Checked-out")


async def test_who_came_before_a_desk_heard_of_the_change_is_in_the_list(desk, made, put, known):
    """It was cut off when the visitor came, and the other desk didn't know."""
    assert (await put(visitors=known[:1])).status_code == 200
    visit = f"{DAY}/{made['id']}/{known[1]['id']}"
    assert (await desk.get(f"/vm/visits/{visit}")).status_code == 404
    came = await desk.post(f"/vm/visits/{visit}/events", json=CAME)
    assert came.status_code == 200
    inside = (await desk.get(f"/vm/visits/{DAY}", params={"status": 2})).json()["visits"]
    assert inside == [came.json()] == [(await desk.get(f"/vm/visits/{visit}")).json()]
    assert (await put(visitors=known[:1], title="Again")).status_code == 200  # that doesn't take them away


async def test_who_came_before_it_was_moved_is_listed_with_what_it_is_now(desk, made, put, known):
    visit = f"/vm/visits/{DAY}/{made['id']}/{known[0]['id']}"
    await desk.post(f"{visit}/events", json=CAME)
    await desk.post(f"{visit}/events", json={"kind": "check-out", "at": "2026-03-12T08:40:00Z"})
    assert (await put(**TOMORROW, visitors=known)).status_code == 200
    assert (await desk.get(f"/vm/visits/{DAY}")).json()["visits"][0]["meeting"]["title"] == made["title"]
    assert (await put(**TOMORROW, visitors=known, title="Roof survey")).status_code == 200
    (listed,) = (await desk.get(f"/vm/visits/{DAY}")).json()["visits"]
    assert listed == (await desk.get(visit)).json()
    assert listed["meeting"]["title"] == "Roof survey"


async def test_of_two_desks_the_second_is_told_that_it_was_changed_since(desk, clock, made, put, known):
    tag = (await desk.get(f"/vm/meetings/{made['id']}")).headers["ETag"]
    assert tag == f'"{made["revision"]}"'
    clock.now += timedelta(hours=1)
    first = await put({"If-Match": tag}, visitors=known, title="First")
    second = await put({"If-Match": tag}, visitors=known, title="Second")
    assert (first.status_code, first.headers["ETag"]) == (200, f'"{first.json()["revision"]}"')
    assert second.status_code == 412
    assert second.json() == {"error": "The meeting was changed since, on 2026-03-12 at 10:42:07"}
    third = await put({"If-Match": f'"other", W/{first.headers["ETag"]}'}, visitors=known, title="Third")
    assert third.status_code == 200
    for tags in ("*", ""):
        assert (await put({"If-Match": tags}, visitors=known)).status_code == 200


@EACH_DATABASE
async def test_of_many_at_once_one_gets_through(put, made, known):
    tag = {"If-Match": f'"{made["revision"]}"'}
    answers = await asyncio.gather(*(put(tag, visitors=known, title=f"Desk {number}") for number in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 7


async def test_an_answer_that_was_lost_is_the_same_again(desk, made, put, known):
    headers = {"Idempotency-Key": "op-1", "If-Match": f'"{made["revision"]}"'}
    answers = [await put(headers, visitors=known[:1], title="Roof survey") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert (await put(headers, visitors=known)).status_code == 422
    assert (await desk.delete(f"/vm/meeting/{made['id']}")).status_code == 204
    assert (await put(headers, visitors=known[:1], title="Roof survey")).status_code == 200


@pytest.mark.parametrize(
    ("different", "words"),
    [
        ({"title": ""}, "title is missing"),
        ({"endAt": "2026-03-12T08:00:00+01:00"}, "endAt is not after startAt"),
        ({"recurrence": {"rrule": "FREQ=NEVER"}}, "recurrence can't be read at FREQ=NEVER"),
        ({"visitors": [{"id": "V-1", "firstName": "A", "lastName": "B"}]}, "id of visitor 1 is of no visitor of this"),
        ({"visitors": [{"id": "", "firstName": "A"}]}, "lastName of visitor 1 is missing"),
    ],
)
async def test_what_is_wrong_is_said_in_words_and_nothing_is_changed(desk, made, put, different, words):
    answer = await put(**different)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(words)
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == made


async def test_a_visitor_who_is_named_twice_is_refused(put, known):
    answer = await put(visitors=[known[0], known[0]])
    assert answer.json() == {"error": "id of visitor 2 is that of another visitor too"}


@pytest.mark.parametrize(
    ("desk_name", "words"),
    [("x" * 201, "Foyer-Desk is longer than 200 characters"), ("a%0Ab", "Foyer-Desk holds a character that can't be")],
)
async def test_a_desks_name_that_cannot_be_shown(put, desk_name, words):
    answer = await put({"Foyer-Desk": desk_name})
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(words)


async def test_a_meeting_that_there_is_not(desk, meeting):
    answer = await desk.put("/vm/meetings/M-1", json=meeting)
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no meeting M-1"})
