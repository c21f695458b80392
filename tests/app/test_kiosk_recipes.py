"""What packaging/kiosk hands to site IT: files that are there, can be read, and say nothing that Foyer doesn't know."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.arguments import desk_parser
from app.command_line import DONE, MISUSED
from app.settings import FIELDS, PREFIX

KIOSK = Path(__file__).parents[2] / "packaging" / "kiosk"
LINUX = KIOSK / "linux"
SCRIPTS = ("foyer-kiosk", "foyer-kiosk-session", "kiosk-screen", "profile")
SHELL_LAUNCHER = "{http://schemas.microsoft.com/ShellLauncher/2018/Configuration}"

needs_a_shell = pytest.mark.skipif(sys.platform == "win32", reason="there is no sh")


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None, strict=False, delimiters="=")
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(LINUX / name, encoding="utf-8")
    return parsed


def script(folder: Path, name: str, *lines: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text("\n".join(("#!/bin/sh", *lines, "")))
    file.chmod(0o755)
    return file


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A terminal on which cage and xinit start their program, and forget how it ended."""
    script(tmp_path / "bin", "cage", 'while [ "$1" != -- ]; do shift; done; shift', '"$@"', "exit 0")
    script(tmp_path / "bin", "xinit", '"$1" "$2"', "exit 0")
    script(tmp_path / "bin", "xset")
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "XDG_RUNTIME_DIR": str(tmp_path), "KIOSK_PAUSE": "0"}


def test_the_readme_names_every_file_and_no_other() -> None:
    words = (KIOSK / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\(((?:linux|windows|macos)/[^)]+)\)", words))
    there = {str(file.relative_to(KIOSK).as_posix()) for file in KIOSK.glob("*/*")}
    assert named == there


@needs_a_shell
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_are_ones(name: str) -> None:
    subprocess.run(["sh", "-n", str(LINUX / name)], check=True)
    assert name == "profile" or os.access(LINUX / name, os.X_OK)


@needs_a_shell
@pytest.mark.parametrize("screen", ["cage", "x"])
@pytest.mark.parametrize("code", [0, 1, 2, 70])
def test_a_screen_ends_as_foyer_ended(screen: str, code: int, environment: dict[str, str], tmp_path: Path) -> None:
    foyer = script(tmp_path, "foyer", f'[ "$*" = --kiosk ] && exit {code}', "exit 99")
    ended = subprocess.run([LINUX / "foyer-kiosk", screen], env={**environment, "KIOSK_PROGRAM": str(foyer)})
    assert ended.returncode == code


@needs_a_shell
@pytest.mark.parametrize("screen", ["cage", "x"])
def test_a_screen_that_broke_down_has_failed_whatever_it_says(
    screen: str, environment: dict[str, str], tmp_path: Path
) -> None:
    for name in ("cage", "xinit"):
        script(tmp_path / "bin", name, "exit 0")
    assert subprocess.run([LINUX / "foyer-kiosk", screen], env=environment).returncode == 1


