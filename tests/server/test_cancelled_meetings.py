"""A meeting is cancelled: not erased, so that desks show what was taken back, and can take that back in turn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.server.postgresql import EACH_DATABASE

DAY = "2026-03-12"
DAYS = {"from": DAY, "to": DAY}
CAME = {"kind": "check-in", "at": "2026-03-12T08:30:00Z"}
LEFT = {"kind": "check-out", "at": "2026-03-12T08:40:00Z"}
DESK = {"Foyer-Desk": "Desk%201"}


@pytest.fixture
async def made(meet, visitor):
    return await meet(visitors=[visitor])


@pytest.fixture
def cancel(desk, made):
    async def ask(headers=None, path="meeting"):
        return await desk.delete(f"/vm/{path}/{made['id']}", headers=headers or {})

    return ask


@pytest.fixture
def visit(made):
    return f"/vm/visits/{DAY}/{made['id']}/{made['visitors'][0]['id']}"


@pytest.mark.parametrize("path", ["meetings", "meeting"])
async def test_a_cancelled_meeting_is_gone_and_says_since_when(desk, day_of, made, cancel, path):
    await day_of(DAY)
    answer = await cancel(DESK, path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert await day_of(DAY) == []
    assert (await desk.get(f"/vm/visits/{DAY}")).json()["total"] == 0
    for gone in (await desk.get(f"/vm/meetings/{made['id']}"), await cancel()):
        assert gone.status_code == 410
        assert gone.json() == {
            "error": f"The meeting {made['id']} was cancelled by Desk 1",
            "cancelledAt": "2026-03-12T08:42:07Z",
            "cancelledBy": "Desk 1",
        }


@EACH_DATABASE
async def test_our_own_desks_list_it_with_who_and_when(desk, made, cancel, meet):
    other = await meet(title="Stands", startAt="2026-03-12T08:00:00+01:00")
    await desk.get("/vm/meetings", params=DAYS | {"cancelled": 1})
    await cancel(DESK)
    stands, gone = (await desk.get("/vm/meetings", params=DAYS | {"cancelled": 1})).json()
    assert stands == other
    assert (gone["cancelledAt"], gone["cancelledBy"]) == ("2026-03-12T08:42:07Z", "Desk 1")
    assert gone | made | {name: gone[name] for name in ("revision", "lastModifiedAt")} == gone
    assert gone["revision"] > other["revision"]


async def test_a_list_is_narrowed_to_some_meetings(desk, made, cancel, meet):
    others = [await meet(title=f"Meeting {number}") for number in range(3)]
    ids = {"id": f"{others[0]['id']}, {others[2]['id']},{made['id']},M-1"}
    assert {each["id"] for each in (await desk.get("/vm/meetings", params=DAYS | ids)).json()} == {
        others[0]["id"],
        others[2]["id"],
        made["id"],
    }
    await cancel()
    assert len((await desk.get("/vm/meetings", params=DAYS | ids)).json()) == 2
    assert len((await desk.get("/vm/meetings", params=DAYS | ids | {"cancelled": "1"})).json()) == 3
    many = await desk.get("/vm/meetings", params=DAYS | {"id": ",".join(["M-1"] * 201)})
    assert (many.status_code, many.json()) == (400, {"error": "id has more than 200 items"})


async def test_who_is_on_site_is_not_cancelled_away(desk, made, cancel, visit):
    await desk.post(f"{visit}/events", json=CAME)
    answer = await cancel()
    assert (answer.status_code, answer.json()) == (409, {"error": "John Doe is on site: check out first"})
    assert (await desk.get(f"/vm/meetings/{made['id']}")).json() == made


@EACH_DATABASE
async def test_who_came_stays_in_the_lists_whatever_is_cancelled(desk, cancel, visit):
    await desk.post(f"{visit}/events", json=CAME)
    left = await desk.post(f"{visit}/events", json=LEFT)
    assert (await cancel()).status_code == 204
    assert (await desk.get(f"/vm/visits/{DAY}")).json()["visits"] == [left.json()]
    again = await desk.post(f"{visit}/events", json={"kind": "check-in", "at": "2026-03-12T08:41:00Z"})
    inside = (await desk.get(f"/vm/visits/{DAY}", params={"status": "2,3"})).json()["visits"]
    assert inside == [again.json()] == [(await desk.get(visit)).json()]
    assert again.json()["status"]["value"] == "Checked-in"


async def test_another_desk_that_changed_it_first_is_heard(cancel, desk, meeting, made):
    tag = {"If-Match": f'"{made["revision"]}"'}
    await desk.put(f"/vm/meetings/{made['id']}", json=meeting)
    assert (await cancel(tag)).status_code == 412
    assert (await cancel()).status_code == 204


async def test_an_answer_that_was_lost_is_the_same_again(cancel, made):
    headers = {"Idempotency-Key": "op-1", "If-Match": f'"{made["revision"]}"'}
    assert [(await cancel(headers)).status_code for _ in range(2)] == [204, 204]


async def test_a_create_whose_answer_was_lost_is_answered_though_it_was_cancelled_since(desk, meeting):
    key = {"Idempotency-Key": "op-1"}
    made = (await desk.post("/vm/meetings", json=meeting, headers=key)).json()
    await desk.delete(f"/vm/meeting/{made['id']}")
    again = await desk.post("/vm/meetings", json=meeting, headers=key)
    assert (again.status_code, again.json()["id"]) == (201, made["id"])
    assert again.json()["cancelledAt"]


@EACH_DATABASE
async def test_a_cancelled_meeting_is_brought_back_as_it_was(desk, day_of, clock, meeting, made, visitor, cancel):
    body = meeting | {"visitors": [visitor | {"id": made["visitors"][0]["id"]}]}
    await cancel()
    assert (await desk.put(f"/vm/meetings/{made['id']}", json=body)).status_code == 410
    clock.now += timedelta(seconds=8)
    back = await desk.put(f"/vm/meetings/{made['id']}", json=body, headers={"Foyer-Restore": "1"})
    assert back.status_code == 200
    changed = ("revision", "lastModifiedAt", "changes")
    assert back.json() == made | {name: back.json()[name] for name in changed}
    assert await day_of(DAY) == [back.json()]
    assert (await desk.get("/vm/meetings", params=DAYS | {"cancelled": 1})).json() == [back.json()]


async def test_one_that_was_brought_back_to_another_day_is_nowhere_cancelled(desk, meeting, made, cancel):
    times = {"startAt": "2026-03-13T09:00:00+01:00", "endAt": "2026-03-13T11:00:00+01:00"}
    await cancel()
    path = f"/vm/meetings/{made['id']}"
    assert (await desk.put(path, json=meeting | times, headers={"Foyer-Restore": "1"})).status_code == 200
    assert (await desk.get("/vm/meetings", params=DAYS | {"cancelled": 1})).json() == []


@pytest.mark.parametrize("path", ["vm/meeting/M-1", "vm/meetings/M-1"])
async def test_a_meeting_that_there_is_not(desk, path):
    answer = await desk.delete(path)
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no meeting M-1"})


async def test_one_visit_is_as_it_is_listed(desk, made, visit):
    (listed,) = (await desk.get(f"/vm/visits/{DAY}")).json()["visits"]
    assert (await desk.get(visit)).json() == listed
    for unknown in (visit.replace(DAY, "2026-03-13"), visit[:-1], visit.replace(made["id"], "M-1")):
        answer = await desk.get(unknown)
        assert answer.status_code == 404
        assert "is expected on" in answer.json()["error"]
