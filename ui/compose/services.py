"""The services of one connection, put together over the store and the way to the server."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimeZone

from app.mail_server import MailServer
from app.models.desk_vocabulary import CATEGORIES, PRIORITIES, STATUSES
from app.services.announcements import Announcements
from app.services.arrivals import Arrivals
from app.services.connection import Connection
from app.services.day import Day
from app.services.directory import Directory
from app.services.forgetting import Forgetting
from app.services.housekeeping import Housekeeping
from app.services.invitations import Invitations
from app.services.kiosks import Kiosks
from app.services.mailing import Mailing
from app.services.remembering import Remembering
from app.services.site import Site
from app.services.sync import Sync
from app.services.terms import Terms
from app.services.tickets import Tickets, Words
from app.store.cache import Cache
from app.store.database import FILE_NAME, Database
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.people import People
from app.store.place import keep_company, place_of
from app.store.rescue import Rescue, opened
from app.store.signatures import Signatures
from app.store.traces import Traces
from ui.compose.place import Place

if TYPE_CHECKING:
    from app.api.api import Api

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Store:
    """The open file. `rescue` says what became of a damaged one; `folder` goes with it when it is a throw-away."""

    database: Database
    rescue: Rescue | None
    folder: Path | None = None

    def close(self) -> None:
        self.database.close()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_store(place: Place) -> Store:
    """The desk's own file, or a new one in a folder of its own for a sample. Raises StoreFailed."""
    if place.sample:
        folder = Path(tempfile.mkdtemp(prefix="foyer-sample-"))
        return Store(*opened(folder / FILE_NAME), folder)
    return Store(*opened(place.data_folder / FILE_NAME))


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages of one connection share."""

    site: Site
    connection: Connection
    directory: Directory
    sync: Sync
    arrivals: Arrivals
    mailing: Mailing
    day: Day
    tickets: Tickets
    invitations: Invitations
    drafts: Drafts
    signatures: Signatures
    terms: Terms
    housekeeping: Housekeeping
    remembering: Remembering
    forgetting: Forgetting
    kiosks: Kiosks
    keep_company: Callable[[], Coroutine[Any, Any, None]]


def services(
    place: Place, store: Store, opener: Callable[[Site], Awaitable[Api]], now: Callable[[], datetime]
) -> Services:
    """`opener` makes the API ready at the first call. Reads what the first window needs, and waits for that."""
    settings = place.settings
    kept = place_of(store.database, place.server_key, settings.company_id)
    pc_zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    site = Site(
        name=settings.site_name or "This desk",
        time_zone=settings.time_zone,
        pc_zone=pc_zone,
        late=timedelta(minutes=settings.late_minutes),
        clock=now,
    )
    if not place.own_server:  # our own server reads its clock in the zone that the settings say now
        site.learn(kept.company)
    connection = Connection(lambda: opener(site))
    cache, outbox = Cache(store.database, kept), Outbox(store.database, kept)
    directory, people = Directory(site.now), People(store.database, kept)
    retention = timedelta(days=settings.retention_days)
    sync = Sync(outbox=outbox, connection=connection, site=site)
    journal, signatures = Journal(store.database, kept), Signatures(store.database, kept)
    announcements = Announcements(site=site, directory=directory, desk=settings.desk_name, mails=place.mails)
    arrivals = Arrivals(
        journal=journal,
        cache=cache,
        sync=sync,
        connection=connection,
        site=site,
        desk=settings.desk_name,
        announce=announcements.of,
    )
    mailing = Mailing(
        sync=sync, outbox=outbox, site=site, desk=settings.desk_name, server=_mail_server(place), learn=arrivals.learn
    )
    own = place.own_server
    words = Words(
        statuses=STATUSES if own else {}, priorities=PRIORITIES if own else {}, categories=CATEGORIES if own else {}
    )

    async def remember_company() -> None:
        if site.company is not None:
            await keep_company(store.database, kept, site.company)

    return Services(
        site=site,
        connection=connection,
        directory=directory,
        sync=sync,
        arrivals=arrivals,
        mailing=mailing,
        day=Day(cache=cache, sync=sync, arrivals=arrivals, connection=connection, site=site, directory=directory),
        tickets=Tickets(cache=cache, sync=sync, connection=connection, site=site, directory=directory, words=words),
        invitations=Invitations(sync=sync, directory=directory),
        drafts=Drafts(store.database, kept),
        signatures=signatures,
        terms=Terms(Path(settings.kiosk_terms).expanduser() if settings.kiosk_terms else None),
        housekeeping=Housekeeping(
            cache=cache,
            outbox=outbox,
            journal=journal,
            signatures=signatures,
            people=people,
            directory=directory,
            site=site,
            logs=place.data_folder,
            retention=retention,
        ),
        remembering=Remembering(directory=directory, people=people, site=site, retention=retention),
        forgetting=Forgetting(traces=Traces(store.database), directory=directory, site=site, on_site=arrivals.on_site),
        kiosks=Kiosks(connection=connection, site=site),
        keep_company=remember_company,
    )


def _mail_server(place: Place) -> MailServer | None:
    settings, credentials = place.settings, place.credentials
    if not place.mails:
        return None
    return MailServer(settings, lambda: credentials.mail_password(settings.smtp_server, settings.smtp_user))
