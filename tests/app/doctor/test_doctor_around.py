"""`foyer doctor` on what is around the desk: its server, the screens, the printers."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

ROOT = Path(__file__).parents[3]


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


@pytest.mark.parametrize(
    ("token", "status", "wrong"),
    [
        ("", 401, []),
        ("of-yesterday", 401, []),
        ("of-today", 200, []),
        ("of-today", 403, ["The server refused to list"]),
    ],
)
def test_a_user_who_signs_in(
    token: str,
    status: int,
    wrong: list[str],
    server: Callable[..., str],
    told: Callable[..., dict[str, Any]],
    tmp_path: Path,
) -> None:
    """A token that is over is had anew by the desk, so nothing is wrong with it."""
    address = server(status=status, body=b"[]")
    (tmp_path / "foyer.toml").write_text('client_id = "client-7"\nuser_name = "desk@example.com"\n')
    kept = {f"client {address} client-7": "s3cret", f"user {address} desk@example.com": "passw0rd"}
    session = {f"signed in {address} client-7 desk@example.com": token} if token else {}
    (tmp_path / "token.json").write_text(json.dumps(kept | session))
    said = told("--server", address, "--company", "CO-1")
    assert (said["server"]["signs_in"], said["server"]["status"]) == (True, status)
    secrets = ("client_secret", "user_password", "user_token")
    assert tuple(said["secrets"][name] for name in secrets) == (True, True, bool(token))
    assert said["settings"]["in_force"]["client_id"]["value"] == "client-7"
    assert not any(secret in str(said) for secret in ("s3cret", "passw0rd", "of-today", "desk@example.com"))
    assert [sentence[: len(words)] for sentence, words in zip(said["wrong"], wrong, strict=True)] == wrong


def test_what_a_sign_in_lacks_is_said(
    server: Callable[..., str], told: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "foyer.toml").write_text('client_id = "client-7"\n')
    address = server(status=200)
    assert told("--server", address, "--company", "CO-1")["wrong"] == [
        "A user is to be signed in, and this is missing: its name, its password, the client's secret."
        " Enter it in Settings."
    ]
    monkeypatch.setenv("FOYER_TOKEN", "t0ken")
    assert told("--server", address, "--company", "CO-1")["well"]


def test_other_ways_than_mail_of_which_no_secret_is_kept_are_said(
    told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    ways = tmp_path / "ways.toml"
    services = "[notify.office]\nkinds = ['solved']\n[notify.lobby]\nkinds = ['arrival']\n"
    ways.write_text(f"[notify.sms]\nsms = true\n{services}")
    (tmp_path / "foyer.toml").write_text(f"notify_file = '{ways}'\n")
    (tmp_path / "token.json").write_text(json.dumps({"notify office": "json://hush"}))
    said = told()
    assert said["wrong"] == ["Of other ways than mail, what is secret is missing: sms, lobby. Enter it in Settings."]
    assert said["secrets"]["notify_secrets"] == ["office"]
    assert "hush" not in str(said)
    ways.write_text("[notify.sms\n")
    assert [sentence.partition(" can't be read")[0] for sentence in told()["wrong"]] == [
        f"The file of other ways than mail {ways}: it can't be used: {ways}, line 1"
    ]


def test_a_server_that_is_away_and_one_that_is_no_address(told: Callable[..., dict[str, Any]]) -> None:
    away = told("--server", "http://127.0.0.1:1", "--company", "CO-1")
    assert (away["server"]["answer"], away["wrong"]) == ("unreachable", ["The server can't be reached."])
    assert "refused" in away["server"]["why"]
    none = told("--server", "api.example.com", "--company", "CO-1")
    said = "it starts with https:// or http://, such as https://api.example.com"
    assert none["wrong"][0] == f"the command line: --server can't be used: {said}."


def test_a_server_that_never_comes_to_an_end_is_told_with_what_it_said(
    server: Callable[..., str], told: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.probe.LONGEST", 0.0)
    found = told("--server", server(), "--company", "CO-1")
    assert (found["server"]["answer"], found["server"]["status"]) == ("silent", 200)
    assert found["wrong"] == ["The server was reached, but did not answer."]


@pytest.mark.parametrize(
    ("server", "shown"),
    [
        ("https://user:pass@host/path?key=pass#pass", "https://host/path"),
        ("https://user:pa/ss@host/path", "https://host/path"),
        ("https://host?key=pass", "https://host"),
        ("https://host/a?next=https://other/", "https://host/a"),
    ],
)
def test_an_address_is_told_without_a_password(server: str, shown: str, told: Callable[..., dict[str, Any]]) -> None:
    said = told("--server", server, "--company", "CO-1", "--prefix", "/app?key=pass")
    assert said["server"]["address"] == shown
    assert said["settings"]["in_force"]["server"]["value"] == shown
    assert said["settings"]["in_force"]["prefix"]["value"] == "/app"


def test_what_is_no_address_is_not_repeated_with_its_password(told: Callable[..., dict[str, Any]]) -> None:
    said = told("--server", "user:s3cret@host:8315", "--company", "CO-1")
    assert "--server can't be used" in said["wrong"][0]
    assert "s3cret" not in str(said)


def test_the_name_of_a_desk_is_no_address(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "foyer.toml").write_text("desk_name = 'Desk #2, by the door?'")
    assert told()["settings"]["in_force"]["desk_name"]["value"] == "Desk #2, by the door?"


def test_without_a_display_that_is_said_and_nothing_wrong(
    told: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.doctor.screen.has_display", lambda: False)
    said = told()
    assert said["well"]
    assert said["screen"] == {"display": False, "cannot_draw": None}


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
        monkeypatch.setattr("app.doctor.screen.SECONDS", 0.3)
    started_anew(source)
    said = told()
    assert said["screen"]["why"] == why
    assert said["wrong"] == ["Qt can't open a window on this display.", "The system's printing does not answer."]


def test_the_printer_for_badges_is_asked_how_it_is(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / "foyer.toml").write_text('badge_printer = "Zebra"')
    said = told()
    assert said["printers"]["badge_printer_answer"] == "stopped"
    assert said["wrong"] == ["The printer for badges has stopped: see whether it is on and has paper."]


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_name_that_the_output_cant_spell_is_said_all_the_same(
    form: list[str], encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["doctor", *form, "--data-dir", str(tmp_path / "受付\udcff")]) == 0
    out.flush()
    said = out.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    assert ("受付\\udcff" if encoding == "utf-8" and not form else "\\u53d7\\u4ed8\\udcff") in said


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
    assert not {"Latin", "Greek", "Cyrillic"} & set(found["screen"]["cannot_draw"]), "Foyer's own typeface has them"
    assert isinstance(found["printers"]["printers"], list)


def test_a_variable_that_was_misspelt_is_named(
    told: Callable[..., dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FOYER_SERER", "FOYER_TOKEN", "FOYER_LOOK", "SERVER"):
        monkeypatch.setenv(name, "light")
    assert told()["wrong"] == ["FOYER_SERER is no setting, so it is not read; is it FOYER_SERVER?"]


@pytest.mark.skipif(sys.platform != "linux", reason="fontconfig is of Linux")
def test_a_pc_without_fonts_is_told_to_draw_what_foyers_own_typeface_has(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    told = {"QT_QPA_PLATFORM": "offscreen", "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    command = [sys.executable, "-P", "-m", "app", "--screens-process"]
    said = subprocess.run(command, env=os.environ | told, cwd=ROOT, capture_output=True, text=True, check=True)
    missing = json.loads(said.stdout.splitlines()[-1])["cannot_draw"]
    assert {"Arabic", "Devanagari", "Chinese", "Japanese", "Korean", "emoji"} <= set(missing)
    assert not {"Latin", "Greek", "Cyrillic"} & set(missing)
