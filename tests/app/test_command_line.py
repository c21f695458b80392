"""The command line as the design promises it: what it takes, what it says, how it ends."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import uvicorn
from PySide6.QtCore import QLockFile

from app.__main__ import main
from app.api.client import Client
from app.api.meetings import MeetingCalls
from app.errors import SignInNeeded
from app.models.drafts import MeetingDraft, VisitorDraft
from app.server.application import close, create
from app.server.serve import serve
from ui.process.single_instance import LOCK_NAME

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no test of what is refused can ever open a window and wait in it."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def closed_port() -> int:
    """A port on this computer on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize("arguments", [["--help"], ["serve", "--help"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    assert "FOYER_TOKEN" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("Foyer ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sizee", "1x1"], "unrecognized arguments"),
        (["--size", "big"], "'big' is no size; one is 1280x800"),
        (["--size", "10x10"], "'10x10' is no size"),
        (["--page", "kitchen"], "invalid choice: 'kitchen'"),
        (["serve", "--port", "door"], "'door' is no port; one is 8315"),
        (["serve", "--port", "70000"], "'70000' is no port"),
        (["--token", "secret"], "unrecognized arguments"),
    ],
)
def test_misuse_is_said_and_ends_with_2(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (
            ["--server", "https://api.example.com"],
            "",
            "foyer: a server needs the company's id as well: --company, or company in foyer.toml, such",
        ),
        (["--prefix", "app"], "", "foyer: the command line: --prefix can't be used: it starts with a slash"),
        ([], "look = 'pink'", 'foyer.toml, line 1: look can\'t be used: it is "system", "light" or "dark".'),
        ([], "look = ", "foyer.toml, line 1 can't be read as TOML"),
        (["--company", "CO-1"], "", "foyer: the company's id belongs to a server: --server, such as https://"),
    ],
)
def test_settings_that_cant_be_used_are_said_in_a_sentence(
    arguments: list[str], settings: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "foyer.toml").write_text(settings)
    assert main([*arguments, "--data-dir", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1


def test_without_a_display_it_names_the_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(tmp_path)]) == 1
    assert "foyer --screenshot FILE" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example.com"])
def test_serving_to_a_network_needs_a_token(host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", host, "--data-dir", str(tmp_path)]) == 2
    assert "set an access token (FOYER_TOKEN)" in capsys.readouterr().err


def foyer(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def png_size(file: Path) -> tuple[int, int]:
    head = file.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", head[16:24])
    return width, height


def test_a_picture_of_the_sample_day_has_the_asked_size(tmp_path: Path) -> None:
    file = tmp_path / "today.png"
    ended = foyer(
        "--sample", "--screenshot", str(file), "--size", "1024x700", "--dark", "--data-dir", str(tmp_path / "data")
    )
    assert (ended.returncode, ended.stdout) == (0, "")
    assert png_size(file) == (1024, 700)


def test_no_picture_is_drawn_of_a_server_that_cant_be_reached(tmp_path: Path) -> None:
    file = tmp_path / "today.png"
    server = f"http://127.0.0.1:{closed_port()}"
    ended = foyer("--server", server, "--company", "CO-1", "--screenshot", str(file), "--data-dir", str(tmp_path))
    assert ended.returncode == 1
    told = [line for line in ended.stderr.splitlines() if line.startswith("foyer:")]
    assert len(told) == 1
    assert "The server can't be reached." in told[0]
    assert not file.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="there is no folder in which nobody can make one")
def test_a_data_folder_that_cant_be_made_is_a_sentence(tmp_path: Path) -> None:
    ended = foyer("--screenshot", str(tmp_path / "today.png"), "--data-dir", "/proc/none")
    assert ended.returncode == 1
    assert "foyer: no picture was drawn: /proc/none can't be made: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_what_the_settings_have_that_foyer_does_not_know_is_in_the_log(tmp_path: Path) -> None:
    """This start ends before its window, because the folder is taken: nobody is here to close one."""
    taken = QLockFile(str(tmp_path / LOCK_NAME))
    assert taken.tryLock(0)
    file = tmp_path / "foyer.toml"
    file.write_text('look = "dark"\ndesk_nam = "North"\n')
    ended = foyer("--data-dir", str(tmp_path))
    taken.unlock()
    said = f"{file}, line 2: desk_nam is not read: Foyer has no such setting; the closest is desk_name."
    assert ended.returncode == 1
    assert f"foyer: {said}" in ended.stderr
    assert f" WARNING ui.process.hold: {said}" in (tmp_path / "foyer.log").read_text()


@contextmanager
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """What `foyer serve` runs, on a free port of this computer, on a thread of this process; gives its address."""
    running: list[uvicorn.Server] = []
    port = closed_port()

    def run(application: object, **options: object) -> None:
        running.append(uvicorn.Server(uvicorn.Config(application, **options, log_level="error")))  # type: ignore[arg-type]
        running[0].run()

    monkeypatch.setattr(uvicorn, "run", run)
    options = {
        "host": "127.0.0.1",
        "port": port,
        "database": f"sqlite:///{tmp_path / 'shared.sqlite3'}",
        "company_id": "CO-DESK",
        "company_name": "Northgate House",
        "time_zone": "Europe/Brussels",
        "token": "let-me-in-please-let-me",
    }
    thread = threading.Thread(target=serve, kwargs=options, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running[0].should_exit = True
        thread.join(300)
    assert not thread.is_alive()


async def connected(address: str, token: str) -> Client:
    """A client of the server, as soon as that listens."""
    client = Client(server=address, prefix="/app/{companyId}", company_id="CO-DESK", token=token)
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        except OSError:
            await asyncio.sleep(0.02)
            continue
        writer.close()
        return client
    raise AssertionError("the server never listened")


async def test_a_served_desk_and_a_client_over_a_real_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path, monkeypatch) as address:
        client = await connected(address, "let-me-in-please-let-me")
        stranger = await connected(address, "wrong")
        draft = MeetingDraft(
            title="Kick-off",
            host_id="US-G606",
            start_at=datetime(2026, 3, 12, 9, 0, tzinfo=UTC),
            end_at=datetime(2026, 3, 12, 10, 0, tzinfo=UTC),
            visitors=(VisitorDraft(first_name="Zoë", last_name="Peeters"),),
        )
        made = await MeetingCalls(client).create(draft.body(), "operation-1")
        again = await MeetingCalls(client).create(draft.body(), "operation-1")
        assert again.id == made.id
        listed = await MeetingCalls(client).between(date(2026, 3, 12), date(2026, 3, 12))
        assert len(listed.pieces) == 1
        assert (await MeetingCalls(client).one(made.id))[0].visitors[0].name == "Zoë Peeters"
        with pytest.raises(SignInNeeded):
            await MeetingCalls(stranger).one(made.id)
        await client.close()
        await stranger.close()
    close(create(f"sqlite:///{tmp_path / 'shared.sqlite3'}"))  # the file is free again
