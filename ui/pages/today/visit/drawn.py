"""What is drawn in the pane of the visit in hand, part by part: only what differs is drawn anew."""

from __future__ import annotations

import msgspec
from msgspec import Struct, field

from app.models.notices.notice import OfVisitor
from app.models.operations import FOR_A_PERSON, Operation
from app.models.visit_row import NOT_COME, VisitRow
from ui.pages.today.visit.heading import VisitHeading
from ui.pages.today.visit.terms_signed import TermsSigned
from ui.reception.pending_notice import is_change
from ui.widgets.layout.slot import Slot


class Drawn(Struct):
    """What is drawn of the visit in hand. `read_for` is what its whole was read for, `shown` the row as drawn;
    `no_mail` is why no mail can go to the host."""

    key: str
    read_for: object
    who: VisitHeading
    terms: TermsSigned
    actions: Slot = field(default_factory=Slot)
    unsent: Slot = field(default_factory=Slot)
    answers: Slot = field(default_factory=Slot)
    details: Slot = field(default_factory=Slot)
    host_notice: Slot = field(default_factory=Slot)
    group: Slot = field(default_factory=Slot)
    notices: Slot = field(default_factory=Slot)
    changing: Slot = field(default_factory=Slot)
    times: Slot = field(default_factory=Slot)
    history: Slot = field(default_factory=Slot)
    last: Slot = field(default_factory=Slot)
    operation: Operation | None = None
    whole: bool = False
    shown: VisitRow | None = None
    standing: object = None
    no_mail: str = ""
    history_read: bool = False


def read_for(row: VisitRow) -> object:
    """What the whole visit is read for; how it stands with the arrival, and what waits by itself, is drawn without."""
    stuck = row.waiting if row.waiting and row.waiting.state in FOR_A_PERSON else None
    return msgspec.structs.replace(row, arrival=NOT_COME, waits=None, id=""), stuck


def may_do(row: VisitRow) -> object:
    """What it depends on what can be done with the visit."""
    return row.arrival.on_site, row.day, row.cancelled


def told_of(row: VisitRow | None) -> OfVisitor | None:
    """Whose notices the server may have: not of a meeting that it doesn't have yet, or of nobody."""
    if row is None or not row.invited or (row.waits is not None and not is_change(row)):
        return None
    _, meeting, visitor = row.id.split("/", 2)
    return OfVisitor(meeting, visitor)
