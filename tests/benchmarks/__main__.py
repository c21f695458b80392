"""Runs every benchmark, one after the other, each in a process of its own: `make bench`."""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "start_up",
    "refresh",
    "search",
    "contacts",
    "click",
    "save_changes",
    "check_in",
    "pasting",
    "memory",
    "rounds",
    "store",
    "desk_server",
    "tickets",
    "attachment",
    "overview",
    "listed_visits",
    "other_days",
    "another_desk",
    "idle_desks",
    "notices",
)


def main() -> int:
    failed = 0
    for name in BENCHMARKS:
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
