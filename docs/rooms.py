"""Draws the rooms of app/ and ui/ into docs/architecture.md, from the imports as they are: `python docs/rooms.py`.

It reads them with grimp, which import-linter brings along and stands on.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- the rooms: written by `python docs/rooms.py` -->\n", "<!-- their end -->\n"
HOUSES = ("app", "ui")
ARROW = " ──▶ "
TYPES_ALONE = "°"

Rooms = Mapping[str, Mapping[str, bool]]
"""By each room those that it imports from, and whether it takes more from them than types for its annotations."""


def rooms() -> Rooms:
    """A room is a package or a module directly below app/ or ui/."""
    imports: dict[str, dict[str, bool]] = {}
    for types_too in (True, False):
        graph = grimp.build_graph(*HOUSES, cache_dir=None, exclude_type_checking_imports=not types_too)
        for module in sorted(graph.modules - {*HOUSES}):
            others = imports.setdefault(_room(module), {})
            for other in map(_room, graph.find_modules_directly_imported_by(module)):
                if other != _room(module):
                    others[other] = not types_too
    return imports


def diagram(imports: Rooms) -> str:
    """A line a room, so that every arrow points to a line further down. Raises graphlib.CycleError when none can."""
    needed = {room: sorted(imports[room], reverse=True) for room in sorted(imports, reverse=True)}
    order = [*TopologicalSorter(needed).static_order()][::-1]
    width = max(map(len, order))
    lines = [f"{room:<{width}}{ARROW}{'  '.join(_by_house(imports[room]))}" for room in order if imports[room]]
    alone = [room for room in order if not imports[room]]
    folded = [textwrap.fill(line, 116, subsequent_indent=" " * (width + len(ARROW))) for line in lines]
    return "\n".join([*folded, *alone, ""])


def with_diagram(document: str, drawn: str) -> str:
    """The document with that between its marks. Raises ValueError when it lacks them."""
    before, rest = document.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n```text\n{drawn}```\n\n{END}{after}"


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _by_house(others: Mapping[str, bool]) -> Iterator[str]:
    for house in HOUSES:
        named = [
            one.removeprefix(f"{house}.") + ("" if others[one] else TYPES_ALONE)
            for one in sorted(others)
            if one.startswith(f"{house}.")
        ]
        if named:
            yield f"{house}: {' '.join(named)}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    DOCUMENT.write_text(with_diagram(DOCUMENT.read_text(encoding="utf-8"), diagram(rooms())), encoding="utf-8")
