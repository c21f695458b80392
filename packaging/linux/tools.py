"""What building and trying the packages needs of the system, each command with its Debian package."""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

import bootstrap

BUILDING = {"strip": "binutils", "chrpath": "chrpath", "dpkg-shlibdeps": "dpkg-dev", "dpkg-deb": "dpkg"}
TIMING = {"Xvfb": "xvfb"}
TRYING = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "unshare": "util-linux",
    "xdotool": "xdotool",
}


def provide(*, trying: bool, timing: bool) -> None:
    """Installs what is missing, or ends the program with the command that does. Root alone can try a package."""
    if trying and os.geteuid() != 0:
        sys.exit("Trying the package in a clean root needs root.")
    commands = BUILDING | (TIMING if timing else {}) | (TRYING if trying else {})
    missing = sorted({package for command, package in commands.items() if not shutil.which(command)})
    missing += pythons_library()
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit("A Debian package is built on Debian or Ubuntu. This system lacks: " + " ".join(missing))
    if os.geteuid() != 0:
        sys.exit("These packages of the system are needed first:\n  " + bootstrap.as_administrator(missing))
    bootstrap.install(missing)


def pythons_library() -> list[str]:
    """The package of Python as a library, which PyInstaller starts the program with: Debian keeps it apart."""
    name = "libpython{}.{}".format(*sys.version_info[:2])
    file = Path(sysconfig.get_config_var("LIBDIR") or "/") / f"{name}.so.1.0"
    needed = sysconfig.get_config_var("Py_ENABLE_SHARED") and not file.exists() and not bootstrap.loads(file.name)
    return [name] if needed else []
