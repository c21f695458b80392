"""The visit calls: all pages of a list, what is said of a visit, and servers that know less than our own."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.api.client import Client
from app.api.visits import VisitCalls
from app.errors import NotFound, Refused, Unreadable
from app.models.objects.reading import Reader
from app.models.objects.visit import VisitOnServer
from tests.fake_server import FakeServer

DAY = date(2026, 3, 12)
LIST = "/vm/visits/2026-03-12"


def visit(number: int = 1, **more: Any) -> dict[str, Any]:
    return {"object": "visit", "id": f"2026-03-12/M-1/V-{number}", **more}


def answered(first: int, last: int, total: int, limit: int = 2) -> dict[str, Any]:
    return {"total": total, "limit": limit, "visits": [visit(number) for number in range(first, last + 1)]}


def read(**attributes: Any) -> VisitOnServer:
    return Reader(VisitOnServer, "visit").read_one(json.dumps(visit(**attributes)).encode())


def ids(pieces: tuple[bytes, ...]) -> list[str]:
    return [told.id.rpartition("-")[2] for told in Reader(VisitOnServer, "visit").read(pieces).items]


async def test_every_page_of_a_day_is_asked_for(server: FakeServer, client: Client) -> None:
    for page in (answered(1, 2, 5), answered(3, 4, 5), answered(5, 5, 5)):
        server.answers("GET", LIST, json=page)
    assert ids((await VisitCalls(client).of(DAY, page_size=2, statuses=(2, 3))).pieces) == ["1", "2", "3", "4", "5"]
    assert [request.query for request in server.requests] == [
        {"pageSize": "2", "status": "2,3", "said": "1", "page": page} for page in ("1", "2", "3")
    ]


async def test_a_server_that_gives_smaller_pages_than_were_asked_for(server: FakeServer, client: Client) -> None:
    for page in (answered(1, 2, 3), answered(3, 3, 3)):
        server.answers("GET", LIST, json=page)
    assert ids((await VisitCalls(client).of(DAY)).pieces) == ["1", "2", "3"]
    assert server.requests[-1].query == {"pageSize": "100", "page": "2"}


async def test_a_visit_that_moved_to_the_next_page_meanwhile_is_given_once(server: FakeServer, client: Client) -> None:
    for page in (answered(1, 2, 3), answered(2, 3, 3)):
        server.answers("GET", LIST, json=page)
    assert ids((await VisitCalls(client).of(DAY, page_size=2)).pieces) == ["1", "2", "3"]


async def test_a_server_that_turns_no_pages_is_not_asked_for_ever(server: FakeServer, client: Client) -> None:
    server.answers("GET", LIST, json=answered(1, 2, 900))
    assert ids((await VisitCalls(client).of(DAY, page_size=2)).pieces) == ["1", "2"]
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "counts",
    [
        {"total": 11},
        {"limit": 10},
        {},
        {"total": None, "limit": ""},
        {"total": "11", "limit": "10"},
        {"total": 11, "limit": 100},  # the page size that was asked for, and not that of its pages
        {"total": 10, "limit": 10},  # the number on the page, and not that of all
        {"total": 0, "limit": 0},
        {"total": "eleven", "limit": 10.5},
    ],
)
async def test_no_visit_is_missing_whatever_a_server_counts(
    counts: dict[str, Any], server: FakeServer, client: Client
) -> None:
    for first, last in ((1, 10), (11, 11), (12, 11)):
        server.answers("GET", LIST, json=counts | {"visits": [visit(number) for number in range(first, last + 1)]})
    assert ids((await VisitCalls(client).of(DAY)).pieces) == [str(number) for number in range(1, 12)]
    assert len(server.requests) <= 3


async def test_the_same_page_again_ends_the_list_also_when_something_in_it_changes_each_time(
    server: FakeServer, client: Client
) -> None:
    for token in range(5):
        server.answers("GET", LIST, json={"visits": [visit(1, token=token), visit(2, token=token)]})
    listed = await VisitCalls(client).of(DAY)
    assert [json.loads(piece)["token"] for piece in listed.pieces] == [1, 1]
    assert len(server.requests) == 2


async def test_a_day_without_visits(server: FakeServer, client: Client) -> None:
    server.answers("GET", LIST, json={"total": 0, "limit": 10, "visits": []})
    assert (await VisitCalls(client).of(DAY)).pieces == ()
    server.answers("GET", LIST, json={"visits": None})
    assert (await VisitCalls(client).of(DAY)).pieces == ()


async def test_a_server_without_the_list(client: Client) -> None:
    with pytest.raises(NotFound):
        await VisitCalls(client).of(DAY)


async def test_a_list_of_something_else(server: FakeServer, client: Client) -> None:
    server.answers("GET", LIST, json=[1, 2])
    with pytest.raises(Unreadable, match="expected a list of visits, the server sent a list"):
        await VisitCalls(client).of(DAY)


async def test_what_is_said_goes_out_under_its_own_key_and_comes_back_as_it_stands(
    server: FakeServer, client: Client
) -> None:
    path = "/vm/visits/2026-03-12/M-%C3%A9%3F/V-1/events"
    body = {"kind": "check-in", "at": "2026-03-12T08:52:07Z", "desk": "Desk 1"}
    server.answers("POST", path, json=visit(arrivedAt="2026-03-12T08:50:00Z"))
    told, piece = await VisitCalls(client).say("2026-03-12/M-é?/V-1", body, "op-1")
    assert told.arrived_at == datetime(2026, 3, 12, 8, 50, tzinfo=UTC)
    assert Reader(VisitOnServer, "visit").read_one(piece) == told
    sent = server.requests[-1]
    assert (sent.path, sent.body, sent.headers["Idempotency-Key"]) == (path, body, "op-1")


async def test_one_visit_is_asked_for_by_its_id(server: FakeServer, client: Client) -> None:
    path = "/vm/visits/2026-03-12/M-%C3%A9%3F/V-1"
    server.answers("GET", path, json=visit(arrivedAt="2026-03-12T08:50:00Z"))
    told, piece = await VisitCalls(client).one("2026-03-12/M-é?/V-1")
    assert Reader(VisitOnServer, "visit").read_one(piece) == told
    assert told.arrived_at == datetime(2026, 3, 12, 8, 50, tzinfo=UTC)
    with pytest.raises(NotFound):
        await VisitCalls(client).one("2026-03-12/M-1/V-9")


@pytest.mark.parametrize("status", [404, 405, 410])
async def test_a_server_that_will_not_hear_it(server: FakeServer, client: Client, status: int) -> None:
    server.answers("POST", f"{LIST}/M-1/V-1/events", status=status, json={"error": "no"})
    with pytest.raises(Refused) as caught:
        await VisitCalls(client).say("2026-03-12/M-1/V-1", {}, "op-1")
    assert caught.value.status == status


async def test_another_object_is_no_visit(server: FakeServer, client: Client) -> None:
    server.answers("POST", f"{LIST}/M-1/V-1/events", json={"object": "meeting", "id": "M-1"})
    with pytest.raises(Unreadable, match="expected a visit, the server sent a meeting"):
        await VisitCalls(client).say("2026-03-12/M-1/V-1", {}, "op-1")


def test_what_else_is_told_of_a_visit() -> None:
    told = read(
        visitor={"object": "visitor", "id": "V-1", "firstname": "Yo", "lastname": "Da"},
        visiting={"object": "user", "id": "US-1", "firstname": "Ana", "lastname": ""},
        status={"object": "status", "id": 2, "value": "Checked-in"},
        partOfGroup="1",
        agreesToTerms=0,
        expectedAt="2026-03-12T10:00:00+01:00",
        leavingAt="0000-00-00",
        meeting={"id": "M-1", "title": "Audit"},
    )
    assert told.visitor is not None
    assert told.visiting is not None
    assert told.status is not None
    assert told.meeting is not None
    assert (told.visitor.name, told.visiting.name, told.meeting.title) == ("Yo Da", "Ana", "Audit")
    assert (told.status.id, told.part_of_group, told.agrees_to_terms) == ("2", True, False)
    assert (told.expected_at, told.leaving_at) == (datetime(2026, 3, 12, 9, tzinfo=UTC), None)
