"""Whether a value can be that of a setting, and which value that is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any, get_args

import msgspec

from app.settings import values as readers
from app.settings.declaration import Declaration
from app.settings.settings import FIELDS, Settings

FLAGS = {"yes": True, "on": True, "no": False, "off": False}
"""Spellings of a flag beside those of TOML."""


class Unfit(Exception):
    """`given` can't be the value of the setting `name`. `words` are what would be right; "" where
    `validation_messages.form` says all of that."""

    def __init__(self, name: str, given: object, words: str = "") -> None:
        super().__init__(words)
        self.name = name
        self.given = given
        self.words = words


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Settings with those values, and the defaults of all others. Raises Unfit for the first value that can't be used,
    in the order in which settings are declared; then for a name that is no setting's."""
    checked = {name: _checked(declared, values[name]) for name, declared in FIELDS.items() if name in values}
    for name, value in values.items():
        if name not in FIELDS:
            raise Unfit(name, value)
    return Settings(**checked)


def all_unfit(values: Mapping[str, Any]) -> list[Unfit]:
    """Every value that can't be used, in the order in which settings are declared."""
    unfit = []
    for name, declared in FIELDS.items():
        try:
            if name in values:
                _checked(declared, values[name])
        except Unfit as error:
            unfit.append(error)
    return unfit


def _checked(declared: Declaration, value: Any) -> Any:
    name, kind = declared.name, declared.kind
    if isinstance(value, bool) and kind is not bool:
        raise Unfit(name, value, "it is a number, not true or false" if kind in {int, float} else "")
    try:
        if kind is bool and isinstance(value, str):
            value = FLAGS.get(value.lower(), value)
        if time in get_args(kind):
            value = readers.hour(value)
        converted = msgspec.convert(value, declared.limited, strict=False)
        return declared.check.read(converted) if declared.check else converted
    except msgspec.ValidationError as error:
        raise Unfit(name, value) from error
    except ValueError as error:
        raise Unfit(name, value, str(error)) from error
