"""Update, cancel, close and restore: which spelling of the path a server takes, and what it says of a meeting that is
gone, changed or in use."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.api.meetings import MeetingCalls
from app.errors import (
    ChangedMeanwhile,
    ConnectionFault,
    FoyerError,
    Gone,
    NoAnswer,
    NoSuchCall,
    NotAllowed,
    NotFound,
    Refused,
    Unreachable,
    Unreadable,
)
from tests.fake_server import FakeServer, client_of
from tests.faults import DAY, html, lost_answer, refused
from tests.meetings import meeting
from tests.vendor_server import VendorServer

BODY: dict[str, Any] = {
    "title": "Audit",
    "startAt": f"{DAY}T10:00:00+01:00",
    "endAt": f"{DAY}T11:00:00+01:00",
    "hostId": "US-G606",
    "checkinNotificationUsers": [],
    "checkoutNotificationUsers": [],
    "visitors": [{"firstName": "Ana", "lastName": "Lima"}],
}
MOVED = BODY | {"startAt": f"{DAY}T15:00:00+01:00", "endAt": f"{DAY}T16:00:00+01:00"}
PATHS = ["/vm/meetings", "/vm/meeting"]
SOME_DAYS = (date(2026, 3, 10), date(2026, 3, 20))
WRITES = ("PUT", "DELETE", "POST")


def writes(server: FakeServer) -> list[tuple[str, str]]:
    return [(request.method, request.path) for request in server.requests if request.method in WRITES]


async def called(calls: MeetingCalls, call: str, identity: str) -> None:
    match call:
        case "update":
            await calls.update(identity, MOVED, "op-1")
        case "cancel":
            await calls.cancel(identity, "op-1")
        case "close":
            await calls.close(identity, "op-1")


@pytest.mark.parametrize("missing", [404, 405])
@pytest.mark.parametrize("path", PATHS)
async def test_an_update_is_asked_in_the_spelling_that_the_server_takes_which_is_found_out_once(
    path: str, missing: int
) -> None:
    server = VendorServer(update=path, missing=missing)
    identity, other = server.make(BODY), server.make(BODY)
    calls = MeetingCalls(client_of(server))
    made = await calls.update(identity, MOVED, "op-1")
    assert (made.id, server.meetings[identity]["startAt"]) == (identity, MOVED["startAt"])
    assert writes(server)[-1] == ("PUT", f"{path}/{identity}")
    server.requests.clear()
    await calls.update(other, MOVED, "op-2")
    assert [(one.method, one.path) for one in server.requests] == [("PUT", f"{path}/{other}")]


@pytest.mark.parametrize("missing", [404, 405])
@pytest.mark.parametrize("path", PATHS)
async def test_a_meeting_is_cancelled_in_the_spelling_that_the_server_takes(path: str, missing: int) -> None:
    server = VendorServer(cancel=path, missing=missing)
    calls = MeetingCalls(client_of(server))
    for number in range(2):
        identity = server.make(BODY)
        await calls.cancel(identity, f"op-{number}")
        assert (server.meetings, writes(server)[-1]) == ({}, ("DELETE", f"{path}/{identity}"))
    assert len(writes(server)) == (2 if path == "/vm/meeting" else 3)


@pytest.mark.parametrize("path", PATHS)
async def test_a_series_is_closed_and_what_was_before_stays(path: str) -> None:
    server = VendorServer(close=path)
    identity = server.make(BODY | {"startAt": "2026-03-10T10:00:00+01:00", "recurrence": {"rrule": "FREQ=DAILY"}})
    await MeetingCalls(client_of(server)).close(identity, "op-1")
    assert writes(server)[-1] == ("POST", f"{path}/{identity}/close")
    assert server.requests[-1].body is None
    days = [one["startAt"][:10] for one in server.listed(*SOME_DAYS)]
    assert days == ["2026-03-10", "2026-03-11"]


@pytest.mark.parametrize("call", ["update", "cancel", "close"])
async def test_a_meeting_that_is_gone_is_that_and_no_missing_call(call: str) -> None:
    server = VendorServer()
    calls = MeetingCalls(client_of(server))
    with pytest.raises(NotFound):
        await called(calls, call, "M-7")
    assert writes(server) == []  # the server didn't show it, so nothing was to be found out
    identity = server.make(BODY | {"recurrence": {"rrule": "FREQ=DAILY"}})
    await called(calls, call, identity)
    server.meetings.clear()
    with pytest.raises(NotFound):
        await called(calls, call, identity)


@pytest.mark.parametrize("call", ["update", "cancel", "close"])
async def test_a_server_without_the_call_is_told_apart_from_one_without_the_meeting(call: str) -> None:
    server = VendorServer(update="", cancel="", close="")
    identity = server.make(BODY)
    with pytest.raises(NoSuchCall) as caught:
        await called(MeetingCalls(client_of(server)), call, identity)
    assert (caught.value.status, caught.value.words) == (404, "no such call")
    assert {path.removesuffix("/close") for _, path in writes(server)} == {f"{path}/{identity}" for path in PATHS}


async def test_one_that_goes_between_the_two_tries_is_gone() -> None:
    server = VendorServer(update="/vm/meeting")
    identity = server.make(BODY)

    async def cancelled_meanwhile(request, on):
        server.meetings.clear()
        return await on(request)

    server.meets("PUT", cancelled_meanwhile)
    with pytest.raises(NotFound):
        await MeetingCalls(client_of(server)).update(identity, MOVED, "op-1")
    assert len(writes(server)) == 1


async def test_a_server_that_changed_its_mind_is_asked_in_the_other_spelling() -> None:
    server = VendorServer()
    identity = server.make(BODY)
    calls = MeetingCalls(client_of(server))
    await calls.update(identity, MOVED, "op-1")
    server.paths["PUT"] = "/vm/meeting"
    await calls.update(identity, BODY, "op-2")
    assert server.meetings[identity]["startAt"] == BODY["startAt"]


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, Refused), (403, NotAllowed), (409, Refused), (410, Gone), (412, ChangedMeanwhile)],
)
@pytest.mark.parametrize("call", ["update", "cancel", "close"])
async def test_another_refusal_is_the_servers_word_on_it(call: str, status: int, error: type[Refused]) -> None:
    server = VendorServer()
    identity = server.make(BODY)
    method, path = {
        "update": ("PUT", f"/vm/meetings/{identity}"),
        "cancel": ("DELETE", f"/vm/meeting/{identity}"),
        "close": ("POST", f"/vm/meeting/{identity}/close"),
    }[call]
    server.answers(method, path, status=status, json={"error": "Ana Lima is on site. Check her out first."})
    with pytest.raises(error) as caught:
        await called(MeetingCalls(client_of(server)), call, identity)
    assert type(caught.value) is error
    assert caught.value.words == "Ana Lima is on site. Check her out first."
    assert writes(server) == [(method, path)]


@pytest.mark.parametrize(("fault", "error"), [(lost_answer, NoAnswer), (refused, Unreachable), (html, Unreadable)])
@pytest.mark.parametrize("call", ["update", "cancel", "close"])
async def test_a_change_is_sent_once_whatever_comes_of_it(call: str, fault, error: type[FoyerError]) -> None:
    server = VendorServer()
    identity = server.make(BODY | {"recurrence": {"rrule": "FREQ=DAILY"}})
    server.meets({"update": "PUT", "cancel": "DELETE", "close": "POST"}[call], fault)
    with pytest.raises(error):
        await called(MeetingCalls(client_of(server)), call, identity)
    assert len(writes(server)) == (1 if fault is lost_answer else 0)


async def test_our_own_server_is_told_the_revision_the_desk_and_the_operation(
    server: FakeServer,
) -> None:
    server.is_desk_server = True
    mine = meeting(1, "Ana Lima", revision=7)
    server.answers("GET", "/vm/meetings/M-1", json=mine)
    server.answers("PUT", "/vm/meetings/M-1", json=mine | {"revision": 8})
    server.answers("DELETE", "/vm/meeting/M-1", status=204, content=b"")
    calls = MeetingCalls(client_of(server, "Réception, 2"))
    shown, _ = await calls.one("M-1")
    await calls.update("M-1", BODY, "op-1", shown.revision)
    await calls.cancel("M-1", "op-2", 8)
    update, cancel = (request for request in server.requests if request.method != "GET")
    assert (update.body, update.headers["If-Match"], update.headers["Idempotency-Key"]) == (BODY, '"7"', "op-1")
    assert (cancel.body, cancel.headers["If-Match"], cancel.headers["Idempotency-Key"]) == (None, '"8"', "op-2")
    assert {request.headers["Foyer-Desk"] for request in (update, cancel)} == {"R%C3%A9ception%2C%202"}


async def test_another_server_hears_neither_of_them() -> None:
    server = VendorServer()
    calls = MeetingCalls(client_of(server))
    identity = server.make(BODY)
    assert (await calls.one(identity))[0].revision == 0
    await calls.update(identity, MOVED, "op-1", 7)
    await calls.between(*SOME_DAYS, cancelled=True, ids=("M-1",))
    assert not any({"if-match", "foyer-desk"} & set(request.headers) for request in server.requests)
    assert server.requests[-1].query == {"from": "2026-03-10", "to": "2026-03-20"}


async def test_a_cancelled_meeting_is_brought_back(server: FakeServer) -> None:
    server.answers("PUT", "/vm/meetings/M-1", json=meeting(1, "Ana Lima"))
    made = await MeetingCalls(client_of(server)).restore("M-1", BODY, "op-1")
    (asked,) = server.requests
    assert (made.id, asked.headers["Foyer-Restore"], asked.headers["Idempotency-Key"]) == ("M-1", "1", "op-1")
    assert asked.body == BODY


async def test_our_own_server_lists_some_meetings_and_cancelled_ones(server: FakeServer) -> None:
    server.is_desk_server = True
    server.answers("GET", "/vm/meetings", json=[])
    calls = MeetingCalls(client_of(server))
    await calls.between(*SOME_DAYS)  # the first answer says that it is ours
    await calls.between(*SOME_DAYS, cancelled=True, ids=("M-1", "M-7"))
    assert server.requests[-1].query == {"from": "2026-03-10", "to": "2026-03-20", "cancelled": "1", "id": "M-1,M-7"}


async def test_what_answers_in_the_place_of_our_server_says_nothing_of_a_meeting(server: FakeServer) -> None:
    server.is_desk_server = True
    server.answers("GET", "/vm/meetings/M-1", json=meeting(1))
    server.answers("PUT", "/vm/meetings/M-1", json=meeting(1))
    calls = MeetingCalls(client_of(server))
    await calls.update("M-1", BODY, "op-1")
    server.is_desk_server = False
    server.answers("PUT", "/vm/meetings/M-1", status=404)
    with pytest.raises(ConnectionFault):
        await calls.update("M-1", BODY, "op-1")


@pytest.mark.parametrize("revision", [None, "", "7", 1.5, True, [], {}])
async def test_a_revision_that_is_none_costs_nobody_the_meeting(server: FakeServer, revision: Any) -> None:
    server.answers("GET", "/vm/meetings/M-1", json=meeting(1, revision=revision))
    assert (await MeetingCalls(client_of(server)).one("M-1"))[0].revision == 0
