"""Tokens, passwords and secrets: in the system's keyring, else in a file that only this person can read.

keyring can block for ever on Linux (a locked wallet that waits for a window nobody sees), so it runs on a thread of
its own with a time-out; whoever asks gets told where the secret is kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from app.errors import KeyringFailed
from app.system.timeout import in_time
from app.system.whole_file import PRIVATE, write_whole

log = logging.getLogger(__name__)

SERVICE = "Foyer"
FALLBACK_NAME = "token.json"
SECONDS = 5.0

Result = TypeVar("Result")


class SecretPlace(Enum):
    """Where a secret was put."""

    KEYRING = "keyring"
    FILE = "file"


class Credentials:
    """Access tokens by server and company, so that each connection keeps its own; what signs in a user by server,
    client and user; mail passwords by mail server and user; what is secret of other ways than mail, by name. Without
    the `keyring`, all of them in the file."""

    def __init__(self, folder: Path, environment_token: str = "", *, keyring: bool = True) -> None:
        self._file = folder / FALLBACK_NAME
        self._environment_token = environment_token
        self._keyring = keyring

    @property
    def environment_token(self) -> str:
        """FOYER_TOKEN, which comes before all that is kept, and before a user who signs in; "" when it isn't set."""
        return self._environment_token

    async def token(self, server: str, company: str) -> str:
        """The token for that server, or "" when none is kept. FOYER_TOKEN in the environment comes first."""
        return self._environment_token or await self._secret(_account(server, company))

    async def keep(self, server: str, company: str, token: str) -> SecretPlace:
        """Keeps the token. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_account(server, company), token)

    async def client_secret(self, server: str, client: str) -> str:
        """The secret of that client of the server, or "" when none is kept."""
        return await self._secret(_client_account(server, client))

    async def keep_client_secret(self, server: str, client: str, secret: str) -> SecretPlace:
        """Keeps the secret. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_client_account(server, client), secret)

    async def forget_client_secret(self, server: str, client: str) -> None:
        """Raises KeyringFailed when it may still be kept."""
        await self._forget(_client_account(server, client))

    async def user_password(self, server: str, user: str) -> str:
        """The password of that user of the server, or "" when none is kept."""
        return await self._secret(_user_account(server, user))

    async def keep_user_password(self, server: str, user: str, password: str) -> SecretPlace:
        """Keeps the password. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_user_account(server, user), password)

    async def user_token(self, server: str, client: str, user: str) -> str:
        """The token of that user's last sign-in through that client, or "" when none is kept."""
        return await self._secret(_session_account(server, client, user))

    async def keep_user_token(self, server: str, client: str, user: str, token: str) -> SecretPlace:
        """Keeps the token. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_session_account(server, client, user), token)

    async def forget_user_token(self, server: str, client: str, user: str) -> None:
        """Raises KeyringFailed when it may still be kept."""
        await self._forget(_session_account(server, client, user))

    async def forget_user_password(self, server: str, user: str) -> None:
        """Raises KeyringFailed when it may still be kept."""
        await self._forget(_user_account(server, user))

    async def mail_password(self, server: str, user: str) -> str:
        """The password of that user of the mail server, or "" when none is kept."""
        return await self._secret(_mail_account(server, user))

    async def keep_mail_password(self, server: str, user: str, password: str) -> SecretPlace:
        """Keeps the password. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_mail_account(server, user), password)

    async def notify_secret(self, way: str) -> str:
        """What is secret of that other way than mail, or "" when nothing is kept."""
        return await self._secret(_way_account(way))

    async def keep_notify_secret(self, way: str, secret: str) -> SecretPlace:
        """Keeps the secret. Raises KeyringFailed when neither the keyring nor the file takes it."""
        return await self._keep(_way_account(way), secret)

    async def forget_notify_secret(self, way: str) -> None:
        """Raises KeyringFailed when it may still be kept."""
        await self._forget(_way_account(way))

    async def _secret(self, account: str) -> str:
        """The file comes before the keyring: it holds a secret only while the keyring didn't take it, so it is the
        newer."""
        in_file = (await asyncio.to_thread(self._from_file)).get(account, "")
        if in_file or not self._keyring:
            return in_file
        try:
            return await _answer(lambda: _keyring_get(account)) or ""
        except _NoKeyring as error:
            log.warning("No keyring: %s", error)
            return ""

    async def _keep(self, account: str, secret: str) -> SecretPlace:
        if not self._keyring:
            await asyncio.to_thread(self._to_file, account, secret)
            return SecretPlace.FILE
        try:
            await _answer(lambda: _keyring_set(account, secret))
        except _NoKeyring as error:
            log.warning("No keyring, the secret goes to a file: %s", error)
            await asyncio.to_thread(self._to_file, account, secret)
            return SecretPlace.FILE
        await asyncio.to_thread(self._out_of_file, account)
        return SecretPlace.KEYRING

    async def _forget(self, account: str) -> None:
        await asyncio.to_thread(self._out_of_file, account)
        if not self._keyring or not await keyring_name():
            return
        try:
            await _answer(lambda: _keyring_delete(account))
        except _NoKeyring as error:
            raise KeyringFailed(f"the keyring did not let go of it ({error})") from error

    def _from_file(self) -> dict[str, str]:
        try:
            secrets = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("The file of secrets can't be read: %s", type(error).__name__)
            return {}
        if not isinstance(secrets, dict):
            return {}
        return {account: secret for account, secret in secrets.items() if isinstance(secret, str)}

    def _to_file(self, account: str, secret: str) -> None:
        self._write(self._from_file() | {account: secret})

    def _out_of_file(self, account: str) -> None:
        secrets = self._from_file()
        if secrets.pop(account, None) is not None:
            self._write(secrets)

    def _write(self, secrets: dict[str, str]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(secrets).encode(), rights=PRIVATE)
        except OSError as error:
            raise KeyringFailed(str(error.strerror or error)) from error


