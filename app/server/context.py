"""What all calls share: the database, the company whose desk this is, its own user, and the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.errors import BadSetting
from app.models.notices.notice_plan import NoticePlan
from app.models.tickets.due_times import DueTimes
from app.server import company, people
from app.server.bodies.wire import Document, utc
from app.server.feed import ChangeFeed
from app.server.statistics import kept_visits
from app.server.storage import changes
from app.server.storage.answers import Answers
from app.server.storage.database import ServerDatabase
from app.server.tickets.attachments.files import AttachmentFiles
from app.server.visits.sought_words import settle_words

OWN_USER = "Front desk"
"""The current user: who made a meeting, and who made a ticket that names no creator."""

NEW_NAME = "Foyer"
"""What desks show as the site's name until somebody gives it one."""


class ServerContext:
    """`time_zone` is an IANA name, "" and None are this PC's own zone; see `settle`. Raises BadSetting when there is no
    such zone. `now` tells the present moment, aware of its zone; `zone` is the site's, `company` its JSON object as the
    API shows it. `notice_plan` says what people are told, None where this server has no way to tell them; `mails`
    whether it has a mail server."""

    def __init__(
        self,
        database: ServerDatabase,
        *,
        company_id: str,
        company_name: str | None,
        time_zone: str | None,
        now: Callable[[], datetime],
        attachments: AttachmentFiles,
        due_times: DueTimes | None = None,
        notice_plan: NoticePlan | None = None,
        mails: bool = False,
    ) -> None:
        self.database = database
        self.attachments = attachments
        self.due_times = due_times
        self.notice_plan = notice_plan
        self.mails = mails
        self.answers = Answers(database)
        self.company_id = company_id
        self.now = now
        self.settle(company_name, time_zone)
        with database.writing() as connection:
            self.own_user = people.user(connection, OWN_USER, "user", now())
            changes.begin(connection, now())
        self.feed = ChangeFeed(database)

    def settle(self, company_name: str | None, time_zone: str | None) -> None:
        """Gives the company this name and zone from now on. `time_zone` as above. With None for a name it stays what it
        is. Raises BadSetting, also when the database is another company's, and when the zone is None and this PC's
        isn't that of the database."""
        self.zone = _zone(time_zone or system_zone())
        with self.database.writing() as connection:
            kept = company.kept(connection)
            before = kept or self._new_company()
            if kept:
                self._refuse_other_site(before, zone_is_named=time_zone is not None)
            name = before["name"] or NEW_NAME if company_name is None else company_name
            self.company = before | {"id": self.company_id, "name": name, "timezone": self.zone.key}
            if kept and self.company != before:
                self.company["lastModifiedAt"] = utc(self.now())
                changes.forget(connection)
            company.keep(connection, self.company)
            kept_visits.settle(connection, self.zone, self.now().astimezone(self.zone).date())
            settle_words(connection)

    def _refuse_other_site(self, site: Document, *, zone_is_named: bool) -> None:
        if site["id"] != self.company_id:
            raise BadSetting(
                f"The database belongs to {site['id']}, not to {self.company_id}. For {site['id']} start with "
                f"--company {site['id']}; {self.company_id} needs a database of its own (--database, --data-dir)."
            )
        if not zone_is_named and site["timezone"] != self.zone.key:
            raise BadSetting(
                f"The site of this database is in the time zone {site['timezone']}, this computer in "
                f"{self.zone.key}. Start with --time-zone {site['timezone']}; --time-zone {self.zone.key} moves the "
                "site and all that is planned there."
            )

    def _new_company(self) -> Document:
        made = utc(self.now())
        return {
            "object": "corporate",
            "id": self.company_id,
            "reference": None,
            "name": "",
            "timezone": "",
            "locale": "en-GB",
            "phone": "",
            "logoUrl": None,
            "createdAt": made,
            "lastModifiedAt": made,
            "countryCode": None,
            "latitude": None,
            "longitude": None,
            "status": "ACTIVATED",
        }


def system_zone() -> str:
    """This PC's zone by its IANA name, or "UTC" where it can't be told: always on Windows without TZ, which names zones
    its own way, so there the caller has to know."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2]
    try:
        return ZoneInfo(name).key if name else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadSetting(f"There is no time zone {name}; an IANA name such as Europe/Brussels is right.") from error
