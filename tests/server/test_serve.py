"""`foyer serve` on a real socket: several desks, who holds it up, how it ends, and where it refuses to start."""

from __future__ import annotations

import json
import re
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from app.errors import BadSetting
from app.server.application import close, create
from app.server.serve import serve
from app.server.serving.backup import backup, restore
from app.server.storage.copies import Content

TOKEN = "a-token-of-many-letters"
NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)

SERVE = """
import sys
from app.server.serving import connections
connections.LONGEST_REQUEST = 1.0
connections.MOST_CONNECTIONS = 8
from app.server.serve import serve
serve(host="127.0.0.1", port=int(sys.argv[1]), database=sys.argv[2], company_id="CO-DESK",
      company_name="Northgate House", time_zone="Europe/Brussels", token=sys.argv[3])
"""


class Running(NamedTuple):
    process: subprocess.Popen
    port: int
    url: str
    file: Path

    def desk(self, token: str = TOKEN) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"}
        address = f"http://127.0.0.1:{self.port}/app/CO-DESK"
        return httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=300)

    def half(self, sent: bytes) -> socket.socket:
        """A connection on which that was sent and nothing more."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=300)
        connection.sendall(sent)
        return connection

    def ended(self) -> str:
        """Ends the server as a system does, and gives its log."""
        self.process.terminate()
        log = self.process.stderr.read()
        assert self.process.wait(10) == 0, log
        return log


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """One that the test may end."""
    with _served(tmp_path) as running:
        yield running


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that goes on."""
    with _served(tmp_path_factory.mktemp("standing")) as running:
        yield running


@contextmanager
def _served(folder: Path) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = folder / "desk.db"
    command = [sys.executable, "-c", SERVE, str(port), f"sqlite:///{file}", TOKEN]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert any("running on" in line for line in iter(process.stderr.readline, ""))
            yield Running(process, port, f"sqlite:///{file}", file)
        finally:
            process.kill()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_the_network_is_not_let_in_without_a_token(host):
    with pytest.raises(BadSetting, match="access token"):
        serve(host=host, port=0, database="sqlite://", company_id="", company_name="", time_zone="UTC", token="")


@pytest.mark.parametrize("token", ["x", "nineteen-letters-ab"])
def test_a_token_that_is_guessed_is_refused_with_a_good_one(token):
    with pytest.raises(BadSetting, match=rf"has {len(token)} letters .* at least 20. A good one is [\w-]{{32}}$"):
        serve(host="127.0.0.1", port=0, database="sqlite://", company_id="", company_name="", time_zone="", token=token)


@pytest.mark.parametrize("token", ["a" * 20, " " * 20, "1234512345123451234512345", "a-token-of-many-letters "])
def test_a_long_token_of_few_letters_or_with_a_space_that_gets_lost_is_refused(token):
    with pytest.raises(BadSetting, match=r"at least 8 different letters, and no space .* A good one is [\w-]{32}$"):
        serve(host="127.0.0.1", port=0, database="sqlite://", company_id="", company_name="", time_zone="", token=token)


def test_a_port_that_is_taken_or_an_address_of_another_pc_is_named(tmp_path):
    def refusal(host: str, port: int) -> str:
        arguments = {"company_id": "CO-1", "company_name": "", "time_zone": "UTC", "token": TOKEN}
        with pytest.raises(BadSetting) as refused:
            serve(host=host, port=port, database=f"sqlite:///{tmp_path / 'desk.db'}", **arguments)
        return str(refused.value)

    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"can't listen on 127.0.0.1: port {port} is taken by another program" in refusal("127.0.0.1", port)
    assert "can't listen on 192.0.2.7: " in refusal("192.0.2.7", 0)


def test_several_desks_over_a_real_socket(server, ticket):
    desks = [server.desk() for _ in range(3)]
    made = [desk.post("/sd/tickets", json=ticket).json()["id"] for desk in desks]
    assert all(desk.get("/sd/tickets").json()["total"] == 3 for desk in desks)
    assert len(set(made)) == 3
    assert server.desk("no").get("/sd/tickets").status_code == 401
    for desk in desks:
        desk.close()
    log = server.ended()
    assert not server.file.with_name("desk.db.running").exists()
    assert "/sd/tickets" not in log
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Z]+ \[\w*\] ", line) for line in log.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="rights are not in a file's mode there")
def test_its_files_are_its_owners_alone(standing):
    files = sorted(standing.file.parent.glob("desk.db*"))
    assert {"desk.db", "desk.db-wal", "desk.db.running"} <= {file.name for file in files}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_who_sends_half_a_request_holds_no_desk_up(server):
    began = [server.half(b"GET /app/CO-DESK/sd/tickets HTTP/1.1\r\nHost: desk\r\n") for _ in range(20)]
    silent = [server.half(b"") for _ in range(20)]
    with server.desk() as desk:
        assert desk.get("/sd/tickets").status_code == 200
    for connection in (*began, *silent):
        with connection:
            assert _rest(connection) == b""  # closed by the server
    log = server.ended()
    assert log.count("who waits longest is closed") == 1
    assert log.count("its request wasn't whole") == 1


