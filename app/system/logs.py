"""The log: a small rotating file that says what happened, without secrets and personal data."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "foyer.log"

SIZE = 1_000_000
"""Bytes of one file."""

KEPT = 5
"""Older files that are kept beside the one in use."""

_SECRETS = (
    (re.compile(r"(?i)(bearer\s+)[^\s\"']+"), r"\1[token]"),
    (re.compile(r"(?i)(token[\"']?\s*[=:]\s*[\"']?)[^\s\"',}]+"), r"\1[token]"),
    (re.compile(r"[^\s@<>\"'=&?]+@[^\s@<>\"'&]+\.[^\s@<>\"'&]+"), "[email]"),
    (re.compile(r"\+\d[\d\s().-]{6,}\d"), "[phone]"),
    (re.compile(r"([?&](?:q|from|to)=)[^&\s\"']+"), r"\1[…]"),
)


class Redacted(logging.Formatter):
    """Takes tokens, addresses and phone numbers out of the whole line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(line: str) -> str:
    """`line` without tokens, addresses and phone numbers."""
    for secret, instead in _SECRETS:
        line = secret.sub(instead, line)
    return line


def start(folder: Path) -> Path:
    """Logs into `folder`, which is made if need be, from now on, and returns the file. Raises OSError when it can't be
    written."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    handler = RotatingFileHandler(file, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for wordy in ("httpx", "httpcore", "asyncio", "qasync"):
        # httpx writes whole addresses at INFO, and a search in an address is personal data
        logging.getLogger(wordy).setLevel(logging.WARNING)
    return file
