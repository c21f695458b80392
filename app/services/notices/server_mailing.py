"""What `foyer serve --config` mails, and by which mail server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from app.errors import BadSetting
from app.mail.mail_server import MailServer
from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.models.notices.tomorrow_list import TomorrowList
from app.notify.ways import notice_ways, secret_words, takes_secret
from app.services.people.host_book import found_in
from app.settings.server.notify_file import OtherWay
from app.settings.server.server_file import read_server_file


class ServerMailing(Struct, frozen=True):
    """Without a mail server nothing is mailed. `notice_days` is how long it is kept what was written to whom."""

    mail_server: MailServer | None = None
    notice_plan: NoticePlan | None = None
    notice_days: int | None = None


def mailing_of(file: Path | None) -> ServerMailing:
    """Of the server's file of settings, None for none. Raises BadSetting."""
    if file is None:
        return ServerMailing()
    told = read_server_file(file)
    tomorrow, invitations, arrivals = told.tomorrow_list, told.invitations, told.arrivals
    plan = NoticePlan(
        directions=invitations.directions,
        bring=invitations.bring,
        wifi_name=invitations.wifi_name,
        wifi_password=invitations.wifi_password,
        reminder_at=invitations.reminder_at,
        texts=Path(invitations.texts).expanduser() if invitations.texts else None,
        ways=_ways(told.notify),
        listed_host=found_in(told.hosts, "hosts"),
        listed_supplier=found_in(told.suppliers, "suppliers"),
        reached_minutes=arrivals.reached_minutes,
        overdue_minutes=arrivals.overdue_minutes,
        front_desk=arrivals.front_desk,
        tomorrow_list=TomorrowList(tomorrow.at, tomorrow.to, tomorrow.when_nobody) if tomorrow else None,
    )
    return ServerMailing(
        mail_server=MailServer(told.mail, _password) if told.mail else None,
        notice_plan=plan,
        notice_days=invitations.keep_days,
    )


def _ways(asked: Mapping[str, OtherWay]) -> tuple[NoticeWay, ...]:
    ways = notice_ways(asked, _secret)
    for name, way in asked.items():
        if not takes_secret(way, _kept(name)):
            raise BadSetting(f"In [notify.{name}], {_variable(name)} is to be {secret_words(way)}.")
    return ways


def _variable(name: str) -> str:
    return f"FOYER_NOTIFY_{name.upper().replace('-', '_')}"


def _kept(name: str) -> str:
    return os.environ.get(_variable(name), "").strip()


async def _secret(name: str) -> str:
    return _kept(name)


async def _password() -> str:
    return os.environ.get("FOYER_MAIL_PASSWORD", "")
