"""The list on paper: A4, with a box to tick for each."""

from __future__ import annotations

from app.services.visits.on_site_list import OnSiteList
from app.services.visits.roll_call import RollCallEntry
from ui.printing.document import Document
from ui.printing.table_pages import Heads, Part, PrintedRow, PrintedTable, table_document
from ui.wording.dates import printed_words, time_words

_HEADINGS = ("Visitor", "Host", "Mobile", "Meeting", "Since")
_SHARES = (55, 35, 35, 31, 15)
"""In millimetres."""


async def document(listed: OnSiteList) -> Document:
    """To be made on the thread of the window."""
    today = listed.made_at.date()
    heads = Heads(
        job="Visitors on site",
        title=f"Roll call since {time_words(listed.since, today)}" if listed.since else "Visitors on site",
        printed=printed_words(listed.site, listed.made_at),
        about=f"{_counts(listed)}. Staff are not on this list. {listed.source}",
    )
    rows = [_row(listed, one) for one in listed.people]
    return await table_document(heads, (PrintedTable(_HEADINGS, _SHARES, rows, boxes=True),))


def _counts(listed: OnSiteList) -> str:
    count = len(listed.people)
    visitors = f"{count} visitor{'' if count == 1 else 's'}"
    if listed.since is None:
        return visitors
    safe = sum(one.safe for one in listed.people)
    return f"{visitors}: {count - safe} still to find, {safe} safe"


def _row(listed: OnSiteList, one: RollCallEntry) -> PrintedRow:
    person, since = one.present.person, listed.local(one.present.since)
    status = listed.roll_call_words(one) if listed.since and one.safe else ""
    days = "" if since.date() == listed.made_at.date() else f"{since.day}/{since.month}"
    cells = (
        (Part(person.name or "Unknown visitor", 42, 600), Part(person.company), Part(status, weight=600)),
        (Part(person.host), Part(person.host_number)),
        (Part(person.mobile or "No number"),),
        (Part(person.meeting),),
        (Part(f"{since:%H:%M}"), Part(days)),
    )
    return PrintedRow(cells, ticked=bool(status))
