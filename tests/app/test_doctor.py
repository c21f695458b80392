"""`foyer doctor`: what it tells a support call, whatever state the desk is in, and what it never tells."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
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
from app.doctor import Desk, examined, report
from app.staff_pin import StaffPin
from app.store.database import Database
from app.store.drafts import Drafts, Kept
from app.store.outbox import Kind, Outbox, Write
from app.store.place import place_of
from app.store.rescue import opened

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

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
        monkeypatch.setattr("app.doctor.look_at_screen.ITSELF", (sys.executable, "-ISc", source))

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


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    """A store that is open, with two changes that wait and one that the server refused."""
    database, _ = opened(tmp_path / "foyer.sqlite3")
    outbox = Outbox(database, place_of(database, "https://api.example.com", "CO-1"))
    rows = [Write(f"op{number}", Kind.TICKET, {"title": "Leak", "by": "Amélie Dubois"}) for number in range(3)]

    async def fill() -> None:
        await outbox.put(rows, NOW)
        await outbox.set_sending("op1", NOW)
        await outbox.set_rejected("op1", NOW, 422, "Amélie Dubois is unknown")

    asyncio.run(fill())
    yield database
    database.close()


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()}


def test_a_desk_that_never_ran_is_well(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    said = told()
    assert said["well"]
    assert said["store"]["condition"] == "none yet"
    assert said["server"] == {"own": True, "file": "desk-server.sqlite3", "condition": "none yet", "bytes": 0}
    assert said["printers"]["printers"] == ["Zebra", "Office"]
    assert said["screen"]["screens"] == ["1920x1080, scale 1, 60 Hz"]
    assert files(tmp_path) == {}


def test_the_keys_are_those_that_are_promised(told: Callable[..., dict[str, Any]]) -> None:
    promised = re.sub(r"\([^)]*\)", "", report.__doc__ or "")
    for name, facts in told("--server", "http://127.0.0.1:1", "--company", "CO-1").items():
        assert name in promised
        if isinstance(facts, dict):
            assert [key for key in facts if not re.search(rf"\b{key}\b", promised)] == []


def test_a_person_reads_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "foyer.toml").write_text('look = "pink"\nlate_minutes = 5\n')
    assert main(["doctor", "--data-dir", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert re.search(r"^  python +3\.", said, re.MULTILINE)
    assert f"late_minutes: value: 5, from: {tmp_path / 'foyer.toml'}, line 2" in said
    assert f"  ! {tmp_path / 'foyer.toml'}, line 1: look can't be used: it is " in said
    assert said.endswith("1 thing needs a person (!).\n")


def test_what_a_running_foyer_has_open_is_left_alone(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    before = files(tmp_path)
    said = told()
    assert said["well"]
    assert said["store"]["condition"] == "in use by a running Foyer"
    assert said["store"]["outbox"] is None
    assert files(tmp_path) == before


def test_a_closed_store_is_read_and_not_touched(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    store.close()
    before = files(tmp_path)
    said = told()
    assert said["store"]["condition"] == "sound"
    assert {state: many for state, many in said["store"]["outbox"].items() if many} == {"waiting": 2, "rejected": 1}
    assert said["wrong"] == ["1 change was not taken by the server as they stand: open Foyer, and click Connection."]
    assert files(tmp_path) == before


def test_after_a_crash_what_is_in_the_log_is_counted_and_nothing_touched(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    for file in tmp_path.glob("foyer.sqlite3*"):
        shutil.copyfile(file, aside / file.name)
    store.close()
    assert (aside / "foyer.sqlite3-wal").stat().st_size
    before = files(aside)
    said = told("--data-dir", str(aside))
    assert said["store"]["condition"] == "sound"
    assert said["store"]["outbox"]["waiting"] == 2
    assert said["store"]["log_bytes"] > 0
    assert files(aside) == before


@pytest.mark.parametrize(
    ("content", "condition"),
    [(b"a text, and no database" * 300, "damaged"), (b"", "sound"), (None, "unreadable")],
)
def test_a_file_that_isnt_a_store(
    content: bytes | None, condition: str, told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "foyer.sqlite3"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    said = told()
    assert said["store"]["condition"] == condition
    assert said["well"] == (condition == "sound")


def test_a_damaged_store_and_a_damaged_server_file(
    told: Callable[..., dict[str, Any]], store: Database, tmp_path: Path
) -> None:
    store.close()
    file = tmp_path / "foyer.sqlite3"
    content = bytearray(file.read_bytes())
    content[4096 * 4 : 4096 * 12] = os.urandom(4096 * 8)
    file.write_bytes(content)
    (tmp_path / "desk-server.sqlite3").write_bytes(content[:9000])
    (tmp_path / "foyer-damaged-20260312-080000-000000.sqlite3").touch()
    said = told()
    assert said["wrong"] == [
        "foyer.sqlite3 is damaged: the next start sets it aside and carries over what can be read.",
        "desk-server.sqlite3 is damaged: it has to come from a backup.",
    ]
    assert said["store"]["set_aside"] == 1


def test_a_store_of_a_newer_foyer(told: Callable[..., dict[str, Any]], store: Database) -> None:
    store.write_now(lambda connection: connection.execute("pragma user_version = 99"))
    store.close()
    assert told()["wrong"] == ["foyer.sqlite3 was written by a newer Foyer: update this one."]


def test_each_setting_says_where_it_comes_from_and_the_broken_ones_dont_hide_the_others(
    told: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, system = tmp_path / "foyer.toml", tmp_path / "Foyer" / "foyer.toml"
    system.parent.mkdir()
    system.write_text('desk_name = "Fleet"\nlate_minutes = 0\nserer = "x"\n')
    own.write_text('time_zone = "Mars"\nkiosk_hours = "07:00-19:00"\nkiosk = true\n')
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path))
    monkeypatch.setenv("FOYER_TEXT_SCALE", "2")
    said = told("--prefix", "/api")
    assert said["settings"]["in_force"] == {
        "prefix": {"value": "/api", "from": "the command line"},
        "desk_name": {"value": "Fleet", "from": f"{system}, line 1"},
        "text_scale": {"value": 2.0, "from": "the environment"},
        "kiosk": {"value": True, "from": f"{own}, line 3"},
        "kiosk_hours": {"value": "07:00-19:00", "from": f"{own}, line 2"},
    }
    assert [sentence.partition(" can't be used")[0] for sentence in said["wrong"]] == [
        f"{own}, line 1: time_zone",
        f"{system}, line 2: late_minutes",
        f"{system}, line 3: serer",
        "This is a kiosk, and no PIN for staff is set: nobody can leave it.",
    ]


def test_settings_that_are_no_toml_are_said_and_the_rest_goes_on(
    told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "foyer.toml").write_text("look = dark")
    said = told()
    assert len(said["wrong"]) == 1
    assert "foyer.toml, line 1 can't be read as TOML" in said["wrong"][0]
    assert said["store"]["condition"] == "none yet"


@pytest.mark.parametrize(
    ("answer", "token", "kind", "said"),
    [
        ({}, "t0ken", "good", None),
        ({"status": 401}, "t0ken", "refused", "The server takes another access token than this: enter it in"),
        ({"status": 401}, "", "refused", "The server wants an access token, and none is kept: enter it in Settings."),
        ({"status": 404}, "t0ken", "refused", "The server refused to list the meetings (404): look at its address,"),
        ({"status": 503}, "t0ken", "failed", "The server is busy or broken (503)."),
        ({"body": b"<html>Guest Wi-Fi"}, "t0ken", "unreadable", "What answers at this address isn't the server"),
        ({"status": 302}, "t0ken", "unreadable", "What answers at this address isn't the server"),
        ({"ahead": timedelta(seconds=75)}, "t0ken", "good", r"This PC's clock is 7\d s behind the server's."),
        ({"ahead": timedelta(hours=-1)}, "t0ken", "good", r"This PC's clock is 3[56]\d\d s ahead of the server's."),
    ],
)
def test_the_server(
    answer: dict[str, Any],
    token: str,
    kind: str,
    said: str | None,
    server: Callable[..., str],
    told: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FOYER_TOKEN", token)
    found = told("--server", server(**answer), "--company", "CO-1")
    assert (found["server"]["answer"], found["server"]["status"]) == (kind, answer.get("status", 200))
    assert found["secrets"]["token"] == bool(token)
    assert len(found["wrong"]) == (said is not None)
    if said:
        assert re.match(said.replace("(", r"\(").replace(")", r"\)"), found["wrong"][0])


def test_a_server_that_is_away_and_one_that_is_no_address(told: Callable[..., dict[str, Any]]) -> None:
    away = told("--server", "http://127.0.0.1:1", "--company", "CO-1")
    assert (away["server"]["answer"], away["wrong"]) == ("unreachable", ["The server can't be reached."])
    assert "refused" in away["server"]["why"]
    none = told("--server", "api.example.com", "--company", "CO-1")
    assert none["wrong"] == ["Server address needs to start with https:// or http://."]


def test_without_a_display_that_is_said_and_nothing_wrong(
    told: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.doctor.look_at_screen.has_display", lambda: False)
    said = told()
    assert said["well"]
    assert said["screen"] == {"display": False}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import os, sys; sys.stderr.write('no xcb-cursor0\\nmore'); os.abort()", "no xcb-cursor0"),
        ("import sys; sys.exit(3)", "it ended with 3"),
        ('print(\'{"qt": "6.0"}\', flush=True); input()', "it never answered"),
    ],
)
def test_a_screen_and_a_printer_that_end_or_hang_whoever_asks_them(
    source: str,
    why: str,
    started_anew: Callable[[str], None],
    told: Callable[..., dict[str, Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if "input()" in source:
        source = source.replace("input()", "import threading; threading.Event().wait()")
        monkeypatch.setattr("app.doctor.look_at_screen.SECONDS", 0.3)
    started_anew(source)
    said = told()
    assert said["screen"]["why"] == why
    assert said["wrong"] == ["Qt can't open a window on this display.", "The system's printing does not answer."]


def test_the_printer_for_badges_is_asked_how_it_is(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "foyer.toml").write_text('badge_printer = "Zebra"')
    said = told()
    assert said["printers"]["badge_printer_answer"] == "stopped"
    assert said["wrong"] == ["The printer for badges has stopped: see whether it is on and has paper."]


@pytest.mark.skipif(sys.platform == "win32", reason="no such file there")
def test_a_disk_that_never_answers_holds_up_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "foyer.toml"
    os.mkfifo(pipe)
    desk = Desk(
        data_folder=tmp_path, settings_file=pipe, system_settings=tmp_path / "none.toml", overrides={}, environment={}
    )
    found = examined(desk, seconds=0.5)
    os.close(os.open(pipe, os.O_WRONLY))  # so that its thread ends
    assert "The settings files can't be read: their disk does not answer." in found.wrong
    assert len(found.findings) == 8


def test_a_look_that_fails_is_a_sentence_among_the_others(
    told: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Amélie Dubois")

    monkeypatch.setattr("app.doctor.look_at_store.inspected", broken)
    said = told()
    assert said["store"] == {}
    assert said["wrong"] == ["The look at this failed: RuntimeError."]
    assert said["program"]["foyer"]


SECRET = (
    "env-t0ken",
    "file-t0ken",
    "mail-passw0rd",
    "wifi-passw0rd",
    "url-passw0rd",
    "url-user",
    "Amélie",
    "Dubois",
    "amelie",
    "dubois",
    "smtp-user",
    "desk@example",
    "48219",
    "555 0199",
)


def test_no_secret_and_nothing_about_a_person_is_told(
    tmp_path: Path,
    server: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    home = tmp_path / "home" / "amelie.dubois"
    folder = home / "Foyer"
    folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/home/amelie.dubois/xdg")
    monkeypatch.setenv("FOYER_TOKEN", "env-t0ken")
    address = server(status=422, body=b'{"message": "TOKEN of amelie@example.com, Am\xc3\xa9lie Dubois, is unknown"}')
    (folder / "foyer.toml").write_text(
        f'server = "{address.replace("//", "//url-user:url-passw0rd@")}"\ncompany = "CO-1"\nwifi_name = "Dubois"\n'
        'wifi_password = "wifi-passw0rd"\nsmtp_server = "mail.example.com"\nsmtp_user = "smtp-user"\n'
        'mail_from = "desk@example.com"\nkiosk_waiting = "Ask for Amélie Dubois, +32 2 555 0199"\n'
        f'kiosk_logo = "{home}/logo.png"\nkiosk_asks = "Amélie"\n"Amélie Dubois" = 1\n'
    )
    (folder / "token.json").write_text(
        json.dumps({f"{address} CO-1": "file-t0ken", "mail mail.example.com smtp-user": "mail-passw0rd"})
    )
    (folder / "foyer.log").write_text("Amélie Dubois, amelie@example.com, Bearer env-t0ken\n")
    (folder / "foyer.crash").write_text("Amélie Dubois\n")
    StaffPin(folder, lambda: NOW, cost=2).set("48219")
    database, _ = opened(folder / "foyer.sqlite3")
    place = place_of(database, address, "CO-1")
    meeting, draft = {"title": "Amélie Dubois"}, Kept("meeting", "Dubois", {"title": "amelie@example.com"})
    asyncio.run(Outbox(database, place).put([Write("op", Kind.MEETING, meeting)], NOW))
    asyncio.run(Drafts(database, place).keep(draft, NOW))
    database.close()
    for way in ([], ["--server", address]):
        for form in ([], ["--json"]):
            assert main(["doctor", *form, *way, "--data-dir", str(folder)]) == 1
            said = capfd.readouterr()
            assert [secret for secret in SECRET if secret in said.out + said.err] == []
            assert "~/Foyer" in said.out
            assert ("422" if way else "can hold a name, a port and a path") in said.out


def test_the_real_screens_and_printers() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "app", "doctor", "--json"],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert said.stderr == b""
    found = json.loads(said.stdout)
    assert found["screen"]["platform"] == "offscreen"
    assert len(found["screen"]["screens"]) == 1
    assert isinstance(found["printers"]["printers"], list)
