"""Where each file goes: on a system that installs the .deb, and in the folder of the .tar.gz."""

import gzip
import shutil
import subprocess
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import bundle
import icons
import licences

from app.settings.sample_file import sample

HERE = Path(__file__).resolve().parent
KIOSK = HERE.parent / "kiosk"
PROGRAMS = ("foyer-kiosk", "foyer-kiosk-session")


def machine() -> str:
    """Debian's word for this kind of processor, such as amd64."""
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def installed(folder: Path, root: Path, seconds: int) -> Path:
    """Lays the system's tree out below `root`, which is made anew."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "usr/bin").mkdir(parents=True)
    shutil.copytree(folder, root / "usr/lib/foyer", symlinks=True)
    (root / "usr/bin/foyer").symlink_to("../lib/foyer/foyer")
    for name in PROGRAMS:
        put(KIOSK / "linux" / name, root / "usr/bin" / name)
    put(KIOSK / "linux" / "foyer-kiosk.service", root / "usr/lib/systemd/user/foyer-kiosk.service")
    share(folder, root / "usr/share", seconds)
    bundle.settle(root, seconds)
    return root


def portable(folder: Path, to: Path, seconds: int) -> Path:
    """The bundle with everything else beside it in share/, where it is to be copied from."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, symlinks=True)
    share(folder, to / "share", seconds)
    bundle.settle(to, seconds)
    return to


def share(folder: Path, to: Path, seconds: int) -> None:
    """What the desktop, `man` and people read."""
    put(HERE / "foyer.desktop", to / "applications/foyer.desktop")
    filled(HERE / "foyer.metainfo.xml", to / "metainfo/com.foyer.desk.metainfo.xml", seconds)
    packed(filled(HERE / "foyer.1", to / "man/man1/foyer.1", seconds))
    for name in PROGRAMS:
        (to / f"man/man1/{name}.1").write_text(".so man1/foyer.1\n")
    put(folder.parent / "build/foyer.svg", to / "icons/hicolor/scalable/apps/foyer.svg")
    for size in icons.SIZES:
        put(folder.parent / f"build/foyer-{size}.png", to / f"icons/hicolor/{size}x{size}/apps/foyer.png")
    doc = to / "doc/foyer"
    shutil.copytree(KIOSK, doc / "kiosk", ignore=lambda _, names: {"windows", "macos"} & set(names))
    packed(filled(HERE / "changelog", doc / "changelog", seconds))
    put(bundle.ROOT / "CHANGELOG.md", doc / "CHANGELOG.md")
    (doc / "examples").mkdir()
    (doc / "examples/foyer.toml").write_text(sample(), encoding="utf-8")
    (doc / "copyright").write_text(licences.text(), encoding="utf-8")


def put(source: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, to)  # with its mode: a script stays one
    return to


def filled(source: Path, to: Path, seconds: int) -> Path:
    """The same with the version, and its day, in their places."""
    put(source, to)
    moment = datetime.fromtimestamp(seconds, UTC)
    words = source.read_text(encoding="utf-8").replace("@VERSION@", bundle.VERSION)
    words = words.replace("@DAY@", moment.date().isoformat()).replace("@MOMENT@", format_datetime(moment))
    to.write_text(words, encoding="utf-8")
    return to


def packed(file: Path) -> None:
    """Debian wants manual pages and changelogs packed."""
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
    file.unlink()
