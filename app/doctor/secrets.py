"""Which secrets are kept, and where: never what they are."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.doctor.finding import Finding
from app.errors import BadSetting
from app.settings import Settings
from app.settings.server.notify_file import read_notify_file
from app.system.credentials import FALLBACK_NAME, Credentials, keyring_name


def secrets(settings: Settings, data_folder: Path, credentials: Credentials) -> Finding:
    return asyncio.run(_secrets(settings, data_folder, credentials))


async def _secrets(settings: Settings, data_folder: Path, credentials: Credentials) -> Finding:
    keyring = await keyring_name()
    mail = settings.smtp_server, settings.smtp_user
    client, user = (settings.server, settings.client_id), (settings.server, settings.user_name)
    facts = {
        "keyring": keyring or "none that answers",
        "private_file": _there(data_folder / FALLBACK_NAME),
        "token": bool(not settings.embedded and await credentials.token(settings.server, settings.company_id)),
        "client_secret": bool(settings.signs_in and await credentials.client_secret(*client)),
        "user_password": bool(settings.signs_in and await credentials.user_password(*user)),
        "user_token": bool(settings.signs_in and await credentials.user_token(*client, settings.user_name)),
        "mail_password": bool(settings.smtp_user and await credentials.mail_password(*mail)),
        "mail_user": bool(settings.smtp_user),
        "mail_sender": bool(settings.mail_from),
    }
    wrong = []
    ways = {name: bool(await credentials.notify_secret(name)) for name in _ways(settings)}
    facts["notify_secrets"] = [name for name, kept in ways.items() if kept]
    if lacking := ", ".join(name for name, kept in ways.items() if not kept):
        wrong.append(f"Of other ways than mail, what is secret is missing: {lacking}. Enter it in Settings.")
    if settings.smtp_server and not settings.mail_from:
        wrong.append("A mail server is set, but no sender's address (mail_from): hosts are told nothing.")
    if settings.signs_in and not credentials.environment_token:
        wrong += _sign_in_lacks(settings, facts)
    if settings.mails and settings.smtp_user and not facts["mail_password"]:
        wrong.append("The mail server is signed in to with a name, but no password is kept: enter it in Settings.")
    return Finding("secrets", facts, wrong)


def _ways(settings: Settings) -> Iterable[str]:
    """The names of those of this desk's own server; () where their file can't be used, which is said of the file."""
    try:
        return read_notify_file(Path(settings.notify_file)) if settings.embedded and settings.notify_file else ()
    except BadSetting:
        return ()


def _sign_in_lacks(settings: Settings, facts: Mapping[str, object]) -> list[str]:
    there = {
        "its name": settings.user_name,
        "its password": facts["user_password"],
        "the client's secret": facts["client_secret"],
    }
    missing = ", ".join(name for name, one in there.items() if not one)
    return [f"A user is to be signed in, and this is missing: {missing}. Enter it in Settings."] if missing else []


def _there(file: Path) -> bool:
    return os.path.exists(file)  # Path.exists raises in a locked folder
