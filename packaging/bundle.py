"""The bundle: PyInstaller's folder, made by foyer.spec, alike on every build of the same commit."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
STEERING = ("PYTHON", "PYINSTALLER", "QT_", "LD_")
"""With these begin names in the environment that would make another bundle of the same commit."""


def epoch() -> int:
    """The time that everything gets, in seconds. Ends the program with a sentence when nothing tells one."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    asked = ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        sys.exit("This is no clone of the repository: set SOURCE_DATE_EPOCH to the time of the commit, in seconds.")


def build(out: Path, seconds: int) -> Path:
    """Makes `out`/foyer anew, and on macOS `out`/Foyer.app; `out`/build is what they are made from."""
    import icons

    work = out / "build"
    for stale in (work, out / "foyer", out / "Foyer.app"):
        shutil.rmtree(stale, ignore_errors=True)
    work.mkdir(parents=True)
    icons.draw(work)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(STEERING)}
    environment |= {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(seconds), "PYINSTALLER_CONFIG_DIR": str(work)}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    folders = ["--distpath", str(out), "--workpath", str(work)]
    subprocess.run([*command, *folders, str(ROOT / "packaging" / "foyer.spec")], cwd=ROOT, env=environment, check=True)
    return out / "foyer"


def settle(folder: Path, seconds: int) -> None:
    """Gives everything in the folder, and itself, that time and the usual modes."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            program = path.suffix == "" and path.stat().st_mode & 0o100
            path.chmod(0o755 if path.is_dir() or program else 0o644)
        os.utime(path, (seconds, seconds), follow_symlinks=False)
