"""A Debian with nothing in it but what every Debian has: a folder that is made for the moment."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER, HOME = "desk", "/home/desk"
# Mounts are the command's own and go with it, however it ends. The person's commands see the screen's socket too.
# The root is a mount itself, or none could be made in it for another root.
ENTER = """
    mount --bind "$0" "$0"
    mount -t proc proc "$0/proc"
    if [ -d /tmp/.X11-unix ]; then
        mkdir -p "$0/tmp/.X11-unix" && mount --bind /tmp/.X11-unix "$0/tmp/.X11-unix"
    fi
    exec chroot "$@"
"""


class CleanRoot:
    def __init__(self, path: Path) -> None:
        self.path = path

    def command(self, *words: str, person: bool = False) -> list[str]:
        """The words as a command inside, by root or by a person who has an account there, in an environment that is
        empty but for what the words set with `env`."""
        who = ["--userspec", f"{USER}:{USER}"] if person else []
        home = HOME if person else "/root"
        path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        inside = [*who, str(self.path), "/usr/bin/env", "-i", path, f"HOME={home}", *words]
        return ["unshare", "--mount", "sh", "-ec", ENTER, str(self.path), *inside]

    def run(self, *words: str, person: bool = False) -> str:
        """What it says. Ends the program, with what was said, when it fails."""
        done = quietly(self.command(*words, person=person))
        if done.returncode:
            sys.exit(f"In the clean root, {' '.join(words)} ended with {done.returncode}:\n{done.stdout[-3000:]}")
        return done.stdout

    def names(self) -> set[str]:
        """Every path in it that speaks of Foyer, but for what is the person's own: a socket of one that was killed
        among them."""
        paths = {str(path.relative_to(self.path)) for path in self.path.rglob("*foyer*") if not path.is_socket()}
        return {name for name in paths if not name.startswith(HOME[1:])}


@contextmanager
def clean_root(*packages: str) -> Iterator[CleanRoot]:
    """Makes one of this machine's own Debian, from where this machine has its packages, and removes it again. It has
    what every Debian has, and these packages."""
    place = Path(tempfile.mkdtemp(prefix="foyer-clean-root-"))
    place.chmod(0o755)
    try:
        more = [f"--include={','.join(packages)}"] if packages else []
        command = ["debootstrap", "--variant=minbase", *more, codename(), str(place), mirror()]
        made = quietly(command)
        if made.returncode:
            sys.exit("A clean root can't be made here:\n" + "\n".join(made.stdout.splitlines()[-5:]))
        root = CleanRoot(place)
        (place / "etc/dpkg/dpkg.cfg.d/fast").write_text("force-unsafe-io\n")
        no_service = place / "usr/sbin/policy-rc.d"  # a package's would go on when the root is gone
        no_service.write_text("#!/bin/sh\nexit 101\n")
        no_service.chmod(0o755)
        root.run("useradd", "--create-home", USER)
        yield root
    finally:
        shutil.rmtree(place, ignore_errors=True)


def quietly(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", check=False
    )


def codename() -> str:
    lines = Path("/etc/os-release").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)["VERSION_CODENAME"].strip('"')


def mirror() -> str:
    asked = ["apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(SITE)", f"Codename: {codename()}"]
    for line in subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines():
        if line.startswith(f"{codename()} main "):
            return line.split()[2]
    sys.exit(f"apt knows no place for {codename()}'s main packages.")
