"""A row of *Invited visitors*, and what it shows across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from app.models.drafts import VisitorDraft
from ui.models.table_model import Cell, Column

BLANK = VisitorDraft()


class Invited(Struct, frozen=True):
    """`key` is its own for as long as the form lives; `fix` says what is wrong with the visitor, if anything, and
    `mark` that they are "new" or "changed" in a meeting that is edited."""

    key: int
    visitor: VisitorDraft
    fix: str = ""
    mark: str = ""


def _visitor(row: Invited) -> Cell:
    return Cell(row.visitor.name or "No name yet", variant="strong", aside=row.mark)


def _invite(row: Invited) -> Cell:
    if row.fix:
        return Cell(row.fix, mark="rejected", role="rejected")
    if row.visitor == BLANK:
        return Cell("Not filled in", variant="muted")
    ways = [word for word, asked in (("email", row.visitor.mail_reminder), ("SMS", row.visitor.sms_reminder)) if asked]
    return Cell(f"By {' and '.join(ways)}") if ways else Cell("No", variant="muted")


COLUMNS: tuple[Column[Invited], ...] = (
    Column("Visitor", _visitor, width=130, weight=28),
    Column("Company", lambda row: Cell(row.visitor.company_name), width=90, weight=24, gives_way=1),
    Column(
        "Email or mobile",
        lambda row: Cell(row.visitor.email or row.visitor.mobile or row.visitor.phone),
        width=110,
        weight=30,
    ),
    Column("Invite", _invite, width=100),
)


def known_by_id(visitors: Sequence[VisitorDraft]) -> dict[str, VisitorDraft]:
    return {visitor.id: visitor for visitor in visitors if visitor.id}


def mark_of(row: Invited, before: Mapping[str, VisitorDraft] | None) -> str:
    """`before` are those whom the meeting had, by id; None for a new meeting, in which nobody is marked."""
    if before is None or row.visitor == BLANK:
        return ""
    had = before.get(row.visitor.id)
    return "new" if had is None else "" if had == row.visitor else "changed"


def taken_out_words(rows: Sequence[Invited], before: Mapping[str, VisitorDraft] | None) -> str:
    """Who of those the meeting had isn't invited any more."""
    staying = {row.visitor.id for row in rows}
    gone = [visitor.name for identity, visitor in (before or {}).items() if identity not in staying]
    return f"Taken out: {', '.join(gone)}" if gone else ""
