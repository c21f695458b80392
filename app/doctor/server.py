"""Whether the server answers, whether it takes the token, and how the clocks agree."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from app.doctor.files import without_sign_in
from app.doctor.finding import Finding
from app.doctor.store import SECONDS, size_of, wrong_with
from app.errors import (
    Answered,
    Busy,
    ConnectionFault,
    FoyerError,
    NoAnswer,
    NotAddress,
    Refused,
    ServerFailed,
    SignInNeeded,
    Unreachable,
)
from app.settings import EMBEDDED_FILE, Settings
from app.store.rescue.inspection import inspected
from app.system.credentials import Credentials

CLOCK = 2.0
"""So many seconds apart are worth a word."""


def server(settings: Settings, data_folder: Path, credentials: Credentials) -> Finding:
    if settings.embedded:
        return _own(data_folder / EMBEDDED_FILE)
    return _other(settings, *asyncio.run(_token(settings, credentials)))


async def _token(settings: Settings, credentials: Credentials) -> tuple[str, bool]:
    """What calls go out with, and whether it is a user's: for those the desk has another one by itself."""
    if settings.signs_in and not credentials.environment_token:
        return await credentials.user_token(settings.server, settings.client_id, settings.user_name), True
    return await credentials.token(settings.server, settings.company_id), False


def _own(file: Path) -> Finding:
    condition = inspected(file, seconds=SECONDS, is_store=False).condition
    wrong = wrong_with(file, condition)
    return Finding(
        "server", {"own": True, "file": file.name, "condition": condition.value, "bytes": size_of(file)}, wrong
    )


def _other(settings: Settings, token: str, signs_in: bool) -> Finding:
    from app.api.probe import probed
    from app.api.proxies.proxies import vain_exceptions

    facts = {
        "own": False,
        "address": without_sign_in(settings.server),
        "company": settings.company_id,
        "signs_in": signs_in,
    }
    try:
        probe = probed(
            server=settings.server,
            prefix=settings.prefix,
            company_id=settings.company_id,
            token=token,
            day=datetime.now().astimezone().date(),
        )
    except NotAddress as error:
        return Finding("server", facts | {"answer": "never asked"}, (f"{error}.",))
    proxy = probe.proxy
    renewable = signs_in and isinstance(probe.error, SignInNeeded)  # by the desk, when it is open
    wrong = [_words(probe.error, bool(token))] if probe.error and not renewable else []
    if proxy is not None:
        wrong += vain_exceptions(settings.server)
    if probe.ahead is not None and abs(probe.ahead) > CLOCK + probe.seconds / 2:
        side = "ahead of" if probe.ahead > 0 else "behind"
        wrong.append(f"This PC's clock is {abs(probe.ahead):.0f} s {side} the server's.")
    answered = {
        "proxy": proxy.name if proxy else None,
        "answer": _kind(probe.error),
        "status": probe.status,
        "seconds": round(probe.seconds, 2),
        "clock_ahead_seconds": None if probe.ahead is None else round(probe.ahead, 1),
        "why": "" if probe.error is None or isinstance(probe.error, Answered) else str(probe.error),
    }
    return Finding("server", facts | answered, wrong)


def _kind(error: FoyerError | None) -> str:
    match error:
        case None:
            return "good"
        case Unreachable():
            return "unreachable"
        case NoAnswer():
            return "silent"
        case Refused():
            return "refused"
        case Busy() | ServerFailed():
            return "failed"
        case _:
            return "unreadable"


def _words(error: FoyerError, has_token: bool) -> str:
    """Never the server's own: they may repeat what it was asked."""
    match error:
        case ConnectionFault():
            return str(error)
        case Unreachable():
            return "The server can't be reached."
        case NoAnswer():
            return "The server was reached, but did not answer."
        case SignInNeeded() if has_token:
            return "The server takes another access token than this: enter it in Settings."
        case SignInNeeded():
            return "The server wants an access token, and none is kept: enter it in Settings."
        case Refused(status=status):
            return f"The server refused to list the meetings ({status}): look at its address, prefix and company."
        case Answered(status=status):
            return f"The server is busy or broken ({status})."
        case _:
            return (
                "What answers at this address isn't the server: look at its address, and at the network's own sign-in."
            )
