"""The parts [notify.NAME]: ways of telling people beside mail.

They stand in the file of `foyer serve --config`, or in one of their own that the setting notify_file of a desk names.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from app.errors import BadSetting
from app.settings.toml_file import read


class OtherWay(Struct, frozen=True, forbid_unknown_fields=True):
    """It is told of `kinds`, for `users`, ids or names, all of them where none is named. With `webhook` it is a program
    of the site's own, at that address; with `sms` the gateway by which visitors are told. What is secret, the address
    of a service, or what a webhook's calls are signed with, is in no file."""

    kinds: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    webhook: str = ""
    sms: bool = False


class NotifyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file of a desk."""

    notify: dict[str, OtherWay] = {}


def read_notify_file(file: Path) -> dict[str, OtherWay]:
    """Raises BadSetting with one sentence: what can't be used, and why; OSError when it can't be read."""
    try:
        return msgspec.convert(read(file), NotifyFile).notify
    except msgspec.ValidationError as error:
        raise BadSetting(f"{file} can't be used: {error}.") from error
