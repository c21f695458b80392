"""Who is let in, under which address, and what isn't JSON."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from app.models.objects.desk_server import DESK_SERVER_HEADER
from app.server.application import close, create
from app.server.storage.database import Busy
from app.server.tickets import creation
from tests.server.asking import desk_of


@pytest.fixture
async def guarded():
    application = create("sqlite://", time_zone="UTC", token="s3crét")
    async with desk_of(application, below="") as client:
        yield client
    close(application)


@pytest.mark.parametrize("authorization", [None, "", "s3crét", "Bearer", "Bearer other", "Basic s3crét"])
async def test_without_the_token_nobody_is_let_in(guarded, authorization):
    headers = {"Authorization": authorization.encode()} if authorization is not None else {}
    for method, path in (("GET", "/vm/meetings"), ("POST", "/vm/meetings"), ("GET", "/sd/tickets/T-AA000")):
        answer = await guarded.request(method, f"/app/CO-DESK{path}", headers=headers)
        assert (answer.status_code, answer.json()) == (401, {"error": "The access token is missing or wrong"})


async def test_with_the_token_one_is(guarded):
    answer = await guarded.get("/app/CO-DESK/sd/tickets", headers={"Authorization": "Bearer s3crét".encode()})
    assert answer.status_code == 200


@pytest.mark.parametrize("prefix", ["/app", "/v1/app", "/v1/companies"])
async def test_every_prefix_the_api_has_had(desk, ticket, prefix):
    made = await desk.post(f"http://desk.test{prefix}/CO-DESK/sd/tickets", json=ticket)
    read = await desk.get(f"http://desk.test{prefix}/CO-DESK/sd/tickets/{made.json()['id']}")
    assert (made.status_code, read.json()) == (201, made.json())


async def test_another_companys_desk_is_not_here(desk):
    answer = await desk.get("http://desk.test/app/CO-C202/sd/tickets")
    assert (answer.status_code, answer.json()) == (404, {"error": "This is the desk of CO-DESK, not of CO-C202"})


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/sd/plans", 404), ("DELETE", "/sd/tickets", 405)])
async def test_what_is_no_call_says_so_as_json(desk, method, path, status):
    answer = await desk.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"].startswith("Th")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/app/CO-DESK/sd/tickets", 200),
        ("/app/CO-DESK/vm/meetings", 400),
        ("/app/CO-C202/sd/tickets", 404),
        ("/app/CO-DESK/sd/plans", 404),
        ("/", 404),
    ],
)
async def test_every_answer_says_whose_it_is(desk, path, status):
    answer = await desk.get(f"http://desk.test{path}")
    assert answer.status_code == status
    assert answer.headers.get_list(DESK_SERVER_HEADER) == [version("foyer")]


async def test_so_do_a_refused_caller_another_method_and_what_broke(guarded, desk, ticket, monkeypatch):
    monkeypatch.setattr(creation, "add", lambda *_: 1 / 0)
    refused = await guarded.get("/app/CO-DESK/sd/tickets")
    other_method = await desk.delete("/sd/tickets")
    broke = await desk.post("/sd/tickets", json=ticket)
    assert [each.status_code for each in (refused, other_method, broke)] == [401, 405, 500]
    for each in (refused, other_method, broke):
        assert each.headers.get_list(DESK_SERVER_HEADER) == [version("foyer")]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "The body is not JSON"),
        (b"title=Lift", "The body is not JSON"),
        (b'{"title": "Lift"', "The body is not JSON"),
        (b'{"title": "\xff"}', "The body is not JSON"),
        (b'{"title": "\\ud800"}', "The body is not JSON"),
        (b'{"customFields": ' + b"[" * 500 + b"]" * 500 + b"}", "The body is not JSON"),
        (b"[]", "The body is not an object"),
        (b"null", "The body is not an object"),
    ],
)
@pytest.mark.parametrize("path", ["/vm/meetings", "/sd/tickets"])
async def test_what_is_not_an_object_in_json(desk, path, body, reason):
    answer = await desk.post(path, content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(reason)


async def test_a_byte_order_mark_and_any_content_type_are_no_matter(desk):
    body = b'\xef\xbb\xbf{"title": "Lift", "notifierId": "US-G606"}'
    for kind in ("application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded"):
        assert (await desk.post("/sd/tickets", content=body, headers={"Content-Type": kind})).status_code == 201


async def test_numbers_that_json_does_not_have_become_null(desk):
    made = await desk.post("/sd/tickets", content=b'{"title":"x","notifierId":"y","customFields":[NaN,1e999]}')
    assert made.json()["customFields"] == [None, None]


async def test_a_body_over_a_megabyte_is_refused(desk, ticket):
    answer = await desk.post("/sd/tickets", json=ticket | {"description": "x" * 2**20})
    assert (answer.status_code, answer.json()) == (413, {"error": "The body is larger than 1 MB"})


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/sd/tickets", "GET, POST"),
        ("/vm/meetings", "GET, POST"),
        ("/vm/meetings/M-AA000", "DELETE, GET, PUT"),
        ("/vm/kiosks/Lobby", "DELETE, PUT"),
        ("/vm/visits/2026-03-12/M-1/V-1/events", "POST"),
    ],
)
async def test_another_method_is_told_which_are_right(desk, path, allowed):
    answer = await desk.patch(path)
    assert (answer.status_code, answer.headers["Allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("SELECT", {}, Exception("the connection was lost")),
        InternalError("INSERT", {}, Exception("cannot execute INSERT in a read-only transaction")),
        InterfaceError("SELECT", {}, Exception("connection already closed")),
        NoConnection("QueuePool limit reached"),
        Busy("another call holds the database"),
    ],
)
async def test_a_database_that_has_no_time_says_when_to_ask_again(desk, ticket, monkeypatch, error):
    def failing(*_):
        raise error

    monkeypatch.setattr(creation, "add", failing)
    answer = await desk.post("/sd/tickets", json=ticket)
    assert answer.status_code == 503
    assert 1 <= int(answer.headers["Retry-After"]) <= 10


async def test_a_database_that_fails_is_a_reason_to_try_again(desk, ticket, monkeypatch):
    def disk_is_full(*_):
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    monkeypatch.setattr(creation, "add", disk_is_full)
    answer = await desk.post("/sd/tickets", json=ticket)
    assert (answer.status_code, answer.json()) == (503, {"error": "The desk server's database can't be used just now"})
    monkeypatch.undo()
    assert (await desk.get("/sd/tickets")).json()["total"] == 0
    assert (await desk.post("/sd/tickets", json=ticket)).status_code == 201
