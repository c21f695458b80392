"""What is said of a visit: kept for good and once, in whatever order it comes, and answered with what stands."""

from __future__ import annotations

import asyncio
from itertools import permutations

import pytest

from tests.server.postgresql import EACH_DATABASE

NINE, TEN, ELEVEN = (f"2026-03-12T{hour}:00+01:00" for hour in ("09:00", "09:10", "09:20"))


@pytest.fixture
async def visit(meet, visitor):
    """The id of the only visit of the day."""
    met = await meet(visitors=[visitor])
    return f"2026-03-12/{met['id']}/{met['visitors'][0]['id']}"


@pytest.fixture
def say(desk):
    """Says something of a visit, under a key if there is one, and gives the answer."""

    async def ask(visit, kind, at=NINE, key="", **more):
        headers = {"Idempotency-Key": key} if key else {}
        return await desk.post(f"/vm/visits/{visit}/events", json={"kind": kind, "at": at} | more, headers=headers)

    return ask


def stands(answer):
    assert answer.status_code == 200, answer.text
    visit = answer.json()
    return visit["status"]["value"], visit["arrivedAt"], visit["leftAt"]


@EACH_DATABASE
async def test_an_arrival_and_a_departure_are_answered_with_the_visit_as_it_stands(desk, say, visit):
    assert stands(await say(visit, "check-in")) == ("Checked-in", NINE, None)
    left = await say(visit, "check-out", TEN)
    assert stands(left) == ("Checked-out", NINE, TEN)
    assert (await desk.get("/vm/visits/2026-03-12")).json()["visits"] == [left.json()]


async def test_an_event_comes_back_as_it_was_said(say, visit):
    at = "2026-03-12T07:59:58.123456Z"
    (event,) = (await say(visit, "check-in", at, key="e-1", desk="Desk 1")).json()["events"]
    assert event == {
        "id": "e-1",
        "kind": "check-in",
        "at": "2026-03-12T08:59:58.123456+01:00",
        "undoes": None,
        "desk": "Desk 1",
    }


async def test_who_signed_the_terms_agrees_until_that_check_in_is_undone(say, visit):
    assert (await say(visit, "check-in", key="e-1", agreesToTerms=1)).json()["agreesToTerms"] == 1
    assert (await say(visit, "undo", TEN, undoes="e-1")).json()["agreesToTerms"] == 0
    assert (await say(visit, "check-in", ELEVEN)).json()["agreesToTerms"] == 0


async def test_who_was_checked_out_was_there_also_for_a_desk_that_takes_the_arrival_back(say, visit):
    """It doesn't know of the departure, which was said at another desk before."""
    await say(visit, "check-in", NINE, key="e-1", agreesToTerms=1)
    assert (await say(visit, "check-out", TEN, key="e-2")).json()["agreesToTerms"] == 1
    after = await say(visit, "undo", ELEVEN, undoes="e-1")
    assert (stands(after), after.json()["agreesToTerms"]) == (("Checked-out", NINE, TEN), 1)
    assert stands(await say(visit, "undo", ELEVEN, undoes="e-2")) == ("Expected", None, None)


NO_KIND = "kind is none of check-in, check-out, undo, tell-host, host-told, host-not-told"
ANSWERS = [{"question": "Do you bring a laptop?", "answer": "Yes"}, {"question": "Kennzeichen", "answer": "Ä-1"}]


async def test_what_was_answered_comes_back_with_its_event_to_every_desk(desk, say, visit):
    said = await say(visit, "check-in", key="e-1", answers=ANSWERS)
    await say(visit, "check-out", TEN)
    (listed,) = (await desk.get("/vm/visits/2026-03-12")).json()["visits"]
    assert [event.get("answers") for event in listed["events"]] == [ANSWERS, None]
    assert said.json()["events"][0]["answers"] == ANSWERS
    again = await say(visit, "check-in", key="e-1")  # by a desk that knows of no answers
    assert again.status_code == 200
    assert again.json()["events"][0]["answers"] == ANSWERS


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"answers": ANSWERS * 5}, "answers"),
        ({"answers": [{"question": "Q", "answer": "x" * 201}]}, "answer"),
        ({"answers": [{"question": "", "answer": "x"}]}, "question"),
        ({"answers": [{"question": "Q", "answer": "a\0b"}]}, "holds a character that can't be kept"),
        ({"answers": "Yes"}, "answers"),
        ({"kind": "check-out", "answers": ANSWERS}, "answers come with a check-in alone"),
    ],
)
async def test_answers_are_bounded_and_given_on_the_way_in(say, visit, more, words):
    refused = await say(visit, **({"kind": "check-in"} | more))
    assert refused.status_code == 400
    assert words in refused.json()["error"]


