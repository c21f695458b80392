"""What is said of a value that can't be used: what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import ValidationError

from app.errors import BadSetting
from app.settings.settings import Settings

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def checked(values: Mapping[str, Any]) -> Settings:
    """Settings from a form's values. Raises BadSetting: the setting's name, a colon, and what would be right."""
    try:
        return Settings.model_validate(dict(values))
    except ValidationError as error:
        fault = error.errors()[0]
        raise BadSetting(f"{fault['loc'][0]}: {reason(fault)}.") from error


def reason(fault: ErrorDetails) -> str:
    """What would be right in the place of what pydantic won't take, in a few words without a full stop."""
    name = str(fault["loc"][0])
    given = fault["input"]
    if isinstance(given[0] if isinstance(given, list) and given else given, dict):
        return 'settings stand in no section, each is a line of its own, such as desk_name = "Desk 1"'
    if name not in Settings.model_fields:
        return _unknown(name)
    if fault["type"] == "value_error":
        return fault["msg"].removeprefix("Value error, ")
    return f"it is {form(name)}"


def form(name: str) -> str:
    """What every value of that setting looks like, such as "a whole number from 1 to 240"."""
    field = Settings.model_fields[name]
    if get_origin(field.annotation) is Literal:
        *others, last = (f'"{choice}"' for choice in get_args(field.annotation))
        return f"{', '.join(others)} or {last}"
    if field.annotation is bool:
        return "true or false"
    if field.annotation in {int, float}:
        least, most = (
            next(getattr(bound, edge) for bound in field.metadata if hasattr(bound, edge)) for edge in ("ge", "le")
        )
        return f"a {'whole number' if field.annotation is int else 'number'} from {least:g} to {most:g}"
    if time in get_args(field.annotation):
        return "a time of day, such as 18:00"
    return "a text, in quotes"


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # only who mistyped one pays for it

    close = get_close_matches(name.lower().replace("-", "_"), Settings.model_fields, n=1)
    return f"Foyer has no such setting; {f'the closest is {close[0]}' if close else 'foyer --sample-config lists all'}"
