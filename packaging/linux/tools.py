"""What building and trying the packages needs of the system, each command with its Debian package."""

import os
import shutil
import sys

import bootstrap

BUILDING = {"strip": "binutils", "chrpath": "chrpath", "dpkg-shlibdeps": "dpkg-dev", "dpkg-deb": "dpkg"}
TRYING = {"debootstrap": "debootstrap", "unshare": "util-linux", "Xvfb": "xvfb", "xdotool": "xdotool"}
CHECKING = {
    "lintian": "lintian",
    "appstreamcli": "appstream",
    "desktop-file-validate": "desktop-file-utils",
    "shellcheck": "shellcheck",
}


def provide(*, trying: bool) -> None:
    """Installs what is missing, or ends the program with the command that does. Root alone can try a package."""
    wanted = BUILDING | (TRYING | CHECKING if trying else {})
    missing = sorted({package for command, package in wanted.items() if not shutil.which(command)})
    if missing and not shutil.which("apt-get"):
        sys.exit("A Debian package is built on Debian or Ubuntu. This system lacks: " + " ".join(missing))
    if missing and os.geteuid() != 0:
        sys.exit("These packages of the system are needed first:\n  " + bootstrap.as_administrator(missing))
    if trying and os.geteuid() != 0:
        sys.exit("Trying the package in a clean root needs root.")
    if missing:
        bootstrap.install(missing)
