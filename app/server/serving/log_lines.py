"""The log of `foyer serve`: a line has its time and the request that it is about, and none comes again and again."""

from __future__ import annotations

import logging
import time
from typing import Any

from app.server.door.request_id import current_request

QUIET = 60.0
"""Seconds in which the same kind of line is logged once."""

LONGEST_LINE = 2000
"""Characters of a message."""


class LogLine(logging.Formatter):
    """2026-03-12T08:42:07Z WARNING [7f3a12bc] what happened. The brackets are empty beside a request."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%SZ"
    default_msec_format = ""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s [%(request)s] %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.request = current_request()
        return super().format(record)[:LONGEST_LINE]


class OnceAMinute(logging.Filter):
    """Lets the first warning or error of each kind through, and says with the next one after a minute how many there
    were between. A kind is a logger and what it says without its values: a thousand connections that are refused are
    one line."""

    def __init__(self) -> None:
        super().__init__()
        self._since: dict[tuple[str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        kind = (record.name, str(record.msg).partition("\n")[0])
        now = time.monotonic()
        before, unsaid = self._since.get(kind, (now - QUIET, 0))
        if now - before < QUIET:
            self._since[kind] = (before, unsaid + 1)
            return False
        if unsaid:
            record.msg, record.args = f"{record.getMessage()} (and {unsaid} times more since the last line)", ()
        self._since[kind] = (now, 0)
        return True


def log_config() -> dict[str, Any]:
    """The configuration for logging.config: everything goes to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LogLine}},
        "filters": {"once": {"()": OnceAMinute}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["once"]}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"uvicorn": {"level": "INFO"}, "app.server": {"level": "INFO"}},
    }
