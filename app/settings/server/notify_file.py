"""The parts [notify.NAME]: ways of telling people beside mail.

They stand in the file of `foyer serve --config`, or in one of their own that the setting notify_file of a desk names.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from app.errors import BadSetting
from app.settings.toml_file import line_of, read


class OtherWay(Struct, frozen=True, forbid_unknown_fields=True):
    """It is told of `kinds`, for `users`, ids or names, all of them where none is named. With `webhook` it is a program
    of the site's own, at that address; with `sms` the gateway by which visitors are told. What is secret, the address
    of a service, or what a webhook's calls are signed with, is in no file."""

    kinds: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    webhook: str = ""
    sms: bool = False


def read_notify_file(file: Path) -> dict[str, OtherWay]:
    """The ways by their names. Raises BadSetting with one sentence: what can't be used, where, and why."""
    told = read(file)
    for name in told:
        if name != "notify":
            raise BadSetting(f"{_at(file, name)}: {name} has no place here, where all parts are called [notify.NAME].")
    ways = told.get("notify", {})
    if not isinstance(ways, dict):
        raise BadSetting(f"{_at(file, 'notify')}: a part is called [notify.NAME].")
    return {name: _way(file, name, way) for name, way in ways.items()}


def _way(file: Path, name: str, told: Any) -> OtherWay:
    try:
        return msgspec.convert(told, OtherWay)
    except msgspec.ValidationError as error:
        raise BadSetting(f"{file}, [notify.{name}]: {str(error).replace('Object', 'It', 1)}.") from error


def _at(file: Path, name: str) -> str:
    line = line_of(file, name)
    return f"{file}, line {line}" if line else str(file)
