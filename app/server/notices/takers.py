"""Who takes a notice, by the way on which it goes."""

from __future__ import annotations

from collections.abc import Mapping

from app.models.notices.kinds import MAIL, SMS
from app.models.notices.mail import Mail, MailTaker
from app.models.notices.notice_plan import NoticeTaker, NoticeWay


class _ByMail:
    def __init__(self, server: MailTaker) -> None:
        self._server = server

    async def take(self, mail: Mail, kind: str) -> None:
        await self._server.take(mail)


def takers(mail_server: MailTaker | None, ways: tuple[NoticeWay, ...]) -> Mapping[str, NoticeTaker]:
    """By the names of the ways: those that are set up."""
    found: dict[str, NoticeTaker] = {MAIL: _ByMail(mail_server)} if mail_server else {}
    return found | {SMS if way.sms else way.name: way.taker for way in ways}
