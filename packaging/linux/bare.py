"""Runs a command in a Debian that has Python, make and git and nothing else, in a copy of this checkout.

    python3 packaging/linux/bare.py COMMAND...      its exit code is the command's

The copy is of the files as they are here, without what git ignores. apt and pip find their packages where they do
outside. Where no such root can be made, it says why, and the command runs here.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "packaging"), str(ROOT / "packaging" / "linux")]

import bootstrap  # noqa: E402
from clean_root import CleanRoot, clean_root  # noqa: E402

PACKAGES = ("git", "make", "python3")
PLACE = "/foyer"
SETTLED_OUTSIDE = re.compile(r"PIP_\w+|SSL_CERT_\w+|\w+_CA_BUNDLE|\w+_proxy", re.IGNORECASE)
"""Names in the environment that say where packages come from."""
ALIKE = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/xdg/pip")
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OF_APT = ("sources.list", "sources.list.d", "auth.conf", "auth.conf.d", "trusted.gpg.d", "keyrings")


def main(command: list[str]) -> int:
    hindrance = why_not()
    if hindrance:
        return in_place(command, hindrance)
    print("Making a bare root, a minute or so.", flush=True)
    with ExitStack() as stack:
        try:
            root = stack.enter_context(clean_root(*PACKAGES))
        except SystemExit as failed:
            return in_place(command, f"as it can't be made ({failed})")
        furnish(root)
        checkout(root.path / PLACE[1:])
        variables = [f"{name}={value}" for name, value in environment(os.environ).items()]
        words = [*variables, "env", f"--chdir={PLACE}", *command]
        return subprocess.call(root.command(*words), stdin=subprocess.DEVNULL)


def in_place(command: list[str], why: str) -> int:
    print(f"No bare root here, {why}: this runs on the machine itself.", flush=True)
    return subprocess.call(command, cwd=ROOT)


def why_not() -> str:
    """The reason why there can't be one, or nothing. Brings debootstrap where it can."""
    if sys.platform != "linux" or not shutil.which("apt-get") or not shutil.which("unshare"):
        return "as this is no Debian"
    if os.geteuid() != 0:
        return "as it takes root"
    if subprocess.call(["unshare", "--mount", "true"], stderr=subprocess.DEVNULL) != 0:
        return "as nothing may be mounted"
    if not shutil.which("debootstrap"):
        try:
            bootstrap.install(["debootstrap"])
        except SystemExit as failed:
            return f"as there is no debootstrap ({failed})"
    return ""


def furnish(root: CleanRoot) -> None:
    """Lets apt and pip reach inside what they reach outside."""
    for name in ALIKE:
        copied(Path(name), root.path / name[1:])
    for name in OF_APT:
        copied(Path("/etc/apt") / name, root.path / "etc/apt" / name)
    copied(Path("/usr/share/keyrings"), root.path / "usr/share/keyrings")
    for name in (str(CERTIFICATES), "/usr/local/share/ca-certificates/outside.crt"):  # a package makes the first anew
        copied(CERTIFICATES, root.path / name[1:])
    acquire = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in acquire.splitlines() if re.match(r"Acquire::(https?|Check-\w+|Retries)\b", line)]
    (root.path / "etc/apt/apt.conf.d/99outside").write_text("\n".join([*lines, ""]))
    for of_person in (".config/pip", ".pip"):
        copied(Path.home() / of_person, root.path / "root" / of_person)
    for value in environment(os.environ).values():
        if value.startswith("/") and Path(value).is_file() and Path(value) != CERTIFICATES:
            copied(Path(value), root.path / value[1:])


def environment(outside: Mapping[str, str]) -> dict[str, str]:
    """What of the environment says where packages come from, and the time of the commit that this is a copy of."""
    settled = {name: value for name, value in outside.items() if SETTLED_OUTSIDE.fullmatch(name)}
    asked = ["git", "-c", f"safe.directory={ROOT}", "log", "-1", "--format=%ct"]
    committed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    return settled | ({"SOURCE_DATE_EPOCH": committed} if committed else {})


def copied(source: Path, to: Path) -> None:
    """The same again, whatever was there."""
    if source.is_dir():
        shutil.copytree(source, to, dirs_exist_ok=True, ignore_dangling_symlinks=True)
    elif source.exists():
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, to)


def checkout(to: Path) -> None:
    for name in files():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, to / name, follow_symlinks=False)


def files() -> Iterator[str]:
    """Each by its name below the checkout's folder."""
    asked = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            yield name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