async def keyring_name() -> str:
    """What the system's keyring calls itself, "" when none answers."""
    try:
        return await _answer(_keyring_name)
    except _NoKeyring:
        return ""


class _NoKeyring(Exception):
    """No keyring, a locked one, or one that doesn't answer."""


def _account(server: str, company: str) -> str:
    return f"{server.rstrip('/')} {company}"


def _client_account(server: str, client: str) -> str:
    return f"client {server.rstrip('/')} {client}"


def _user_account(server: str, user: str) -> str:
    return f"user {server.rstrip('/')} {user}"


def _session_account(server: str, client: str, user: str) -> str:
    return f"signed in {server.rstrip('/')} {client} {user}"


def _mail_account(server: str, user: str) -> str:
    return f"mail {server.lower()} {user}"


def _way_account(way: str) -> str:
    return f"notify {way}"


def _keyring_name() -> str:
    import keyring
    from keyring.backends import fail

    ring = keyring.get_keyring()
    return "" if isinstance(ring, fail.Keyring) else str(ring.name)  # that one stands in for none


def _keyring_get(account: str) -> str | None:
    import keyring

    return keyring.get_password(SERVICE, account)


def _keyring_set(account: str, secret: str) -> None:
    """Reads it back: the back end of a PC without a keyring may take a secret and keep nothing."""
    import keyring

    keyring.set_password(SERVICE, account, secret)
    if keyring.get_password(SERVICE, account) != secret:
        raise LookupError("the keyring did not keep it")


def _keyring_delete(account: str) -> None:
    import keyring

    if keyring.get_password(SERVICE, account) is not None:
        keyring.delete_password(SERVICE, account)


async def _answer(ask: Callable[[], Result]) -> Result:
    try:
        return await in_time(ask, seconds=SECONDS, name="keyring")
    except TimeoutError as error:
        raise _NoKeyring(f"no answer in {SECONDS:.0f} s") from error
    except Exception as error:  # back ends raise whatever their desktop raises
        raise _NoKeyring(type(error).__name__) from None