@pytest.mark.parametrize("kind", ["check-in", "checkin", "check_in", "Check-In"])
async def test_the_kind_is_known_however_it_is_spelled(say, visit, kind):
    (event,) = (await say(visit, kind)).json()["events"]
    assert event["kind"] == "check-in"


async def test_the_first_arrival_stands_and_a_later_one_is_told_so(say, visit):
    await say(visit, "check-in", NINE, key="e-1")
    second = await say(visit, "check-in", TEN, key="e-2")
    assert stands(second) == ("Checked-in", NINE, None)
    assert [event["id"] for event in second.json()["events"]] == ["e-1", "e-2"]


async def test_an_undo_takes_back_what_it_names(say, visit):
    await say(visit, "check-in", key="e-1")
    assert stands(await say(visit, "undo", TEN, undoes="e-1")) == ("Expected", None, None)
    assert stands(await say(visit, "check-in", ELEVEN)) == ("Checked-in", ELEVEN, None)


async def test_two_desks_agree_in_the_end_whoever_is_heard_first(say, meet, visitor):
    """The undo comes before what it undoes, the departure before the arrival."""
    events = (
        {"kind": "check-in", "at": NINE, "key": "1"},
        {"kind": "check-in", "at": TEN, "key": "2"},
        {"kind": "undo", "at": TEN, "key": "3", "undoes": "1"},
        {"kind": "check-out", "at": ELEVEN, "key": "4"},
    )
    ends = []
    for order in permutations(events):
        met = await meet(visitors=[visitor])
        visit = f"2026-03-12/{met['id']}/{met['visitors'][0]['id']}"
        for event in order:
            own = {"key": f"{met['id']} {event['key']}"}
            if "undoes" in event:
                own["undoes"] = f"{met['id']} {event['undoes']}"
            answer = await say(visit, **event | own)
        ends.append(stands(answer))
    assert set(ends) == {("Checked-out", TEN, ELEVEN)}


@EACH_DATABASE
async def test_what_is_said_twice_under_one_key_is_said_once(say, visit):
    first, again = [await say(visit, "check-in", key="e-1") for _ in range(2)]
    assert (again.status_code, again.content) == (200, first.content)
    assert len(again.json()["events"]) == 1


async def test_the_same_moment_written_in_another_zone_is_the_same(say, visit):
    await say(visit, "check-in", "2026-03-12T09:00:00+01:00", key="e-1")
    assert len((await say(visit, "checkin", "2026-03-12T08:00:00Z", key="e-1")).json()["events"]) == 1


async def test_without_a_key_the_server_names_each_event(say, visit):
    await say(visit, "check-in")
    events = (await say(visit, "check-in")).json()["events"]
    assert len({event["id"] for event in events}) == 2


@pytest.mark.parametrize("different", [{"kind": "check-out"}, {"at": TEN}, {"visit": 1}])
async def test_a_key_that_comes_with_something_else_is_refused(say, meet, visitor, different):
    met = await meet(visitors=[visitor, visitor])
    visits = [f"2026-03-12/{met['id']}/{guest['id']}" for guest in met["visitors"]]
    same = {"visit": 0, "kind": "check-in", "at": NINE}
    for event in (same, same | different):
        answer = await say(visits[event["visit"]], event["kind"], event["at"], key="e-1")
    assert answer.status_code == 422
    assert answer.json() == {"error": "This Idempotency-Key was used for another request"}


async def test_a_key_of_a_create_is_refused_too(desk, say, visit, ticket):
    await desk.post("/sd/tickets", json=ticket, headers={"Idempotency-Key": "1"})
    assert (await say(visit, "check-in", key="1")).status_code == 422


async def test_many_desks_at_once_lose_nothing(say, visit):
    await asyncio.gather(*(say(visit, "check-in", key=f"e-{desk}") for desk in range(12) for _ in range(2)))
    assert len((await say(visit, "check-out", TEN)).json()["events"]) == 13


