"""`make package`: the program with its Python and its Qt in one folder, and on Linux what is installed from it.

    python3 packaging/bootstrap.py package                  dist/foyer, and on Linux the .tar.gz and the .deb
    python3 packaging/bootstrap.py package --try            … and installs, uses and uninstalls the .deb in a clean root
    python3 packaging/bootstrap.py package --write-table    … and writes sizes and times into packaging/README.md

From the same commit, lock and Python comes the same file, to the byte. SOURCE_DATE_EPOCH is the commit's time where it
isn't given; without git it has to be.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import bundle
import check_contents
from bundle import ROOT


def main() -> int:
    parser = argparse.ArgumentParser(prog="make package", description="Builds what is installed.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where to (default: dist)")
    parser.add_argument("--try", dest="tried", action="store_true", help="install and use the .deb in a clean root")
    parser.add_argument("--write-table", action="store_true", help="write sizes and times into packaging/README.md")
    options = parser.parse_args()
    out = options.out.resolve()
    epoch = bundle.epoch()
    if sys.platform == "linux":
        from linux import tools

        tools.provide(trying=options.tried, timing=options.tried or options.write_table)
    print("Building the bundle, a minute or so.", flush=True)
    folder = bundle.build(out, epoch)
    check_contents.check(folder)
    if sys.platform != "linux":
        packs = "windows/build.ps1" if sys.platform == "win32" else "macos/build.sh"
        print(f"{folder} is what packaging/{packs} packs.")
        return 0
    return on_linux(folder, epoch, tried=options.tried, table=options.write_table)


def on_linux(folder: Path, epoch: int, *, tried: bool, table: bool) -> int:
    from linux import archives, deb, figures, layout, strip

    strip.strip(folder)
    bundle.settle(folder, epoch)
    name = f"foyer-{bundle.VERSION}"
    portable = layout.portable(folder, folder.parent / "build" / name, epoch)
    archive = archives.tar_gz(portable, folder.parent / f"{name}-linux-{layout.machine()}.tar.gz", epoch)
    package = deb.build(folder, folder.parent, epoch)
    for file in (archive, package):
        print(f"{file.stat().st_size / 1e6:6.1f} MB  {file}", flush=True)
    failed = 0
    if tried:
        trying = str(Path(__file__).parent / "linux" / "smoke_test.py")
        failed = subprocess.call([sys.executable, trying, str(package), str(archive)])
    rows = figures.measured(folder, package, archive, timed=tried or table)
    print(figures.table(rows), flush=True)
    if table:
        figures.write(rows)
    return int(failed or not figures.within(rows))


if __name__ == "__main__":
    sys.exit(main())
