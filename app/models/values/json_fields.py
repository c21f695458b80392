"""The attributes of an object as a server wrote it, read one by one and leniently: null, "" and a missing attribute are
absent, numbers are read as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.models.moments import zone_named

LONGEST_KIND = 40
"""Characters of an unknown kind that are shown."""

Fields = Mapping[str, Any]

NONE: Fields = {}

_decode = msgspec.json.Decoder().decode


def object_in(piece: bytes) -> Any:
    """The JSON as plain values. Raises ValueError when it is none."""
    try:
        return _decode(piece)
    except (msgspec.DecodeError, RecursionError):
        pass
    try:
        return json.loads(piece)  # it takes what some servers write, such as numbers that are too long
    except RecursionError:
        raise ValueError("too deep") from None


def object_of(piece: bytes, kind: str) -> Fields:
    """The object that the JSON is. Raises ValueError, fit to be shown, for anything else, and for another kind than the
    API's `kind`."""
    fields = object_in(piece)
    if not isinstance(fields, dict):
        raise ValueError(f"expected a {kind}, the server sent something else")
    sent = fields.get("object")
    if isinstance(sent, str) and sent not in {"", kind}:
        raise ValueError(f"expected a {kind}, the server sent a {sent[:LONGEST_KIND]}")
    return fields


def flag_of(value: Any) -> bool:
    """Flags come as booleans, 0 and 1, "0" and "1"."""
    return value.strip().lower() in {"1", "true", "yes"} if isinstance(value, str) else bool(value)


def id_in(fields: Fields) -> str:
    """The object's id. Raises ValueError when it has none."""
    identity = text_in(fields, "id")
    if not identity:
        raise ValueError("id: Field required")
    return identity


def object_under(fields: Fields, name: str) -> Fields:
    """The object that is the attribute of that name, NONE where it is none."""
    value = fields.get(name)
    return value if isinstance(value, dict) else NONE


def list_under(fields: Fields, name: str) -> list[Any]:
    """The list that is the attribute of that name, empty where it is none."""
    value = fields.get(name)
    return value if isinstance(value, list) else []


def text_in(fields: Fields, *names: str) -> str:
    """The first attribute of these names that is a text or a number, as text; "" where none is."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, str):
            if value:
                return value
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
    return ""


def company_zone(fields: Fields) -> ZoneInfo | None:
    """The zone of the company that the object names; None where it names none that Python knows."""
    return zone_named(text_in(object_under(fields, "company"), "timezone"))
