"""The PIN by which staff leave the kiosk: in a small private file, as a digest that takes long to try.

Each try is counted in the file before the PIN is compared: neither a restart nor pulling the plug gives one back.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import json
import logging
import os
import secrets
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from itertools import pairwise
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from app.errors import BadPin, DiskFull, StoreFailed
from app.system.whole_file import PRIVATE, write_whole

log = logging.getLogger(__name__)

FILE_NAME = "staff-pin.json"
SHORTEST, LONGEST = 4, 12

TRIES = 5
WAITS = tuple(timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 900, 1800, 3600))
"""After `TRIES` wrong ones, and after each further one; the last one stays."""

COST = 2**15
"""scrypt's n. With a block of 8 a try takes 32 MB and about 100 ms."""

_BLOCK = 8
_SALT, _DIGEST = 16, 32
_MOST_MEMORY = 2**28


class PinOutcome(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    WAIT = "wait"
    """Too many were wrong. Nothing is compared until the wait is over."""
    UNREADABLE = "unreadable"
    """The file is damaged or gone. No PIN is right until another one was set."""


class PinAnswer(Struct, frozen=True):
    """`tries_left` belongs to WRONG, `until` (in UTC) to WAIT."""

    outcome: PinOutcome
    tries_left: int = 0
    until: datetime | None = None


class StaffPin:
    """`now` is the wall clock, aware of its zone. `cost` is scrypt's n for PINs that are set; each PIN that is kept is
    checked with the cost it was kept with. Everything but `is_set` may take 200 ms: call it on a thread.

    A wait is measured by the wall clock. One that was set forward is believed: the wait is over. With one that was set
    back nobody knows how long was waited, so the wait begins anew when that is noticed: it is never longer than itself.

    A PIN that nobody remembers is replaced in *Settings*; deleting the file has the kiosk ask for a new one.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime], *, cost: int = COST) -> None:
        self._file = folder / FILE_NAME
        self._now = now
        self._cost = cost
        self._one_at_a_time = threading.Lock()

    @property
    def is_set(self) -> bool:
        """Whether there is a file at all: one that can't be read must not open the kiosk to a new PIN."""
        return os.path.lexists(self._file)

    def set(self, pin: str) -> None:
        """Keeps this PIN from now on, and forgets wrong tries. Raises BadPin when it can't be one, DiskFull or
        StoreFailed when it can't be kept: then the one before still stands."""
        check_form(pin)
        salt = secrets.token_bytes(_SALT)
        digest = _digest(pin, salt, self._cost, _BLOCK, 1)
        with self._one_at_a_time:
            self._write(_Record(self._cost, _BLOCK, 1, salt, digest, failed=0, tried_at=self._utc()))

    def check(self, pin: str) -> PinAnswer:
        """Counts as a try, unless a wait is on. The right PIN forgets the wrong ones before it.

        Raises DiskFull or StoreFailed when the try can't be counted: then nothing was compared.
        """
        with self._one_at_a_time:
            try:
                return self._checked(pin)
            except _Unreadable as error:
                log.error("The file of the staff PIN can't be read, so no PIN is right: %s", error)
                return PinAnswer(PinOutcome.UNREADABLE)

    def waiting_until(self) -> datetime | None:
        """When the wait is over that is on now. Raises DiskFull or StoreFailed as `check` does."""
        with self._one_at_a_time:
            try:
                return self._wait(self._read())
            except _Unreadable:
                return None

    def _checked(self, pin: str) -> PinAnswer:
        record = self._read()
        until = self._wait(record)
        if until is not None:
            return PinAnswer(PinOutcome.WAIT, until=until)
        counted = replace(record, failed=record.failed + 1, tried_at=self._utc())
        self._write(counted)
        if not record.takes(pin):
            until = self._wait(counted)
            return (
                PinAnswer(PinOutcome.WAIT, until=until)
                if until
                else PinAnswer(PinOutcome.WRONG, TRIES - counted.failed)
            )
        try:
            self._write(replace(record, failed=0, tried_at=counted.tried_at))
        except StoreFailed as error:
            log.warning("The right PIN was given, but the tries before it stay counted: %s", error)
        return PinAnswer(PinOutcome.RIGHT)

    def _wait(self, record: _Record) -> datetime | None:
        """When the next try is allowed; None when it is now."""
        if record.failed < TRIES:
            return None
        now = self._utc()
        if now < record.tried_at:
            record = replace(record, tried_at=now)
            self._write(record)
        until = record.tried_at + WAITS[min(record.failed - TRIES, len(WAITS) - 1)]
        return until if now < until else None

    def _utc(self) -> datetime:
        return self._now().astimezone(UTC)

    def _read(self) -> _Record:
        try:
            return _Record.from_json(json.loads(self._file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, OverflowError) as error:
            raise _Unreadable(type(error).__name__) from error

    def _write(self, record: _Record) -> None:
        """All of it or nothing, and on the disk once this returns."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(record.as_json()).encode(), rights=PRIVATE)
        except OSError as error:
            failure = DiskFull if error.errno == errno.ENOSPC else StoreFailed
            raise failure(str(error.strerror or error)) from error


def check_form(pin: str) -> None:
    """Raises BadPin when no PIN can look like that, or when it is the first that anybody tries."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise BadPin(f"A PIN for staff is {SHORTEST} to {LONGEST} digits.")
    if is_guessed(pin):
        raise BadPin("A PIN such as 1111 or 1234 is guessed at once.")


def is_guessed(pin: str) -> bool:
    """Whether it is one of the first that anybody tries: from each digit to the next it is as far, as in 1111, 1234,
    9876 and 2468."""
    return len({(int(later) - int(earlier)) % 10 for earlier, later in pairwise(pin)}) == 1


class _Unreadable(Exception):
    """The file is gone, cut short, or not what was written."""


class _Record(Struct, frozen=True):
    """What the file holds. `failed` tries since the last right one, the latest of them `tried_at`, in UTC."""

    cost: int
    block: int
    lanes: int
    salt: bytes
    digest: bytes
    failed: int
    tried_at: datetime

    @classmethod
    def from_json(cls, fields: Any) -> _Record:
        """Raises what it stumbles over when `said` was damaged."""
        record = cls(
            cost=fields["n"],
            block=fields["r"],
            lanes=fields["p"],
            salt=bytes.fromhex(fields["salt"]),
            digest=bytes.fromhex(fields["digest"]),
            failed=fields["failed"],
            tried_at=datetime.fromisoformat(fields["tried_at"]).astimezone(UTC),
        )
        numbers = (record.cost, record.block, record.lanes, record.failed)
        if not all(isinstance(number, int) and number >= 0 for number in numbers):
            raise ValueError("no counts")
        if len(record.salt) < _SALT or len(record.digest) != _DIGEST:
            raise ValueError("cut short")
        if (
            record.cost < 2
            or record.cost & (record.cost - 1)
            or not 0 < 128 * record.cost * record.block * record.lanes < _MOST_MEMORY
        ):
            raise ValueError("no cost that was ever set")
        return record

    def as_json(self) -> dict[str, Any]:
        return {
            "n": self.cost,
            "r": self.block,
            "p": self.lanes,
            "salt": self.salt.hex(),
            "digest": self.digest.hex(),
            "failed": self.failed,
            "tried_at": self.tried_at.isoformat(),
        }

    def takes(self, pin: str) -> bool:
        return hmac.compare_digest(_digest(pin, self.salt, self.cost, self.block, self.lanes), self.digest)


def _digest(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=2 * _MOST_MEMORY, dklen=_DIGEST)
