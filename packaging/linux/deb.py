"""The Debian package."""

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

import bootstrap
from bundle import VERSION, settle
from linux import layout

CONTROL = """\
Package: foyer
Version: {version}
Architecture: {machine}
Maintainer: The Foyer developers <foyer@example.com>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: ca-certificates, {fonts}
Suggests: cage, cups, gnome-keyring | kwalletmanager, wlr-randr
Section: misc
Priority: optional
Description: front desk's own program
 Who is coming today, who is in the building, who is invited, and what is broken
 in it: a native window for receptionists and facility managers, and a kiosk for
 the lobby where visitors serve themselves. It works on a server, or on its own
 desk server with no account and no network.
"""


def build(folder: Path, out: Path, seconds: int) -> Path:
    machine = layout.machine()
    root = layout.installed(folder, out / "build" / "deb", seconds)
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(root)}\n" for file in files]
    control = CONTROL.format(
        version=VERSION,
        machine=machine,
        kilobytes=sum(file.stat().st_size for file in files) // 1024,
        depends=depends(root / "usr/lib/foyer"),
        fonts=", ".join(font for font in bootstrap.FONTS if font.startswith("fonts-")),
    )
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN/control").write_text(control)
    (root / "DEBIAN/md5sums").write_text("".join(sums))
    settle(root, seconds)
    package = out / f"foyer_{VERSION}_{machine}.deb"
    # xz at 4: 57 MB in half a minute, where the lowest takes ten seconds for 61, and 6 gains a MB more
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", str(root), str(package)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return package


def depends(folder: Path) -> str:
    """Every package, with its least version, that has what the bundle's libraries link to outside of it."""
    libraries = sorted(path for path in folder.rglob("*.so*") if path.is_file() and not path.is_symlink())
    own = [f"-l{place}" for place in sorted({library.parent for library in libraries})]
    brought = [f"-x{package}" for package in packages_of([library.name for library in libraries])]
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "debian").mkdir()
        (Path(place) / "debian/control").write_text("Source: foyer\n\nPackage: foyer\nArchitecture: any\n")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *own, *brought]
        looked_at = [str(folder / "foyer"), *map(str, libraries)]
        asked = subprocess.run([*command, *looked_at], cwd=place, capture_output=True, text=True, check=True)
    return asked.stdout.strip().removeprefix("shlibs:Depends=")


def packages_of(names: list[str]) -> list[str]:
    """The packages of this machine that have a library of one of these names, which the bundle brings along itself."""
    patterns = [f"/usr/lib/*/{name}" for name in names] + [f"/lib/*/{name}" for name in names]
    output = subprocess.run(["dpkg-query", "--search", *patterns], capture_output=True, text=True, check=False).stdout
    return sorted({line.partition(":")[0] for line in output.splitlines()})
