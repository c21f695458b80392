"""The columns of *People on site*: what is asked for at the assembly point, across a row."""

from __future__ import annotations

from textwrap import wrap

from app.models.text.folding import fold
from app.services.site import Site
from app.services.visits.roll_call import RollCallEntry
from ui.models.table_model import Cell, Column
from ui.reception.pending_notice import MARKS
from ui.wording.dates import since_words

MARK_SAFE = "Mark safe"
SAFE = 0
"""The column that a click marks in, in a roll call."""

_LONGEST_NUMBER = 18


def columns(site: Site, *, roll_call: bool) -> tuple[Column[RollCallEntry], ...]:
    def arrived(one: RollCallEntry) -> Cell:
        since = site.local(one.present.since)
        return Cell(f"{since:%H:%M}", second=since_words(since, site.today()), variant=_variant(one, "figures"))

    facts: tuple[Column[RollCallEntry], ...] = (
        Column("Visitor", _visitor, width=150, weight=22),
        Column("Host", lambda one: Cell(one.present.person.host, variant=_variant(one)), width=104, weight=11),
        Column("Mobile", _mobile, width=144),
        Column(
            "Meeting",
            lambda one: Cell(one.present.person.meeting, variant=_variant(one)),
            width=104,
            weight=18,
            gives_way=1,
        ),
        Column("Arrived", arrived, width=80),
    )
    return (Column("Safe", lambda one: _safe(one, site), width=144), *facts) if roll_call else facts


def order(column: str, one: RollCallEntry) -> tuple[object, ...]:
    """What rows are sorted by when that column's heading is chosen; equal ones stay in the order of names."""
    person = one.present.person
    match column:
        case "Host":
            return (fold(person.host),)
        case "Meeting":
            return (fold(person.meeting),)
        case "Arrived":
            return (one.present.since,)
        case _:
            return ()


def _variant(one: RollCallEntry, otherwise: str = "plain") -> str:
    return "muted" if one.safe else otherwise


def _safe(one: RollCallEntry, site: Site) -> Cell:
    if one.safe_at:
        return Cell("Safe", aside=f"{site.local(one.safe_at):%H:%M}", mark="on-site", role="on-site", chip=True)
    if one.left_at:
        return Cell("Left", aside=f"{site.local(one.left_at):%H:%M}", mark="left", role="left", chip=True)
    return Cell(MARK_SAFE, variant="button", mark="expected")


def _visitor(one: RollCallEntry) -> Cell:
    person, waiting = one.present.person, one.present.arrival.waits
    name, variant = person.name or "Unknown visitor", _variant(one, "strong")
    if one.taken_back:
        return Cell(name, variant=variant, second=person.company, third="Arrival taken back", third_mark="ended")
    if waiting is None:
        return Cell(name, variant=variant, second=person.company)
    mark = MARKS[waiting.state]
    return Cell(
        name, variant=variant, second=person.company, third=mark.word, third_mark=mark.role, third_role=mark.role
    )


def _mobile(one: RollCallEntry) -> Cell:
    """A number is never cut: a long one goes on below."""
    number = one.present.person.mobile
    if not number:
        return Cell("No number", variant="muted")
    first, *rest = wrap(number, _LONGEST_NUMBER) or [number]
    return Cell(first, second=" ".join(rest), variant=_variant(one, "figures"))
