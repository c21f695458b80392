"""Takes out of the bundle's libraries what only a debugger reads, and where the building machine kept its own."""

import subprocess
from pathlib import Path


def strip(folder: Path) -> None:
    libraries = [str(file) for file in sorted(folder.rglob("*.so*")) if file.is_file() and not file.is_symlink()]
    subprocess.run(["strip", "--strip-unneeded", *libraries], check=True)
    foreign = [library for library in libraries if (path := search_path(library)) and not path.startswith("$ORIGIN")]
    if foreign:
        subprocess.run(["chrpath", "--delete", *foreign], check=True, stdout=subprocess.DEVNULL)


def search_path(library: str) -> str:
    """Where the library looks for others before it asks the system; empty when nowhere."""
    output = subprocess.run(["readelf", "-dW", library], capture_output=True, text=True, check=True).stdout
    lines = [line for line in output.splitlines() if "(RUNPATH)" in line or "(RPATH)" in line]
    return lines[0].rpartition("[")[2].rstrip("]") if lines else ""
