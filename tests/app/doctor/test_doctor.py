"""`foyer doctor`: what it tells a support call, and what it never tells."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.doctor import Installation, examined, report
from app.models.drafts import StoredDraft
from app.models.operations import Kind, Write
from app.settings.old_names import OLD_NAMES
from app.store.account import account_of
from app.store.drafts import StoredDrafts
from app.store.outbox import Outbox
from app.store.rescue.rescue import opened
from app.system.staff_pin import StaffPin
from tests.app.outbox_desk import meeting

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)


def test_a_desk_that_never_ran_is_well(told: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    said = told()
    assert said["well"]
    assert said["store"]["condition"] == "none yet"
    assert said["server"] == {"own": True, "file": "desk-server.sqlite3", "condition": "none yet", "bytes": 0}
    assert said["printers"]["printers"] == ["Zebra", "Office"]
    assert said["screen"]["screens"] == ["1920x1080, scale 1, 60 Hz"]
    assert list(tmp_path.iterdir()) == []


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


def test_an_old_name_and_an_unknown_one_are_said_with_their_lines(
    told: Callable[..., dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(OLD_NAMES, "late_after", "late_minutes")
    monkeypatch.setenv("FOYER_LATE_AFTER", "7")
    file = tmp_path / "foyer.toml"
    file.write_text("late_after = 6\nserer = 'x'\n")
    said = told()
    assert said["settings"]["in_force"] == {"late_minutes": {"value": 7, "from": "the environment"}}
    assert said["wrong"] == [
        "the environment: FOYER_LATE_AFTER is the old name of FOYER_LATE_MINUTES.",
        f"{file}, line 1: late_after is the old name of late_minutes.",
        f"{file}, line 2: serer is not read: Foyer has no such setting; the closest is server.",
    ]


def test_settings_that_are_no_toml_are_said_and_the_rest_goes_on(
    told: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    (tmp_path / "foyer.toml").write_text("look = dark")
    said = told()
    assert len(said["wrong"]) == 1
    assert "foyer.toml, line 1 can't be read as TOML" in said["wrong"][0]
    assert said["store"]["condition"] == "none yet"


@pytest.mark.skipif(sys.platform == "win32", reason="no such file there")
def test_a_disk_that_never_answers_holds_up_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "foyer.toml"
    os.mkfifo(pipe)
    desk = Installation(
        data_folder=tmp_path,
        settings_file=pipe,
        system_settings=tmp_path / "none.toml",
        overrides={},
        environment={},
        file_faults=lambda settings: (),
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

    monkeypatch.setattr("app.doctor.store.inspected", broken)
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
    account = account_of(database, address, "CO-1")
    waits, draft = meeting("Amélie Dubois"), StoredDraft("meeting", "Dubois", {"title": "amelie@example.com"})
    asyncio.run(Outbox(database, account).put([Write("op", Kind.MEETING, waits)], NOW))
    asyncio.run(StoredDrafts(database, account).keep(draft, NOW))
    database.close()
    for way in ([], ["--server", address]):
        for form in ([], ["--json"]):
            assert main(["doctor", *form, *way, "--data-dir", str(folder)]) == 1
            said = capfd.readouterr()
            out = json.dumps(json.loads(said.out), ensure_ascii=False) if form else said.out
            assert [secret for secret in SECRET if secret in out + said.err] == []
            assert "~/Foyer" in out
            assert ("422" if way else "can hold a name, a port and a path") in out


def test_what_is_wrong_in_the_list_of_hosts_is_said_by_its_row(
    tmp_path: Path, told: Callable[..., dict[str, Any]]
) -> None:
    hosts = tmp_path / "hosts.csv"
    hosts.write_text("name,email\nBo Ek,nobody\n")
    (tmp_path / "foyer.toml").write_text(f'hosts_file = "{hosts.as_posix()}"\n')
    assert told()["wrong"] == ["hosts.csv, row 2: the email address can't be one."]
    hosts.unlink()
    assert told()["wrong"] == ["hosts.csv can't be opened: No such file or directory."]


def test_what_is_wrong_in_the_questions_is_said_by_its_line(
    tmp_path: Path, told: Callable[..., dict[str, Any]]
) -> None:
    questions = tmp_path / "questions.toml"
    questions.write_text('[[question]]\nask.en = "Why?"\n\n[[question]]\nrequired = "yes"\nask.xx = "Hm"\n')
    (tmp_path / "foyer.toml").write_text(f'kiosk_questions = "{questions.as_posix()}"\n')
    (wrong,) = told()["wrong"]
    assert wrong.replace(str(tmp_path), "") == (
        "/questions.toml, line 5: required is true or false."
        " /questions.toml, line 6: the languages are en, de, es, fr, it, nl."
    )
    questions.unlink()
    assert told()["wrong"][0].endswith("questions.toml can't be opened: No such file or directory.")
