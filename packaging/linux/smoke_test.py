"""Does with the .deb what a site does: installs it on a clean Debian, works with it, and uninstalls it.

python smoke_test.py foyer_VERSION_amd64.deb foyer-VERSION-linux-amd64.tar.gz      as root; leaves pictures beside them
"""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from clean_root import HOME, USER, CleanRoot, clean_root
from screens import picture, screen

TOKEN = "throw-away-throw-away"
TITLE, FIRST, LAST = "Boiler inspection", "Amelie", "Dubois"
OLDER, OLDER_ZONE = Path(__file__).parents[2] / "tests/server/schemas/3.sql", "Europe/Brussels"
LANGUAGES = ("en", "de", "es", "fr", "it", "nl")
RUBBISH = [f"{name}=/nowhere" for name in ("PYTHONHOME", "PYTHONPATH", "LD_LIBRARY_PATH", "QT_PLUGIN_PATH")]


def main(package: Path, archive: Path) -> None:
    started = time.monotonic()

    def done(what: str) -> None:
        print(f"{time.monotonic() - started:5.0f} s  {what}", flush=True)

    with clean_root() as root:
        done("a clean root")
        install(root, package)
        done("installed, with what it depends on and nothing else")
        answers(root)
        unpacked(root, archive)
        draws(root, package.parent)
        done("answers, and draws each language, in an empty environment and in a spoilt one")
        with screen() as display, served(root) as address, desk(root, display, address):
            meeting_made(address, package.parent / "installed.png")
        done(f"a meeting typed into the window is on the server; {package.parent / 'installed.png'}")
        uninstall(root)
        done("uninstalled: nothing is left of it but the person's own data")


def install(root: CleanRoot, package: Path) -> None:
    shutil.copy(package, root.path / "tmp/foyer.deb")
    root.run("apt-get", "update", "-qq")
    quietly = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "-y", "--no-install-recommends"]
    root.run(*quietly, "/tmp/foyer.deb")
    (root.path / "tmp/foyer.deb").unlink()
    shutil.rmtree(root.path / "usr/share/zoneinfo")  # the bundle has its own
    share = root.path / "usr/share"
    subprocess.run(["desktop-file-validate", share / "applications/foyer.desktop"], check=True)
    appstream = ["appstreamcli", "validate", "--no-net", share / "metainfo/com.foyer.desk.metainfo.xml"]
    subprocess.run(appstream, check=True, stdout=subprocess.DEVNULL)


def answers(root: CleanRoot) -> None:
    for words in (["--version"], ["--help"], ["serve", "--help"], ["--sample-config"]):
        plain = root.run("foyer", *words, person=True)
        spoilt = root.run(*RUBBISH, "env", "-u", "HOME", "--chdir=/", "/usr/lib/foyer/foyer", *words, person=True)
        assert plain == spoilt, (plain, spoilt)
        assert "oyer" in plain.splitlines()[0], plain

    report = json.loads(root.run("sh", "-c", "foyer doctor --json 2>/dev/null || true", person=True))
    assert report["program"]["installed"], report
    shared = "foyer serve --database postgresql+psycopg://127.0.0.1:9/foyer 2>&1 || true"
    assert "refused" in root.run("sh", "-c", shared, person=True)
    printers = root.run("sh", "-c", "echo '{}' | foyer --printing-process 2>/dev/null", person=True)
    assert json.loads(printers) == {"printers": []}, printers


def unpacked(root: CleanRoot, archive: Path) -> None:
    place = root.path / HOME[1:] / "a folder of one's own"
    place.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", place], check=True)
    (program,) = place.glob("*/foyer")
    assert root.run(f"/{program.relative_to(root.path)}", "--version", person=True).startswith("Foyer ")


