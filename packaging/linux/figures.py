"""Sizes and start times, held against their budgets, and the table of them in packaging/README.md."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- the table: written by `make package ARGS=--write-table` -->\n", "<!-- its end -->\n"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """`strict` fails the build when the budget isn't met; a time is only written down: machines are noisy."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    strict: bool = False

    @property
    def met(self) -> bool:
        return self.budget is None or self.value <= self.budget


def measured(folder: Path, package: Path, archive: Path, *, timed: bool) -> list[Row]:
    unpacked = sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
    rows = [
        Row("bundle, unpacked", unpacked / MEGABYTE, "MB", 170, strict=True),
        Row(package.suffix, package.stat().st_size / MEGABYTE, "MB", 60, strict=True),
        Row(".tar.gz", archive.stat().st_size / MEGABYTE, "MB"),
    ]
    return rows + (times(folder) if timed else [])


def times(folder: Path) -> list[Row]:
    """Process start to the first painted Today with its rows, on a screen without a window manager."""
    command = [sys.executable, str(Path(__file__).with_name("first_paint.py")), str(folder / "foyer")]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bundle, source, ratio = map(float, output.split())
    return [
        Row("first painted window, from the bundle", bundle, "s"),
        Row("first painted window, from the source", source, "s"),
        Row("the one to the other", ratio, "×", 1.3),
    ]


def within(rows: list[Row]) -> bool:
    return all(row.met for row in rows if row.strict)


def table(rows: list[Row]) -> str:
    lines = ["| what | figure | budget |", "| --- | ---: | ---: |"]
    for row in rows:
        digits = 0 if row.unit == "MB" else 2
        budget = "" if row.budget is None else f"{row.budget:g} {row.unit}"
        missed = "" if row.met else ", not met"
        lines.append(f"| {row.what} | {row.value:.{digits}f} {row.unit} | {budget}{missed} |")
    return "\n".join(lines) + "\n"


def write(rows: list[Row]) -> None:
    words = README.read_text(encoding="utf-8")
    parts = re.escape(BEGIN), re.escape(END)
    new = re.sub(f"{parts[0]}.*?{parts[1]}", lambda _: BEGIN + table(rows) + END, words, flags=re.DOTALL)
    README.write_text(new, encoding="utf-8")
