"""Whether a value can be that of a setting, and which value that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import time
from typing import Any
from zoneinfo import available_timezones

import msgspec
from msgspec.structs import FieldInfo, fields

from app.settings.settings import ASKED, Settings, words_in

ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
"""Roughly an email address: the mail server knows better."""

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")

FLAGS = {"yes": True, "on": True, "no": False, "off": False}
"""Spellings of a flag beside those of TOML."""

FIELDS: Mapping[str, FieldInfo] = {field.name: field for field in fields(Settings)}


class Unfit(Exception):
    """A value that can't be the setting's; its words are what would be right, "" where its form says that."""

    def __init__(self, name: str, given: object, words: str = "") -> None:
        super().__init__(words)
        self.name = name
        self.given = given
        self.words = words


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Settings with those values, and the defaults of all others. Raises Unfit for the first that can't be used, in the
    order in which they are declared, what is no setting at all last."""
    checked = {name: _checked(name, values[name]) for name in FIELDS if name in values}
    for name, value in values.items():
        if name not in FIELDS:
            raise Unfit(name, value)
    return Settings(**checked)


def _checked(name: str, value: Any) -> Any:
    kind: Any = FIELDS[name].type
    if isinstance(value, bool) and not isinstance(FIELDS[name].default, bool):
        raise Unfit(name, value, "" if isinstance(FIELDS[name].default, str) else "it is a number, not true or false")
    try:
        prepared = _PREPARED[name](value) if name in _PREPARED else value
        if isinstance(FIELDS[name].default, bool) and isinstance(value, str):
            prepared = FLAGS.get(value.lower(), value)
        found = msgspec.convert(prepared, kind, strict=False)
        return _CHECKS[name](found) if name in _CHECKS else found
    except msgspec.ValidationError as error:
        raise Unfit(name, value) from error
    except ValueError as error:
        raise Unfit(name, value, str(error)) from error


def _prefix(prefix: str) -> str:
    if prefix and not prefix.startswith("/"):
        raise ValueError("it starts with a slash, such as /app/{companyId}")
    return prefix.rstrip("/")


def _zone(name: str) -> str:
    if name and name not in available_timezones():
        raise ValueError("it is an IANA name, such as Europe/Brussels")
    return name


def _hour(hour: Any) -> time | None:
    """A time of TOML's, or a text of hours and minutes; "" is never."""
    if hour in ("", None):
        return None
    if isinstance(hour, time):
        return hour
    if isinstance(hour, str) and TIME.fullmatch(hour):
        return time.fromisoformat(hour)
    raise ValueError("it is a time of day, such as 18:00")


def _address(address: str) -> str:
    if address and not ADDRESS.fullmatch(address):
        raise ValueError("it is an email address, such as desk@example.com")
    return address


def _server(server: str) -> str:
    if server and not server.strip().lower().startswith(("https://", "http://")):
        raise ValueError("it starts with https:// or http://, such as https://api.example.com")
    return server


def _hours(hours: str) -> str:
    opens, _, closes = hours.partition("-")
    if hours and (not HOURS.fullmatch(hours) or opens == closes):
        raise ValueError("they are two times of day, such as 07:00-19:00")
    return hours


def _asked(asked: str) -> str:
    if not set(words_in(asked)) <= set(ASKED):
        raise ValueError("company, mobile and email can be asked, and nothing else")
    return asked


_PREPARED: Mapping[str, Callable[[Any], Any]] = {"check_out_at": _hour}
_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "prefix": _prefix,
    "time_zone": _zone,
    "mail_from": _address,
    "server": _server,
    "kiosk_hours": _hours,
    "kiosk_asks": _asked,
}
