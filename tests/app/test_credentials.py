"""Tokens, passwords and secrets: in the keyring, or in a private file; and nothing waits for ever."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from app.errors import KeyringFailed
from app.system.credentials import FALLBACK_NAME, Credentials, SecretPlace, keyring_name

SERVER, COMPANY = "https://api.example.com", "CO-C202"


class Memory(KeyringBackend):
    """A keyring that keeps what it is given until it is told to refuse, to hang, or to forget."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False
        self.unlocked = threading.Event()
        self.unlocked.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]

    def _answer(self) -> None:
        if self.broken:
            raise RuntimeError("org.freedesktop.secrets was not provided")
        self.unlocked.wait()


def test_what_stands_in_for_no_keyring_is_none() -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    try:
        assert asyncio.run(keyring_name()) == ""
    finally:
        keyring.set_keyring(before)


def files(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.fixture
def ring() -> Iterator[Memory]:
    before, ring = keyring.get_keyring(), Memory()
    keyring.set_keyring(ring)
    yield ring
    ring.unlocked.set()
    keyring.set_keyring(before)


@pytest.fixture
def no_ring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    yield
    keyring.set_keyring(before)


async def test_the_keyring_keeps_a_token_for_each_server_and_company(ring: Memory, tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    assert await credentials.keep(SERVER, COMPANY, "one") is SecretPlace.KEYRING
    assert await credentials.keep(SERVER, "CO-2", "two") is SecretPlace.KEYRING
    assert await credentials.token(f"{SERVER}/", COMPANY) == "one"
    assert await credentials.token(SERVER, "CO-2") == "two"
    assert await credentials.token("https://elsewhere.example.com", COMPANY) == ""
    assert files(tmp_path) == []


async def test_a_mail_password_is_kept_beside_the_tokens(ring: Memory, tmp_path: Path) -> None:
    credentials = Credentials(tmp_path, "a token of the environment")
    assert await credentials.keep_mail_password("Mail.example.com", "desk", "one") is SecretPlace.KEYRING
    ring.broken = True
    assert await credentials.keep_mail_password("mail.example.com", "other", "two") is SecretPlace.FILE
    assert await credentials.mail_password("mail.example.com", "other") == "two"
    ring.broken = False
    assert await credentials.mail_password("mail.example.com", "desk") == "one"
    assert await credentials.mail_password("mail.example.com", "nobody") == ""


async def test_what_signs_in_a_user_is_kept_by_server_client_and_user(ring: Memory, tmp_path: Path) -> None:
    credentials = Credentials(tmp_path, "a token of the environment")
    assert await credentials.keep_client_secret(SERVER, "client-7", "one") is SecretPlace.KEYRING
    assert await credentials.keep_user_password(SERVER, "desk", "two") is SecretPlace.KEYRING
    assert await credentials.keep_user_token(SERVER, "client-7", "desk", "three") is SecretPlace.KEYRING
    assert await credentials.client_secret(f"{SERVER}/", "client-7") == "one"
    assert await credentials.user_password(f"{SERVER}/", "desk") == "two"
    assert await credentials.user_token(f"{SERVER}/", "client-7", "desk") == "three"
    assert await credentials.client_secret(SERVER, "client-8") == ""
    assert await credentials.user_password(SERVER, "nobody") == ""
    assert await credentials.user_token(SERVER, "client-8", "desk") == ""
    assert files(tmp_path) == []


@pytest.mark.parametrize("in_file", [False, True])
async def test_after_a_sign_out_password_and_token_are_gone(ring: Memory, tmp_path: Path, in_file: bool) -> None:
    credentials = Credentials(tmp_path)
    for broken in (False, in_file):
        ring.broken = broken
        await credentials.keep_client_secret(SERVER, "client-7", "one")
        await credentials.keep_user_password(SERVER, "desk", "two")
        await credentials.keep_user_token(SERVER, "client-7", "desk", "three")
    ring.broken = False
    for _ in range(2):
        await credentials.forget_user_password(SERVER, "desk")
        await credentials.forget_user_token(SERVER, "client-7", "desk")
        assert await credentials.user_password(SERVER, "desk") == ""
        assert await credentials.user_token(SERVER, "client-7", "desk") == ""
    assert await credentials.client_secret(SERVER, "client-7") == "one"


async def test_a_keyring_that_may_still_have_a_password_is_said(
    ring: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.system.credentials.SECONDS", 0.05)
    credentials = Credentials(tmp_path)
    await credentials.keep_user_password(SERVER, "desk", "two")
    ring.unlocked.clear()
    with pytest.raises(KeyringFailed, match="did not let go of it"):
        await credentials.forget_user_password(SERVER, "desk")


@pytest.mark.usefixtures("no_ring")
async def test_without_a_keyring_the_file_lets_go_of_it(tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    await credentials.keep_user_password(SERVER, "desk", "two")
    await credentials.forget_user_password(SERVER, "desk")
    assert json.loads((tmp_path / FALLBACK_NAME).read_text()) == {}


async def test_the_environments_token_comes_first(ring: Memory, tmp_path: Path) -> None:
    await Credentials(tmp_path).keep(SERVER, COMPANY, "kept")
    assert await Credentials(tmp_path, "told").token(SERVER, COMPANY) == "told"


@pytest.mark.usefixtures("no_ring")
async def test_a_keyring_that_keeps_nothing_is_found_out(tmp_path: Path) -> None:
    """keyring's null back end takes every token and forgets it."""
    credentials = Credentials(tmp_path)
    assert await credentials.keep(SERVER, COMPANY, "secret") is SecretPlace.FILE
    assert await Credentials(tmp_path).token(SERVER, COMPANY) == "secret"


async def test_the_file_is_the_persons_alone_however_it_was_before(ring: Memory, tmp_path: Path) -> None:
    ring.broken = True
    file = tmp_path / FALLBACK_NAME
    file.write_text("{}")
    file.chmod(0o644)
    assert await Credentials(tmp_path).keep(SERVER, COMPANY, "secret") is SecretPlace.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 or os.name == "nt"  # there the folder is the person's alone
    assert files(tmp_path) == [FALLBACK_NAME]


async def test_a_keyring_that_hangs_is_waited_for_no_longer_than_a_person_would(
    ring: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.system.credentials.SECONDS", 0.05)
    ring.unlocked.clear()
    credentials = Credentials(tmp_path)
    assert await credentials.token(SERVER, COMPANY) == ""
    assert await credentials.keep(SERVER, COMPANY, "secret") is SecretPlace.FILE
    assert await credentials.token(SERVER, COMPANY) == "secret"


async def test_a_token_in_the_file_is_newer_than_the_keyrings(ring: Memory, tmp_path: Path) -> None:
    credentials = Credentials(tmp_path)
    await credentials.keep(SERVER, COMPANY, "old")
    ring.broken = True
    assert await credentials.keep(SERVER, COMPANY, "new") is SecretPlace.FILE
    ring.broken = False
    assert await credentials.token(SERVER, COMPANY) == "new"
    assert await credentials.keep(SERVER, COMPANY, "newest") is SecretPlace.KEYRING
    assert await credentials.token(SERVER, COMPANY) == "newest"
    assert json.loads((tmp_path / FALLBACK_NAME).read_text()) == {}


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff\xfe", b'{"https://api.example.com CO-C202": 7}'])
async def test_a_damaged_file_is_no_token_and_is_mended_by_keeping_one(
    ring: Memory, tmp_path: Path, content: bytes
) -> None:
    ring.broken = True
    (tmp_path / FALLBACK_NAME).write_bytes(content)
    credentials = Credentials(tmp_path)
    assert await credentials.token(SERVER, COMPANY) == ""
    await credentials.keep(SERVER, COMPANY, "secret")
    assert await credentials.token(SERVER, COMPANY) == "secret"


async def test_when_neither_takes_it_somebody_is_told(ring: Memory, tmp_path: Path) -> None:
    ring.broken = True
    (tmp_path / "taken").write_text("a file where the folder should be")
    with pytest.raises(KeyringFailed, match=r"exists|directory"):
        await Credentials(tmp_path / "taken").keep(SERVER, COMPANY, "secret")


async def test_a_keyring_that_answers_after_the_desk_was_closed_finds_nobody(
    ring: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.unlocked.clear()
    asking = asyncio.ensure_future(Credentials(tmp_path).token(SERVER, COMPANY))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    ring.unlocked.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(5)
