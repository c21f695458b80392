"""What is said of a value that can't be used: what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, Literal, get_args, get_origin

from app.errors import WrongSettings
from app.settings.checks import Unfit, all_unfit, settings_of
from app.settings.declaration import Declaration
from app.settings.settings import FIELDS, Settings


def checked(values: Mapping[str, Any]) -> Settings:
    """Settings from a form's values. Raises WrongSettings for all of them that can't be used."""
    if unfit := all_unfit(values):
        raise WrongSettings({each.name: reason(each) for each in unfit})
    return settings_of(values)


def reason(unfit: Unfit) -> str:
    """What would be right in the place of the value that doesn't fit, in a few words without a full stop."""
    given = unfit.given
    if isinstance(given[0] if isinstance(given, list) and given else given, dict):
        return 'settings stand in no section, each is a line of its own, such as desk_name = "Desk 1"'
    if unfit.name not in FIELDS:
        return _unknown(unfit.name)
    return unfit.words or f"it is {form(FIELDS[unfit.name])}"


def form(declared: Declaration) -> str:
    """What every value of that setting looks like, such as "a whole number from 1 to 240"."""
    kind = declared.kind
    if get_origin(kind) is Literal:
        *others, last = (f'"{choice}"' for choice in get_args(kind))
        return f"{', '.join(others)} or {last}"
    if kind is bool:
        return "true or false"
    if kind in {int, float}:
        return f"a {'whole number' if kind is int else 'number'} from {declared.least:g} to {declared.most:g}"
    return "a time of day, such as 18:00" if time in get_args(kind) else "a text, in quotes"


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # only who mistyped one pays for it

    close = get_close_matches(name.lower().replace("-", "_"), FIELDS, n=1)
    return f"Foyer has no such setting; {f'the closest is {close[0]}' if close else 'foyer --sample-config lists all'}"
