"""The ways that a site has set up, each a part [notify.NAME] of a file."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import partial
from typing import Protocol
from urllib.parse import urlsplit

from app.errors import BadSetting
from app.models.notices.kinds import MAIL, SMS, WITH_TEXTS
from app.models.notices.notice_plan import NoticeWay
from app.notify.service import NUMBER, Service, is_known
from app.notify.webhook import Webhook

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}")

_TAKEN = (MAIL, SMS)

_LOCAL = ("localhost", "127.0.0.1", "::1")


class WayAsked(Protocol):
    """As the file says it, see app/settings/server/notify_file.py."""

    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def users(self) -> tuple[str, ...]: ...
    @property
    def webhook(self) -> str: ...
    @property
    def sms(self) -> bool: ...


def notice_ways(asked: Mapping[str, WayAsked], secret_of: Callable[[str], Awaitable[str]]) -> tuple[NoticeWay, ...]:
    """`secret_of` gives what is secret of the way of a name, "" where nothing is known; it is asked when something is
    sent. Raises BadSetting, which names the part of the file that is wrong."""
    ways = tuple(_ways(asked, secret_of))
    if sum(way.sms for way in ways) > 1:
        raise BadSetting("Two parts [notify] have sms = true: visitors are told by one gateway.")
    return ways


def secret_words(way: WayAsked) -> str:
    """What is secret of it, in a few words."""
    if way.webhook:
        return "what its calls are signed with"
    return f"the address of an SMS gateway, with {NUMBER} for the number" if way.sms else "the address of the service"


def takes_secret(way: WayAsked, secret: str) -> bool:
    """Whether that can be what is secret of it. Takes a while where it is a service: not for the window's thread."""
    if way.webhook:
        return bool(secret)
    return (not way.sms or NUMBER in secret) and is_known(secret)


def _ways(asked: Mapping[str, WayAsked], secret_of: Callable[[str], Awaitable[str]]) -> Iterator[NoticeWay]:
    for name, way in asked.items():
        if not _NAME.fullmatch(name) or (name in _TAKEN and not way.sms):
            raise BadSetting(f"[notify.{name}] needs another name: a letter, then letters, digits, - and _.")
        if words := _wrong(way):
            raise BadSetting(f"In [notify.{name}], {words}.")
        secret = partial(secret_of, name)
        taker = Webhook(way.webhook, secret) if way.webhook else Service(secret)
        yield NoticeWay(name, taker, frozenset(way.kinds), frozenset(way.users), way.sms)


def _wrong(way: WayAsked) -> str:
    unknown = [kind for kind in way.kinds if kind not in WITH_TEXTS]
    if unknown:
        return f"there is no kind {unknown[0]}, but {', '.join(WITH_TEXTS)}"
    if way.sms:
        return "an SMS gateway is no webhook" if way.webhook else ""
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
