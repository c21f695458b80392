"""The list of who is in the building, to be carried out of it: on paper, or as CSV for any spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from app.paper.csv_file import csv_of
from app.paper.sheet import SheetColumn, SheetTable
from app.services.site import Site
from app.services.visits.roll_call import RollCallEntry, Standing

_HEADINGS = ("Visitor", "Company", "Mobile", "Host", "Host's number", "Meeting", "On site since")


class OnSiteList(Struct, frozen=True):
    """Everybody on site by name, also those whom a search hides on the screen; in a roll call those first who are still
    to be found.

    `site` is its name; `made_at` and `since`, when the roll call began, are in its zone, `since` None without one.
    `source` says in words where the list comes from.
    """

    site: str
    made_at: datetime
    since: datetime | None
    people: tuple[RollCallEntry, ...]
    source: str

    def local(self, moment: datetime) -> datetime:
        """The moment of a row, in the site's zone."""
        return moment.astimezone(self.made_at.tzinfo)

    def roll_call_words(self, one: RollCallEntry) -> str:
        """ "Safe 11:23", "Left 11:24" or "Still to find"; times at the site."""
        if one.safe_at:
            return f"Safe {self.local(one.safe_at):%H:%M}"
        return f"Left {self.local(one.left_at):%H:%M}" if one.left_at else "Still to find"


def list_of(standing: Standing, site: Site, source: str) -> OnSiteList:
    """The list as it stands now."""
    people = sorted(standing.people, key=lambda one: one.safe and standing.since is not None)
    since = site.local(standing.since) if standing.since else None
    return OnSiteList(site.name, site.now(), since, tuple(people), source)


def on_site_csv(listed: OnSiteList) -> bytes:
    """The list as CSV, times at the site. A roll call adds a column."""
    headings = (*_HEADINGS, *(["Roll call"] if listed.since else []))
    rows = tuple(tuple(_cells(listed, one)) for one in listed.people)
    return csv_of([SheetTable(tuple(map(SheetColumn, headings)), rows)])


def _cells(listed: OnSiteList, one: RollCallEntry) -> Iterable[str]:
    person = one.present.person
    yield from (person.name, person.company, person.mobile, person.host, person.host_number, person.meeting)
    yield f"{listed.local(one.present.since):%Y-%m-%d %H:%M}"
    if listed.since:
        yield listed.roll_call_words(one)
