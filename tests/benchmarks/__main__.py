"""Runs every benchmark, one after the other: `make bench`."""

from __future__ import annotations

from tests.benchmarks import start_up


def main() -> None:
    for benchmark in (start_up,):
        print(f"\n{(benchmark.__doc__ or '').splitlines()[0]}")
        benchmark.main()


if __name__ == "__main__":
    main()
