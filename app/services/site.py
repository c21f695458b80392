"""Where this front desk stands: its name, and the zone in which its clock is read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from app.models.listeners import Listeners
from app.models.moments import at_wall, day_bounds
from app.models.objects.summaries import company_in
from app.system.zone_names import zone_called

if TYPE_CHECKING:
    from app.models.objects.company import Company
    from app.models.objects.summaries import CompanySummary

Clock = Callable[[], datetime]
"""Tells the present moment, aware of its zone."""


def clock() -> datetime:
    """The PC's clock, in UTC."""
    return datetime.now(UTC)


class Site:
    """`zone` is the one that the server sent of the company, else that of the setting `time_zone`, else `pc_zone`, else
    UTC; each by its IANA name or by Windows' name for it. One that nobody knows is passed over. `unknown_zone` is the
    one that the server sent when that is so, else "".

    `late` is how long after the expected time a visitor is still in time. `country` is a two-letter code, "" until a
    server tells it; `company` is what a server last told, None before.
    """

    def __init__(
        self, *, name: str, time_zone: str, pc_zone: str, late: timedelta = timedelta(minutes=15), clock: Clock = clock
    ) -> None:
        self.name = name
        self.late = late
        self.company: Company | CompanySummary | None = None
        self.country = ""
        self.zone = zone_called(time_zone) or zone_called(pc_zone) or ZoneInfo("UTC")
        self.unknown_zone = ""
        self._clock = clock
        self._changed = Listeners()

    def on_change(self, tell: Callable[[], None]) -> None:
        """`tell` is called when a server tells another name, zone or country than the one known."""
        self._changed.add(tell)

    def learn(self, company: Company | CompanySummary | None) -> None:
        """Takes what an answer says about the company. An answer without one changes nothing."""
        if company is None:
            return
        known = (self.name, self.zone, self.country, self.unknown_zone)
        self.name = company.name or self.name
        self.company = company
        self.country = company.country_code or self.country
        if company.timezone:
            zone = zone_called(company.timezone)
            self.zone, self.unknown_zone = zone or self.zone, "" if zone else company.timezone
        if known != (self.name, self.zone, self.country, self.unknown_zone):
            self._changed()

    async def learn_from(self, pieces: Sequence[bytes]) -> None:
        """Takes what an answer says about the company, out of the first of its items that says anything. `pieces` are
        their JSON."""
        if pieces:
            self.learn(await asyncio.to_thread(_company_in, pieces))

    @property
    def city(self) -> str:
        """The last part of the zone's name, such as Brussels for Europe/Brussels."""
        return self.zone.key.rpartition("/")[2].replace("_", " ")

    def now(self) -> datetime:
        """The present moment in the site's zone, for words and for calendar days."""
        return self._clock().astimezone(self.zone)

    def moment(self) -> datetime:
        """The present moment in UTC, for comparing: Python compares two times in one zone by what its clocks show."""
        return self._clock().astimezone(UTC)

    def today(self) -> date:
        """The calendar day that it is at the site, whatever day the PC thinks it is."""
        return self.now().date()

    def local(self, moment: datetime) -> datetime:
        """The moment in the site's zone, for words."""
        return moment.astimezone(self.zone)

    def at(self, wall: datetime) -> datetime:
        """The moment at which the site's clocks show `wall`, a naive time; the first of two in autumn's double hour."""
        return at_wall(wall, self.zone)

    def shows(self, wall: datetime) -> bool:
        """Whether the site's clocks show `wall`, a naive time, at all: in a night in spring they skip an hour."""
        moment = self.at(wall)
        return moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) == wall

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """From the first to just after the last moment of `day`, in UTC: 23, 24 or 25 hours."""
        return day_bounds(day, self.zone)


def _company_in(pieces: Sequence[bytes]) -> CompanySummary | None:
    return next(filter(None, map(company_in, pieces)), None)
