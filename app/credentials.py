"""The access token: in the system's keyring, else in a file that only this person can read.

keyring can block for ever on Linux (a locked wallet that waits for a window nobody sees), so it runs on a thread of
its own with a time-out; whoever asks gets told where the token is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from app.errors import KeyringFailed

log = logging.getLogger(__name__)

SERVICE = "Foyer"
FALLBACK_NAME = "token.json"
SECONDS = 5.0

Result = TypeVar("Result")


class Kept(Enum):
    """Where a token was put."""

    KEYRING = "keyring"
    FILE = "file"


class Credentials:
    """Tokens by server and company, so that each connection keeps its own."""

    def __init__(self, folder: Path, environment_token: str = "") -> None:
        self._file = folder / FALLBACK_NAME
        self._environment_token = environment_token

    async def token(self, server: str, company: str) -> str:
        """The token for that server, or "" when none is kept. FOYER_TOKEN in the environment comes first.

        The file comes before the keyring: it holds a token only while the keyring didn't take it, so it is the newer.
        """
        if self._environment_token:
            return self._environment_token
        account = _account(server, company)
        in_file = (await asyncio.to_thread(self._from_file)).get(account, "")
        if in_file:
            return in_file
        try:
            return await _in_time(lambda: _keyring_get(account)) or ""
        except _NoKeyring as error:
            log.warning("No keyring: %s", error)
            return ""

    async def keep(self, server: str, company: str, token: str) -> Kept:
        """Keeps the token. Raises KeyringFailed when neither the keyring nor the file takes it."""
        account = _account(server, company)
        try:
            await _in_time(lambda: _keyring_set(account, token))
        except _NoKeyring as error:
            log.warning("No keyring, the token goes to a file: %s", error)
            await asyncio.to_thread(self._to_file, account, token)
            return Kept.FILE
        await asyncio.to_thread(self._out_of_file, account)
        return Kept.KEYRING

    def _from_file(self) -> dict[str, str]:
        try:
            tokens = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("The token file can't be read: %s", type(error).__name__)
            return {}
        if not isinstance(tokens, dict):
            return {}
        return {account: token for account, token in tokens.items() if isinstance(token, str)}

    def _to_file(self, account: str, token: str) -> None:
        self._write(self._from_file() | {account: token})

    def _out_of_file(self, account: str) -> None:
        tokens = self._from_file()
        if tokens.pop(account, None) is not None:
            self._write(tokens)

    def _write(self, tokens: dict[str, str]) -> None:
        beside = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(tokens, file)
            beside.replace(self._file)
        except OSError as error:
            raise KeyringFailed(str(error.strerror or error)) from error


class _NoKeyring(Exception):
    """No keyring, a locked one, or one that doesn't answer."""


def _account(server: str, company: str) -> str:
    return f"{server.rstrip('/')} {company}"


def _keyring_get(account: str) -> str | None:
    import keyring

    return keyring.get_password(SERVICE, account)


def _keyring_set(account: str, token: str) -> None:
    """Reads it back: the back end of a PC without a keyring may take a token and keep nothing."""
    import keyring

    keyring.set_password(SERVICE, account, token)
    if keyring.get_password(SERVICE, account) != token:
        raise LookupError("the keyring did not keep it")


async def _in_time(ask: Callable[[], Result]) -> Result:
    """Runs `ask` on a daemon thread: one that hangs neither holds up the desk nor keeps it from closing."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Result] = loop.create_future()

    def settle(put: Callable[[], None]) -> None:
        if not answer.done():
            put()

    def run() -> None:
        try:
            result = ask()
        except Exception as error:  # back ends raise whatever their desktop raises
            failed = _NoKeyring(type(error).__name__)
            _tell(loop, lambda: settle(lambda: answer.set_exception(failed)))
        else:
            _tell(loop, lambda: settle(lambda: answer.set_result(result)))

    threading.Thread(target=run, name="keyring", daemon=True).start()
    try:
        return await asyncio.wait_for(answer, SECONDS)
    except TimeoutError as error:
        raise _NoKeyring(f"no answer in {SECONDS:.0f} s") from error


def _tell(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """A keyring that answers after the desk was closed has nobody left to tell."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
