"""Visits to be taken along: a day's rows as they are shown, a week, or who was found on other days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.models.visit_row import DayRows, Status, VisitRow
from app.paper.sheet import Sheet, SheetColumn, SheetTable
from app.services.site import Site
from ui.pages.today.columns import STATUS_WORDS, status_words, when
from ui.pages.today.day.listing import DayListing
from ui.pages.today.day.table import DayTable
from ui.wording.dates import whole_day
from ui.wording.messages import heard_words
from ui.wording.people_words import counted

_COLUMNS = (
    SheetColumn("Day", 0),
    SheetColumn("Time", 12),
    SheetColumn("Visitor", 44),
    SheetColumn("Company", 34),
    SheetColumn("Mobile", 33),
    SheetColumn("Host", 34),
    SheetColumn("Host's number", 29),
    SheetColumn("Meeting", 44),
    SheetColumn("Licence plate", 0),
    SheetColumn("Status", 28),
)


def day_sheet(
    listing: DayListing, table: DayTable, *, typed: str, status: Status | None, narrowed: str, site: Site
) -> Sheet:
    """`typed` is what was searched for, `status` that of the chip, None for all; `narrowed` says to whom else the list
    is narrowed, "" for nobody."""
    visits, day = table.visits, listing.date
    about = [counted(sum(visit.invited for visit in visits), "visitor")]
    about += [f"Only: {STATUS_WORDS[status]}"] if status else []
    about += [f"Only: {narrowed}"] if narrowed else []
    about += [f"Only what is found by “{typed}”"] if typed else []
    return Sheet(
        title=f"Visitors on {whole_day(day)}",
        file_name=f"Visitors {day}",
        site=site.name,
        made_at=site.now(),
        about=(*about, _sorted_words(*table.order), _heard_words(listing, site)),
        tables=(SheetTable(_COLUMNS, tuple(_cells(visit, site) for visit in visits)),),
        boxes=True,
    )


def week_sheet(days: Sequence[tuple[date, DayRows | None]], site: Site) -> Sheet:
    """Everybody on each of these days, of some of which nothing is known."""
    first, last = days[0][0], days[-1][0]
    return Sheet(
        title=f"Visitors from {whole_day(first)} to {whole_day(last)}",
        file_name=f"Visitors {first} to {last}",
        site=site.name,
        made_at=site.now(),
        about=(counted(sum(rows.visitors for _, rows in days if rows), "visitor"), "Sorted by time"),
        tables=tuple(_day_table(day, rows, site) for day, rows in days),
        boxes=True,
    )


def found_sheet(sought: str, visits: Sequence[VisitRow], words: str, site: Site) -> Sheet:
    """Who was found on other days: `sought` says by what, `words` how far that went."""
    now = site.now()
    columns = (SheetColumn("Day", 22), *_COLUMNS[1:])
    return Sheet(
        title="Visitors on other days",
        file_name=f"Visitors found {now:%Y-%m-%d %H-%M}",
        site=site.name,
        made_at=now,
        about=(sought, words),
        tables=(SheetTable(columns, tuple(_cells(visit, site) for visit in visits)),),
    )


def _day_table(day: date, rows: DayRows | None, site: Site) -> SheetTable:
    name = whole_day(day) if rows else f"{whole_day(day)}: nothing is known of it yet"
    return SheetTable(_COLUMNS, tuple(_cells(visit, site) for visit in rows.visits) if rows else (), name)


def _sorted_words(column: str, ascending: bool) -> str:
    return f"Sorted by {column.lower()}{'' if ascending else ', downwards'}"


def _heard_words(listing: DayListing, site: Site) -> str:
    """How fresh it is, as the footer says."""
    heard_at = listing.rows.heard_at if listing.rows else None
    return heard_words(site.local(heard_at) if heard_at else None, site.today(), failed=bool(listing.failure))


def _cells(visit: VisitRow, site: Site) -> tuple[str, ...]:
    status = status_words(visit, visit.status(site.now()))
    return (
        visit.day.isoformat(),
        f"{site.local(visit.expected):%H:%M}",
        visit.name if visit.invited else "Nobody invited",
        visit.company,
        visit.mobile,
        visit.host,
        visit.host_number,
        visit.title,
        visit.plate,
        " ".join(filter(None, (status, when(visit, site)))),
    )
