"""What was said of a visit, by our own desk server's events or by another's status and times."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.models.objects.visit_summary import VisitSummary, visit_summary
from app.models.visit_events import Event, EventKind, Stands, stands

BRUSSELS = ZoneInfo("Europe/Brussels")
CAME = datetime(2026, 3, 12, 8, 52, 7, 250_000, tzinfo=UTC)
LEFT = datetime(2026, 3, 12, 9, 31, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 11, 23, tzinfo=UTC)
NINE = datetime(2026, 3, 12, 9, tzinfo=UTC)
IN, OUT = {"object": "status", "id": 2, "value": "Checked-in"}, {"object": "status", "id": 3, "value": "Checked-out"}


def read(**attributes: Any) -> VisitSummary:
    visit = {"object": "visit", "id": "2026-03-12/M-1/V-1"} | attributes
    return visit_summary(json.dumps(visit).encode(), BRUSSELS)


def test_the_events_of_our_own_desk_server() -> None:
    told = [
        {"id": "e-1", "kind": "check-in", "at": CAME.isoformat(), "undoes": None, "desk": "Desk 1"},
        {"id": "e-2", "kind": "undo", "at": LEFT.isoformat(), "undoes": "e-1", "desk": None},
    ]
    assert read(events=told, arrivedAt=None).events == (
        Event(id="e-1", kind=EventKind.CHECK_IN, at=CAME, desk="Desk 1"),
        Event(id="e-2", kind=EventKind.UNDO, at=LEFT, undoes="e-1"),
    )


@pytest.mark.parametrize(
    "unreadable",
    [{}, 7, "x", [], {"id": "e-2", "kind": "dance", "at": CAME.isoformat()}, {"id": "e-2", "kind": "undo", "at": "?"}],
)
def test_an_unreadable_event_takes_no_other_with_it(unreadable: Any) -> None:
    events = [unreadable, None, {"id": "e-1", "kind": "check-in", "at": CAME.isoformat()}]
    assert [event.id for event in read(events=events).events] == ["e-1"]


@pytest.mark.parametrize("events", [None, "", [], {}, 3, "none"])
def test_a_server_that_tells_only_when_somebody_came_and_left(events: Any) -> None:
    told = read(arrivedAt="2026-03-12T09:52:07.25+01:00", leftAt=LEFT.isoformat(), events=events)
    assert stands(told.events) == Stands(arrived_at=CAME, left_at=LEFT)
    again = read(arrivedAt=CAME.isoformat(), leftAt=LEFT.isoformat())
    assert [event.id for event in again.events] == [event.id for event in told.events]
    assert len({event.id for event in told.events}) == 2


def test_somebody_who_came_twice_is_in_after_both_were_heard() -> None:
    earlier = read(arrivedAt=CAME.isoformat(), leftAt=LEFT.isoformat()).events
    later = read(arrivedAt="2026-03-12T11:00:00Z").events
    assert stands((*earlier, *later)).on_site


@pytest.mark.parametrize(
    "status", [IN, {"id": "2"}, {"value": "Checked in"}, {"value": "CHECKED_IN"}, 2, "2", "checked-in"]
)
@pytest.mark.parametrize("arrived", [None, "", 0, "0000-00-00", "soon", [], {}])
def test_who_is_checked_in_is_on_site_also_without_a_time_that_can_be_read(status: Any, arrived: Any) -> None:
    assert stands(read(status=status, arrivedAt=arrived).events) == Stands(arrived_at=MIDNIGHT)
    expected = read(status=status, arrivedAt=arrived, expectedAt="2026-03-12T10:00")
    assert stands(expected.events) == Stands(arrived_at=NINE)


def test_nobody_came_after_the_server_told_that_they_are_in() -> None:
    visit = json.dumps({"id": "2026-03-12/M-1/V-1", "status": IN, "expectedAt": "2026-03-12T16:00"}).encode()
    assert stands(visit_summary(visit, BRUSSELS, NINE).events) == Stands(arrived_at=NINE)


@pytest.mark.parametrize("left", [None, "", "soon"])
def test_who_is_checked_out_has_left_also_without_a_time_that_can_be_read(left: str | None) -> None:
    assert stands(read(status=OUT, arrivedAt=CAME.isoformat(), leftAt=left).events) == Stands(CAME, CAME)
    assert stands(read(status=OUT, arrivedAt=left, leftAt=left).events).left
    assert stands(read(status=OUT, arrivedAt=left, leftAt=LEFT.isoformat()).events) == Stands(LEFT, LEFT)


def test_times_that_can_be_read_are_believed() -> None:
    both = {"arrivedAt": CAME.isoformat(), "leftAt": LEFT.isoformat()}
    assert stands(read(status=OUT, **both).events) == Stands(CAME, LEFT)
    assert stands(read(status=IN, **both).events) == Stands(CAME, LEFT)
    assert stands(read(status=IN, leftAt=LEFT.isoformat()).events).on_site


def test_who_is_expected_or_has_an_unknown_status_is_where_the_times_say() -> None:
    for status in (None, 1, {"id": 1, "value": "Expected"}, {"id": 9, "value": "On the way"}):
        assert stands(read(status=status).events) == Stands()
        assert stands(read(status=status, arrivedAt=CAME.isoformat()).events) == Stands(arrived_at=CAME)


def test_a_time_without_an_offset_is_the_sites_and_that_of_the_company_first() -> None:
    wall = "2026-03-12T10:00"
    assert stands(read(arrivedAt=wall).events).arrived_at == NINE
    company = {"object": "corporate", "timezone": "Asia/Tokyo"}
    assert stands(read(arrivedAt=wall, company=company).events).arrived_at == NINE - timedelta(hours=8)
    unknown = {"object": "corporate", "timezone": "Mars/Base"}
    assert stands(read(arrivedAt=wall, company=unknown).events).arrived_at == NINE
