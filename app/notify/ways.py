"""The ways that a site has set up, out of the file of `foyer serve --config` and the environment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol
from urllib.parse import urlsplit

from app.errors import BadSetting
from app.models.notices.kinds import MAIL, SMS, WITH_TEXTS
from app.models.notices.notice_plan import NoticeWay
from app.notify.service import NUMBER, Service
from app.notify.webhook import Webhook

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")

_TAKEN = (MAIL, SMS)

_LOCAL = ("localhost", "127.0.0.1", "::1")


class WayAsked(Protocol):
    """A part [notify.NAME] of the file, see app/settings/server/server_file.py."""

    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def users(self) -> tuple[str, ...]: ...
    @property
    def webhook(self) -> str: ...
    @property
    def sms(self) -> bool: ...


def notice_ways(asked: Mapping[str, WayAsked], environment: Mapping[str, str]) -> tuple[NoticeWay, ...]:
    """Raises BadSetting, which names the part of the file, or the variable, that is wrong, and nothing secret."""
    ways = tuple(_ways(asked, environment))
    if sum(way.sms for way in ways) > 1:
        raise BadSetting("Two parts [notify] have sms = true: visitors are told by one gateway.")
    return ways


def _ways(asked: Mapping[str, WayAsked], environment: Mapping[str, str]) -> Iterator[NoticeWay]:
    for name, way in asked.items():
        if not _NAME.fullmatch(name) or (name in _TAKEN and not way.sms):
            raise BadSetting(f"[notify.{name}] needs another name: a letter, then letters, digits, - and _.")
        variable = f"FOYER_NOTIFY_{name.upper().replace('-', '_')}"
        secret = environment.get(variable, "").strip()
        if words := _wrong(way, secret, variable):
            raise BadSetting(f"[notify.{name}] can't be used: {words}.")
        taker = Webhook(way.webhook, secret) if way.webhook else Service(secret)
        yield NoticeWay(name, taker, frozenset(way.kinds), frozenset(way.users), way.sms)


def _wrong(way: WayAsked, secret: str, variable: str) -> str:
    unknown = [kind for kind in way.kinds if kind not in WITH_TEXTS]
    if unknown:
        return f"there is no kind {unknown[0]}, but {', '.join(WITH_TEXTS)}"
    if not secret:
        what = "what its calls are signed with" if way.webhook else "the address of the service"
        return f"{variable} is empty, and it is {what}"
    if way.sms:
        gateway = not way.webhook and NUMBER in secret
        return "" if gateway else f"{variable} is to be the address of an SMS gateway, with {NUMBER} for the number"
    if not way.kinds:
        return "kinds names nothing of which it is told"
    return _wrong_address(way.webhook) if way.webhook else ""


def _wrong_address(webhook: str) -> str:
    """What is told are people's names, so it goes encrypted, but on this computer."""
    try:
        url = urlsplit(webhook)
        _ = url.port  # raises ValueError, too
    except ValueError:
        return "webhook is no address"
    secure = url.scheme == "https" or (url.scheme == "http" and url.hostname in _LOCAL)
    return "" if secure and url.hostname else "webhook is to begin with https://"