@needs_a_shell
@pytest.mark.parametrize(("last", "answer"), [(DONE, "Foyer was closed."), (MISUSED, "a setting is wrong")])
def test_on_x_it_starts_again_until_staff_close_it_or_a_person_is_needed(
    last: int, answer: str, environment: dict[str, str], tmp_path: Path
) -> None:
    starts = tmp_path / "starts"
    foyer = script(
        tmp_path,
        "foyer",
        f"echo >>{starts}",
        f"case $(wc -l <{starts}) in *1) exit 70 ;; *2) kill -KILL $$ ;; *3) exit 1 ;; *) exit {last} ;; esac",
    )
    variables = {**environment, "KIOSK_PROGRAM": str(foyer), "KIOSK_SCREEN": "x"}
    session = subprocess.run(
        [LINUX / "foyer-kiosk-session"], env=variables, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert starts.read_text().count("\n") == 4
    assert answer in session.stdout


def test_systemd_starts_it_again_but_after_those_two() -> None:
    sections = unit("foyer-kiosk.service")
    service = sections["Service"]
    assert service["ExecStart"].split() == ["foyer-kiosk", "cage"]  # in /usr/bin from the .deb, or where README says
    assert service["Restart"] == "on-failure"  # so that DONE, which is 0, ends it
    assert service["RestartPreventExitStatus"].split() == [str(MISUSED)]
    assert sections["Unit"]["StartLimitIntervalSec"] == "0"
    assert "--autologin kiosk" in unit("autologin.conf")["Service"]["ExecStart"]


@pytest.mark.skipif(sys.platform != "linux", reason="systemd is of Linux")
def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    words = (LINUX / "foyer-kiosk.service").read_text(encoding="utf-8")
    copy = tmp_path / "foyer-kiosk.service"
    copy.write_text(words.replace("ExecStart=", f"ExecStart={LINUX}/"))  # it looks whether what it starts is there
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--user", str(copy)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_environment_file_names_settings_that_foyer_has() -> None:
    lines = (LINUX / "kiosk.env").read_text(encoding="utf-8").splitlines()
    named = [match[1] for line in lines if (match := re.match(r'#?([A-Z_]+)="', line))]
    ours = {name.removeprefix(PREFIX).lower() for name in named if name.startswith(PREFIX)} - {"token"}
    assert ours
    assert ours <= set(FIELDS)

    scripts = "".join((LINUX / name).read_text(encoding="utf-8") for name in SCRIPTS)
    for name in named:
        assert name.startswith(PREFIX) or f"${{{name}" in scripts


def test_windows_puts_foyer_in_the_place_of_the_desktop() -> None:
    root = ElementTree.parse(KIOSK / "windows" / "shell-launcher.xml").getroot()
    profile = root.find(f".//{SHELL_LAUNCHER}Profiles/{SHELL_LAUNCHER}Profile")
    config = root.find(f".//{SHELL_LAUNCHER}Config")
    assert profile is not None
    assert config is not None
    used = config.find(f"{SHELL_LAUNCHER}Profile")
    account = config.find(f"{SHELL_LAUNCHER}Account")
    assert used is not None
    assert account is not None
    assert used.get("Id") == profile.get("Id")
    assert f"$Account = '{account.get('Name')}'" in (KIOSK / "windows" / "kiosk.ps1").read_text(encoding="utf-8")

    shell = profile.find(f"{SHELL_LAUNCHER}Shell")
    assert shell is not None
    program, _, options = (shell.get("Shell") or "").partition(".exe ")
    assert program == r"%ProgramFiles%\Foyer\foyer"
    assert desk_parser().parse_args(options.split()).kiosk

    actions = {
        action.get("ReturnCode"): action.get("Action") for action in shell.iter(f"{SHELL_LAUNCHER}ReturnCodeAction")
    }
    assert actions == {str(DONE): "DoNothing", str(MISUSED): "DoNothing"}
    otherwise = shell.find(f"{SHELL_LAUNCHER}DefaultAction")
    assert otherwise is not None
    assert otherwise.get("Action") == "RestartShell"


@needs_a_shell
@pytest.mark.parametrize(("code", "reported"), [(0, 0), (1, 1), (2, 0), (70, 70)])
def test_macos_starts_it_again_after_every_failure_that_another_start_can_mend(
    code: int, reported: int, tmp_path: Path
) -> None:
    agent = plistlib.loads((KIOSK / "macos" / "com.foyer.kiosk.plist").read_bytes())
    assert agent["KeepAlive"] == {"SuccessfulExit": False}
    *shell, foyer = agent["ProgramArguments"]
    assert foyer == "/Applications/Foyer.app/Contents/MacOS/foyer"

    stand_in = script(tmp_path, "foyer", f'[ "$*" = --kiosk ] && exit {code}', "exit 99")
    assert subprocess.run([*shell, str(stand_in)]).returncode == reported