def test_half_a_body_does_not_keep_the_server_from_ending(server):
    body = f"POST /app/CO-DESK/sd/tickets HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer {TOKEN}\r\n"
    with server.half(body.encode() + b"Content-Length: 100\r\n\r\n{") as connection:
        log = server.ended()
        assert _rest(connection) == b""
    assert "ERROR" not in log


def test_a_desk_that_waits_for_changes_does_not_keep_the_server_from_ending(server):
    with server.desk() as desk:
        revision = desk.get("/vm/changes").json()["revision"]
        head = f"GET /app/CO-DESK/vm/changes?since={revision}&wait=30 HTTP/1.1\r\nHost: desk\r\n"
        with server.half(f"{head}Authorization: Bearer {TOKEN}\r\n\r\n".encode()) as waiting:
            assert desk.get("/vm/kiosks").status_code == 200  # so the request above has come, too
            log = server.ended()
            answer = _rest(waiting)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b'{"revision":%d,"complete":true,"changes":[]}' % revision)
    assert "ERROR" not in log


def test_a_large_body_of_somebody_without_a_token_is_not_read(standing):
    head = b"POST /app/CO-DESK/sd/tickets HTTP/1.1\r\nHost: desk\r\nContent-Length: 300000000\r\n\r\n"
    with standing.half(head + b"x" * 1000) as connection:
        answer = _rest(connection)
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"connection: close" in answer.lower()


def test_a_refusal_arrives_though_the_body_was_not_read(standing, ticket):
    with standing.desk("no") as desk:
        for _ in range(3):
            answer = desk.post("/sd/tickets", json=ticket | {"description": "x" * 500_000})
            assert (answer.status_code, "connection" in answer.headers) == (401, False)


def test_a_copy_is_made_while_the_server_runs_and_brought_back(server, tmp_path, meeting, ticket):
    copy = tmp_path / "copy.db"
    with server.desk() as desk:
        made = desk.post("/vm/meetings", json=meeting).json()
        desk.post("/sd/tickets", json=ticket)
        assert backup(server.url, copy) == Content("CO-DESK", 1, 1)
        assert desk.post("/sd/tickets", json=ticket).status_code == 201
        with pytest.raises(BadSetting, match="A desk server runs over"):
            restore(server.url, copy, NOW)
    server.ended()
    assert backup(server.url, tmp_path / "later.db") == Content("CO-DESK", 1, 2)

    content, aside = restore(server.url, copy, NOW)
    assert content == Content("CO-DESK", 1, 1)
    assert aside == server.file.with_name("desk.db.before-20260312-084207")
    assert backup(f"sqlite:///{aside}", tmp_path / "again.db").tickets == 2
    application = create(server.url, time_zone="Europe/Brussels")
    with application.state.context.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT id FROM meetings").scalars().all() == [made["id"]]
    close(application)


@pytest.mark.parametrize("what", ["nothing", "words", "another database", "a torn copy"])
def test_what_is_no_copy_is_not_restored(tmp_path, what):
    file, source = tmp_path / "desk.db", tmp_path / "copy.db"
    url = f"sqlite:///{file}"
    close(create(url, time_zone="UTC"))
    before = file.read_bytes()
    if what == "words":
        source.write_text("not a database at all, but long enough to be looked at as one" * 20)
    elif what == "another database":
        with closing(sqlite3.connect(source)) as other:
            other.execute("CREATE TABLE letters (x)")
    elif what == "a torn copy":
        source.write_bytes(before[: len(before) // 2])
    with pytest.raises(BadSetting, match=r"copy\.db"):
        restore(url, source, NOW)
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.glob("desk.db?*")] == []


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    with pytest.raises(BadSetting, match="There is no database"):
        backup(url, tmp_path / "copy.db")
    with pytest.raises(BadSetting, match="pg_dump"):
        backup("postgresql://desk@localhost/foyer", tmp_path / "copy.db")
    application = create(url, time_zone="UTC")  # in use, and no server says how a copy is had
    with pytest.raises(BadSetting, match=r"desk\.db is in use"):
        backup(url, tmp_path / "copy.db")
    close(application)
    with pytest.raises(BadSetting, match="can't be written"):
        backup(url, tmp_path / "no folder" / "copy.db")
    with pytest.raises(BadSetting, match="the database itself"):
        backup(url, tmp_path / "desk.db")
    assert [each.name for each in tmp_path.iterdir()] == ["desk.db"]


def test_only_who_reads_the_file_beside_the_database_gets_a_copy(standing):
    running = json.loads(standing.file.with_name("desk.db.running").read_text())
    address = f"http://127.0.0.1:{standing.port}/backup"
    assert running["address"] + "/backup" == address
    for secret in ("x", TOKEN):
        refused = httpx.get(address, headers={"Authorization": f"Bearer {secret}"}, trust_env=False)
        assert (refused.status_code, refused.json()) == (404, {"error": "There is no such call"})


def _rest(connection: socket.socket) -> bytes:
    """What still comes until the server closes."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return received
