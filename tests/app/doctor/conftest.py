"""What the tests of the doctor share: a desk of its own, a server, and what stands in for Qt."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

PROCESS = """
import sys
if sys.argv[1] == "--screens-process":
    print('{"qt": "6.0"}')
    print('{"platform": "xcb", "screens": ["1920x1080, scale 1, 60 Hz"]}')
else:
    print('{"fault": "stopped"}' if "Zebra" in sys.stdin.read() else '{"printers": ["Zebra", "Office"]}')
"""
"""Stands in for this program started anew: Qt takes longer to start than all these tests may."""


@pytest.fixture(autouse=True)
def started_anew(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def say(source: str) -> None:
        monkeypatch.setattr("app.doctor.screen.ITSELF", (sys.executable, "-ISc", source))

    say(PROCESS)
    return say


class Answering(BaseHTTPRequestHandler):
    """A server that is told what to answer, and repeats what it was asked in its words, as a careless one might."""

    status = 200
    body = b"[]"
    ahead = timedelta()

    def do_GET(self) -> None:
        self.send_response_only(self.status)
        self.send_header("Date", format_datetime(datetime.now(UTC) + self.ahead, usegmt=True))
        self.end_headers()
        self.wfile.write(self.body.replace(b"TOKEN", self.headers.get("Authorization", "").encode()))

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Callable[..., str]]:
    """Starts one that answers so, and gives its address."""
    running: list[ThreadingHTTPServer] = []

    def start(**told: Any) -> str:
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), type("Told", (Answering,), told)))
        threading.Thread(target=running[-1].serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_address[1]}"

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """What the doctor says of the desk in `tmp_path`, and that its exit code is the one that goes with it."""

    def ask(*arguments: str) -> dict[str, Any]:
        code = main(["doctor", "--json", "--data-dir", str(tmp_path), *arguments])
        said: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert code == (0 if said["well"] else 1)
        assert said["well"] == (not said["wrong"])
        return said

    return ask
