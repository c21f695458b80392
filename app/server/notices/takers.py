"""Who takes a notice, by the way on which it goes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from app.errors import MailSignInRefused
from app.models.notices.kinds import MAIL, SMS
from app.models.notices.mail import AFTER_REFUSED_SIGN_IN, Mail, MailTaker
from app.models.notices.notice_plan import NoticeTaker, NoticeWay


class _ByMail:
    """Used from several threads."""

    def __init__(self, server: MailTaker, now: Callable[[], datetime]) -> None:
        self._server = server
        self._now = now
        self._turn = threading.Lock()
        self._refused = ""
        self._asks_at = now()

    async def take(self, mail: Mail, kind: str) -> None:
        self._rest()
        try:
            await self._server.take(mail)
        except MailSignInRefused as error:
            with self._turn:
                self._refused, self._asks_at = str(error), self._later()
            raise
        self._refused = ""

    def _rest(self) -> None:
        """Raises MailSignInRefused while that is so and isn't to be tried; then it is by one alone."""
        with self._turn:
            if self._refused and self._now() < self._asks_at:
                raise MailSignInRefused(self._refused)
            self._asks_at = self._later()

    def _later(self) -> datetime:
        return self._now() + timedelta(seconds=AFTER_REFUSED_SIGN_IN)


def takers(
    mail_server: MailTaker | None, ways: tuple[NoticeWay, ...], now: Callable[[], datetime]
) -> Mapping[str, NoticeTaker]:
    """By the names of the ways: those that are set up. `now` tells the present moment."""
    found: dict[str, NoticeTaker] = {MAIL: _ByMail(mail_server, now)} if mail_server else {}
    return found | {SMS if way.sms else way.name: way.taker for way in ways}
