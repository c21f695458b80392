"""How a server is reached: over the network, or in this very process.

httpx and the desk server take longer to import than the first window may wait, so both are imported and made ready
on a thread, at the first call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.errors import BadSetting
from app.models.notices.notice_plan import NoticePlan, NoticeWay
from app.models.notices.tomorrow_list import TomorrowList
from app.settings import EMBEDDED_COMPANY, EMBEDDED_FILE, Settings

if TYPE_CHECKING:
    import httpx
    from fastapi import FastAPI

    from app.api.api import Api
    from app.api.client import Client
    from app.api.sign_in.identity import Access
    from app.models.notices.mail import MailTaker
    from app.services.site import Site
    from app.system.credentials import Credentials

IN_MEMORY = "sqlite://"

TransportMaker = Callable[[], "httpx.AsyncBaseTransport | None"]
"""Gives the way to a server; None is the network. Tests hand in their fake here."""


async def open_server(settings: Settings, access: Access, make_transport: TransportMaker = lambda: None) -> Api:
    """The API of the server that the settings name. Raises NotAddress."""

    def make() -> Client:
        from app.api.client import Client

        return Client(
            server=settings.server,
            prefix=settings.prefix,
            company_id=settings.company_id,
            token=access.token,
            identity=access.identity,
            keep_token=access.keep,
            desk=settings.desk_name,
            transport=make_transport(),
        )

    return _api(await asyncio.to_thread(make))


async def open_embedded(
    settings: Settings, site: Site, folder: Path, mail_server: MailTaker | None, credentials: Credentials
) -> Api:
    """The desk's own server, over a file in `folder`; `mail_server` takes what it mails. Raises BadSetting when the
    file can't be used."""

    def make() -> FastAPI:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(f"{folder} can't be used as the data folder: {error.strerror}.") from error
        ways = _ways(settings, credentials)
        return _desk_server(f"sqlite:///{folder / EMBEDDED_FILE}", settings, site, folder, mail_server, ways)

    return await _in_process(make, settings.desk_name)


async def open_sample(settings: Settings, site: Site) -> Api:
    """A throw-away server with a lifelike day in it: today."""

    def make() -> FastAPI:
        from app.server.sample import fill

        with TemporaryDirectory() as folder:
            application = _desk_server(IN_MEMORY, settings, site, Path(folder))
        fill(application)
        return application

    return await _in_process(make, settings.desk_name)


def _desk_server(
    database: str,
    settings: Settings,
    site: Site,
    folder: Path,
    mail_server: MailTaker | None = None,
    ways: tuple[NoticeWay, ...] = (),
) -> FastAPI:
    from app.server.application import create
    from app.services.tickets.due_settings import lasting_due_times

    hours, worked, holidays = settings.ticket_hours, settings.working_hours, settings.holidays
    return create(
        database,
        company_id=EMBEDDED_COMPANY,
        company_name=settings.site_name,
        time_zone=site.zone.key,
        now=site.now,
        due_times=lasting_due_times(hours, worked, holidays, site.zone, folder),
        mail_server=mail_server,
        notice_plan=_notice_plan(settings, ways),
        notice_days=settings.retention_days,
    )


def _tomorrow_list(settings: Settings) -> TomorrowList | None:
    """None where nobody wants it."""
    to = tuple(one.strip() for one in settings.tomorrow_list_to.split(",") if one.strip())
    if settings.tomorrow_list_at is None or not to:
        return None
    return TomorrowList(settings.tomorrow_list_at, to, settings.tomorrow_list_when_nobody)


def _ways(settings: Settings, credentials: Credentials) -> tuple[NoticeWay, ...]:
    from app.services.notices.desk_ways import desk_ways

    return desk_ways(settings.notify_file, credentials)


def _notice_plan(settings: Settings, ways: tuple[NoticeWay, ...]) -> NoticePlan:
    """What the site adds to what people are told, and when."""
    from app.services.people.host_book import found_in

    tells_wifi = settings.wifi_in_invitations
    return NoticePlan(
        directions=settings.directions,
        bring=settings.what_to_bring,
        wifi_name=settings.wifi_name if tells_wifi else "",
        wifi_password=settings.wifi_password if tells_wifi else "",
        reminder_at=settings.reminder_at,
        tomorrow_list=_tomorrow_list(settings),
        texts=Path(settings.message_texts) if settings.message_texts else None,
        ways=ways,
        listed_host=found_in(settings.hosts_file, "hosts"),
        listed_supplier=found_in(settings.suppliers_file, "suppliers"),
        reached_minutes=settings.reached_minutes,
        overdue_minutes=settings.overdue_minutes,
        front_desk=tuple(one.strip() for one in settings.front_desk.split(",") if one.strip()),
    )


async def _in_process(make_server: Callable[[], FastAPI], desk: str) -> Api:
    """A server in this process, spoken to without any port. Its own failures come as answers, like a real one's."""

    def make() -> tuple[FastAPI, Client]:
        import httpx

        from app.api.client import Client

        application = make_server()
        transport = httpx.ASGITransport(app=application, raise_app_exceptions=False)
        client = Client(
            server="http://desk",
            prefix="/app/{companyId}",
            company_id=EMBEDDED_COMPANY,
            token="",
            desk=desk,
            transport=transport,
        )
        return application, client

    making = asyncio.ensure_future(asyncio.to_thread(make))

    async def close_both() -> None:
        from app.server.application import close

        application, client = await making
        await client.close()
        await asyncio.to_thread(close, application)

    try:
        _, client = await asyncio.shield(making)
    except asyncio.CancelledError:
        await close_both()  # a thread can't be cancelled: the server that it made would keep its file for good
        raise
    return _api(client, close_both)


def _api(client: Client, close: Callable[[], Awaitable[None]] | None = None) -> Api:
    from app.api.api import Api

    return Api.over(client, close)
