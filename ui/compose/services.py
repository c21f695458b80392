"""The services of one connection, put together over the store and the way to the server."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import fields
from PySide6.QtCore import QTimeZone

from app.mail.mail_server import MailServer
from app.models.rescue import Rescue
from app.services.desk_services import DeskServices, desk_services
from app.services.kiosk.kiosks import Kiosks
from app.services.kiosk.site_questions import SiteQuestions
from app.services.kiosk.terms import Terms
from app.services.people.listed_hosts import ListedHosts
from app.services.site import Site
from app.services.upkeep.erasure import Erasure
from app.services.upkeep.retention import Retention
from app.store.account import account_of, keep_company, keep_desk_server
from app.store.database import FILE_NAME, Database
from app.store.erasure import PersonalData
from app.store.rescue.rescue import opened
from ui.compose.profile import Profile

if TYPE_CHECKING:
    from app.api.api import Api


class Store(Struct, frozen=True):
    """The open file. `rescue` says what became of a damaged one; `folder` goes with it when it is a throw-away."""

    database: Database
    rescue: Rescue | None
    folder: Path | None = None

    def close(self) -> None:
        self.database.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_store(profile: Profile) -> Store:
    """The file in the desk's data folder; that of a sample goes when it is closed. Raises StoreFailed."""
    return Store(*opened(profile.data_folder / FILE_NAME), profile.data_folder if profile.sample else None)


class Services(DeskServices, frozen=True):
    """What the pages of one connection share, and what goes on behind them. `takes_names` says whether the server takes
    a name in the place of a person's id, as our own desk server does."""

    terms: Terms
    site_questions: SiteQuestions
    retention: Retention
    erasure: Erasure
    listed_hosts: ListedHosts
    kiosks: Kiosks
    keep_company: Callable[[], Coroutine[Any, Any, None]]
    takes_names: Callable[[], bool]
    keep_desk_server: Callable[[], Coroutine[Any, Any, None]]


def services(
    profile: Profile, store: Store, opener: Callable[[Site], Awaitable[Api]], now: Callable[[], datetime]
) -> Services:
    """`opener` makes the API ready at the first call. Reads what the first window needs, and waits for that."""
    settings = profile.settings
    account = account_of(store.database, profile.server_key, settings.company_id)
    pc_zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    site = Site(
        name=settings.site_name or "This desk",
        time_zone=settings.time_zone,
        pc_zone=pc_zone,
        late=timedelta(minutes=settings.late_minutes),
        clock=now,
    )
    if not profile.own_server:  # our own server reads its clock in the zone that the settings say now
        site.learn(account.company)
    desk = desk_services(
        store.database,
        account,
        site=site,
        opener=lambda: opener(site),
        desk=settings.desk_name,
        own_server=profile.own_server,
        mails=profile.mails,
        mail_server=mail_server_of(profile),
    )

    async def remember_company() -> None:
        if site.company is not None:
            company = site.company
            await keep_company(store.database, account, company.name, company.timezone, company.country_code)

    async def remember_desk_server() -> None:
        ours = desk.calls.exist
        if ours is not None and ours != account.desk_server and not profile.own_server:
            await keep_desk_server(store.database, account, ours)

    return Services(
        **{field.name: getattr(desk, field.name) for field in fields(desk)},
        terms=Terms(Path(settings.kiosk_terms).expanduser() if settings.kiosk_terms else None),
        site_questions=SiteQuestions(Path(settings.kiosk_questions).expanduser() if settings.kiosk_questions else None),
        retention=Retention(
            lists=desk.lists,
            outbox=desk.outbox,
            signatures=desk.signatures,
            visitor_answers=desk.visitor_answers,
            site=site,
            logs=profile.data_folder,
            retention=timedelta(days=settings.retention_days),
        ),
        erasure=Erasure(
            personal_data=PersonalData(store.database),
            site=site,
            arrivals=desk.arrivals,
            connection=desk.connection,
            calls=desk.calls,
        ),
        listed_hosts=ListedHosts(
            file=Path(settings.hosts_file).expanduser() if settings.hosts_file else None,
            lists=desk.lists,
            site=site,
            names=lambda: desk.calls.likely,
        ),
        kiosks=Kiosks(
            connection=desk.connection,
            site=site,
            calls=desk.calls,
            tells_changes=lambda: desk.subscription.live,
        ),
        keep_company=remember_company,
        takes_names=lambda: bool(desk.calls.likely),
        keep_desk_server=remember_desk_server,
    )


def mail_server_of(profile: Profile) -> MailServer | None:
    """The one that the settings name; None where this desk can't mail."""
    settings, credentials = profile.settings, profile.credentials
    if not profile.mails:
        return None
    return MailServer(settings, lambda: credentials.mail_password(settings.smtp_server, settings.smtp_user))