@EACH_DATABASE
async def test_each_day_of_a_series_is_a_visit_of_its_own(desk, say, meet, visitor):
    met = await meet(visitors=[visitor], recurrence={"rrule": "FREQ=DAILY;COUNT=2"})
    guest = met["visitors"][0]["id"]
    assert stands(await say(f"2026-03-13/{met['id']}/{guest}", "check-in"))[0] == "Checked-in"
    assert (await desk.get("/vm/visits/2026-03-12")).json()["visits"][0]["status"]["value"] == "Expected"
    assert (await desk.get("/vm/visits/2026-03-13")).json()["visits"][0]["status"]["value"] == "Checked-in"


@EACH_DATABASE
@pytest.mark.parametrize("unknown", ["day", "meeting", "visitor"])
async def test_a_visit_that_there_is_not_is_gone_and_the_key_stays_free(say, visit, unknown):
    parts = dict(zip(("day", "meeting", "visitor"), visit.split("/"), strict=True))
    other = parts | {unknown: "2026-03-15" if unknown == "day" else "X-1"}
    answer = await say("/".join(other.values()), "check-in", key="e-1")
    assert answer.status_code == 410  # 404 would mean that this server has no such call
    assert answer.json()["error"].startswith(f"No visitor {other['visitor']} is expected on {other['day']}")
    assert stands(await say(visit, "check-in", key="e-1"))[0] == "Checked-in"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"at": NINE}, "kind is missing"),
        (
            {"kind": "dance", "at": NINE},
            NO_KIND,
        ),
        ({"kind": 7, "at": NINE}, NO_KIND),
        ({"kind": "check-in"}, "at is missing"),
        (
            {"kind": "check-in", "at": "2026-03-12T09:00:00"},
            "at is not a time with its offset, such as 2015-01-12T15:00:00+01:00",
        ),
        ({"kind": "check-in", "at": "2026-03-13T08:42:08Z"}, "at is more than a day ahead of the server's clock"),
        (
            {"kind": "check-in", "at": "1970-01-01T00:00:00Z"},
            "at is before the day of the visit, and more than a day ago",
        ),
        (
            {"kind": "check-in", "at": "2026-03-11T08:42:06Z"},
            "at is before the day of the visit, and more than a day ago",
        ),
        ({"kind": "undo", "at": NINE}, "undoes is missing"),
        ({"kind": "check-in", "at": NINE, "desk": "x" * 201}, "desk is longer than 200 characters"),
    ],
)
async def test_what_is_wrong_is_said_in_words(desk, visit, body, words):
    answer = await desk.post(f"/vm/visits/{visit}/events", json=body)
    assert (answer.status_code, answer.json()) == (400, {"error": words})


async def test_a_clock_that_runs_ahead_by_less_than_a_day_is_believed(say, visit):
    assert stands(await say(visit, "check-in", "2026-03-13T08:42:07Z"))[0] == "Checked-in"


async def test_one_that_runs_behind_by_less_than_a_day_too(say, visit):
    assert stands(await say(visit, "check-in", "2026-03-11T08:42:07Z"))[0] == "Checked-in"


async def test_a_desk_that_was_cut_off_for_a_week_tells_what_happened_then(say, meet, visitor):
    times = {"startAt": "2026-03-05T09:00:00+01:00", "endAt": "2026-03-05T11:00:00+01:00"}
    met = await meet(visitors=[visitor], **times)
    visit = f"2026-03-05/{met['id']}/{met['visitors'][0]['id']}"
    assert stands(await say(visit, "check-in", "2026-03-05T08:50:00+01:00"))[0] == "Checked-in"
    assert stands(await say(visit, "check-out", NINE))[0] == "Checked-out"  # whom nobody checked out that day


async def test_an_id_that_no_database_can_keep_is_refused(say):
    assert (await say("2026-03-12/%00/V-1", "check-in")).status_code == 400


async def test_what_is_said_of_the_host_needs_a_desk_and_may_have_a_note_and_nothing_else_may(say, visit):
    told = await say(visit, "host-told", desk="Desk 1", note="Comes down")
    assert [(one["kind"], one["note"]) for one in told.json()["events"]] == [("host-told", "Comes down")]
    assert (await say(visit, "host-told")).status_code == 400
    assert (await say(visit, "check-in", note="Comes down")).status_code == 400
