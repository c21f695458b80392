"""What `foyer serve` logs: when, about which request, nobody's name, and nothing a thousand times."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy.exc import IntegrityError

from app.server.door.request_id import REQUEST_HEADER
from app.server.serving import log_lines
from app.server.serving.log_lines import LogLine, OnceAMinute
from app.server.tickets import creation


@pytest.fixture
def log_clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(log_lines.time, "monotonic", lambda: now[0])
    return now


def _record(message, *values, level=logging.WARNING):
    return logging.LogRecord("uvicorn.error", level, __file__, 1, message, values, None)


def test_the_same_kind_of_line_is_logged_once_a_minute_and_counted(log_clock):
    once = OnceAMinute()
    assert once.filter(_record("A connection from %s was closed", "10.0.0.1"))
    for number in range(1000):
        assert not once.filter(_record("A connection from %s was closed", f"10.0.0.{number}"))
    assert once.filter(_record("Something else"))
    log_clock[0] += 61
    again = _record("A connection from %s was closed", "10.0.0.9")
    assert once.filter(again)
    assert again.getMessage() == "A connection from 10.0.0.9 was closed (and 1000 times more since the last line)"


def test_what_is_no_trouble_is_always_logged(log_clock):
    once = OnceAMinute()
    assert all(once.filter(_record("running", level=logging.INFO)) for _ in range(3))


def test_a_line_has_its_time_and_an_end():
    line = LogLine().format(_record("x" * 9000))
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING \[\] x", line)
    assert len(line) == 2000


@pytest.mark.parametrize(
    "error",
    [
        ValueError("no such name: sofia secret"),
        IntegrityError("INSERT", {"name_1": "sofia secret"}, Exception("Key (name)=(sofia secret) already exists.")),
    ],
)
async def test_what_breaks_is_logged_with_its_request_and_place_and_without_anybodys_name(
    desk, ticket, monkeypatch, caplog, error
):
    def broken(*_):
        raise error

    monkeypatch.setattr(creation, "add", broken)
    answer = await desk.post("/sd/tickets", json=ticket)
    request = answer.headers[REQUEST_HEADER]
    assert answer.status_code == 500
    assert answer.json()["error"].endswith(f"its log says which, at request {request}")
    assert f"{type(error).__name__}" in caplog.text
    assert "tickets.py" in caplog.text
    assert "sofia" not in caplog.text


async def test_each_request_has_an_id_of_its_own(desk):
    answers = [await desk.get(path) for path in ("/sd/tickets", "/sd/tickets", "/nowhere")]
    assert len({answer.headers[REQUEST_HEADER] for answer in answers}) == 3