def draws(root: CleanRoot, to: Path) -> None:
    """Draws the sample day, far from here, and the kiosk in each language: all of them differ."""
    day = ["foyer", "--sample", "--screenshot", f"{HOME}/today.png"]
    root.run(*RUBBISH, "FOYER_TIME_ZONE=Pacific/Chatham", *day, person=True)
    shutil.copy(root.path / HOME[1:] / "today.png", to / "sample-day.png")
    pictures = set()
    for code in LANGUAGES:
        file = f"{HOME}/{code}.png"
        kiosk = ["--sample", "--page", "kiosk", "--screenshot", file]
        root.run(f"FOYER_KIOSK_LANGUAGE={code}", "foyer", *kiosk, person=True)
        pictures.add((root.path / file[1:]).read_bytes())
    assert len(pictures) == len(LANGUAGES), "some languages look alike"


@contextmanager
def served(root: CleanRoot) -> Iterator[str]:
    """A desk server from the installed program, over the database of an older one. Gives the address of its
    meetings."""
    root.run("mkdir", f"{HOME}/server", person=True)
    with sqlite3.connect(root.path / HOME[1:] / "server/shared-desk-server.sqlite3") as older:
        older.executescript(OLDER.read_text(encoding="utf-8"))
    older.close()
    root.run("chown", "-R", USER, f"{HOME}/server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settled = ["--time-zone", OLDER_ZONE, "--data-dir", f"{HOME}/server"]
    words = [f"FOYER_TOKEN={TOKEN}", "foyer", "serve", "--port", str(port), *settled]
    with running(root, *words):
        address = f"http://127.0.0.1:{port}/app/CO-DESK"
        until(lambda: meetings(address) == [], "the desk server answers")
        yield address


@contextmanager
def desk(root: CleanRoot, display: str, address: str) -> Iterator[None]:
    server = ["--server", address.partition("/app/")[0], "--company", "CO-DESK"]
    with running(root, f"DISPLAY={display}", f"FOYER_TOKEN={TOKEN}", "foyer", *server):
        yield


@contextmanager
def running(root: CleanRoot, *words: str) -> Iterator[None]:
    with subprocess.Popen(
        root.command(*words, person=True), stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, 15)


def meeting_made(address: str, file: Path) -> None:
    """Types a meeting in, as a person would, and looks for it on the server."""
    window = xdo("search", "--sync", "--onlyvisible", "--name", "^Foyer$").split()[0]
    xdo("windowfocus", "--sync", window)
    try:
        xdo("key", "ctrl+n")
        for text, then in ((TITLE, "Tab"), ("US-G606", "ctrl+shift+a"), (FIRST, "Tab"), (LAST, "ctrl+Return")):
            xdo("type", "--delay", "20", text)
            xdo("key", then)
        until(lambda: [one["title"] for one in meetings(address)] == [TITLE], "the meeting is on the server")
    finally:
        picture(file)
    visitor = meetings(address)[0]["visitors"][0]
    assert (visitor["firstname"], visitor["lastname"]) == (FIRST, LAST), visitor


def xdo(*words: str) -> str:
    return subprocess.run(["xdotool", *words], capture_output=True, text=True, check=True, timeout=60).stdout


def meetings(address: str) -> list[dict[str, Any]]:
    today = datetime.now(UTC).date()
    days = f"from={today - timedelta(days=1)}&to={today + timedelta(days=2)}"
    asked = urllib.request.Request(f"{address}/vm/meetings?{days}", headers={"Authorization": f"Bearer {TOKEN}"})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(asked, timeout=5) as answer:
        listed: list[dict[str, Any]] = json.load(answer)
    return listed


def until(so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            if so():
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        if time.monotonic() > end:
            sys.exit(f"After {seconds:.0f} s it isn't so: {what}")
        time.sleep(0.1)


def uninstall(root: CleanRoot) -> None:
    owned = [Path(line) for line in root.run("dpkg", "--listfiles", "foyer").splitlines()]
    root.run("dpkg", "--purge", "foyer")
    left = [str(path) for path in owned if not (there := root.path / str(path)[1:]).is_dir() and there.exists()]
    left += sorted(root.names())
    assert not left, f"uninstalled, and still there: {left}"
    assert (root.path / HOME[1:] / "server").is_dir(), "the person's data went with it"


if __name__ == "__main__":
    main(*(Path(file).resolve() for file in sys.argv[1:3]))
