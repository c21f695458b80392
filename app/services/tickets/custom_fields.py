"""The custom fields of a ticket as a person types them: one "Name: value" a line, or a JSON array as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import JsonValue
from pydantic_core import from_json

Fields = tuple[JsonValue, ...]
"""The custom fields as they are sent, mostly {"name", "value"}."""


def read_fields(typed: str) -> Fields:
    """What is sent: each line as {"name": …, "value": …}; a text that starts with [ is taken as JSON.

    Raises ValueError with the line that is no field, or with "" when it is the JSON that can't be read.
    """
    if typed.lstrip().startswith("["):
        return _read_json(typed)
    return tuple(_read_line(line.strip()) for line in typed.splitlines() if line.strip())


def written(fields: Sequence[JsonValue]) -> str:
    """The text that `read_fields` reads as `fields` again: lines where they can say it, else JSON."""
    lines = "\n".join(
        f"{field.get('name')}: {field.get('value')}" if isinstance(field, dict) else "" for field in fields
    )
    try:
        lines_suffice = read_fields(lines) == tuple(fields)
    except ValueError:
        lines_suffice = False
    return lines if lines_suffice else json.dumps(list(fields), ensure_ascii=False)


def _read_line(line: str) -> JsonValue:
    name, colon, value = (part.strip() for part in line.partition(":"))
    if not colon or not name:
        raise ValueError(line)
    return {"name": name, "value": value}


def _read_json(typed: str) -> Fields:
    try:
        fields = from_json(typed.strip(), allow_inf_nan=False)
    except ValueError as error:
        raise ValueError("") from error
    return tuple(fields)
