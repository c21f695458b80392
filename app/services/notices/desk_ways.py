"""Other ways than mail by which a desk's own server tells people: the file that names them, and what is secret of each.

The file has parts [notify.NAME], as that of `foyer serve --config`; the secrets are kept as the token is.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from app.errors import BadSetting, FileFailed
from app.models.notices.notice_plan import NoticeWay
from app.notify.ways import notice_ways, secret_words, takes_secret
from app.settings.server.notify_file import OtherWay, read_notify_file
from app.system.credentials import Credentials

log = logging.getLogger(__name__)


class WaySecret(Struct, frozen=True):
    """Of the way of that name it is said what is secret, and whether that is kept."""

    name: str
    words: str
    kept: bool


def read_ways(file: Path) -> dict[str, OtherWay]:
    """Raises FileFailed when nobody can be told by them. May take a while, so not for the window's thread."""
    try:
        asked = read_notify_file(file)
        notice_ways(asked, _nothing)
    except BadSetting as error:
        raise FileFailed(str(error)) from error
    return asked


def desk_ways(file: str, credentials: Credentials) -> tuple[NoticeWay, ...]:
    """() for "", and for a file that can't be used any more: the desk opens without it, and *Settings* and `foyer
    doctor` say so. To be called on a thread."""
    try:
        return notice_ways(read_ways(Path(file)) if file else {}, credentials.notify_secret)
    except FileFailed as error:
        log.warning("Nobody is told by other ways than mail: %s", type(error).__name__)
        return ()


async def way_secrets(file: str, credentials: Credentials) -> tuple[WaySecret, ...]:
    """Of each way of the file; () for "" and for one that can't be used."""
    asked = await _asked(file)
    return tuple(
        [WaySecret(name, secret_words(way), bool(await credentials.notify_secret(name))) for name, way in asked.items()]
    )


async def forget_others(file: str, former: str, credentials: Credentials) -> None:
    """What is secret of the ways of the `former` file isn't kept any more, but of those that `file` names as well.
    Raises KeyringFailed when some of it may still be kept."""
    for name in (await _asked(former)).keys() - (await _asked(file)).keys():
        await credentials.forget_notify_secret(name)


async def wrong_secrets(file: str, typed: Mapping[str, str], credentials: Credentials) -> dict[str, str]:
    """What to do, by the name of each way whose secret is neither typed nor kept, or can't be one. Nothing for a file
    that can't be used: that is said at the file."""
    wrong = {}
    for name, way in (await _asked(file)).items():
        secret = typed.get(name) or await credentials.notify_secret(name)
        if not await asyncio.to_thread(takes_secret, way, secret):
            wrong[name] = f"fill in {secret_words(way)}"
    return wrong


async def _asked(file: str) -> dict[str, OtherWay]:
    try:
        return await asyncio.to_thread(read_ways, Path(file)) if file else {}
    except FileFailed:
        return {}


async def _nothing(name: str) -> str:
    return ""
