"""Each room has its place: in docs/architecture.md as the imports are, and in a contract of who may import whom."""

from __future__ import annotations

import tomllib
from graphlib import CycleError
from pathlib import Path

import pytest

from docs.rooms import BEGIN, DOCUMENT, END, Rooms, diagram, rooms, with_diagram

ROOT = Path(__file__).parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def packages(folder: str) -> list[str]:
    return sorted(f"{folder.replace('/', '.')}.{one.parent.name}" for one in (ROOT / folder).glob("*/__init__.py"))


def test_the_document_shows_the_rooms_as_they_are() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert with_diagram(document, diagram(rooms())) == document, "`python docs/rooms.py` writes it"


def test_every_room_is_drawn() -> None:
    assert {*packages("app"), *packages("ui"), "app.errors", "ui.tasks"} <= rooms().keys()


def test_arrows_point_down_and_types_alone_are_marked() -> None:
    found: Rooms = {
        "app.models": {},
        "app.api": {"app.models": True},
        "ui.pages": {"app.services": True, "app.models": True, "ui.widgets": True},
        "app.services": {"app.api": False, "app.models": True},
        "ui.widgets": {"app.models": True},
    }
    assert diagram(found).splitlines() == [
        "ui.pages     ──▶ app: models services  ui: widgets",
        "app.services ──▶ app: api° models",
        "app.api      ──▶ app: models",
        "ui.widgets   ──▶ app: models",
        "app.models",
    ]


def test_rooms_in_a_circle_are_no_diagram() -> None:
    with pytest.raises(CycleError):
        diagram({"app.api": {"app.store": True}, "app.store": {"app.api": False}})


def test_only_what_stands_between_the_marks_is_written() -> None:
    written = with_diagram(f"before\n{BEGIN}old\n{END}after\n", "new\n")
    assert written == f"before\n{BEGIN}\n```text\nnew\n```\n\n{END}after\n"


def test_every_room_stands_in_a_layer() -> None:
    """What stands in none could import whatever it likes."""
    layers = next(one for one in CONTRACTS if one["type"] == "layers")["layers"]
    assert {room for layer in layers for room in layer.split(" | ")} == set(rooms())


def test_screens_are_kept_apart_whatever_they_are_called() -> None:
    assert ["ui.pages.*"] in [one["modules"] for one in CONTRACTS if one["type"] == "independence"]
