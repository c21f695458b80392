"""The request body as lines of text, each knowing what it tells, so that lines can be pointed at."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from msgspec import Struct
from pydantic.alias_generators import to_camel

from app.services.meetings.checks import Mistake

Path = tuple[str | int, ...]

_EATEN = re.compile("[\u00a0\u2028\u2029\ufdd0\ufdd1\ufffc]")
"""Signs that a text document takes for its own: shown escaped, or what is shown would not be what is sent."""


_JSON = json.JSONEncoder(ensure_ascii=False)


class BodyLine(Struct, frozen=True):
    """`path` leads to the value that the line is part of: ("visitors", 0, "email")."""

    path: Path
    text: str


def body_lines(body: dict[str, Any]) -> list[BodyLine]:
    """The JSON of `body`, objects spread over lines and lists of ids in one."""
    return list(_lines(body, (), "", "", ""))


def lines_of_visitors(lines: list[BodyLine], numbers: Collection[int]) -> list[int]:
    """From the brace that opens each of these visitors to the one that closes it."""
    paths = {("visitors", number) for number in numbers}
    return [place for place, line in enumerate(lines) if line.path[:2] in paths]


def lines_of_mistakes(lines: list[BodyLine], mistakes: tuple[Mistake, ...]) -> set[int]:
    paths = {_path(mistake) for mistake in mistakes}
    return {place for place, line in enumerate(lines) if line.path in paths}


def _path(mistake: Mistake) -> Path:
    key = to_camel(mistake.field)
    return (key,) if mistake.visitor is None else ("visitors", mistake.visitor, key)


def _lines(value: Any, path: Path, indent: str, before: str, after: str) -> Iterator[BodyLine]:
    """`before` is the key that leads to the value, `after` the comma behind it."""
    if isinstance(value, dict):
        parts = [(key, f"{json.dumps(key)}: ", item) for key, item in value.items()]
        brackets = "{}"
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        parts = [(place, "", item) for place, item in enumerate(value)]
        brackets = "[]"
    else:
        yield BodyLine(path, f"{indent}{before}{_written(value)}{after}")
        return
    yield BodyLine(path, f"{indent}{before}{brackets[0]}")
    for place, (key, name, item) in enumerate(parts, start=1):
        yield from _lines(item, (*path, key), indent + "  ", name, "," if place < len(parts) else "")
    yield BodyLine(path, f"{indent}{brackets[1]}{after}")


def _written(value: Any) -> str:
    return _EATEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _JSON.encode(value))
