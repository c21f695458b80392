"""Fields that a company made up for itself, in words. Their shape is on no page of the API."""

from __future__ import annotations

import json

from pydantic import JsonValue


def own_field(field: JsonValue) -> tuple[str, str]:
    """A name and a value where the field has them, else whatever it is."""
    if isinstance(field, dict):
        name = next((field[key] for key in ("name", "label", "key", "id") if field.get(key)), "")
        if name and "value" in field:
            return str(name), in_words(field["value"])
    return "Field", in_words(field)


def in_words(value: JsonValue) -> str:
    """A value of any shape."""
    match value:
        case bool():
            return "Yes" if value else "No"
        case str() | int() | float():
            return str(value)
        case None:
            return "–"
        case _:
            return json.dumps(value, ensure_ascii=False)
