"""What a list of visitors shows before it goes into the form: the rows as they came, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.services.imports.imported_table import ImportedTable
from app.services.imports.visitor_columns import FIELDS, FULL_NAME
from app.services.imports.visitor_rows import Flaw, VisitorRow
from ui.models.table_model import Cell, Column
from ui.pages.new_meeting.visitors.visitor_editor import NAMES
from ui.wording.mistake_words import flaw_words

FIELD_NAMES = {FULL_NAME: "Full name"} | {field: NAMES[field] for field in NAMES if field in FIELDS}
"""What a column can hold, in the form's own words."""

_FLAWS = {
    Flaw.TORN: "quotes don't pair, so cells may be torn",
    Flaw.LETTERS: "letters may be wrong, choose the encoding",
    Flaw.LOST_LETTERS: "letters are lost, mend them in the list",
    Flaw.ADDRESS_AS_NAME: "an @ stands in the name",
    Flaw.NO_LETTER: "a name begins with a figure or has no letter",
    Flaw.FURTHER_ADDRESS: "another address stands in the row",
    Flaw.SEVERAL: "several people may stand in the row",
    Flaw.HEADING: "a heading or a visitor? Say so above",
}


def columns_of(table: ImportedTable) -> tuple[Column[VisitorRow], ...]:
    """The table's own columns come last, each as it is called there."""
    return (
        Column("Row", lambda row: Cell(str(row.number), variant="figures"), width=72),
        Column("Check", _check, width=270, weight=3),
        Column("Last name, first name", _name, width=180, weight=2, gives_way=1),
        *(
            Column(title, partial(_cell, place), width=150, weight=1)
            for place, title in enumerate(titles_of(table.headings))
        ),
    )


def titles_of(headings: Sequence[str]) -> list[str]:
    return [heading or f"Column {place + 1}" for place, heading in enumerate(headings)]


def reason_words(row: VisitorRow) -> str:
    """Why a row isn't added: "Last name is missing; same as row 3", or "" when it can be."""
    reasons = [_FLAWS[flaw] for flaw in row.flaws] + [flaw_words(mistake) for mistake in row.mistakes]
    if row.invited:
        reasons.append("already invited")
    elif row.same_as:
        reasons.append(f"same as row {row.same_as}")
    words = "; ".join(reasons)
    return words[:1].upper() + words[1:]


def _check(row: VisitorRow) -> Cell:
    if reason := reason_words(row):
        return Cell(reason, mark="rejected", role="rejected")
    notes = [getattr(row.visitor, field) for field in row.changed]
    if row.no_language:
        notes.append(f"without the language “{row.no_language}”")
    return Cell(", ".join(("Ready", *notes)), variant="muted")


def _name(row: VisitorRow) -> Cell:
    """Shows where a whole name was split."""
    parts = (row.visitor.last_name, row.visitor.first_name)
    return Cell(", ".join(filter(None, parts)), variant="strong")


def _cell(place: int, row: VisitorRow) -> Cell:
    wrong = place in row.wrong
    return Cell(row.cells[place], mark="rejected" if wrong else "", role="rejected" if wrong else "")
