"""Two changes of one meeting: nothing of either is lost, and only what both changed is a person's to choose."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.meetings.merge import LISTS, TEXTS, is_same, merge
from app.models.meetings.server_meeting import identified, server_meeting
from app.models.merging.comparison import THEIRS, YOURS
from tests.app.changes_desk import visitor, wished

ADA = visitor("Ada", "Lovelace", id="V-1")
BOB = visitor("Bob", "Bemer", id="V-2")
BASE = wished(visitors=[ADA, BOB])


def base(**different: Any) -> dict[str, Any]:
    return BASE | different


def test_what_only_one_changed_is_in_the_outcome():
    theirs = base(title="Audit 2", visitors=[ADA | {"email": "ada@x.example"}, BOB])
    merged = merge(BASE, theirs, base(hostId="US-9", visitors=[ADA | {"phone": "+32 2 1"}, BOB]))
    assert merged.conflicts == ()
    assert merged.body == theirs | {
        "hostId": "US-9",
        "visitors": [ADA | {"email": "ada@x.example", "phone": "+32 2 1"}, BOB],
    }
    assert merged.adopted == ("title", "visitors/V-1/email")


def test_what_both_changed_alike_is_no_conflict():
    same = base(title="Audit 2", visitors=[ADA])
    merged = merge(BASE, same, same)
    assert (merged.body, merged.conflicts, merged.adopted) == (same, (), ())


def test_what_both_changed_otherwise_is_chosen_one_by_one():
    theirs, yours = base(title="Theirs", hostId="US-2"), base(title="Yours", hostId="US-3")
    found = merge(BASE, theirs, yours).conflicts
    assert [(one.key, one.base, one.theirs, one.yours) for one in found] == [
        ("title", "Audit", "Theirs", "Yours"),
        ("hostId", "Sofia Marchetti", "US-2", "US-3"),
    ]
    chosen = merge(BASE, theirs, yours, {"title": THEIRS, "hostId": YOURS})
    assert (chosen.body["title"], chosen.body["hostId"], chosen.conflicts) == ("Theirs", "US-3", ())


def test_an_absent_text_is_an_empty_one():
    assert merge(BASE, base(description=""), base(description="Bring a hat")).conflicts == ()
    assert is_same(BASE, base(description=""))
    assert not is_same(BASE, base(title="audit"))


def test_beginning_and_end_are_one_thing():
    theirs = base(startAt="2026-03-12T10:30:00+01:00")
    yours = base(endAt="2026-03-12T10:15:00+01:00")
    (conflict,) = merge(BASE, theirs, yours).conflicts
    assert (conflict.key, conflict.yours["endAt"]) == ("when", "2026-03-12T10:15:00+01:00")
    chosen = merge(BASE, theirs, yours, {"when": THEIRS}).body
    assert (chosen["startAt"], chosen["endAt"]) == (theirs["startAt"], theirs["endAt"])


def test_the_same_moment_in_another_zone_is_the_same():
    assert is_same(BASE, base(startAt="2026-03-12T09:00:00+00:00"))


def test_of_lists_both_have_their_way():
    began = base(userIds=["a", "b", "c"])
    merged = merge(began, base(userIds=["a", "c", "d"]), base(userIds=["b", "c", "e"]))
    assert (merged.body["userIds"], merged.conflicts) == (["c", "d", "e"], ())


def test_a_visitor_taken_out_by_one_and_untouched_by_the_other_is_out():
    assert merge(BASE, base(visitors=[BOB]), BASE).body["visitors"] == [BOB]
    assert merge(BASE, BASE, base(visitors=[ADA])).body["visitors"] == [ADA]


@pytest.mark.parametrize(("choice", "there"), [(THEIRS, True), (YOURS, False)])
def test_a_visitor_taken_out_here_whom_they_changed_is_chosen(choice, there):
    changed = ADA | {"email": "ada@x.example"}
    theirs, yours = base(visitors=[changed, BOB]), base(visitors=[BOB])
    (conflict,) = merge(BASE, theirs, yours).conflicts
    assert (conflict.key, conflict.label, conflict.who) == ("visitors/V-1", "visitor", "Ada Lovelace")
    assert (conflict.theirs, conflict.yours) == (changed, None)
    chosen = merge(BASE, theirs, yours, {"visitors/V-1": choice}).body["visitors"]
    assert chosen == ([changed, BOB] if there else [BOB])


def test_a_visitor_whom_they_took_out_and_you_changed_comes_again_as_somebody_new():
    theirs, yours = base(visitors=[BOB]), base(visitors=[ADA | {"email": "ada@x.example"}, BOB])
    (conflict,) = merge(BASE, theirs, yours).conflicts
    assert (conflict.theirs, conflict.yours["email"]) == (None, "ada@x.example")
    assert merge(BASE, theirs, yours, {"visitors/V-1": THEIRS}).body["visitors"] == [BOB]
    new = visitor("Ada", "Lovelace", email="ada@x.example")
    assert merge(BASE, theirs, yours, {"visitors/V-1": YOURS}).body["visitors"] == [BOB, new]


def test_whom_each_added_is_in_the_outcome():
    eve, dan = visitor("Eve", "New"), visitor("Dan", "New")
    merged = merge(BASE, base(visitors=[ADA, BOB, eve | {"id": "V-9"}]), base(visitors=[ADA, BOB, dan]))
    assert merged.body["visitors"] == [ADA, BOB, eve | {"id": "V-9"}, dan]
    assert (merged.conflicts, merged.adopted) == ((), ("visitors/V-9",))


def test_whom_both_added_is_added_once():
    """So is somebody whom the server has because an answer was lost."""
    eve = visitor("Eve", "New", email="eve@x.example")
    theirs = base(visitors=[ADA, BOB, eve | {"id": "V-9", "firstName": "EVE"}])
    merged = merge(BASE, theirs, base(visitors=[ADA, BOB, eve | {"firstName": "eve"}]))
    assert [one["id"] for one in merged.body["visitors"]] == ["V-1", "V-2", "V-9"]
    again = merge(BASE, base(visitors=[ADA, BOB, eve | {"id": "V-9"}]), base(visitors=[ADA, BOB, eve]))
    assert is_same(again.body, base(visitors=[ADA, BOB, eve | {"id": "V-9"}]))


def test_two_of_one_name_are_two():
    eve = visitor("Eve", "New")
    merged = merge(BASE, base(visitors=[ADA, BOB, eve | {"id": "V-9"}]), base(visitors=[ADA, BOB, eve, eve]))
    assert [one.get("id") for one in merged.body["visitors"]] == ["V-1", "V-2", "V-9", None]


def test_rules_and_the_days_left_out():
    weekly = base(recurrence={"rrule": "FREQ=WEEKLY", "exdate": "20260319T090000Z"})
    theirs = base(recurrence={"rrule": "FREQ=WEEKLY", "exdate": "20260319T090000Z,20260326T090000Z"})
    yours = base(recurrence={"rrule": "FREQ=WEEKLY;COUNT=9"})
    merged = merge(weekly, theirs, yours)
    assert merged.body["recurrence"] == {"rrule": "FREQ=WEEKLY;COUNT=9", "exdate": "20260326T090000Z"}
    assert "recurrence" not in merge(weekly, weekly, BASE).body
    (conflict,) = merge(weekly, base(recurrence={"rrule": "FREQ=DAILY"}), yours).conflicts
    assert conflict.key == "rrule"


texts = st.sampled_from(["", "a", "b", "c"])
people = st.lists(st.sampled_from("pqrs"), unique=True, max_size=3)
hours = st.sampled_from([("10", "11"), ("10", "12"), ("13", "14")])
someone = st.fixed_dictionaries({"email": texts, "companyName": texts, "about": texts})


@st.composite
def bodies(draw: Any, ids: tuple[str, ...] = ("V-1", "V-2", "V-3"), new: str = "") -> dict[str, Any]:
    starts, ends = draw(hours)
    listed = [
        visitor(f"Visitor {identity}", "Known", id=identity, **draw(someone)) for identity in ids if draw(st.booleans())
    ]
    added = [visitor(new, str(number), **draw(someone)) for number in range(draw(st.integers(0, 2)))] if new else []
    return wished(
        draw(texts),
        description=draw(texts),
        hostId=draw(texts),
        userIds=draw(people),
        checkinNotificationUsers=draw(people),
        startAt=f"2026-03-12T{starts}:00:00+01:00",
        endAt=f"2026-03-12T{ends}:00:00+01:00",
        visitors=listed + added,
    )


def value(body: dict[str, Any], key: str) -> Any:
    if key == "when":
        return body["startAt"], body["endAt"]
    if not key.startswith("visitors/"):
        return body.get(key, "")
    _, identity, *name = key.split("/")
    one = next((one for one in body["visitors"] if one.get("id") == identity), None)
    return one if not name else one and one[name[0]]


@given(bodies(), bodies(), bodies(new="New"))
def test_no_field_of_either_is_lost(began, theirs, yours):
    merged = merge(began, theirs, yours)
    keys = {one.key for one in merged.conflicts}
    for key in (*TEXTS, "when"):
        before, there, here = (value(body, key) for body in (began, theirs, yours))
        out = value(merged.body, key)
        if here in (there, before):
            assert out == there
            assert key not in keys
        elif there == before:
            assert out == here
            assert key not in keys
        else:
            assert key in keys
            assert out == here
    for name in LISTS:
        before, there, here, out = ({*body.get(name, ())} for body in (began, theirs, yours, merged.body))
        assert out == ((there | here) - (before - there) - (before - here))
    new = [one for one in yours["visitors"] if "id" not in one]
    assert [one for one in merged.body["visitors"] if "id" not in one and one["firstName"] == "New"] == new


@given(bodies(), bodies())
def test_a_side_that_changed_nothing_changes_nothing(began, changed):
    assert is_same(merge(began, changed, began).body, changed)
    ours = merge(began, began, changed)
    assert is_same(ours.body, changed)
    assert not ours.adopted
    assert not ours.conflicts


@given(bodies(), bodies(), bodies(new="New"), st.sampled_from([THEIRS, YOURS]))
def test_after_the_choice_there_is_nothing_left_to_choose(began, theirs, yours, side):
    open_ones = merge(began, theirs, yours).conflicts
    chosen = merge(began, theirs, yours, {one.key: side for one in open_ones})
    assert not chosen.conflicts
    if side == THEIRS:
        assert all(value(chosen.body, one.key) in (one.theirs, value(theirs, one.key)) for one in open_ones)


def test_a_servers_meeting_is_the_body_that_makes_it():
    piece = {
        "object": "meeting", "id": "M-1", "title": "Audit", "startAt": "2026-03-12T10:00:00+01:00",
        "endAt": "2026-03-12T11:00:00+01:00", "host": {"id": "US-1", "firstname": "Sofia", "lastname": "Marchetti"},
        "visitors": [{"id": "V-1", "firstname": "Ada", "lastname": "Lovelace", "smsReminder": "0"}, {"firstname": "B"}],
        "recurrence": "FREQ=DAILY", "revision": 7, "lastModifiedAt": "2026-03-11T08:00:00Z",
    }  # fmt: skip
    server = server_meeting(json.dumps(piece).encode())
    assert (server.id, server.revision, server.modified) == ("M-1", 7, "2026-03-11T08:00:00Z")
    assert server.body["recurrence"] == {"rrule": "FREQ=DAILY"}
    assert [one["id"] for one in server.body["visitors"]] == ["V-1", "#1"]
    assert server.body["visitors"][0] == ADA
    typed = identified(BASE | {"hostId": "sofia  marchetti"}, server.people)
    assert typed["hostId"] == "US-1"
